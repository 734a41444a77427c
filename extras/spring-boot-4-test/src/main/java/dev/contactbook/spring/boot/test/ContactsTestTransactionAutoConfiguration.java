package dev.contactbook.spring.boot.test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionManager;

/** Configures transactions for the in-memory store where the application has no database with transactions. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        },
        beforeName = "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration")
public final class ContactsTestTransactionAutoConfiguration {
    ContactsTestTransactionAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(TransactionManager.class)
    PlatformTransactionManager contactsTransactionManager() {
        return new FakeTransactionManager();
    }
}
