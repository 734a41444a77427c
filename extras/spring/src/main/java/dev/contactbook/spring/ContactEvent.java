package dev.contactbook.spring;

import org.jspecify.annotations.Nullable;

/**
 * An event about one contact, for {@code @EventListener} and {@code @TransactionalEventListener}. {@link ContactEvents}
 * publishes it.
 *
 * <p>Events are records of ids, numbers and names of fields. They hold no personal data, and event registries can
 * serialize them. A listener that needs the contact reads it. Immutable.
 */
public sealed interface ContactEvent permits ContactCreated, ContactPatched, ContactDeleted, ContactRestored {
    /** {@return the organization of the contact} */
    long organizationId();

    /** {@return the id of the contact} */
    long contactId();

    /** {@return the version of the contact after the change} */
    long version();

    /** {@return the id of the user that made the change, null for a job of the host} */
    @Nullable
    Long userId();
}
