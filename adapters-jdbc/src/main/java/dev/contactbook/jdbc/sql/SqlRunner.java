package dev.contactbook.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.argument.Argument;

/** Runs statements by hand on a connection, because JDBI's take more CPU time. */
public final class SqlRunner {
    /** How many rows of a batch wait in the driver's memory. */
    private static final int BATCH = 1_000;

    /** How many where they end late by that many. */
    private static final int BATCH_THAT_NOTHING_ENDS = 200;

    private SqlRunner() {}

    /** What a query says, row by row. */
    public static <T> List<T> query(Connection connection, SqlFragment query, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(connection, query.sql())) {
            bind(statement, 1, query.arguments());
            try (ResultSet rows = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        }
    }

    /**
     * Hands over what a query says, row by row, until the taker has had enough. Returns whether it wanted more than
     * there was.
     */
    public static boolean each(Connection connection, SqlFragment query, RowTaker taker) throws SQLException {
        try (PreparedStatement statement = prepare(connection, query.sql())) {
            bind(statement, 1, query.arguments());
            try (ResultSet rows = statement.executeQuery()) {
                boolean wantsMore = true;
                while (wantsMore && rows.next()) {
                    wantsMore = taker.take(rows);
                }
                return wantsMore;
            }
        }
    }

    /** Changes rows, and returns how many. */
    public static int update(Connection connection, SqlFragment update) throws SQLException {
        try (PreparedStatement statement = prepare(connection, update.sql())) {
            bind(statement, 1, update.arguments());
            return statement.executeUpdate();
        }
    }

    /**
     * Changes rows by one batch of the same statement for each item, and returns how many each changed. Sent in pieces,
     * none of them after the {@link Deadline}.
     */
    public static <T> int[] batch(Connection connection, String sql, List<T> items, Binder<T> binder)
            throws SQLException {
        int[] changed = new int[items.size()];
        if (items.isEmpty()) {
            return changed;
        }
        try (PreparedStatement statement = prepare(connection, sql)) {
            inPieces(items, (piece, from) -> {
                for (T item : piece) {
                    binder.bind(statement, item);
                    statement.addBatch();
                }
                System.arraycopy(statement.executeBatch(), 0, changed, from, piece.size());
            });
        }
        return changed;
    }

    /** Does work with some items after the other, none of it after the {@link Deadline}. */
    public static <T> void inPieces(List<T> items, PieceTaker<T> taker) throws SQLException {
        int most = Deadline.endsStatements() ? BATCH : BATCH_THAT_NOTHING_ENDS;
        for (int from = 0; from < items.size(); from += most) {
            Deadline.check();
            taker.take(items.subList(from, Math.min(from + most, items.size())), from);
        }
    }

    /**
     * Prepares a statement, which keeps the {@link Deadline}. A failure here is a ConnectionException: nothing was
     * sent.
     */
    public static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        try {
            return Deadline.prepare(connection, sql);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** Binds values from a position on, and returns the position after them. */
    static int bind(PreparedStatement statement, int position, List<Argument> values) throws SQLException {
        int next = position;
        for (Argument value : values) {
            next = bind(statement, next, value);
        }
        return next;
    }

    /** Binds a value, and returns the position after it. Our arguments need no context to bind. */
    @SuppressWarnings("NullAway")
    public static int bind(PreparedStatement statement, int position, Argument value) throws SQLException {
        value.apply(position, statement, null);
        return position + 1;
    }

    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    public interface RowTaker {
        /** Takes a row, and says whether it wants more of them. */
        boolean take(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    public interface PieceTaker<T> {
        /** Takes items, the first of which has this index. */
        void take(List<T> piece, int from) throws SQLException;
    }

    @FunctionalInterface
    public interface Binder<T> {
        void bind(PreparedStatement statement, T item) throws SQLException;
    }
}
