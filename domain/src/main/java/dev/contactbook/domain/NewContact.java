package dev.contactbook.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact that is about to be stored. The store gives its id.
 *
 * @param details the details that the caller wrote
 * @param createdByUserId the creating user, null for the system
 * @param createdAt the time of creation, in whole milliseconds
 */
public record NewContact(ContactDetails details, @Nullable Long createdByUserId, Instant createdAt) {
    /**
     * Returns the contact as it is stored: live, version 1, last updated when it was created and by its creator
     * (contract §2).
     *
     * @param organizationId the organization it belongs to
     * @param id the id from the store
     * @return the contact
     */
    public Contact stored(long organizationId, long id) {
        return Contact.builder(organizationId, id)
                .details(details)
                .createdByUserId(createdByUserId)
                .updatedByUserId(createdByUserId)
                .createdAt(createdAt)
                .updatedAt(createdAt)
                .build();
    }

    /** Its time, without personal data. */
    @Override
    public String toString() {
        return "NewContact[createdAt=" + createdAt + "]";
    }
}
