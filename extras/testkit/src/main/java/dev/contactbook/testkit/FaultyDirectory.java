package dev.contactbook.testkit;

import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;
import dev.contactbook.spi.Directory;
import java.util.Map;
import java.util.Set;

/**
 * The directory for the code under test, with its faults.
 *
 * @param directory the directory that works
 * @param faults what goes wrong
 */
record FaultyDirectory(Directory directory, Faults faults) implements Directory {
    @Override
    public Map<Long, User> users(long organizationId, Set<Long> ids) {
        return faults.call(Faults.Calls.LOOK_UP, () -> directory.users(organizationId, ids));
    }

    @Override
    public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
        return faults.call(Faults.Calls.LOOK_UP, () -> directory.companies(organizationId, ids));
    }
}
