package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.Operation;
import dev.contactbook.spring.ContactCreated;
import dev.contactbook.spring.ContactEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;

/** What contacts are built of, and what stands beside them. */
class BuilderTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    private final ApplicationContextRunner host = Hosts.bare().withPropertyValues("contactbook.store=memory");

    @Test
    void beans_of_the_host_are_used() {
        List<String> heard = new ArrayList<>();
        host.withBean(Clock.class, () -> Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC))
                .withBean(AccessPolicy.class, () -> (caller, operation) -> operation != Operation.DELETE)
                .withBean("first", ContactListener.class, () -> hearing("first", heard))
                .withBean("second", ContactListener.class, () -> hearing("second", heard))
                .withBean(ContactsCustomizer.class, () -> builder -> builder.listener(hearing("customizer", heard)))
                .run(context -> {
                    Contacts contacts = context.getBean(Contacts.class);

                    Contact ada = contacts.create(ME, c -> c.firstName("Ada"));

                    assertThat(ada.createdAt()).isEqualTo("2030-01-01T00:00:00Z");
                    assertThat(heard).containsExactly("first", "second", "customizer");
                    assertThatThrownBy(() -> contacts.delete(ME, ada.id()))
                            .isInstanceOf(ContactsException.Forbidden.class);
                });
    }

    @Test
    void two_policies_are_a_mistake_and_not_none() {
        host.withBean("first", AccessPolicy.class, () -> (caller, operation) -> false)
                .withBean("second", AccessPolicy.class, () -> (caller, operation) -> false)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("found 2")
                        .hasMessageContaining("AccessPolicy"));
    }

    @Test
    void the_contacts_of_the_host_are_taken_instead() {
        host.withBean(Contacts.class, () -> Contacts.over(new dev.contactbook.memory.InMemoryContactRepository()))
                .run(context -> assertThat(context).hasSingleBean(Contacts.class));
    }

    @Test
    void changes_are_events() {
        host.withBean(Hearer.class).run(context -> {
            context.getBean(Contacts.class).create(ME, c -> c.firstName("Ada"));

            assertThat(context.getBean(Hearer.class).events).containsExactly(new ContactCreated(456, 1, 1, 789L));
        });
    }

    @Test
    void a_host_can_turn_events_off() {
        host.withBean(Hearer.class)
                .withPropertyValues("contactbook.events=false")
                .run(context -> {
                    context.getBean(Contacts.class).create(ME, c -> c.firstName("Ada"));

                    assertThat(context.getBean(Hearer.class).events).isEmpty();
                });
    }

    @Test
    void the_store_has_a_health() {
        Hosts.withDataSource().run(context -> {
            HealthIndicator health = context.getBean("contactbookHealthIndicator", HealthIndicator.class);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            assertThat(health.health().getDetails()).containsEntry("store", "jdbc");

            context.getBean(JdbcTemplate.class).execute("alter table contactbook_contact rename to gone");

            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.health().getDetails().toString()).doesNotContainIgnoringCase("select");
        });
    }

    @Test
    void a_host_can_turn_the_health_off() {
        host.withPropertyValues("management.health.contactbook.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    }

    private static ContactListener hearing(String name, List<String> heard) {
        return new ContactListener() {
            @Override
            public void created(Caller caller, Contact created) {
                heard.add(name);
            }
        };
    }

    static class Hearer {
        final List<ContactEvent> events = new ArrayList<>();

        @EventListener
        void hear(ContactEvent event) {
            events.add(event);
        }
    }
}
