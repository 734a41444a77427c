package dev.contactbook.interchange;

import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;
import dev.contactbook.spi.Directory;
import java.util.Map;
import java.util.Set;

/** A directory of one user. */
record OnlyOwner(long id) implements Directory {
    @Override
    public Map<Long, User> users(long organizationId, Set<Long> ids) {
        return ids.contains(id) ? Map.of(id, new User(id, null, null)) : Map.of();
    }

    @Override
    public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
        return Map.of();
    }
}
