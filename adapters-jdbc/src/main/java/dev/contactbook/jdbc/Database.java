package dev.contactbook.jdbc;

import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Storage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on a connection of the host's; whatever fails there leaves as the storage error.
 *
 * <p>Work is either a transaction of its own, on a connection with auto-commit on, or part of a transaction of the host's.
 * {@link #isHosts} tells: auto-commit is off there, and nowhere else.
 */
final class Database {
    private final HostConnections connections;
    private final Jdbi jdbi;
    private final Durability durability;

    Database(DataSource dataSource, Durability durability, @Nullable HostTransactions transactions) {
        this.connections = new HostConnections(dataSource, transactions);
        this.jdbi = Jdbi.create(connections);
        // Our SQL is plain text: a "<" in it is a comparison, not JDBI's template language.
        jdbi.getConfig(SqlStatements.class).setTemplateEngine((sql, context) -> sql);
        // A transaction of the host's goes on when the work in it is done.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        this.durability = durability;
    }

    /** What kind of database it is; says so if contacts cannot be kept in it. */
    Dialect dialect() {
        return dialect(null);
    }

    /** The same where the host may have named the SQL to speak. */
    Dialect dialect(@Nullable SqlFlavour named) {
        String product = read(handle -> handle.getConnection().getMetaData().getDatabaseProductName());
        Optional<SqlFlavour> known = SqlFlavour.of(product);
        if (named != null && known.isPresent() && !named.dialect().productName().equals(product)) {
            throw new IllegalArgumentException(product + " does not speak " + named);
        }
        Dialect dialect = Optional.ofNullable(named)
                .or(() -> known)
                .orElseThrow(() -> new IllegalArgumentException("Contactbook does not know this database: " + product))
                .dialect();
        read(dialect::objection).ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
        });
        return dialect;
    }

    /** Reads by one statement. */
    <T> T read(HandleCallback<T, SQLException> work) {
        return guarded(false, work);
    }

    /** Reads by one statement, all of whose tables are seen at the same instant. */
    <T> T readOneInstant(Dialect dialect, HandleCallback<T, SQLException> work) {
        return dialect.readsOneInstant() ? read(work) : readSnapshot(dialect, work);
    }

    /** Reads by several statements that all see the same instant of one table; in a transaction of the host's what that lets them see. */
    <T> T readSnapshot(Dialect dialect, HandleCallback<T, SQLException> work) {
        return guarded(false, handle -> isHosts(handle) ? work.withHandle(handle) : inSnapshot(dialect, handle, work));
    }

    /** Writes by one statement, which is a transaction of its own. */
    <T> T write(HandleCallback<T, SQLException> work) {
        return guarded(true, handle -> {
            T result = work.withHandle(handle);
            harden(handle);
            return result;
        });
    }

    /** Writes by several statements, all or none: if the work throws, what it did is taken back. */
    <T> T writeAtomically(HandleCallback<T, SQLException> work) {
        return write(handle -> isHosts(handle) ? behindSavepoint(handle, work) : inTransaction(handle, work));
    }

    private static boolean isHosts(Handle handle) throws SQLException {
        return !handle.getConnection().getAutoCommit();
    }

    private static <T> T behindSavepoint(Handle handle, HandleCallback<T, SQLException> work) throws SQLException {
        Connection connection = handle.getConnection();
        Savepoint savepoint = connection.setSavepoint();
        T result = notApplied(handle, work, () -> connection.rollback(savepoint));
        connection.releaseSavepoint(savepoint);
        return result;
    }

    private static <T> T inSnapshot(Dialect dialect, Handle handle, HandleCallback<T, SQLException> work)
            throws SQLException {
        Connection connection = handle.getConnection();
        Optional<String> beginSnapshot = dialect.beginSnapshot();
        if (beginSnapshot.isPresent()) {
            return inTransaction(handle, ours -> {
                Sql.update(connection, Fragment.of(beginSnapshot.get()));
                return work.withHandle(ours);
            });
        }
        int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            return inTransaction(handle, work);
        } finally {
            quietly(() -> connection.setTransactionIsolation(isolation));
        }
    }

    /**
     * By hand, since JDBI takes a connection that once had auto-commit off for one that is in a transaction. What fails before
     * the commit is not applied, however it failed; only of the commit itself nobody may know.
     */
    private static <T> T inTransaction(Handle handle, HandleCallback<T, SQLException> work) throws SQLException {
        Connection connection = handle.getConnection();
        HandleCallback<T, SQLException> begun = ours -> {
            connection.setAutoCommit(false);
            return work.withHandle(ours);
        };
        try {
            T result = notApplied(handle, begun, connection::rollback);
            connection.commit();
            return result;
        } finally {
            quietly(() -> connection.setAutoCommit(true));
        }
    }

    private <T> T guarded(boolean writes, HandleCallback<T, SQLException> work) {
        try {
            return jdbi.withHandle(handle -> {
                Connection connection = handle.getConnection();
                if (connections.isCurrent(connection)) {
                    return notApplied(handle, work, () -> {});
                } else if (connection.getAutoCommit()) {
                    return work.withHandle(handle);
                }
                return withAutoCommit(handle, work);
            });
        } catch (ContactsException | StaleChange e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw StorageFailures.translate(e, writes);
        }
    }

    /** Work whose commit is yet to come: what fails in it is not applied, and is taken back. */
    private static <T> T notApplied(Handle handle, HandleCallback<T, SQLException> work, Restoring takeBack) {
        try {
            return work.withHandle(handle);
        } catch (ContactsException | StaleChange e) {
            quietly(takeBack);
            throw e;
        } catch (SQLException | RuntimeException e) {
            quietly(takeBack);
            throw StorageFailures.translate(e, false);
        }
    }

    /** A pool with auto-commit off, outside of a transaction: a write there would wait for a commit that nobody sends. */
    private <T> T withAutoCommit(Handle handle, HandleCallback<T, SQLException> work) throws SQLException {
        if (!connections.tellTransactions()) {
            throw new Storage(
                    "The data source hands out connections with auto-commit off, so nobody would commit a write:"
                            + " turn it on in its pool, or say where its transactions are (HostTransactions)",
                    false,
                    Storage.Outcome.NOT_APPLIED);
        }
        Connection connection = handle.getConnection();
        connection.setAutoCommit(true);
        try {
            return work.withHandle(handle);
        } finally {
            quietly(() -> connection.setAutoCommit(false));
        }
    }

    /** The write is committed and survives the process; now it shall survive the machine, if that was asked for. */
    private void harden(Handle handle) {
        if (durability == Durability.POWER_LOSS) {
            try {
                handle.execute("checkpoint sync");
            } catch (RuntimeException e) {
                throw new Storage("The write could not be forced to the disk", true, Storage.Outcome.UNKNOWN);
            }
        }
    }

    /**
     * Puts something back on a connection when work is done. That it fails changes nothing about the work: what is committed
     * stays so, what failed has failed already, and a pool finds out that the connection is broken.
     */
    private static void quietly(Restoring restoring) {
        try {
            restoring.restore();
        } catch (SQLException e) {
            // See above.
        }
    }

    @FunctionalInterface
    private interface Restoring {
        void restore() throws SQLException;
    }
}
