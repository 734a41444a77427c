package dev.contactbook.rest;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactsException.Forbidden;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A user of the host, as it authenticated him, and the organizations in which he may work (contract §1).
 *
 * @param id the user's id, 1 to 2^53−1
 * @param organizationIds his organizations, each 1 to 2^53−1; a request without a named one is served from whichever of
 *     them has the contact
 */
public record AuthenticatedUser(long id, Set<Long> organizationIds) {
    /**
     * A user and his organizations.
     *
     * @param id the user's id, 1 to 2^53−1
     * @param organizationIds his organizations, copied
     * @throws IllegalArgumentException if an id is out of range
     */
    public AuthenticatedUser {
        Caller.Someone someone = Caller.user(id);
        SortedSet<Long> ascending = new TreeSet<>(organizationIds);
        ascending.forEach(someone::inOrganization);
        organizationIds = Collections.unmodifiableSortedSet(ascending);
    }

    boolean isIn(long organizationId) {
        return organizationIds.contains(organizationId);
    }

    /** This user as a caller in one of his organizations, which alone he may name (contract §7). */
    Caller in(long organizationId) {
        if (!isIn(organizationId)) {
            throw Forbidden.organization();
        }
        return Caller.user(id).inOrganization(organizationId);
    }
}
