package dev.contactbook.spring.boot;

import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.HostTransactions;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.JdbcContactRepositoryBuilder;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spring.SpringTransactions;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Configures the store that {@code contactbook.store} names, unless the host declares a {@link ContactRepository}. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnMissingBean(ContactRepository.class)
@EnableConfigurationProperties(ContactbookProperties.class)
public final class ContactbookStoreAutoConfiguration {
    ContactbookStoreAutoConfiguration() {}

    /** The store in the data source of the application. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "contactbook.store", havingValue = "jdbc", matchIfMissing = true)
    @ConditionalOnClass({DataSource.class, DataSourceUtils.class, DependsOnDatabaseInitialization.class})
    @ConditionalOnSingleCandidate(DataSource.class)
    static class Jdbc {
        @Bean
        @DependsOnDatabaseInitialization
        JdbcContactRepository contactRepository(
                DataSource dataSource,
                ContactbookProperties properties,
                ObjectProvider<HostTransactions> hostTransactions,
                ObjectProvider<JdbcContactsCustomizer> customizers) {
            ContactbookProperties.Jdbc jdbc = properties.jdbc();
            JdbcContactRepositoryBuilder builder = JdbcContactRepository.builder(dataSource);
            builder.hostTransactions(
                    jdbc.joinTransactions()
                            ? hostTransactions.getIfAvailable(() -> SpringTransactions.of(dataSource))
                            : Jdbc::none);
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            try {
                if (jdbc.schema() != null) {
                    builder.schema(jdbc.schema());
                }
                if (jdbc.expectUniqueEmails()) {
                    builder.expectUniqueEmails();
                }
                return jdbc.migrate() ? migrated(builder, dataSource, jdbc.schema()) : builder.build();
            } catch (IllegalArgumentException e) {
                throw new FailedStartException(
                        String.valueOf(e.getMessage()),
                        "Change spring.datasource.url or contactbook.jdbc.schema. To keep contacts in a file of SQLite,"
                                + " set contactbook.store=embedded and contactbook.embedded.engine=sqlite.");
            } catch (IllegalStateException e) {
                throw new FailedStartException(
                        String.valueOf(e.getMessage()),
                        jdbc.migrate()
                                ? "Update Contactbook to the version that the tables need, or set"
                                        + " contactbook.jdbc.schema to another schema. If an organization has unique"
                                        + " e-mails, set contactbook.jdbc.expect-unique-emails=true."
                                : "Set contactbook.jdbc.migrate=true, or let your migration tool create the tables. If"
                                        + " they are in another schema, set contactbook.jdbc.schema.");
            }
        }

        /** Most starts find the tables as they should be, and need no migration. */
        private static JdbcContactRepository migrated(
                JdbcContactRepositoryBuilder builder, DataSource dataSource, @Nullable String schema) {
            try {
                return builder.build();
            } catch (IllegalStateException missingOrOld) {
                migrate(dataSource, schema);
                return builder.build();
            }
        }

        /** On a connection of its own. The pool may have auto-commit off. */
        private static void migrate(DataSource dataSource, @Nullable String schema) {
            if (schema == null) {
                ContactSchema.migrate(dataSource, Jdbc::none);
            } else {
                ContactSchema.migrate(dataSource, Jdbc::none, schema);
            }
        }

        private static java.sql.@Nullable Connection none() {
            return null;
        }
    }

    /** The store in a file. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "contactbook.store", havingValue = "embedded")
    static class Embedded {
        @Bean
        EmbeddedContactRepository contactRepository(ContactbookProperties properties) {
            return EmbeddedFile.open(properties.embedded());
        }
    }

    /** The store in memory. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "contactbook.store", havingValue = "memory")
    @ConditionalOnClass(InMemoryContactRepository.class)
    static class Memory {
        @Bean
        InMemoryContactRepository contactRepository() {
            return new InMemoryContactRepository();
        }
    }
}
