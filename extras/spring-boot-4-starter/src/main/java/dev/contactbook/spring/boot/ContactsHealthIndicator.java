package dev.contactbook.spring.boot;

import dev.contactbook.spi.ContactRepository;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up if the store answers a read by id. */
final class ContactsHealthIndicator extends AbstractHealthIndicator {
    private final ContactRepository repository;

    ContactsHealthIndicator(ContactRepository repository) {
        super("The store of contacts failed");
        this.repository = repository;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.withDetail("store", StoreName.of(repository));
        repository.find(1, List.of(1L));
        health.up();
    }
}
