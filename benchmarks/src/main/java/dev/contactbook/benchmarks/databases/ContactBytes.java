package dev.contactbook.benchmarks.databases;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a contact takes in a database, in bytes, where nothing else is in it and nothing waits to be reclaimed. */
public final class ContactBytes {
    /** A build before keys has no table of them. */
    private static final String TABLES = "(cast('contactbook_contact' as regclass), to_regclass('contactbook_key'))";

    private static final String RELATIONS = "select relname, pg_relation_size(oid) from pg_class where oid in " + TABLES
            + " or oid in (select indexrelid from pg_index where indrelid in " + TABLES
            + ") order by relkind desc, relname";

    /** Columns that are there for some searches and orders only. */
    private static final String FORMS_AND_KEYS = "select column_name from information_schema.columns"
            + " where table_schema = current_schema and table_name = 'contactbook_contact'"
            + " and (column_name = 'name_forms' or column_name like '%\\_key')";

    /** H2's number of what a closed database says. */
    static final int DATABASE_CALLED_AT_SHUTDOWN = 90_121;

    private ContactBytes() {}

    /** By table and index, in PostgreSQL, which is vacuumed in full for it. */
    public static Map<String, Double> inPostgresql(HikariDataSource pool, int contacts) {
        DatabaseKind.execute(pool, "vacuum full");
        DatabaseKind.execute(pool, "vacuum analyze");
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            Map<String, Double> bytes = new LinkedHashMap<>();
            double all = 0;
            try (ResultSet relation = statement.executeQuery(RELATIONS)) {
                while (relation.next()) {
                    double each = (double) relation.getLong(2) / contacts;
                    bytes.put(relation.getString(1), each);
                    all += each;
                }
            }
            List<String> columns = new ArrayList<>();
            try (ResultSet column = statement.executeQuery(FORMS_AND_KEYS)) {
                while (column.next()) {
                    columns.add("coalesce(pg_column_size(" + column.getString(1) + "), 0)");
                }
            }
            try (ResultSet sum = statement.executeQuery(
                    "select avg(" + String.join(" + ", columns) + ") from contactbook_contact")) {
                sum.next();
                bytes.put("forms and keys, of the table", sum.getDouble(1));
            }
            bytes.put("all", all);
            return bytes;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes the database, so that the connection is gone before the statement is done. */
    private static void compact(HikariDataSource pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown compact");
        } catch (SQLException e) {
            if (e.getErrorCode() != DATABASE_CALLED_AT_SHUTDOWN) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** All together, in a file of H2, which is closed and compacted for it. */
    public static Map<String, Double> inH2File(HikariDataSource pool, int contacts) {
        String file = pool.getJdbcUrl().replaceFirst("jdbc:h2:file:([^;]*).*", "$1.mv.db");
        compact(pool);
        pool.close();
        try {
            return Map.of("all", (double) Files.size(Path.of(file)) / contacts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
