package dev.contactbook.jdbc.connection;

import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.dialect.Dialects;
import dev.contactbook.jdbc.sql.Deadline;
import dev.contactbook.jdbc.sql.NotWritten;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.table.TableNames;
import dev.contactbook.spi.OpenTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on a connection of the host's. All that fails there leaves as the storage error.
 *
 * <p>Work is either a transaction of its own, on a connection with auto-commit on, or part of a transaction of the
 * host's. {@link #isHosts} tells: auto-commit is off there, and nowhere else.
 */
public final class Database {
    /** How often a transaction of our own begins again. */
    private static final int MAX_ATTEMPTS = 100;

    private static final int GENERAL_ERROR_OF_H2 = 50_000;

    private final HostConnections connections;
    private final @Nullable Schema schema;
    private final FailureHook hook;

    /** What kind of database it is, once that was looked up. */
    private volatile @Nullable Dialect dialect;

    /**
     * Whether a connection came with auto-commit on, so that one that does not is no matter of how the pool was set up.
     */
    private volatile boolean gaveAutoCommit;

    /**
     * The database behind a data source.
     *
     * @param transactions returns the connection of the calling thread that has a transaction of the host's. Null if
     *     the host does not say
     * @param schema which schema has the tables. Null for the current one of each connection
     * @param onFailure gets what the driver threw, with all that may be in it, when the call has ended
     */
    public Database(
            DataSource dataSource,
            @Nullable Supplier<@Nullable Connection> transactions,
            @Nullable Schema schema,
            Consumer<? super Exception> onFailure) {
        this(new HostConnections(dataSource, transactions, null), schema, new FailureHook(onFailure), null);
    }

    private Database(
            HostConnections connections, @Nullable Schema schema, FailureHook hook, @Nullable Dialect dialect) {
        this.connections = connections;
        this.schema = schema;
        this.hook = hook;
        this.dialect = dialect;
    }

    /** A database behind connections of the library's own. */
    public static Database own(DataSource dataSource) {
        return new Database(dataSource, null, null, thrown -> {});
    }

    /** The same where calls must have ended before the connections are closed. */
    public static Database own(DataSource dataSource, Calls calls) {
        return new Database(new HostConnections(dataSource, null, calls), null, new FailureHook(thrown -> {}), null);
    }

    /** The same database, of which every call is a transaction of its own, also while one of the host's is open. */
    public Database outsideTransactions() {
        return new Database(connections.outsideTransactions(), schema, hook, dialect);
    }

    /** What kind of database it is. Says so if contacts cannot be kept in it. */
    public Dialect dialect() {
        return dialect(null);
    }

    /** The same where the host may have named the SQL to speak. */
    public Dialect dialect(@Nullable Dialects named) {
        Dialect known = dialect;
        if (known == null) {
            known = look(named);
            dialect = known;
        }
        return known;
    }

