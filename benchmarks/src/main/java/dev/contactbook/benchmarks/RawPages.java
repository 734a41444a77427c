package dev.contactbook.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Pages of contacts by plain JDBC. */
final class RawPages {
    private RawPages() {}

    /** The contacts that a statement of {@link Row#COLUMNS} finds. */
    static List<Row> rows(DataSource pool, String sql, Object... values) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            ReadyRows.bind(statement, 1, values);
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(Row.read(found));
                }
            }
            return rows;
        }
    }

    /** How many rows a statement finds, each of whose columns is read, though nothing is made of it. */
    static int count(DataSource pool, String sql, Object... values) throws SQLException {
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
    static long number(DataSource pool, String sql, Object... values) throws SQLException {
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
    record PageAndTotal(List<Row> rows, long total) {}
}
