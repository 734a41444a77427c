package dev.contactbook.rest;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactsException.Forbidden;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An authenticated user of the host, and the organizations in which the user may work (contract §1).
 *
 * @param id the user's id, 1 to 2^53−1
 * @param organizationIds the user's organizations, each 1 to 2^53−1. A request that names none can find contacts in all
 *     of them
 */
public record AuthenticatedUser(long id, Set<Long> organizationIds) {
    /**
     * Creates a user.
     *
     * @param id the user's id, 1 to 2^53−1
     * @param organizationIds the user's organizations, copied
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

    /**
     * Returns this user as a caller in one of the user's organizations.
     *
     * @param organizationId any number
     * @return the caller
     * @throws Forbidden if the organization is not one of them (contract §7)
     */
    public Caller inOrganization(long organizationId) {
        if (!isIn(organizationId)) {
            throw Forbidden.organization();
        }
        return Caller.user(id).inOrganization(organizationId);
    }
}
