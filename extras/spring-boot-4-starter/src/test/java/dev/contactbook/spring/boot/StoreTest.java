package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.TimeOrderedIds;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class StoreTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    private final ApplicationContextRunner host = Hosts.withDataSource();

    @Test
    void a_data_source_is_enough() {
        host.run(context -> {
            assertThat(context).hasSingleBean(JdbcContactRepository.class);

            assertThat(context.getBean(Contacts.class)
                            .create(ME, c -> c.firstName("Ada"))
                            .id())
                    .isEqualTo(1);
        });
    }

    @Test
    void a_transaction_of_Spring_is_joined() {
        host.run(context -> {
            Contacts contacts = context.getBean(Contacts.class);

            createAndRollBack(contacts, context.getBean(PlatformTransactionManager.class));

            assertThat(total(contacts)).isZero();
        });
    }

    @Test
    void a_transaction_of_Spring_is_left_alone_if_the_host_says_so() {
        host.withPropertyValues("contactbook.jdbc.join-transactions=false").run(context -> {
            Contacts contacts = context.getBean(Contacts.class);

            createAndRollBack(contacts, context.getBean(PlatformTransactionManager.class));

            assertThat(total(contacts)).isEqualTo(1);
        });
    }

    @Test
    void a_pool_without_auto_commit_is_fine() {
        host.withPropertyValues("spring.datasource.hikari.auto-commit=false").run(context -> {
            Contacts contacts = context.getBean(Contacts.class);

            contacts.create(ME, c -> c.firstName("Ada"));

            assertThat(total(contacts)).isEqualTo(1);
        });
    }

    @Test
    void the_tables_come_after_Flyway_into_a_schema_that_it_made() {
        host.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
                .withPropertyValues("contactbook.jdbc.schema=crm")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(JdbcTemplate.class)
                                    .queryForObject("select count(*) from crm.contactbook_schema", Long.class))
                            .isEqualTo(1);
                });
    }

    @Test
    void the_tables_come_after_Liquibase_into_a_schema_that_it_made() {
        host.withConfiguration(AutoConfigurations.of(LiquibaseAutoConfiguration.class))
                .withPropertyValues(
                        "contactbook.jdbc.schema=crm", "spring.liquibase.change-log=classpath:db/changelog/crm.sql")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(total(context.getBean(Contacts.class))).isZero();
                });
    }

    @Test
    void tables_that_are_too_new_are_explained() {
        host.withPropertyValues("spring.datasource.url=jdbc:h2:mem:newer;DB_CLOSE_DELAY=-1")
                .run(context -> context.getBean(JdbcTemplate.class)
                        .update("update contactbook_schema set table_version = 99, compatible_from = 99"));

        host.withPropertyValues("spring.datasource.url=jdbc:h2:mem:newer").run(context -> {
            FailureAnalysis analysis = new FailedStartAnalyzer().analyze(context.getStartupFailure());

            assertThat(analysis.getDescription()).contains("needs a library for version 99 or newer");
            assertThat(analysis.getAction()).startsWith("Update Contactbook");
        });
    }

    @Test
    void a_data_source_on_a_file_of_SQLite_is_explained(@TempDir Path folder) {
        host.withPropertyValues("spring.datasource.url=jdbc:sqlite:" + folder.resolve("crm.db"))
                .run(context -> {
                    FailureAnalysis analysis = new FailedStartAnalyzer().analyze(context.getStartupFailure());

                    assertThat(analysis.getDescription()).contains("on SQLite");
                    assertThat(analysis.getAction()).contains("contactbook.embedded.engine=sqlite");
                });
    }

    @Test
    void a_customizer_changes_the_store() {
        host.withBean(JdbcContactsCustomizer.class, () -> builder -> builder.ids(TimeOrderedIds.ofNode(7)))
                .run(context -> assertThat(context.getBean(Contacts.class)
                                .create(ME, c -> c.firstName("Ada"))
                                .id())
                        .isGreaterThan(1));
    }

    @Test
    void a_store_in_memory_needs_nothing() {
        Hosts.bare()
                .withPropertyValues("contactbook.store=memory")
                .run(context -> assertThat(context)
                        .hasSingleBean(InMemoryContactRepository.class)
                        .hasSingleBean(Contacts.class));
    }

    @Test
    void the_repository_of_the_host_is_taken_instead() {
        host.withBean("mine", ContactRepository.class, InMemoryContactRepository::new)
                .run(context -> assertThat(context)
                        .hasSingleBean(ContactRepository.class)
                        .doesNotHaveBean(JdbcContactRepository.class)
                        .hasSingleBean(Contacts.class));
    }

    @Test
    void no_store_and_no_data_source_configure_nothing() {
        host.withPropertyValues("contactbook.store=none")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ContactRepository.class)
                        .doesNotHaveBean(Contacts.class));
        Hosts.bare().run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Contacts.class));
    }

    @Test
    void what_the_host_does_not_have_is_left_out() {
        host.withClassLoader(new FilteredClassLoader(
                        "dev.contactbook.memory",
                        "org.springframework.boot.health",
                        "org.springframework.security",
                        "org.springframework.web",
                        "tools.jackson"))
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(Contacts.class);
                    assertThat(context.getBeanDefinitionNames())
                            .noneMatch(name -> name.contains("Jackson") || name.contains("Health"));
                });
    }

    private static void createAndRollBack(Contacts contacts, PlatformTransactionManager manager) {
        new TransactionTemplate(manager).executeWithoutResult(status -> {
            contacts.create(ME, c -> c.firstName("Ada"));
            status.setRollbackOnly();
        });
    }

    private static long total(Contacts contacts) {
        return contacts.list(ME, ContactQuery.page()).total().getAsLong();
    }
}
