package dev.contactbook.spi;

import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;
import java.util.Map;
import java.util.Set;

/**
 * The host's users and companies, asked per organization (contract §1).
 *
 * <p>It decides which owners and companies a contact may get, and fills them in where a page is associated. It is asked
 * for many ids at once, and only about ids that are needed. Implementations must be thread-safe. One that throws makes
 * a create or patch fail, and leaves owner and company out of a list.
 */
public interface Directory {
    /**
     * The users of an organization.
     *
     * @param organizationId whose users
     * @param ids which ones, at least one; the directory may do with the set what it likes
     * @return the known ones by id; an id of another organization is unknown
     */
    Map<Long, User> users(long organizationId, Set<Long> ids);

    /**
     * The companies of an organization.
     *
     * @param organizationId whose companies
     * @param ids which ones, at least one; the directory may do with the set what it likes
     * @return the known ones by id; an id of another organization is unknown
     */
    Map<Long, Company> companies(long organizationId, Set<Long> ids);
}
