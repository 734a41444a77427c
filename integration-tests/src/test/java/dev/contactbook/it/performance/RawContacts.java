package dev.contactbook.it.performance;

import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.SearchText;
import dev.contactbook.domain.TextField;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * What one would write by hand: the same rows into the same tables, counters included, by plain JDBC. It checks nothing, answers
 * nothing, takes no locks in an order, and forgets what a contact was before.
 *
 * <p>{@link #create}, {@link #patch} and {@link #delete} start from what a caller has: details and ids. {@link #insert} and
 * {@link #replace} are the limit: their rows are ready, derived columns included, and they know every version.
 */
final class RawContacts {
    private static final int STRIPES = 16;

    private final DataSource dataSource;
    private final boolean postgres;
    private final List<String> columns;
    private final List<Object[]> templates;
    private final int id;
    private final int rev;
    private final int version;
    private final int organization;
    private final String insert;
    private final String update;
    private int next;

    /** Takes the values of its rows from contacts that are in the table already. */
    RawContacts(DataSource dataSource, boolean postgres) throws SQLException {
        this.dataSource = dataSource;
        this.postgres = postgres;
        this.columns = new ArrayList<>();
        this.templates = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select * from contactbook_contact order by id fetch first 1000 rows only")) {
            ResultSetMetaData metadata = rows.getMetaData();
            List<Integer> positions = new ArrayList<>();
            for (int column = 1; column <= metadata.getColumnCount(); column++) {
                String name = metadata.getColumnName(column).toLowerCase(Locale.ROOT);
                if (!name.equals("stripe")) {
                    columns.add(name);
                    positions.add(column);
                }
            }
            while (rows.next()) {
                Object[] values = new Object[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = rows.getObject(positions.get(i));
                }
                templates.add(values);
            }
        }
        this.organization = columns.indexOf("organization_id");
        this.id = columns.indexOf("id");
        this.rev = columns.indexOf("rev");
        this.version = columns.indexOf("version");
        this.insert = "insert into contactbook_contact (" + String.join(", ", columns) + ") values ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        this.update = "update contactbook_contact set "
                + columns.stream().map(column -> column + " = ?").collect(Collectors.joining(", "))
                + " where organization_id = ? and id = ? and version = ?";
    }

    /** A batch of ready new rows in one transaction. */
    List<Long> insert(int count) throws SQLException {
        return insert(count, this::nextRow);
    }

    /** A batch of new rows, made of details, in one transaction. */
    List<Long> create(List<ContactDetails> details) throws SQLException {
        Iterator<ContactDetails> next = details.iterator();
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
        return insert(details.size(), () -> row(next.next(), 1, now, now));
    }

    private List<Long> insert(int count, Supplier<Object[]> rows) throws SQLException {
        return inTransaction(connection -> {
            List<Long> ids = ids(connection, count);
            long[] revisions = count(connection, ids, 1);
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (long each : ids) {
                    Object[] row = rows.get();
                    row[id] = each;
                    row[rev] = revisions[(int) (each % STRIPES)]++;
                    bind(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            return ids;
        });
    }

    /** A batch of rows that are written anew in one transaction, ready and with their versions known. */
    void replace(List<Long> ids, long before) throws SQLException {
        Iterator<Long> each = ids.iterator();
        next++; // other values than these rows were made of, so that indexes change as they do by patches
        inTransaction(connection -> update(connection, ids, () -> {
            Object[] row = nextRow();
            row[id] = each.next();
            row[version] = before + 1;
            return row;
        }));
    }

    /** A batch of rows that get new details in one transaction: read for their versions and times, and written. */
    void patch(Map<Long, ContactDetails> details) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
        inTransaction(connection -> {
            List<Object[]> rows = new ArrayList<>();
            String sql = "select id, version, created_at, updated_at from "
                    + (postgres
                            ? "contactbook_contact where id = any(?) and organization_id = ?"
                            : "unnest(cast(? as bigint array)) wanted (wanted_id) join contactbook_contact"
                                    + " on organization_id = ? and id = wanted_id")
                    + " and deleted_at is null";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(
                        1, connection.createArrayOf("bigint", details.keySet().toArray()));
                statement.setLong(2, (Long) templates.get(0)[organization]);
                try (ResultSet found = statement.executeQuery()) {
                    while (found.next()) {
                        long each = found.getLong(1);
                        OffsetDateTime after =
                                found.getObject(4, OffsetDateTime.class).plus(1, ChronoUnit.MILLIS);
                        Object[] row = row(
                                Objects.requireNonNull(details.get(each)),
                                found.getLong(2) + 1,
                                found.getObject(3, OffsetDateTime.class),
                                after.isAfter(now) ? after : now);
                        row[id] = each;
                        rows.add(row);
                    }
                }
            }
            Iterator<Object[]> next = rows.iterator();
            return update(connection, rows.stream().map(row -> (Long) row[id]).toList(), next::next);
        });
    }

    private boolean update(Connection connection, List<Long> ids, Supplier<Object[]> rows) throws SQLException {
        long[] revisions = count(connection, ids, 0);
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            for (int i = 0; i < ids.size(); i++) {
                Object[] row = rows.get();
                row[rev] = revisions[(int) ((Long) row[id] % STRIPES)]++;
                bind(statement, row);
                statement.setObject(columns.size() + 1, row[organization]);
                statement.setObject(columns.size() + 2, row[id]);
                statement.setLong(columns.size() + 3, (Long) row[version] - 1);
                statement.addBatch();
            }
            requireAll(statement.executeBatch());
        }
        return true;
    }

    /** A batch of soft deletes in one transaction, which read nothing. */
    void delete(List<Long> ids) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
        inTransaction(connection -> {
            long[] revisions = count(connection, ids, -1);
            try (PreparedStatement statement = connection.prepareStatement("update contactbook_contact"
                    + " set version = version + 1, updated_at = ?, deleted_at = ?, rev = ?"
                    + " where organization_id = ? and id = ? and deleted_at is null")) {
                for (long each : ids) {
                    statement.setObject(1, now);
                    statement.setObject(2, now);
                    statement.setLong(3, revisions[(int) (each % STRIPES)]++);
                    statement.setObject(4, templates.get(0)[organization]);
                    statement.setLong(5, each);
                    statement.addBatch();
                }
                requireAll(statement.executeBatch());
            }
            return true;
        });
    }

    private static void requireAll(int[] rows) {
        for (int changed : rows) {
            if (changed != 1) {
                throw new IllegalStateException("A row was not there");
            }
        }
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private List<Long> ids(Connection connection, int count) throws SQLException {
        String sql = postgres
                ? "select nextval('contactbook_contact_id') from generate_series(1, ?)"
                : "select next value for contactbook_contact_id from system_range(1, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, count);
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }

    /** The first revisions of the stripes. */
    private long[] count(Connection connection, List<Long> ids, int live) throws SQLException {
        long[] first = new long[STRIPES];
        SortedMap<Integer, Long> contacts = new TreeMap<>();
        ids.forEach(each -> contacts.merge((int) (each % STRIPES), 1L, Long::sum));
        String one = "(cast(? as bigint), cast(? as integer), cast(? as bigint), cast(? as bigint))";
        String values = String.join(", ", Collections.nCopies(contacts.size(), one));
        String sql = postgres
                ? "insert into contactbook_counter as c (organization_id, stripe, live, rev) values " + values
                        + " on conflict (organization_id, stripe) do update set live = c.live + excluded.live,"
                        + " rev = c.rev + excluded.rev returning stripe, rev"
                : "select stripe, rev from final table (merge into contactbook_counter c using (values " + values
                        + ") n (organization_id, stripe, live, rev)"
                        + " on c.organization_id = n.organization_id and c.stripe = n.stripe"
                        + " when matched then update set live = c.live + n.live, rev = c.rev + n.rev"
                        + " when not matched then insert (organization_id, stripe, live, rev)"
                        + " values (n.organization_id, n.stripe, n.live, n.rev))";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int position = 1;
            for (var stripe : contacts.entrySet()) {
                statement.setLong(position++, (Long) templates.get(0)[organization]);
                statement.setInt(position++, stripe.getKey());
                statement.setLong(position++, live * stripe.getValue());
                statement.setLong(position++, stripe.getValue());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    first[rows.getInt(1)] = rows.getLong(2) - contacts.get(rows.getInt(1)) + 1;
                }
            }
        }
        return first;
    }

    /** A ready row, with the id, revision and version of another contact. */
    private Object[] nextRow() {
        return templates.get(next++ % templates.size()).clone();
    }

    /** A row of details, without id and revision. */
    private Object[] row(ContactDetails details, long newVersion, OffsetDateTime createdAt, OffsetDateTime updatedAt) {
        Object[] row = nextRow();
        for (int i = 0; i < row.length; i++) {
            row[i] = switch (columns.get(i)) {
                case "version" -> newVersion;
                case "first_name" -> details.firstName();
                case "last_name" -> details.lastName();
                case "email" -> details.email();
                case "phone" -> details.phone();
                case "phone_country_code" -> details.phoneCountryCode();
                case "phone_country_iso" -> details.phoneCountryIso();
                case "owned_by_user_id" -> details.ownedByUserId();
                case "company_id" -> details.companyId();
                case "custom_fields_by_name" -> json(details);
                case "created_at" -> createdAt;
                case "updated_at" -> updatedAt;
                case "name_folded" -> SearchText.name(details);
                case "email_folded" -> SearchText.email(details);
                case "phone_digits" -> SearchText.phoneDigits(details);
                case "first_name_key" -> key(ContactFields.FIRST_NAME, details.firstName());
                case "last_name_key" -> key(ContactFields.LAST_NAME, details.lastName());
                case "email_key" -> key(ContactFields.EMAIL, details.email());
                case "phone_key" -> key(ContactFields.PHONE, details.phone());
                case "phone_country_code_key" -> key(ContactFields.PHONE_COUNTRY_CODE, details.phoneCountryCode());
                case "phone_country_iso_key" -> key(ContactFields.PHONE_COUNTRY_ISO, details.phoneCountryIso());
                default -> row[i];
            };
        }
        return row;
    }

    private static byte[] key(TextField field, @Nullable String text) {
        return text == null ? new byte[0] : (field.folded(text) + "\0" + text).getBytes(StandardCharsets.UTF_8);
    }

    /** Of fields whose names and texts need no escapes. */
    private Object json(ContactDetails details) {
        String json = details.customFields().asMap().entrySet().stream()
                .map(field ->
                        "\"" + field.getKey() + "\": \"" + field.getValue().asText() + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
        return postgres ? jsonb(json) : json;
    }

    private static Object jsonb(String json) {
        PGobject object = new PGobject();
        object.setType("jsonb");
        try {
            object.setValue(json);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return object;
    }

    private static void bind(PreparedStatement statement, Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            statement.setObject(i + 1, row[i]);
        }
    }
}
