package dev.contactbook.jdbc;

import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Storage;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Runs work on a connection of the host's data source; whatever fails there leaves as the storage error. */
final class Database {
    private final Jdbi jdbi;
    private final Durability durability;

    Database(DataSource dataSource, Durability durability) {
        this.jdbi = Jdbi.create(() -> connect(dataSource));
        // Our SQL is plain text: a "<" in it is a comparison, not JDBI's template language.
        jdbi.getConfig(SqlStatements.class).setTemplateEngine((sql, context) -> sql);
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

    /** Reads by several statements that all see the same instant. */
    <T> T readSnapshot(HandleCallback<T, SQLException> work) {
        return guarded(false, handle -> handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work));
    }

    /** Writes by one statement, which is a transaction of its own. */
    <T> T write(HandleCallback<T, SQLException> work) {
        return guarded(true, handle -> {
            T result = work.withHandle(handle);
            harden(handle);
            return result;
        });
    }

    /** Writes by several statements in one transaction, rolled back if the work throws. */
    <T> T writeAtomically(HandleCallback<T, SQLException> work) {
        return write(handle -> handle.inTransaction(work));
    }

    private <T> T guarded(boolean writes, HandleCallback<T, SQLException> work) {
        try {
            return jdbi.withHandle(handle -> {
                requireAutoCommit(handle);
                return work.withHandle(handle);
            });
        } catch (ContactsException | StaleChange e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw StorageFailures.translate(e, writes);
        }
    }

    /** Some pools throw what is no SQLException when they are closed; nothing was sent to the database then either. */
    private static Connection connect(DataSource dataSource) throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (RuntimeException e) {
            throw new SQLException("The data source failed", e);
        }
    }

    /** Without auto-commit a write would wait for a commit that nobody sends, and be lost without a word. */
    private static void requireAutoCommit(Handle handle) throws SQLException {
        if (!handle.getConnection().getAutoCommit()) {
            throw new Storage(
                    "The data source hands out connections with auto-commit off, which is not supported:"
                            + " configure its pool with auto-commit on",
                    false,
                    Storage.Outcome.NOT_APPLIED);
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
}