    private Dialect look(@Nullable Dialects named) {
        String product = read(connection -> connection.getMetaData().getDatabaseProductName());
        Optional<Dialects> known = Dialects.of(product);
        if (named != null && known.isPresent() && !named.productName().equals(product)) {
            throw new IllegalArgumentException(product + " does not speak " + named);
        } else if (schema != null && known.equals(Optional.of(Dialects.SQLITE))) {
            throw new IllegalArgumentException("schema: must not be named, because SQLite has none");
        }
        Dialect found = Optional.ofNullable(named)
                .or(() -> known)
                .orElseThrow(() -> new IllegalArgumentException("Contactbook does not know this database: " + product))
                .with(tables());
        read(found::objection).ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
        });
        return found;
    }

    /** The names of the tables. */
    public TableNames tables() {
        return schema == null ? TableNames.OF_CONNECTION : schema.tables(read(schema::spellings));
    }

    /** Reads by one statement. */
    public <T> T read(SqlRunner.Work<T> work) {
        return onConnection(false, work);
    }

    /** Reads by one statement, all of whose tables are seen at the same instant. */
    public <T> T readOneInstant(Dialect dialect, SqlRunner.Work<T> work) {
        return dialect.readsOneInstant() ? read(work) : readSnapshot(dialect, work);
    }

    /** Reads by one statement that is planned for its values. In a transaction of the host's it is planned as usual. */
    public <T> T readPlanned(Dialect dialect, SqlRunner.Work<T> work) {
        Optional<String> plan = dialect.planForValues();
        if (plan.isEmpty()) {
            return readOneInstant(dialect, work);
        }
        return onConnection(false, connection -> {
            if (isHosts(connection)) {
                return work.on(connection);
            }
            return inTransaction(connection, false, () -> {
                SqlRunner.update(connection, SqlFragment.of(plan.get()));
                return work.on(connection);
            });
        });
    }

    /**
     * Reads by several statements that all see the same instant. In a transaction of the host's what that lets them
     * see.
     */
    public <T> T readSnapshot(Dialect dialect, SqlRunner.Work<T> work) {
        return onConnection(
                false,
                connection -> isHosts(connection)
                        ? work.on(connection)
                        : inSnapshot(dialect, connection, false, () -> work.on(connection)));
    }

    /** Writes by one statement, which is a transaction of its own. */
    public <T> T write(SqlRunner.Work<T> work) {
        return onConnection(true, work);
    }

    /** Writes by several statements that all see the same instant, all or none, in a transaction of its own. */
    public <T> T writeSnapshot(SqlRunner.Work<T> work) {
        Dialect dialect = dialect();
        return onConnection(true, connection -> inSnapshot(dialect, connection, true, () -> work.on(connection)));
    }

    /** Writes by several statements, all or none: if the work throws, what it did is taken back. */
    public <T> T writeAtomically(SqlRunner.Work<T> work) {
        return write(connection -> allOrNone(connection, () -> work.on(connection)));
    }

    /** Whether the host says where its transactions are. */
    public boolean tellsTransactions() {
        return connections.tellTransactions();
    }

    /** Whether a call now is part of a transaction of the host's. */
    public boolean isInTransactionOfHost() {
        return transactionOfHost().isPresent();
    }

    /** The transaction of the host's that what was just written is part of, if it is. */
    public Optional<OpenTransaction> openTransaction(Dialect dialect) {
        return transactionOfHost().map(connection -> {
            Optional<Long> number = hook.after(() -> translated(true, () -> number(dialect, connection)));
            return work -> hook.after(() -> attempt(dialect, connection, number, work));
        });
    }

    private Optional<Connection> transactionOfHost() {
        return hook.after(() -> translated(false, connections::ofTransaction));
    }

    /**
     * The number of the transaction on a connection, where a database has one and ends transactions without making them
     * unusable.
     */
    private static Optional<Long> number(Dialect dialect, Connection connection) throws SQLException {
        if (dialect.numberOfTransaction().isEmpty()) {
            return Optional.empty();
        }
        SqlFragment query = SqlFragment.of(dialect.numberOfTransaction().get());
        return Optional.ofNullable(SqlRunner.query(connection, query, row -> Optional.ofNullable(row.getString(1)))
                        .get(0)
                        .orElse(null))
                .map(Long::valueOf);
    }

    /**
     * Does work of somebody else's behind a savepoint. Where one cannot go back to it the host has to know: what was
     * written before would be lost without a word, or stay without what belongs to it.
     */
    private boolean attempt(Dialect dialect, Connection connection, Optional<Long> number, BooleanSupplier work) {
        try {
            Savepoint savepoint = connection.setSavepoint();
            boolean hasSucceeded = work.getAsBoolean();
            if (!number(dialect, connection).equals(number)) {
                throw Storage.transactionEnded();
            }
            boolean stands = hasSucceeded && isReleased(connection, savepoint);
            if (!stands) {
                connection.rollback(savepoint);
            }
            return stands;
        } catch (Storage e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            Storage failure = failure(e, true);
            throw new Storage(
                    String.valueOf(failure.getMessage()),
                    failure.retryable(),
                    Storage.Outcome.UNKNOWN,
                    failure.sqlState().orElse(null));
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
    public void run(String script) {
        onConnection(true, connection -> allOrNone(connection, () -> run(connection, script)));
    }

    private static int run(Connection connection, String script) throws SQLException {
        Jdbi jdbi = Jdbi.create(connection);
        // Our SQL is plain text: a "<" in it is a comparison, not JDBI's template language.
        jdbi.getConfig(SqlStatements.class).setTemplateEngine((sql, context) -> sql);
        // The transaction goes on when the script is done.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        return jdbi.withHandle(handle -> {
            List<String> statements = handle.createScript(script).getStatements();
            // One by one: a driver may keep the code of a failure to itself in a batch.
            for (String statement : statements) {
                try (Statement each = connection.createStatement()) {
                    each.execute(statement);
                }
            }
            return statements.size();
        });
    }

    private static boolean isHosts(Connection connection) throws SQLException {
        return !connection.getAutoCommit();
    }

    private <T> T allOrNone(Connection connection, Attempt<T> attempt) throws SQLException {
        return isHosts(connection) ? behindSavepoint(connection, attempt) : inTransaction(connection, true, attempt);
    }

    private <T> T behindSavepoint(Connection connection, Attempt<T> attempt) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            T result = translated(false, attempt);
            connection.releaseSavepoint(savepoint);
            return result;
        } catch (Throwable e) { // an Error too
            // H2 takes back the whole transaction after a deadlock, and the savepoint with it.
            if (!tried(() -> connection.rollback(savepoint)) && !(e instanceof Error)) {
                throw Storage.transactionEnded();
            }
            throw e;
        }
    }

    private <T> T inSnapshot(Dialect dialect, Connection connection, boolean writes, Attempt<T> attempt)
            throws SQLException {
        if (dialect.seesOneInstant()) {
            return inTransaction(connection, writes, attempt);
        }
        Optional<String> beginSnapshot = dialect.beginSnapshot();
        if (beginSnapshot.isPresent()) {
            return inTransaction(connection, writes, () -> {
                SqlRunner.update(connection, SqlFragment.of(beginSnapshot.get()));
                return attempt.run();
            });
        }
        int isolation = isolation(connection);
        connection.setTransactionIsolation(dialect.snapshotIsolation());
        try {
            return inTransaction(connection, writes, attempt);
        } finally {
            restore(connection, () -> connection.setTransactionIsolation(isolation));
        }
    }

    /** A server of H2 looks at its sessions for this, and fails where another one ends in that moment. */
    private static int isolation(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return connection.getTransactionIsolation();
            } catch (SQLException e) {
                if (attempt == MAX_ATTEMPTS || e.getErrorCode() != GENERAL_ERROR_OF_H2) {
                    throw e;
                }
            }
        }
    }

    /** A failure before the commit is not applied. Only the outcome of the commit itself can be unknown. */
    private <T> T inTransaction(Connection connection, boolean writes, Attempt<T> attempt) throws SQLException {
        Attempt<T> begun = () -> {
            connection.setAutoCommit(false);
            Dialect known = dialect;
            if (writes && known != null && known.writesAlone()) {
                waitForWriters(connection);
            }
            return attempt.run();
        };
        boolean committed = false;
        try {
            T result = beforeCommit(begun);
            connection.commit();
            committed = true;
            return result;
        } finally {
            end(connection, committed);
        }
    }

    /**
     * Lets a transaction that has done nothing begin as the only one that writes. Another one may not begin to write
     * after it has read: it fails then if others wrote meanwhile. What the driver began is there again if it fails, so
     * that it can be rolled back.
     */
    private static void waitForWriters(Connection connection) throws SQLException {
        SqlRunner.update(connection, SqlFragment.of("commit"));
        boolean hasBegun = false;
        try {
            SqlRunner.update(connection, SqlFragment.of("begin immediate"));
            hasBegun = true;
        } finally {
            if (!hasBegun) {
                try (Statement begin = connection.createStatement()) {
                    begin.executeUpdate("begin");
                }
            }
        }
    }

    /**
     * Ends a transaction, however it went, an Error included. Where it cannot be rolled back auto-commit stays off: to
     * turn it on would commit what is half done, while what ends a connection rolls back what is open on it.
     */
    private void end(Connection connection, boolean committed) {
        restore(connection, () -> {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        });
    }

    /**
     * In the transaction that the host has open, or else on a connection of our own with auto-commit on. It is bare,
     * because a handle of JDBI's begins with a copy of its configuration, which takes time in each call.
     */
    private <T> T onConnection(boolean writes, SqlRunner.Work<T> work) {
        return hook.after(() -> onConnectionWithoutHook(writes, work));
    }

    private <T> T onConnectionWithoutHook(boolean writes, SqlRunner.Work<T> work) {
        Optional<Connection> hosts = translated(false, connections::ofTransaction);
        if (hosts.isPresent()) {
            return translated(false, () -> work.on(hosts.get())); // its commit is yet to come
        }
        Connection own = translated(false, connections::open);
        try {
            return translated(writes, () -> withAutoCommit(own, () -> limited(own, () -> again(() -> work.on(own)))));
        } finally {
            connections.giveBack(own);
        }
    }

    /** Begins a transaction of our own again that the database has ended for the sake of another. */
    private static <T> T again(Attempt<T> attempt) throws SQLException {
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt.run();
            } catch (SQLException | ConnectionException e) {
                if (attempts == MAX_ATTEMPTS || !StorageFailures.lostToAnother(e)) {
                    throw e;
                }
            }
        }
    }

    /** With what the {@link Deadline} of the call sets on a connection, which is not the host's transaction's. */
    private <T> T limited(Connection connection, Attempt<T> attempt) throws SQLException {
        try {
            Deadline.limit(connection);
            return attempt.run();
        } finally {
            restore(connection, () -> Deadline.restore(connection));
        }
    }

    /**
     * Every failure as one of the library's. Before a commit was tried nothing was written. Where the database is gone,
     * as H2's is once it had no space or memory, all connections to it are.
     */
    private <T> T translated(boolean writes, Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (ContactsException | NotWritten e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw failure(e, writes);
        }
    }

    private Storage failure(Exception thrown, boolean writes) {
        if (StorageFailures.isDatabaseGone(thrown)) {
            connections.discardAll();
        }
        // What a statement fails with before it is sent is wrapped, by which its outcome is known.
        hook.failed(
                thrown instanceof ConnectionException && thrown.getCause() instanceof SQLException sent
                        ? sent
                        : thrown);
        return StorageFailures.translate(thrown, writes);
    }

    /** As {@link #translated} of what fails before a commit, but for what {@link #again} is for. */
    private <T> T beforeCommit(Attempt<T> attempt) throws SQLException {
        try {
            return attempt.run();
        } catch (ContactsException | NotWritten e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            if (StorageFailures.lostToAnother(e)) {
                throw e;
            }
            throw failure(e, false);
        }
    }

    /**
     * A pool may hand out connections with auto-commit off if the host says where its transactions are: else a write
     * would wait for a commit that never comes, or be part of an unknown transaction.
     */
    private <T> T withAutoCommit(Connection connection, Attempt<T> attempt) throws SQLException {
        if (translated(false, connection::getAutoCommit)) {
            gaveAutoCommit = true;
            return attempt.run();
        } else if (!connections.tellTransactions()) {
            throw refused(connection);
        }
        translated(false, () -> {
            connection.setAutoCommit(true);
            return true;
        });
        try {
            return attempt.run();
        } finally {
            restore(connection, () -> connection.setAutoCommit(false));
        }
    }

    private Storage refused(Connection connection) {
        if (!gaveAutoCommit) {
            return new Storage(
                    "The data source hands out connections with auto-commit off, so no write would be committed:"
                            + " turn it on in the pool, or pass HostTransactions",
                    false,
                    Storage.Outcome.NOT_APPLIED);
        }
        if (connections.giveAutoCommit()) {
            connections.discard(connection);
        }
        return new Storage(
                "A connection came with auto-commit off, unlike the first one", true, Storage.Outcome.NOT_APPLIED);
    }

    /**
     * Puts something back on a connection of our own when work is done. That it fails changes nothing about the work:
     * what is committed stays so, what failed has failed already. But no other call shall get that connection.
     */
    private void restore(Connection connection, Restoring restoring) {
        if (!tried(restoring)) {
            connections.discard(connection);
        }
    }

    /** Whether it worked. What it throws, an Error too, must not hide how the work went. */
    private static boolean tried(Restoring restoring) {
        try {
            restoring.restore();
            return true;
        } catch (Throwable e) {
            return false;
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
