package dev.contactbook.benchmarks;

import static dev.contactbook.benchmarks.Databases.ME;
import static dev.contactbook.benchmarks.Databases.ORGANIZATION;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * Any one contact by its id, from a database. The library makes custom fields of their JSON, as does one of the others; the rest leave
 * it a text.
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
    public Row rawJdbc(SqlContacts contacts) throws SQLException {
        return find(contacts);
    }

    /** The same with custom fields, as Jackson makes them a map. */
    @Benchmark
    public RowWithFields rawJdbcAndJackson(SqlContacts contacts) throws SQLException, IOException {
        Row row = find(contacts);
        return new RowWithFields(row, JSON.readValue(row.customFieldsByName(), FIELDS));
    }

    /** Plain JDBC on the connection of a handle of JDBI's: what the handle costs. */
    @Benchmark
    public Row jdbiHandle(SqlContacts contacts, Peers peers) throws SQLException {
        return peers.jdbi.withHandle(handle -> find(handle.getConnection(), contacts.anyId()));
    }

    private static Row find(SqlContacts contacts) throws SQLException {
        try (Connection connection = contacts.pool.getConnection()) {
            return find(connection, contacts.anyId());
        }
    }

    private static Row find(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Row.BY_ID)) {
            statement.setLong(1, ORGANIZATION);
            statement.setLong(2, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Row.read(row);
            }
        }
    }

    @Benchmark
    public @Nullable Row springJdbcTemplate(SqlContacts contacts, Peers peers) {
        return peers.template.queryForObject(Row.BY_ID, (row, number) -> Row.read(row), ORGANIZATION, contacts.anyId());
    }

    @Benchmark
    public @Nullable Row jooq(SqlContacts contacts, Peers peers) {
        return peers.jooq
                .select(Peers.FIELDS)
                .from(Peers.CONTACT)
                .where(Peers.ORGANIZATION_ID.eq(ORGANIZATION))
                .and(Peers.ID.eq(contacts.anyId()))
                .fetchOneInto(Row.class);
    }

    @Benchmark
    public Row jdbi(SqlContacts contacts, Peers peers) {
        return peers.jdbi.withHandle(handle -> handle.createQuery("select " + Row.COLUMNS
                        + " from contactbook_contact where organization_id = :organization and id = :id")
                .bind("organization", ORGANIZATION)
                .bind("id", contacts.anyId())
                .mapTo(Row.class)
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
    public record RowWithFields(Row row, Map<String, @Nullable Object> customFields) {}
}
