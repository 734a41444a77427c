package dev.contactbook.it.rest.fuzz;

import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;
import dev.contactbook.spi.Directory;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The users and companies there are, and how an answer shows them. */
final class People implements Directory {
    @Override
    public Map<Long, User> users(long organizationId, Set<Long> ids) {
        return known(organizationId, ids, id -> new User(id, "User " + id, "Of " + organizationId));
    }

    @Override
    public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
        return known(organizationId, ids, id -> new Company(id, "Company " + id + " of " + organizationId));
    }

    private static <T> Map<Long, T> known(long organizationId, Set<Long> ids, Function<Long, T> named) {
        Set<Long> known = Objects.requireNonNull(Model.KNOWN.get(organizationId));
        return ids.stream().filter(known::contains).collect(Collectors.toMap(Function.identity(), named));
    }

    static @Nullable Map<String, Object> user(Map<String, @Nullable Object> contact) {
        return contact.get("owned_by_user_id") instanceof BigDecimal id
                ? Map.of(
                        "id", id,
                        "first_name", "User " + id.toPlainString(),
                        "last_name", "Of " + contact.get("organization_id"))
                : null;
    }

    static @Nullable Map<String, Object> company(Map<String, @Nullable Object> contact) {
        return contact.get("company_id") instanceof BigDecimal id
                ? Map.of("id", id, "name", "Company " + id.toPlainString() + " of " + contact.get("organization_id"))
                : null;
    }
}
