package dev.contactbook.benchmarks;

import dev.contactbook.domain.Contact;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.springframework.jdbc.core.JdbcTemplate;

/** Any one contact by its id, from a database. Only the library makes custom fields of their JSON; the others leave it a text. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Get {
    private static final String SQL = "select organization_id, id, version, first_name, last_name, email, phone,"
            + " phone_country_code, phone_country_iso, owned_by_user_id, company_id, channel_whatsapp_wa_id,"
            + " channel_instagram_user_id, avatar_url, custom_fields_by_name, system_type, created_by_user_id,"
            + " created_at, updated_at, deleted_at from contactbook_contact where organization_id = ? and id = ?";

    /** For JMH. */
    public Get() {}

    /** The limit: what JDBC itself costs. */
    @Benchmark
    public Row rawJdbc(SqlContacts contacts) throws SQLException {
        try (Connection connection = contacts.pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setLong(1, SqlContacts.ORGANIZATION);
            statement.setLong(2, contacts.anyId());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("No such contact");
                }
                return Row.read(row);
            }
        }
    }

    @Benchmark
    public @Nullable Row springJdbcTemplate(SqlContacts contacts) {
        return new JdbcTemplate(contacts.pool)
                .queryForObject(SQL, (row, number) -> Row.read(row), SqlContacts.ORGANIZATION, contacts.anyId());
    }

    @Benchmark
    public Map<Long, Contact> repository(SqlContacts contacts) {
        return contacts.store.find(SqlContacts.ORGANIZATION, List.of(contacts.anyId()));
    }

    @Benchmark
    public Contact library(SqlContacts contacts) {
        return contacts.library.get(SqlContacts.ME, contacts.anyId());
    }

    /** A contact as one writes it by hand. */
    public record Row(
            long organizationId,
            long id,
            long version,
            String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String phoneCountryCode,
            @Nullable String phoneCountryIso,
            @Nullable Long owner,
            @Nullable Long company,
            @Nullable String whatsapp,
            @Nullable String instagram,
            @Nullable String avatar,
            String customFields,
            String systemType,
            @Nullable Long createdBy,
            OffsetDateTime createdAt,
            OffsetDateTime updatedAt,
            @Nullable OffsetDateTime deletedAt) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    row.getString(8),
                    row.getString(9),
                    number(row, 10),
                    number(row, 11),
                    row.getString(12),
                    row.getString(13),
                    row.getString(14),
                    row.getString(15),
                    row.getString(16),
                    number(row, 17),
                    row.getObject(18, OffsetDateTime.class),
                    row.getObject(19, OffsetDateTime.class),
                    row.getObject(20, OffsetDateTime.class));
        }

        private static @Nullable Long number(ResultSet row, int column) throws SQLException {
            long value = row.getLong(column);
            return row.wasNull() ? null : value;
        }
    }
}
