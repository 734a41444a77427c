package dev.contactbook.spring;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The event that a contact was patched, and something changed.
 *
 * @param organizationId the organization of the contact
 * @param contactId the id of the contact
 * @param version the version of the contact after the change
 * @param userId the id of the user that made the change, null for a job of the host
 * @param changedFields the names of the fields that changed, as in the contract: {@code email}. Of custom fields it is
 *     {@code custom_fields_by_name}
 */
public record ContactPatched(
        long organizationId,
        long contactId,
        long version,
        @Nullable Long userId,
        Set<String> changedFields) implements ContactEvent {
    /**
     * Creates the event.
     *
     * @param organizationId the organization of the contact
     * @param contactId the id of the contact
     * @param version the version of the contact after the change
     * @param userId the id of the user that made the change, null for a job of the host
     * @param changedFields the names of the fields that changed, copied
     */
    public ContactPatched {
        changedFields = Collections.unmodifiableSet(new LinkedHashSet<>(changedFields));
    }
}
