package dev.contactbook.examples;

import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;
import dev.contactbook.spi.Directory;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The users and companies of a host, by organization. */
final class ExampleDirectory implements Directory {
    static final User ADMIN = new User(789, "Admin", "User");
    static final User GRACE = new User(790, "Grace", "Okafor");
    static final User SOREN = new User(791, "Søren", "Holm");

    private final Map<Long, Map<Long, User>> users = new HashMap<>();
    private final Map<Long, Map<Long, Company>> companies = new HashMap<>();

    ExampleDirectory users(long organizationId, User... some) {
        for (User user : some) {
            users.computeIfAbsent(organizationId, id -> new HashMap<>()).put(user.id(), user);
        }
        return this;
    }

    ExampleDirectory companies(long organizationId, Company... some) {
        for (Company company : some) {
            companies.computeIfAbsent(organizationId, id -> new HashMap<>()).put(company.id(), company);
        }
        return this;
    }

    /** Adds the companies of a CSV file with the columns {@code id,name}. */
    ExampleDirectory companies(long organizationId, Reader source) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = format.parse(source)) {
            for (CSVRecord row : parser) {
                companies(organizationId, new Company(Long.parseLong(row.get("id")), row.get("name")));
            }
        }
        return this;
    }

    @Override
    public Map<Long, User> users(long organizationId, Set<Long> ids) {
        return known(users.getOrDefault(organizationId, Map.of()), ids);
    }

    @Override
    public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
        return known(companies.getOrDefault(organizationId, Map.of()), ids);
    }

    private static <T> Map<Long, T> known(Map<Long, T> all, Set<Long> ids) {
        return ids.stream().filter(all::containsKey).collect(Collectors.toMap(id -> id, all::get));
    }
}
