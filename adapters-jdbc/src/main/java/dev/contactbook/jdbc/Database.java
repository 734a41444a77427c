package dev.contactbook.jdbc;

import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Storage;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
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

    /** What kind of database it is. */
    Dialect dialect() {
        String product = read(handle -> handle.getConnection().getMetaData().getDatabaseProductName());
        return Dialect.of(product)
                .orElseThrow(() -> new IllegalArgumentException("Contactbook does not know this database: " + product));
    }

    /** Reads by one statement. */
    <T> T read(HandleCallback<T, SQLException> work) {
        return guarded(false, work);
    }

    /** Reads by several statements that all see the same instant; in a transaction of the host's what that lets them see. */
    <T> T readSnapshot(HandleCallback<T, SQLException> work) {
        return guarded(
                false,
                handle -> isHosts(handle)
                        ? work.withHandle(handle)
                        : handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work));
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
        return write(handle -> isHosts(handle) ? behindSavepoint(handle, work) : handle.inTransaction(work));
    }

    private static boolean isHosts(Handle handle) throws SQLException {
        return !handle.getConnection().getAutoCommit();
    }

    private static <T> T behindSavepoint(Handle handle, HandleCallback<T, SQLException> work) throws SQLException {
        String savepoint = "contactbook";
        handle.savepoint(savepoint);
        try {
            T result = work.withHandle(handle);
            handle.releaseSavepoint(savepoint);
            return result;
        } catch (SQLException | RuntimeException e) {
            handle.rollbackToSavepoint(savepoint);
            throw e;
        }
    }

    private <T> T guarded(boolean writes, HandleCallback<T, SQLException> work) {
        try {
            return jdbi.withHandle(handle -> {
                Connection connection = handle.getConnection();
                if (connections.isCurrent(connection)) {
                    return inHostsTransaction(handle, work);
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

    /** What fails here is not applied, whatever it was: the commit is the host's, and did not come yet. */
    private static <T> T inHostsTransaction(Handle handle, HandleCallback<T, SQLException> work) {
        try {
            return work.withHandle(handle);
        } catch (ContactsException | StaleChange e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
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
        T result;
        try {
            result = work.withHandle(handle);
        } catch (SQLException | RuntimeException e) {
            try {
                connection.setAutoCommit(false);
            } catch (SQLException broken) {
                e.addSuppressed(broken);
            }
            throw e;
        }
        connection.setAutoCommit(false);
        return result;
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
}
