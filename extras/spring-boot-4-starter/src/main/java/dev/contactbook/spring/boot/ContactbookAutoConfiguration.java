package dev.contactbook.spring.boot;

import dev.contactbook.api.Contacts;
import dev.contactbook.api.ContactsBuilder;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Directory;
import dev.contactbook.spi.OperationObserver;
import dev.contactbook.spring.ContactEvents;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Configures {@link Contacts} over the repository of the application. It uses these beans if they are there:
 * {@link Directory}, {@link AccessPolicy}, {@link InstantSource}, all {@link ContactListener}s, all
 * {@link OperationObserver}s and all {@link ContactsCustomizer}s.
 */
@AutoConfiguration(after = ContactbookStoreAutoConfiguration.class)
@EnableConfigurationProperties(ContactbookProperties.class)
public final class ContactbookAutoConfiguration {
    ContactbookAutoConfiguration() {}

    @Bean
    @ConditionalOnSingleCandidate(ContactRepository.class)
    @ConditionalOnMissingBean
    Contacts contacts(
            ContactRepository repository,
            ContactbookProperties properties,
            ObjectProvider<InstantSource> clock,
            ObjectProvider<Directory> directory,
            ObjectProvider<AccessPolicy> accessPolicy,
            ObjectProvider<ContactListener> listeners,
            ObjectProvider<OperationObserver> observers,
            ObjectProvider<ContactsCustomizer> customizers,
            ApplicationEventPublisher publisher) {
        ContactsBuilder builder = Contacts.builder(repository);
        clock.ifUnique(builder::clock);
        directory.ifAvailable(builder::directory); // two are a mistake that must not end as none
        accessPolicy.ifAvailable(builder::accessPolicy);
        listeners.orderedStream().forEach(builder::listener);
        if (properties.events()) {
            builder.listener(new ContactEvents(publisher));
        }
        observers.orderedStream().forEach(builder::observer);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }
}
