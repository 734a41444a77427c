package dev.contactbook.spring.boot;

import dev.contactbook.spi.ContactRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reports operations to Micrometer, if the application has it: the timer and span {@code contactbook.operation}, and
 * counters of restarts and failures.
 */
@AutoConfiguration(
        after = ContactbookStoreAutoConfiguration.class,
        before = ContactbookAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnSingleCandidate(ContactRepository.class)
public final class ContactbookObservationAutoConfiguration {
    ContactbookObservationAutoConfiguration() {}

    /** Timers and spans. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    @ConditionalOnBean(ObservationRegistry.class)
    static class Observations {
        @Bean
        OperationObservations contactsOperationObservations(
                ObservationRegistry registry, ContactRepository repository) {
            return new OperationObservations(registry, StoreName.of(repository));
        }
    }

    /** Counters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(MeterRegistry.class)
    static class Counters {
        @Bean
        OperationCounters contactsOperationCounters(MeterRegistry registry, ContactRepository repository) {
            return new OperationCounters(registry, StoreName.of(repository));
        }
    }
}
