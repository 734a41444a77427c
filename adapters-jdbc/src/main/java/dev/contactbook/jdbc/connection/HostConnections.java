package dev.contactbook.jdbc.connection;

import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.sql.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The connections that the host provides: the one that its transaction is on, or else one of its data source's. */
final class HostConnections {
    private final DataSource dataSource;
    private final Pool pool;
    private final @Nullable Supplier<@Nullable Connection> transactions;

    /** Whether work is never part of a transaction of the host's. */
    private final boolean outside;

    /** Null where the data source is closed by the host. */
    private final @Nullable Calls calls;

    HostConnections(
            DataSource dataSource, @Nullable Supplier<@Nullable Connection> transactions, @Nullable Calls calls) {
        this(dataSource, transactions, false, calls);
    }

    private HostConnections(
            DataSource dataSource,
            @Nullable Supplier<@Nullable Connection> transactions,
            boolean outside,
            @Nullable Calls calls) {
        this.outside = outside;
        this.calls = calls;
        this.dataSource = dataSource;
        this.pool = Pool.of(dataSource);
        this.transactions = transactions;
    }

    /** The same connections, none of which has a transaction of the host's. */
    HostConnections outsideTransactions() {
        return new HostConnections(dataSource, transactions, true, calls);
    }

    /** Whether the host says where its transactions are. */
    boolean tellTransactions() {
        return transactions != null;
    }

    /** Whether only a failure can leave auto-commit off on a connection of the data source's. */
    boolean giveAutoCommit() {
        return pool.givesAutoCommit();
    }

    /** The connection that a transaction of the host's is open on, if there is one. */
    Optional<Connection> ofTransaction() throws SQLException {
        return outside ? Optional.empty() : openTransaction();
    }

    private Optional<Connection> openTransaction() throws SQLException {
        try {
            Connection current = transactions == null ? null : transactions.get();
            // One with auto-commit on has no transaction.
            return current == null || autoCommits(current) ? Optional.empty() : Optional.of(current);
        } catch (RuntimeException e) {
            throw new SQLException("The host's transactions failed", e);
        }
    }

    /** Only a connection that fails is asked whether it is closed, so that no call pays for it. */
    private static boolean autoCommits(Connection current) throws SQLException {
        try {
            return current.getAutoCommit();
        } catch (SQLException e) {
            throw current.isClosed() ? new ClosedTransaction(e) : e;
        }
    }

    /** The host gave a connection that is closed. Each driver and pool has words and a state of its own for that. */
    static final class ClosedTransaction extends SQLException {
        private static final long serialVersionUID = 1;

        private ClosedTransaction(SQLException thrown) {
            super("The connection of the host's transaction is closed", thrown);
        }
    }

    /** A connection for one call, which gives it back. */
    Connection open() throws SQLException {
        if (calls == null) {
            return fromDataSource();
        }
        calls.begin();
        boolean isTaken = false;
        try {
            Connection opened = fromDataSource();
            try {
                calls.take(opened);
                isTaken = true;
                return opened;
            } finally {
                if (!isTaken) {
                    quietly(opened::close);
                }
            }
        } finally {
            if (!isTaken) {
                calls.end();
            }
        }
    }

    /** Some pools throw what is no SQLException when they are closed. Nothing was sent to the database then either. */
    private Connection fromDataSource() throws SQLException {
        Connection opened;
        try {
            opened = dataSource.getConnection();
        } catch (RuntimeException e) {
            throw new SQLException("The data source failed", e);
        }
        try {
            if (outside && isOfTransaction(opened)) {
                throw new Storage(
                        "The data source hands out the connection of the open transaction: make this call before the"
                                + " transaction begins",
                        false,
                        Storage.Outcome.NOT_APPLIED);
            }
            return opened;
        } catch (SQLException | RuntimeException e) {
            quietly(opened::close);
            throw e;
        }
    }

    /** Some data sources do that. To commit on such a connection would commit what the host has not finished. */
    @SuppressWarnings("ReferenceEquality") // the same connection, not an equal one
    private boolean isOfTransaction(Connection opened) throws SQLException {
        Optional<Connection> open = openTransaction();
        if (open.isEmpty()) {
            return false;
        }
        Connection driver = open.get().unwrap(Connection.class);
        return opened.isWrapperFor(driver.getClass()) && opened.unwrap(driver.getClass()) == driver;
    }

    /**
     * By then the work is done or has failed, and what was written stays so: that its connection breaks now, however it
     * does, changes nothing.
     */
    void giveBack(Connection connection) {
        leave(connection);
        quietly(connection::close);
        if (calls != null) {
            calls.end();
        }
    }

    /** From here on no other thread ends what runs on a connection. */
    private void leave(Connection connection) {
        Deadline.leaveConnection();
        if (calls != null) {
            calls.leave(connection);
        }
    }

    /**
     * Ends a connection of the data source's that could not be restored, so that no other call gets it: by its pool if
     * that can be told, and itself. H2 does nothing when it is aborted, so what the pool hands out is unwrapped and
     * closed as well.
     */
    void discard(Connection connection) {
        leave(connection);
        quietly(() -> pool.evict(connection));
        quietly(() -> connection.abort(Runnable::run));
        quietly(() -> connection.unwrap(Connection.class).close());
    }

    /** Ends all connections of the data source's: the database that they were connected to is not there any more. */
    void discardAll() {
        quietly(pool::evictAll);
    }

    /**
     * Each step for itself: what one throws, an Error too, must neither keep the next from being tried nor hide why it
     * came to this.
     */
    private static void quietly(Step step) {
        try {
            step.run();
        } catch (Throwable e) {
            // See above.
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }
}
