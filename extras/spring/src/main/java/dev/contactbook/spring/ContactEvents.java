package dev.contactbook.spring;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.spi.ContactListener;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;

/**
 * A listener that publishes each change as a {@link ContactEvent} of Spring.
 *
 * <pre>{@code Contacts.builder(repository).listener(new ContactEvents(publisher)).build()}</pre>
 *
 * <p>An {@code @EventListener} runs in the call, before the commit of your transaction. A
 * {@code @TransactionalEventListener} runs after that commit, and not after a rollback. Without a transaction of yours
 * it runs only with {@code fallbackExecution = true}. Thread-safe.
 */
public final class ContactEvents implements ContactListener {
    private final ApplicationEventPublisher publisher;

    /**
     * Creates the listener.
     *
     * @param publisher Spring's publisher, such as the application context
     */
    public ContactEvents(ApplicationEventPublisher publisher) {
        this.publisher = Objects.requireNonNull(publisher, "publisher");
    }

    @Override
    public void created(Caller caller, Contact created) {
        publisher.publishEvent(
                new ContactCreated(created.organizationId(), created.id(), created.version(), caller.userId()));
    }

    @Override
    public void patched(Caller caller, Contact before, Contact after) {
        publisher.publishEvent(new ContactPatched(
                after.organizationId(), after.id(), after.version(), caller.userId(), changedFields(before, after)));
    }

    @Override
    public void deleted(Caller caller, Contact deleted) {
        publisher.publishEvent(
                new ContactDeleted(deleted.organizationId(), deleted.id(), deleted.version(), caller.userId()));
    }

    @Override
    public void restored(Caller caller, Contact restored) {
        publisher.publishEvent(
                new ContactRestored(restored.organizationId(), restored.id(), restored.version(), caller.userId()));
    }

    private static Set<String> changedFields(Contact before, Contact after) {
        return ContactFields.writable().stream()
                .filter(field -> !Objects.equals(field.of(before), field.of(after)))
                .map(ContactField::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
