package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.User;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.Directory;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObservationTest {
    private static final Caller ME = Caller.user(789_789).inOrganization(456_456);

    private final ApplicationContextRunner host = Hosts.bare()
            .withConfiguration(
                    AutoConfigurations.of(ObservationAutoConfiguration.class, MetricsAutoConfiguration.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withPropertyValues("contactbook.store=memory");

    @Test
    void each_operation_is_timed_with_its_outcome_and_store() {
        host.run(context -> {
            Contacts contacts = context.getBean(Contacts.class);
            MeterRegistry meters = context.getBean(MeterRegistry.class);

            contacts.create(ME, c -> c.firstName("Ada"));
            contacts.create(ME, c -> c.firstName("Grace"));
            assertThatThrownBy(() -> contacts.create(ME, c -> {}));
            assertThatThrownBy(() -> contacts.get(ME, 99));

            assertThat(timed(meters, "create", "success")).isEqualTo(2);
            assertThat(timed(meters, "create", "invalid")).isEqualTo(1);
            assertThat(timed(meters, "get", "not_found")).isEqualTo(1);
        });
    }

    @Test
    void failures_that_change_no_answer_are_counted() {
        host.withBean(ContactListener.class, FailingListener::new)
                .withBean(Directory.class, FailingDirectory::new)
                .run(context -> {
                    Contacts contacts = context.getBean(Contacts.class);
                    MeterRegistry meters = context.getBean(MeterRegistry.class);

                    contacts.create(ME, c -> c.firstName("Ada"));
                    assertThatThrownBy(
                            () -> contacts.create(ME, c -> c.firstName("Ada").owner(1)));

                    assertThat(meters.counter("contactbook.listener.failures", "store", "memory")
                                    .count())
                            .isEqualTo(1);
                    assertThat(meters.counter("contactbook.directory.failures", "store", "memory")
                                    .count())
                            .isEqualTo(1);
                    assertThat(meters.counter("contactbook.restarts", "store", "memory")
                                    .count())
                            .isZero();
                });
    }

    @Test
    void nothing_of_a_contact_a_caller_or_an_organization_is_in_a_meter() {
        host.run(context -> {
            Contacts contacts = context.getBean(Contacts.class);

            Contact ada = contacts.create(ME, c -> c.firstName("Ada-secret").email("secret@example.com"));
            contacts.search(ME, ContactSearch.byName("Ada-secret"));
            contacts.list(ME, ContactQuery.page());
            contacts.patch(ME, ada.id(), c -> c.lastName("King-secret"));

            Set<String> shown = new TreeSet<>();
            for (Meter meter : context.getBean(MeterRegistry.class).getMeters()) {
                if (meter.getId().getName().startsWith("contactbook")) {
                    shown.add(meter.getId().getName());
                    meter.getId().getTags().forEach(tag -> shown.add(tag.getKey() + "=" + tag.getValue()));
                }
            }
            assertThat(shown)
                    .contains("contactbook.operation", "operation=search", "outcome=success", "store=memory")
                    .noneMatch(text -> text.contains("secret") || text.contains("789789") || text.contains("456456"));
        });
    }

    @Test
    void the_tags_of_an_operation_are_these() {
        host.run(context -> {
            context.getBean(Contacts.class).create(ME, c -> c.firstName("Ada"));

            Map<String, String> tags =
                    context.getBean(MeterRegistry.class).get("contactbook.operation").timer().getId().getTags().stream()
                            .collect(Collectors.toMap(Tag::getKey, Tag::getValue));
            assertThat(tags)
                    .isEqualTo(Map.of("operation", "create", "outcome", "success", "store", "memory", "error", "none"));
        });
    }

    @Test
    void an_operation_is_the_parent_of_what_is_observed_in_it() {
        host.withBean(ContactListener.class, () -> new ContactListener() {
                    @Override
                    public void created(Caller caller, Contact created) {
                        names.add(String.valueOf(
                                registry.getCurrentObservation().getContext().getContextualName()));
                    }
                })
                .run(context -> {
                    registry = context.getBean(ObservationRegistry.class);

                    context.getBean(Contacts.class).create(ME, c -> c.firstName("Ada"));

                    assertThat(names).containsExactly("contactbook create");
                    assertThat(registry.getCurrentObservation()).isNull();
                });
    }

    private final List<String> names = new java.util.ArrayList<>();
    private ObservationRegistry registry = ObservationRegistry.NOOP;

    @Test
    void without_Micrometer_nothing_is_observed() {
        Hosts.bare()
                .withPropertyValues("contactbook.store=memory")
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(Contacts.class);
                    assertThat(context.getBeanDefinitionNames())
                            .noneMatch(name -> name.startsWith("contactsOperation"));
                });
    }

    private static long timed(MeterRegistry meters, String operation, String outcome) {
        return meters.get("contactbook.operation")
                .tags("operation", operation, "outcome", outcome, "store", "memory")
                .timer()
                .count();
    }

    static class FailingListener implements ContactListener {
        @Override
        public void created(Caller caller, Contact created) {
            throw new IllegalStateException("planned");
        }
    }

    static class FailingDirectory implements Directory {
        @Override
        public Map<Long, User> users(long organizationId, Set<Long> ids) {
            throw new IllegalStateException("planned");
        }

        @Override
        public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
            throw new IllegalStateException("planned");
        }
    }
}
