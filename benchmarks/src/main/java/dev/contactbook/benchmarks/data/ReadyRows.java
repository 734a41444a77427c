package dev.contactbook.benchmarks.data;

import dev.contactbook.benchmarks.databases.DatabaseKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Rows that need only be written, without id and revision: what contenders write who compute nothing, neither rules nor
 * columns for searching and sorting. They are those of a thousand contacts that are in the table already.
 */
public final class ReadyRows {
    private static final Set<String> JSON =
            Set.of("custom_fields_by_name", "other_emails", "other_phones", "external_ids");

    private final boolean postgresql;
    private final List<String> columns = new ArrayList<>();
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private int next;

    public static ReadyRows of(DataSource dataSource, DatabaseKind database) {
        try {
            return new ReadyRows(dataSource, database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ReadyRows(DataSource dataSource, DatabaseKind database) throws SQLException {
        this.postgresql = database.isPostgresql();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select * from contactbook_contact order by id fetch first 1000 rows only");
                ResultSet found = statement.executeQuery()) {
            ResultSetMetaData metadata = found.getMetaData();
            for (int column = 1; column <= metadata.getColumnCount(); column++) {
                String name = metadata.getColumnName(column).toLowerCase(Locale.ROOT);
                if (!List.of("id", "rev", "stripe").contains(name)) {
                    columns.add(name);
                }
            }
            while (found.next()) {
                rows.add(read(found));
            }
        }
    }

    /** The columns of the values, in their order. */
    public List<String> columns() {
        return columns;
    }

    /** All columns in a statement. */
    public String names() {
        return joined(column -> column);
    }

    /** What stands for their values. */
    public String placeholders() {
        return joined(this::placeholder);
    }

    /** Assignments of all columns. */
    public String assignments() {
        return joined(column -> column + " = " + placeholder(column));
    }

    private String joined(Function<String, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    private String placeholder(String column) {
        return postgresql && JSON.contains(column) ? "cast(? as jsonb)" : "?";
    }

    /** The values of a new contact. */
    @Nullable
    public Object[] next() {
        return rows.get(next++ % rows.size()).clone();
    }

    /** The same by their columns. */
    public Map<String, @Nullable Object> nextByName() {
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        @Nullable Object[] row = next();
        for (int i = 0; i < row.length; i++) {
            byName.put(columns.get(i), row[i]);
        }
        return byName;
    }

    /** The values in a row that has all columns, and perhaps others after them. */
    @Nullable
    public Object[] read(ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            String column = columns.get(i);
            if (column.endsWith("_at")) {
                values[i] = row.getObject(column, OffsetDateTime.class);
            } else {
                values[i] = JSON.contains(column) ? row.getString(column) : row.getObject(column);
            }
        }
        return values;
    }

    /** Puts a value into a row. */
    public void set(@Nullable Object[] row, String column, Object value) {
        row[columns.indexOf(column)] = value;
    }

    /** A number in a row. */
    public long number(@Nullable Object[] row, String column) {
        return row[columns.indexOf(column)] instanceof Number number ? number.longValue() : 0;
    }

    /** Binds values, and returns the position after them. */
    public static int bind(PreparedStatement statement, int position, @Nullable Object... values) throws SQLException {
        int next = position;
        for (Object value : values) {
            if (value == null) {
                statement.setNull(next++, Types.NULL);
            } else {
                statement.setObject(next++, value);
            }
        }
        return next;
    }

    /** The time of a write, as exactly as contacts keep it. */
    public static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    }

    /** An unused e-mail address, which is its own folded form. */
    public static String newEmail() {
        return "person" + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE) + "@example.org";
    }

    /** What a search by e-mail goes by. */
    public static String emailEntry(String email) {
        return "\n\n" + email + "\n";
    }

    /** What a list by e-mail goes by. */
    public static byte[] emailKey(String email) {
        return (email + "\0" + email).getBytes(StandardCharsets.UTF_8);
    }
}
