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

/** The users and companies of a host with one organization: three users, and companies from a CSV file ({@code id,name}). */
final class ExampleDirectory implements Directory {
    private static final Map<Long, User> USERS = Map.of(
            789L, new User(789, "Admin", "User"),
            790L, new User(790, "Grace", "Okafor"),
            791L, new User(791, "Søren", "Holm"));

    private final long organizationId;
    private final Map<Long, Company> companies;

    private ExampleDirectory(long organizationId, Map<Long, Company> companies) {
        this.organizationId = organizationId;
        this.companies = companies;
    }

    static ExampleDirectory read(long organizationId, Reader source) throws IOException {
        Map<Long, Company> companies = new HashMap<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = format.parse(source)) {
            for (CSVRecord row : parser) {
                long id = Long.parseLong(row.get("id"));
                companies.put(id, new Company(id, row.get("name")));
            }
        }
        return new ExampleDirectory(organizationId, companies);
    }

    @Override
    public Map<Long, User> users(long organization, Set<Long> ids) {
        return known(USERS, organization, ids);
    }

    @Override
    public Map<Long, Company> companies(long organization, Set<Long> ids) {
        return known(companies, organization, ids);
    }

    private <T> Map<Long, T> known(Map<Long, T> all, long organization, Set<Long> ids) {
        return organization != organizationId
                ? Map.of()
                : ids.stream().filter(all::containsKey).collect(Collectors.toMap(id -> id, all::get));
    }
}
