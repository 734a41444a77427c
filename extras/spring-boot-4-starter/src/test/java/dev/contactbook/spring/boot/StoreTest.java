package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.jdbc.JdbcContactRepository;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class StoreTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ContactbookAutoConfiguration.class, ContactbookStoreAutoConfiguration.class));
    private final ApplicationContextRunner host = bare.withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    @Test
    void a_data_source_is_enough() {
        host.run(context -> {
            assertThat(context).hasSingleBean(JdbcContactRepository.class);
            Contacts contacts = context.getBean(Contacts.class);

            assertThat(contacts.create(ME, c -> c.firstName("Ada")).id()).isEqualTo(1);
        });
    }

    @Test
    void a_transaction_of_Spring_is_joined() {
        host.run(context -> {
            Contacts contacts = context.getBean(Contacts.class);

            transaction(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
                contacts.create(ME, c -> c.firstName("Ada"));
                status.setRollbackOnly();
            });

            assertThat(contacts.list(ME, ContactQuery.page()).data()).isEmpty();
        });
    }

    @Test
    void a_transaction_of_Spring_is_left_alone_if_the_host_says_so() {
        host.withPropertyValues("contactbook.jdbc.join-transactions=false").run(context -> {
            Contacts contacts = context.getBean(Contacts.class);

            transaction(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
                contacts.create(ME, c -> c.firstName("Ada"));
                status.setRollbackOnly();
            });

            assertThat(contacts.list(ME, ContactQuery.page()).data()).hasSize(1);
        });
    }

    @Test
    void a_pool_without_auto_commit_is_fine() {
        host.withPropertyValues("spring.datasource.hikari.auto-commit=false").run(context -> {
            Contacts contacts = context.getBean(Contacts.class);

            contacts.create(ME, c -> c.firstName("Ada"));

            assertThat(contacts.list(ME, ContactQuery.page()).data()).hasSize(1);
        });
    }

    private static TransactionTemplate transaction(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }
}
