package dev.contactbook.jdbc;

import dev.contactbook.domain.ContactsException.Storage;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a driver or JDBI throws into the storage error: whether to retry, what became of the write, and the SQL state.
 * Their messages can hold row values and bindings, so neither they nor the exceptions go on (contract §5).
 */
final class StorageFailures {
    /**
     * Classes of SQL states by which a database says that it refused a statement, and so did nothing: not supported, bad
     * data, constraint, transaction state, authorization, schema, syntax or access. What is not in here may have happened.
     */
    private static final Set<String> REFUSED = Set.of("0A", "22", "23", "25", "28", "3F", "42");

    /** A lock was not to be had in time: the one state of its class that says that nothing happened. */
    private static final String TIMEOUT = "HYT00";

    private StorageFailures() {}

    static Storage translate(Exception thrown, boolean writes) {
        SQLException cause = sqlException(thrown);
        String state = cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
        boolean unconnected = thrown instanceof ConnectionException;
        boolean rolledBack = state.startsWith("40") && !state.equals("40003");
        boolean refused = state.equals(TIMEOUT) || (state.length() == 5 && REFUSED.contains(state.substring(0, 2)));
        boolean retryable = cause instanceof SQLTransientException
                || cause instanceof SQLRecoverableException
                || state.startsWith("08")
                || rolledBack;
        Storage.Outcome outcome =
                !writes || unconnected || rolledBack || refused ? Storage.Outcome.NOT_APPLIED : Storage.Outcome.UNKNOWN;
        return new Storage("The database failed" + (state.isEmpty() ? "" : ", SQL state " + state), retryable, outcome);
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
