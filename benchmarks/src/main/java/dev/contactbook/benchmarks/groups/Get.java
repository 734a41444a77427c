package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contactbook.benchmarks.data.ContactRow;
import dev.contactbook.benchmarks.databases.SqlContacts;
import dev.contactbook.benchmarks.peers.Jpa;
import dev.contactbook.benchmarks.peers.JpaContact;
import dev.contactbook.benchmarks.peers.Peers;
import dev.contactbook.domain.Contact;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * Any one contact by its id, from a database. The library makes custom fields of their JSON, as does one of the others;
 * the rest leave it a text.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Get {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    /** For JMH. */
    public Get() {}

    /** The limit: what JDBC itself costs. */
    @Benchmark
    public ContactRow rawJdbc(SqlContacts contacts) throws SQLException {
        return find(contacts);
    }

    /** The same with custom fields, as Jackson makes them a map. */
    @Benchmark
    public RowWithFields rawJdbcAndJackson(SqlContacts contacts) throws SQLException, IOException {
        ContactRow row = find(contacts);
        return new RowWithFields(row, JSON.readValue(row.customFieldsByName(), FIELDS));
    }

    /** Plain JDBC on the connection of a handle of JDBI's: what the handle costs. */
    @Benchmark
    public ContactRow jdbiHandle(SqlContacts contacts, Peers peers) throws SQLException {
        return peers.jdbi.withHandle(handle -> find(handle.getConnection(), contacts.anyId()));
    }

    private static ContactRow find(SqlContacts contacts) throws SQLException {
        try (Connection connection = contacts.pool.getConnection()) {
            return find(connection, contacts.anyId());
        }
    }

    private static ContactRow find(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ContactRow.BY_ID)) {
            statement.setLong(1, ORGANIZATION);
            statement.setLong(2, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return ContactRow.read(row);
            }
        }
    }

    @Benchmark
    public @Nullable ContactRow springJdbcTemplate(SqlContacts contacts, Peers peers) {
        return peers.template.queryForObject(
                ContactRow.BY_ID, (row, number) -> ContactRow.read(row), ORGANIZATION, contacts.anyId());
    }

    @Benchmark
    public @Nullable ContactRow jooq(SqlContacts contacts, Peers peers) {
        return peers.jooq
                .select(Peers.FIELDS)
                .from(Peers.CONTACT)
                .where(Peers.ORGANIZATION_ID.eq(ORGANIZATION))
                .and(Peers.ID.eq(contacts.anyId()))
                .fetchOneInto(ContactRow.class);
    }

    @Benchmark
    public ContactRow jdbi(SqlContacts contacts, Peers peers) {
        return peers.jdbi.withHandle(handle -> handle.createQuery("select " + ContactRow.COLUMNS
                        + " from contactbook_contact where organization_id = :organization and id = :id")
                .bind("organization", ORGANIZATION)
                .bind("id", contacts.anyId())
                .mapTo(ContactRow.class)
                .one());
    }

    /** The query that Spring Data derives from the name of its method. */
    @Benchmark
    public JpaContact springDataJpa(SqlContacts contacts, Jpa jpa) {
        return jpa.contacts
                .findByOrganizationIdAndId(ORGANIZATION, contacts.anyId())
                .orElseThrow();
    }

    @Benchmark
    public Map<Long, Contact> repository(SqlContacts contacts) {
        return contacts.store.find(ORGANIZATION, List.of(contacts.anyId()));
    }

    @Benchmark
    public Contact library(SqlContacts contacts) {
        return contacts.library.get(ME, contacts.anyId());
    }

    /** A contact with its custom fields. */
    public record RowWithFields(ContactRow row, Map<String, @Nullable Object> customFields) {}
}
