package dev.contactbook.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

class ContactEventsTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Host.class);
    private final Contacts contacts = context.getBean(Contacts.class);
    private final Hearers hearers = context.getBean(Hearers.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(context.getBean(PlatformTransactionManager.class));

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void each_change_is_an_event_of_plain_values() {
        Contact ada = contacts.create(ME, c -> c.firstName("Ada"));
        contacts.patch(ME, ada.id(), c -> c.email("ada@example.com").customField("plan", "pro"));
        contacts.delete(Caller.system(456), ada.id());
        contacts.trash().restore(ME, ada.id());

        assertThat(hearers.inTheCall)
                .containsExactly(
                        new ContactCreated(456, ada.id(), 1, 789L),
                        new ContactPatched(456, ada.id(), 2, 789L, Set.of("email", "custom_fields_by_name")),
                        new ContactDeleted(456, ada.id(), 3, null),
                        new ContactRestored(456, ada.id(), 4, 789L));
    }

    @Test
    void an_event_shows_no_personal_data() {
        Contact ada = contacts.create(ME, c -> c.firstName("Ada").email("ada@example.com"));
        contacts.patch(ME, ada.id(), c -> c.email("ada.king@example.com"));

        assertThat(hearers.inTheCall.toString())
                .doesNotContainIgnoringCase("ada")
                .contains("[email]");
    }

    @Test
    void a_transactional_listener_is_called_after_the_commit() {
        transaction.executeWithoutResult(status -> {
            contacts.create(ME, c -> c.firstName("Ada"));
            assertThat(hearers.afterCommit).isEmpty();
        });

        assertThat(hearers.afterCommit).containsExactly(new ContactCreated(456, 1, 1, 789L));
    }

    @Test
    void a_transactional_listener_is_not_called_after_a_rollback() {
        transaction.executeWithoutResult(status -> {
            contacts.create(ME, c -> c.firstName("Ada"));
            status.setRollbackOnly();
        });

        assertThat(hearers.inTheCall).hasSize(1);
        assertThat(hearers.afterCommit).isEmpty();
    }

    @Test
    void a_failing_listener_rolls_back_a_transaction_of_the_host() {
        hearers.fails = true;

        assertThatThrownBy(
                        () -> transaction.executeWithoutResult(status -> contacts.create(ME, c -> c.firstName("Ada"))))
                .hasMessage("planned");

        assertThat(contacts.list(ME, ContactQuery.page()).data()).isEmpty();
    }

    @Test
    void without_a_transaction_only_the_listener_that_asks_for_it_is_called() {
        contacts.create(ME, c -> c.firstName("Ada"));

        assertThat(hearers.afterCommit).isEmpty();
        assertThat(hearers.afterCommitOrAlone).hasSize(1);
    }

    static class Hearers {
        final List<ContactEvent> inTheCall = new ArrayList<>();
        final List<ContactEvent> afterCommit = new ArrayList<>();
        final List<ContactEvent> afterCommitOrAlone = new ArrayList<>();
        boolean fails;

        @EventListener
        void inTheCall(ContactEvent event) {
            if (fails) {
                throw new IllegalStateException("planned");
            }
            inTheCall.add(event);
        }

        @TransactionalEventListener
        void afterCommit(ContactCreated event) {
            afterCommit.add(event);
        }

        @TransactionalEventListener(fallbackExecution = true)
        void afterCommitOrAlone(ContactEvent event) {
            afterCommitOrAlone.add(event);
        }
    }

    @Configuration
    @EnableTransactionManagement
    static class Host {
        @Bean(destroyMethod = "dispose")
        JdbcConnectionPool dataSource() {
            return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

        @Bean
        Contacts contacts(DataSource dataSource, ApplicationEventPublisher publisher) {
            ContactSchema.migrate(dataSource);
            return Contacts.builder(JdbcContactRepository.over(dataSource, SpringTransactions.of(dataSource)))
                    .listener(new ContactEvents(publisher))
                    .build();
        }

        @Bean
        Hearers hearers() {
            return new Hearers();
        }
    }
}
