package dev.contactbook.benchmarks.databases;

import dev.contactbook.benchmarks.data.ContactRow;
import dev.contactbook.benchmarks.data.ReadyRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Pages of contacts by plain JDBC. */
public final class RawPages {
    private RawPages() {}

    /** The contacts that a statement of {@link ContactRow#COLUMNS} finds. */
    public static List<ContactRow> rows(DataSource pool, String sql, Object... values) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            ReadyRows.bind(statement, 1, values);
            List<ContactRow> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(ContactRow.read(found));
                }
            }
            return rows;
        }
    }

    /** How many rows a statement finds, each of whose columns is read, though nothing is made of it. */
    public static int count(DataSource pool, String sql, Object... values) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            ReadyRows.bind(statement, 1, values);
            int count = 0;
            try (ResultSet found = statement.executeQuery()) {
                int columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    for (int column = 1; column <= columns; column++) {
                        found.getObject(column);
                    }
                    count++;
                }
            }
            return count;
        }
    }

    /** The number that a statement says. */
    public static long number(DataSource pool, String sql, Object... values) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            ReadyRows.bind(statement, 1, values);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    /** Contacts and how many there are beside them. */
    public record PageAndTotal(List<ContactRow> rows, long total) {}
}
