package dev.contactbook.jdbc;

import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.OpenTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Cleanable;
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

    Database(DataSource dataSource, @Nullable HostTransactions transactions) {
        this.connections = new HostConnections(dataSource, transactions);
        this.jdbi = Jdbi.create(connections);
        // Our SQL is plain text: a "<" in it is a comparison, not JDBI's template language.
        jdbi.getConfig(SqlStatements.class).setTemplateEngine((sql, context) -> sql);
        // A transaction of the host's goes on when the work in it is done.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    }

    /** What kind of database it is; says so if contacts cannot be kept in it. */
    Dialect dialect() {
        return dialect(null);
    }

    /** The same where the host may have named the SQL to speak. */
    Dialect dialect(@Nullable SqlFlavour named) {
        String product = read(connection -> connection.getMetaData().getDatabaseProductName());
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

    /**
     * Reads by one statement, on a bare connection: a handle of JDBI's begins with a copy of its configuration, which costs
     * about a tenth of what plain JDBC takes to find a contact (docs/performance.md).
     */
    <T> T read(Sql.Work<T> work) {
        return translated(false, () -> {
            Connection connection = connections.openConnection();
            Cleanable givingBack = connections.getCleanableFor(connection);
            try {
                return inPlace(connection, () -> work.on(connection));
            } finally {
                givingBack.close();
            }
        });
    }

    /** Reads by one statement, all of whose tables are seen at the same instant. */
    <T> T readOneInstant(Dialect dialect, Sql.Work<T> work) {
        return dialect.readsOneInstant() ? read(work) : readSnapshot(dialect, work);
    }

    /** Reads by several statements that all see the same instant; in a transaction of the host's what that lets them see. */
    <T> T readSnapshot(Dialect dialect, Sql.Work<T> work) {
        return withHandle(false, handle -> {
            Connection connection = handle.getConnection();
            return isHosts(connection)
                    ? work.on(connection)
                    : inSnapshot(dialect, connection, () -> work.on(connection));
        });
    }

    /** Writes by one statement, which is a transaction of its own. */
    <T> T write(Sql.Work<T> work) {
        return withHandle(true, handle -> work.on(handle.getConnection()));
    }

    /** Writes by several statements, all or none: if the work throws, what it did is taken back. */
    <T> T writeAtomically(Sql.Work<T> work) {
        return write(connection -> allOrNone(connection, () -> work.on(connection)));
    }

    /** The transaction of the host's that what is written now is part of, if there is one. */
    Optional<OpenTransaction> openTransaction() {
        return translated(false, connections::ofTransaction).map(connection -> work -> attempt(connection, work));
    }

    /**
     * Does work of somebody else's behind a savepoint. Where one cannot go back to it the host has to know: what was written
     * before would be lost without a word, or stay without what belongs to it.
     */
    private static boolean attempt(Connection connection, BooleanSupplier work) {
        try {
            Savepoint savepoint = connection.setSavepoint();
            boolean stands = work.getAsBoolean() && isReleased(connection, savepoint);
            if (!stands) {
                connection.rollback(savepoint);
            }
            return stands;
        } catch (SQLException | RuntimeException e) {
            Storage failure = StorageFailures.translate(e, true);
            throw new Storage(String.valueOf(failure.getMessage()), failure.retryable(), Storage.Outcome.UNKNOWN);
        }
    }

    /** False where the work left the transaction unable to go on, as PostgreSQL's is after a failed statement. */
    private static boolean isReleased(Connection connection, Savepoint savepoint) {
        try {
            connection.releaseSavepoint(savepoint);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Runs the statements of a script, all or none where the database can take back what they do. */
    void run(String script) {
        withHandle(
                true,
                handle -> allOrNone(
                        handle.getConnection(),
                        () -> handle.createScript(script).execute()));
    }

    private static boolean isHosts(Connection connection) throws SQLException {
        return !connection.getAutoCommit();
    }

    private static <T> T allOrNone(Connection connection, Attempt<T> attempt) throws SQLException {
        return isHosts(connection) ? behindSavepoint(connection, attempt) : inTransaction(connection, attempt);
    }

    private static <T> T behindSavepoint(Connection connection, Attempt<T> attempt) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        boolean done = false;
        try {
            T result = translated(false, attempt);
            connection.releaseSavepoint(savepoint);
            done = true;
            return result;
        } finally {
            if (!done) { // whatever it was, an Error too
                quietly(() -> connection.rollback(savepoint));
            }
        }
    }

    private static <T> T inSnapshot(Dialect dialect, Connection connection, Attempt<T> attempt) throws SQLException {
        Optional<String> beginSnapshot = dialect.beginSnapshot();
        if (beginSnapshot.isPresent()) {
            return inTransaction(connection, () -> {
                Sql.update(connection, Fragment.of(beginSnapshot.get()));
                return attempt.run();
            });
        }
        int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(dialect.snapshotIsolation());
        try {
            return inTransaction(connection, attempt);
        } finally {
            quietly(() -> connection.setTransactionIsolation(isolation));
        }
    }

    /**
     * By hand, since JDBI takes a connection that once had auto-commit off for one that is in a transaction. What fails before
     * the commit is not applied, however it failed; only of the commit itself nobody may know.
     */
    private static <T> T inTransaction(Connection connection, Attempt<T> attempt) throws SQLException {
        Attempt<T> begun = () -> {
            connection.setAutoCommit(false);
            return attempt.run();
        };
        boolean committed = false;
        try {
            T result = translated(false, begun);
            connection.commit();
            committed = true;
            return result;
        } finally {
            end(connection, committed);
        }
    }

    /**
     * Ends a transaction, however it went, an Error included. Where it cannot be rolled back auto-commit stays off: to turn it on
     * would commit what is half done, while pools roll back what they find open.
     */
    private static void end(Connection connection, boolean committed) {
        quietly(() -> {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        });
    }

    private <T> T withHandle(boolean writes, HandleCallback<T, SQLException> work) {
        return translated(
                writes,
                () -> jdbi.withHandle(handle -> inPlace(handle.getConnection(), () -> work.withHandle(handle))));
    }

    /** In the transaction that the host has open on a connection, or else with auto-commit on. */
    private <T> T inPlace(Connection connection, Attempt<T> attempt) throws SQLException {
        if (connections.isCurrent(connection)) {
            return translated(false, attempt); // its commit is yet to come
        } else if (connection.getAutoCommit()) {
            return attempt.run();
        }
        return withAutoCommit(connection, attempt);
    }

    /** Whatever fails as a failure of the library's; while no commit was tried nothing was written. */
    private static <T> T translated(boolean writes, Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (ContactsException | StaleChange e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw StorageFailures.translate(e, writes);
        }
    }

    /** A pool with auto-commit off, outside of a transaction: a write there would wait for a commit that nobody sends. */
    private <T> T withAutoCommit(Connection connection, Attempt<T> attempt) throws SQLException {
        if (!connections.tellTransactions()) {
            throw new Storage(
                    "The data source hands out connections with auto-commit off, so nobody would commit a write:"
                            + " turn it on in its pool, or say where its transactions are (HostTransactions)",
                    false,
                    Storage.Outcome.NOT_APPLIED);
        }
        connection.setAutoCommit(true);
        try {
            return attempt.run();
        } finally {
            quietly(() -> connection.setAutoCommit(false));
        }
    }

    /**
     * Puts something back on a connection when work is done. That it fails changes nothing about the work: what is committed
     * stays so, what failed has failed already, and a pool finds out that the connection is broken.
     */
    private static void quietly(Restoring restoring) {
        try {
            restoring.restore();
        } catch (SQLException | RuntimeException e) {
            // See above.
        }
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws SQLException;
    }

    @FunctionalInterface
    private interface Restoring {
        void restore() throws SQLException;
    }
}
