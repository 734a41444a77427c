package dev.contactbook.spring.boot.test;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spring.boot.ContactbookStoreAutoConfiguration;
import dev.contactbook.spring.boot.ContactsCustomizer;
import dev.contactbook.testkit.TestContacts;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Configures {@link TestContacts} as the store of the application, before its own store would be. */
@AutoConfiguration(before = ContactbookStoreAutoConfiguration.class)
public final class ContactsTestAutoConfiguration {
    ContactsTestAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    TestContacts testContacts() {
        return TestContacts.inMemory(new SpringFakeTransactions());
    }

    @Bean
    ContactRepository testContactRepository(TestContacts book) {
        return book.repository();
    }

    /** First, so that customizers of the host may set another clock or directory. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ContactsCustomizer testContactsCustomizer(TestContacts book) {
        return book::configure;
    }
}
