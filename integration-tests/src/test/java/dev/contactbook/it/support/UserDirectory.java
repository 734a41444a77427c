package dev.contactbook.it.support;

import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;
import dev.contactbook.spi.Directory;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A directory that answers every question about users with the same supplier, and knows no companies. */
public record UserDirectory(Supplier<Map<Long, User>> users) implements Directory {
    @Override
    public Map<Long, User> users(long organizationId, Set<Long> ids) {
        return users.get();
    }

    @Override
    public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
        return Map.of();
    }
}
