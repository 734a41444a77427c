package dev.contactbook.spring;

import org.jspecify.annotations.Nullable;

/**
 * The event that a deleted contact was made live again.
 *
 * @param organizationId the organization of the contact
 * @param contactId the id of the contact
 * @param version the version of the contact after the change
 * @param userId the id of the user that made the change, null for a job of the host
 */
public record ContactRestored(
        long organizationId,
        long contactId,
        long version,
        @Nullable Long userId) implements ContactEvent {}
