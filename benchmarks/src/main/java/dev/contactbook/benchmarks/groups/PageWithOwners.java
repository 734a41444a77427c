package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import dev.contactbook.benchmarks.data.ContactRow;
import dev.contactbook.benchmarks.databases.ManyContacts;
import dev.contactbook.benchmarks.databases.RawPages;
import dev.contactbook.benchmarks.databases.SqlDirectory;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A page of 25, newest first, without its total, with the owner and the company of each. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PageWithOwners {
    private static final ContactQuery NEWEST = FirstPage.NEWEST.withoutTotal();

    /** For JMH. */
    public PageWithOwners() {}

    /** The limit: a statement for the page, and one each for its users and companies. */
    @Benchmark
    public List<RowWithOwner> threeStatements(ManyContacts contacts) throws SQLException {
        List<ContactRow> page = RawPages.rows(
                contacts.pool,
                "select " + ContactRow.COLUMNS
                        + " from contactbook_contact" + contacts.database.useIndex("contactbook_contact_newest")
                        + " where organization_id = ? and deleted_at is null"
                        + " order by " + contacts.database.constantsOfIndex()
                        + "created_at desc, id desc fetch first 25 rows only",
                ORGANIZATION);
        SqlDirectory directory = new SqlDirectory(contacts.pool);
        Map<Long, User> users = directory.users(ORGANIZATION, ids(page, ContactRow::ownedByUserId));
        Map<Long, Company> companies = directory.companies(ORGANIZATION, ids(page, ContactRow::companyId));
        return page.stream()
                .map(row -> new RowWithOwner(row, users.get(row.ownedByUserId()), companies.get(row.companyId())))
                .toList();
    }

    private static Set<Long> ids(List<ContactRow> page, Function<ContactRow, @Nullable Long> id) {
        return page.stream().map(id).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /**
     * One statement for all three tables, which a host could write whose users and companies lie beside the contacts.
     */
    @Benchmark
    public List<RowWithOwner> join(ManyContacts contacts) throws SQLException {
        String sql = "select " + ContactRow.COLUMNS.replaceAll("(\\w+)", "c.$1")
                + ", u.id, u.first_name, u.last_name, k.id, k.name from contactbook_contact c"
                + contacts.database.useIndex("contactbook_contact_newest")
                + " left join host_user u on u.id = c.owned_by_user_id"
                + " left join host_company k on k.id = c.company_id"
                + " where c.organization_id = ? and c.deleted_at is null order by "
                + contacts.database.constantsOfIndex().replaceAll("(\\w+_\\w+)", "c.$1")
                + "c.created_at desc, c.id desc fetch first 25 rows only";
        try (Connection connection = contacts.pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, ORGANIZATION);
            List<RowWithOwner> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(new RowWithOwner(
                            ContactRow.read(found),
                            new User(found.getLong(21), found.getString(22), found.getString(23)),
                            new Company(found.getLong(24), found.getString(25))));
                }
            }
            return rows;
        }
    }

    @Benchmark
    public Page<AssociatedContact> library(ManyContacts contacts) {
        return contacts.library.associate(ME, contacts.library.list(ME, NEWEST));
    }

    /** A contact with its owner and company. */
    public record RowWithOwner(
            ContactRow row, @Nullable User owner, @Nullable Company company) {}
}
