package dev.contactbook.spi;

import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;
import java.util.Map;
import java.util.Set;

/**
 * The host's users and companies (contract §1).
 *
 * <p>The directory decides which owners and companies a contact may get, and gives their details to a page. It is
 * called for many ids together, and only for ids that are needed. Implementations must be thread-safe. If it throws, a
 * create or patch fails, and a page has no owners and companies.
 */
public interface Directory {
    /**
     * The users of an organization.
     *
     * @param organizationId whose users
     * @param ids at least one id, in a set that belongs to the directory
     * @return the known users by id. A user of another organization is unknown
     */
    Map<Long, User> users(long organizationId, Set<Long> ids);

    /**
     * The companies of an organization.
     *
     * @param organizationId whose companies
     * @param ids at least one id, in a set that belongs to the directory
     * @return the known companies by id. A company of another organization is unknown
     */
    Map<Long, Company> companies(long organizationId, Set<Long> ids);
}
