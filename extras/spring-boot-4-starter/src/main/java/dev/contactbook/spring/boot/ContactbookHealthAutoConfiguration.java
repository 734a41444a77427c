package dev.contactbook.spring.boot;

import dev.contactbook.spi.ContactRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Adds the health of the store, {@code contactbook}, unless {@code management.health.contactbook.enabled} is false. */
@AutoConfiguration(after = ContactbookStoreAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnSingleCandidate(ContactRepository.class)
public final class ContactbookHealthAutoConfiguration {
    ContactbookHealthAutoConfiguration() {}

    @Bean
    @Lazy // where no endpoint wants it
    @ConditionalOnEnabledHealthIndicator("contactbook")
    @ConditionalOnMissingBean(name = "contactbookHealthIndicator")
    HealthIndicator contactbookHealthIndicator(ContactRepository repository) {
        return new ContactsHealthIndicator(repository);
    }
}
