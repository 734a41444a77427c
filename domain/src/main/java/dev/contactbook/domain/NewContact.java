package dev.contactbook.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A contact that is about to be stored: complete but for the id, which the store gives. Immutable. */
public final class NewContact {
    private final ContactDetails details;
    private final @Nullable Long createdByUserId;
    private final Instant createdAt;

    /**
     * A contact about to be stored.
     *
     * @param details all that the caller wrote
     * @param createdByUserId the creating user, null for the system
     * @param createdAt the time of creation, in whole milliseconds
     */
    public NewContact(ContactDetails details, @Nullable Long createdByUserId, Instant createdAt) {
        this.details = details;
        this.createdByUserId = createdByUserId;
        this.createdAt = createdAt;
    }

    /**
     * The contact as it is stored: live, version 1, {@code updated_at} equal to {@code created_at} (contract §2).
     *
     * @param organizationId the organization it belongs to
     * @param id the id the store gave it
     * @return the contact
     */
    public Contact stored(long organizationId, long id) {
        return Contact.builder(organizationId, id)
                .details(details)
                .createdByUserId(createdByUserId)
                .createdAt(createdAt)
                .updatedAt(createdAt)
                .build();
    }

    /** Nothing personal. */
    @Override
    public String toString() {
        return "NewContact[createdAt=" + createdAt + "]";
    }
}
