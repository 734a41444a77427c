package dev.contactbook.testkit;

import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;
import dev.contactbook.spi.Directory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The users and companies of a test. Until an organization is given a user, each number is one, and so it is with
 * companies. Thread-safe.
 */
final class TestDirectory implements Directory {
    private State state = new State(Map.of(), Map.of());

    /**
     * What is known, by organization and id. Immutable.
     *
     * @param users the users
     * @param companies the companies
     */
    record State(Map<Long, Map<Long, User>> users, Map<Long, Map<Long, Company>> companies) {}

    synchronized State state() {
        return state;
    }

    synchronized void restore(State then) {
        state = then;
    }

    synchronized void add(long organizationId, User user) {
        state = new State(with(state.users, organizationId, user.id(), user), state.companies);
    }

    synchronized void add(long organizationId, Company company) {
        state = new State(state.users, with(state.companies, organizationId, company.id(), company));
    }

    @Override
    public Map<Long, User> users(long organizationId, Set<Long> ids) {
        return known(state().users.get(organizationId), ids, id -> new User(id, "User", Long.toString(id)));
    }

    @Override
    public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
        return known(state().companies.get(organizationId), ids, id -> new Company(id, "Company " + id));
    }

    private static <T> Map<Long, T> known(@Nullable Map<Long, T> given, Set<Long> ids, LongFunction<T> anyone) {
        Map<Long, T> known = new HashMap<>();
        for (Long id : ids) {
            T one = given == null ? anyone.apply(id) : given.get(id);
            if (one != null) {
                known.put(id, one);
            }
        }
        return known;
    }

    private static <T> Map<Long, Map<Long, T>> with(Map<Long, Map<Long, T>> all, long organizationId, long id, T one) {
        Map<Long, T> ofOrganization = new HashMap<>(all.getOrDefault(organizationId, Map.of()));
        ofOrganization.put(id, one);
        Map<Long, Map<Long, T>> others = new HashMap<>(all);
        others.put(organizationId, Map.copyOf(ofOrganization));
        return Map.copyOf(others);
    }
}
