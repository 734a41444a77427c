package dev.contactbook.jdbc.connection;

import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.sql.Deadline;
import dev.contactbook.spi.WorkBudget;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.statement.UnableToCreateStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a driver or JDBI throws into the storage error: whether to retry, what became of the write, and the SQL
 * state. Their messages can hold row values and bindings, so neither they nor the exceptions go on (contract §5).
 */
public final class StorageFailures {
    /**
     * Classes of SQL states by which a database says that it refused a statement, and so did nothing: not supported,
     * bad data, constraint, transaction state, authorization, schema, syntax or access, view with check, out of disk,
     * memory or connections, beyond a limit, locked, input or output, raised by a trigger. What is not in here may have
     * happened.
     */
    private static final Set<String> REFUSED =
            Set.of("0A", "22", "23", "25", "28", "3F", "42", "44", "53", "54", "55", "58", "P0");

    /** H2's lock that was not to be had in time: the one state of its class that says that nothing happened. */
    private static final String LOCK_TIMEOUT = "HYT00";

    /** H2's state for what it did not expect. */
    private static final String GENERAL_ERROR = "HY000";

    /** The class of rejected logins, which no retry changes, whatever a pool makes of them. */
    private static final String LOGIN = "28";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** By which SQL refuses a row without a value that it must have. */
    private static final String NULL = "23502";

    /** By which SQL refuses a key that is there already. */
    private static final String DUPLICATE = "23505";

    /**
     * Cancelled, by a timeout mostly: of the class of operators' interventions the one after which the server lives on.
     */
    private static final String CANCELED = "57014";

    /** PostgreSQL ended a transaction that was idle or open for too long. */
    private static final Set<String> TIMEOUTS = Set.of("25P03", "25P04");

    /** A constraint that is checked at the commit: it would be violated again. */
    private static final String INTEGRITY_VIOLATED = "40002";

    /** The form of SQL states. */
    private static final Pattern STATE = Pattern.compile("[0-9A-Za-z]{5}");

    /** H2: database is closed, object is closed, called at shutdown, input or output failed, out of memory. */
    private static final Set<String> GONE = Set.of("90098", "90007", "90121", "90028", "90031", "90108");

    /**
     * By which a database ends one of two transactions that get in each other's way: isolation, and locks in a circle.
     */
    private static final Set<String> LOST_TO_ANOTHER = Set.of("40001", "40P01");

    private StorageFailures() {}

    /**
     * Whether the whole database is gone under all connections. H2 closes it when it cannot write to its file or runs
     * out of memory, and opens it again for a connection that is made when all of those before are closed.
     */
    static boolean isDatabaseGone(Exception thrown) {
        String state = state(sqlException(thrown));
        return isGone(state) || (state.equals(GENERAL_ERROR) && lackedSpaceOrMemory(thrown));
    }

    /**
     * Whether a file could not be written or read, or memory was not to be had: either may be otherwise the next time.
     */
    private static boolean lackedSpaceOrMemory(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    /** Whether H2 has closed the database. */
    static boolean isGone(String state) {
        return GONE.contains(state);
    }

    /** Whether the database took back a transaction that only has to begin again. */
    static boolean lostToAnother(Exception thrown) {
        return LOST_TO_ANOTHER.contains(state(sqlException(thrown)))
                || SqliteFailure.of(thrown)
                        .filter(SqliteFailure::isLostToAnother)
                        .isPresent();
    }

    /** Whether a row has the key of another. */
    public static boolean isDuplicate(SQLException failure) {
        return state(failure).equals(DUPLICATE)
                || SqliteFailure.of(failure).equals(Optional.of(SqliteFailure.CONSTRAINT));
    }

    /** Whether a value is null that must not be. */
    public static boolean isNull(SQLException failure) {
        return state(failure).equals(NULL);
    }

    /** Whether a lock was not to be had in time, and nothing happened. */
    public static boolean isLocked(Storage failure) {
        return failure.sqlState()
                .filter(state -> state.equals(LOCK_NOT_AVAILABLE) || state.equals(LOCK_TIMEOUT))
                .isPresent();
    }

    public static Storage translate(Exception thrown, boolean writes) {
        SQLException cause = sqlException(thrown);
        if (cause instanceof HostConnections.ClosedTransaction) {
            return closedTransaction();
        }
        String state = state(cause);
        if (state.equals(CANCELED) && Deadline.hasPassed()) {
            return WorkBudget.outOfTime();
        }
        boolean unsent = thrown instanceof ConnectionException || thrown instanceof UnableToCreateStatementException;
        boolean cutOff = cutOff(cause);
        boolean rolledBack = state.startsWith("40") && !state.equals("40003");
        boolean lostRace = rolledBack && !state.equals(INTEGRITY_VIOLATED);
        Optional<SqliteFailure> sqlite = SqliteFailure.of(thrown);
        boolean refused = sqlite.map(failure -> failure.isRefused)
                .orElseGet(() -> state.equals(LOCK_TIMEOUT)
                        || state.equals(CANCELED)
                        || (!state.isEmpty() && REFUSED.contains(state.substring(0, 2))));
        boolean retryable = !state.startsWith(LOGIN)
                && (cause instanceof SQLTransientException
                        || cause instanceof SQLRecoverableException
                        || cutOff
                        || lostRace
                        || TIMEOUTS.contains(state)
                        || state.equals(LOCK_TIMEOUT)
                        || state.equals(LOCK_NOT_AVAILABLE)
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || isGone(state)
                        || sqlite.map(failure -> failure.isRetryable).orElse(false)
                        || wasInterrupted(cause)
                        || lackedSpaceOrMemory(thrown));
        boolean notApplied = !writes || unsent || (!cutOff && (rolledBack || refused));
        return new Storage(
                "The database failed" + (state.isEmpty() ? "" : ", SQL state " + state)
                        + FailureAdvice.of(state, cause, sqlite),
                retryable,
                notApplied ? Storage.Outcome.NOT_APPLIED : Storage.Outcome.UNKNOWN,
                state.isEmpty() ? null : state);
    }

    /** What SQLite's driver throws without a code when there is no memory. */
    public static SQLException noMemory() {
        return new SQLException(SqliteFailure.NO_MEMORY);
    }

    /** Whether the thread was interrupted while it waited for a connection, as HikariCP has it. */
    static boolean wasInterrupted(@Nullable Exception failure) {
        return failure != null && failure.getCause() instanceof InterruptedException;
    }

    private static Storage closedTransaction() {
        return new Storage(
                "The connection of the host's transaction is closed: begin a new transaction, or return null from"
                        + " HostTransactions outside of one",
                false,
                Storage.Outcome.NOT_APPLIED);
    }

    /**
     * Whether the connection broke. PostgreSQL can end one with a state that would mean a refusal otherwise (a full
     * disk, when it cannot write its log of commits): what follows that error tells.
     */
    private static boolean cutOff(@Nullable SQLException failure) {
        for (SQLException each = failure; each != null; each = each.getNextException()) {
            if (state(each).startsWith("08")) {
                return true;
            }
        }
        return false;
    }

    /** Empty where a driver gives none, or what is none: any other text of its could hold data. */
    private static String state(@Nullable SQLException failure) {
        String state = SqliteFailure.of(failure)
                .map(sqlite -> sqlite.state)
                .orElse(failure == null ? null : failure.getSQLState());
        return state != null && STATE.matcher(state).matches() ? state : "";
    }

    private static @Nullable SQLException sqlException(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }
}
