package dev.contactbook.it.performance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What one would write by hand: the same rows into the same tables, counters included, by plain JDBC, with all values computed
 * before. It is the limit to compare with, not a store: it checks nothing, and takes no locks in an order.
 */
final class RawContacts {
    private static final int STRIPES = 16;

    private final DataSource dataSource;
    private final boolean postgres;
    private final boolean counting;
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
    RawContacts(DataSource dataSource, boolean postgres, boolean counting) throws SQLException {
        this.dataSource = dataSource;
        this.postgres = postgres;
        this.counting = counting;
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

    /** BEGIN, one row, COMMIT. */
    void createOne() throws SQLException {
        create(1);
    }

    /** One row without a transaction around it, and so without counters. */
    void createOneByOneStatement() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            bind(statement, nextRow(ids(connection, 1).get(0), 0));
            statement.executeUpdate();
        }
    }

    /** A batch of new rows in one transaction. */
    List<Long> create(int count) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            List<Long> ids = ids(connection, count);
            long[] revisions = count(connection, ids, 1);
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (long id : ids) {
                    bind(statement, nextRow(id, revisions[(int) (id % STRIPES)]++));
                    if (count > 1) {
                        statement.addBatch();
                    }
                }
                if (count > 1) {
                    statement.executeBatch();
                } else {
                    statement.executeUpdate();
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            return ids;
        }
    }

    /** A batch of rows that are written anew in one transaction. */
    void replace(List<Long> ids, long before, int live) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            long[] revisions = count(connection, ids, live);
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                for (long each : ids) {
                    Object[] row = nextRow(each, revisions[(int) (each % STRIPES)]++);
                    row[version] = before + 1;
                    bind(statement, row);
                    statement.setLong(columns.size() + 1, (Long) row[organization]);
                    statement.setLong(columns.size() + 2, each);
                    statement.setLong(columns.size() + 3, before);
                    statement.addBatch();
                }
                for (int changed : statement.executeBatch()) {
                    if (changed != 1) {
                        throw new IllegalStateException("A row was not there");
                    }
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
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
        if (!counting) {
            return first;
        }
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

    private Object[] nextRow(long newId, long newRev) {
        Object[] row = templates.get(next++ % templates.size()).clone();
        row[id] = newId;
        row[rev] = newRev;
        return row;
    }

    private static void bind(PreparedStatement statement, Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            statement.setObject(i + 1, row[i]);
        }
    }
}
