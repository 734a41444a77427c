package dev.contactbook.it.support;

import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;
import dev.contactbook.spi.Directory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A directory per organization that notes what it is asked. */
public final class RecordingDirectory implements Directory {
    /** As {@code users 456 [7, 8]}. */
    public final List<String> questions = new ArrayList<>();

    private final Map<Long, Map<Long, User>> users = new HashMap<>();
    private final Map<Long, Map<Long, Company>> companies = new HashMap<>();

    public RecordingDirectory user(long organizationId, User user) {
        users.computeIfAbsent(organizationId, id -> new HashMap<>()).put(user.id(), user);
        return this;
    }

    public RecordingDirectory company(long organizationId, Company company) {
        companies.computeIfAbsent(organizationId, id -> new HashMap<>()).put(company.id(), company);
        return this;
    }

    /** All users and companies vanish, and so do the notes. */
    public void clear() {
        users.clear();
        companies.clear();
        questions.clear();
    }

    @Override
    public Map<Long, User> users(long organizationId, Set<Long> ids) {
        questions.add("users " + organizationId + " " + new TreeSet<>(ids));
        return only(users.getOrDefault(organizationId, Map.of()), ids);
    }

    @Override
    public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
        questions.add("companies " + organizationId + " " + new TreeSet<>(ids));
        return only(companies.getOrDefault(organizationId, Map.of()), ids);
    }

    private static <T> Map<Long, T> only(Map<Long, T> known, Set<Long> ids) {
        Map<Long, T> found = new HashMap<>(known);
        found.keySet().retainAll(ids);
        return found;
    }
}
