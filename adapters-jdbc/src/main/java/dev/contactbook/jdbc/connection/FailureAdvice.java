package dev.contactbook.jdbc.connection;

import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to do about a failure of the database, by the class of its SQL state: one short sentence, without any data. */
final class FailureAdvice {
    /** By whole states, which go before their class. */
    private static final Map<String, String> OF_STATE = Map.of(
            "25P03", "the transaction took too long, keep transactions short or raise its timeout",
            "25P04", "the transaction took too long, keep transactions short or raise its timeout",
            "40002", "the database rejected a value, look for constraints or triggers of your own",
            "40003", "", // that transaction may have been committed
            "42501", "the user lacks rights on the tables, grant them",
            "90096", "the user lacks rights on the tables, grant them",
            "HYT00", "a lock was not available in time, keep transactions short",
            "55P03", "a lock was not available in time, keep transactions short",
            "57014", "the statement was cancelled, check timeouts of the database");

    private static final Map<String, String> OF_CLASS = Map.ofEntries(
            Map.entry("08", "the connection broke or was refused, check that the database runs and is reachable"),
            Map.entry("22", "the database rejected a value, look for constraints or triggers of your own"),
            Map.entry("23", "the database rejected a value, look for constraints or triggers of your own"),
            Map.entry("25", "the transaction does not allow this, check whether it is read-only or has failed before"),
            Map.entry("28", "the login was rejected, check user and password"),
            Map.entry("3F", "the schema is missing, check its name"),
            Map.entry("40", "another transaction was in the way, repeat yours"),
            Map.entry("42", "the tables do not match this version, run ContactSchema.migrate"),
            Map.entry("53", "disk, memory or connections are exhausted, free some or raise the limits of the database"),
            Map.entry("55", "the database is not in the state for this, check its log"),
            Map.entry("57", "the database is shutting down or starting, repeat the call later"),
            Map.entry("58", "the database could not read or write its files, check its disk"),
            Map.entry("P0", "a trigger of the database failed, look for triggers of your own"));

    private static final String GONE = "H2 closed its database, check disk and memory of the process";

    private static final String INTERRUPTED = "the thread was interrupted while it waited for a connection";

    private static final String NO_CONNECTION = "no connection was free, enlarge the pool or keep transactions short";

    private FailureAdvice() {}

    /** The advice with what separates it from the sentence before. Empty where there is none. */
    static String of(String state, @Nullable Exception failure, Optional<SqliteFailure> sqlite) {
        Optional<String> ofSqlite = sqlite.flatMap(kind -> Optional.ofNullable(kind.advice));
        if (ofSqlite.isPresent()) {
            return ": " + ofSqlite.get();
        }
        if (state.isEmpty() && failure instanceof SQLTransientConnectionException && failure.getCause() == null) {
            return ": " + NO_CONNECTION;
        }
        if (StorageFailures.wasInterrupted(failure)) {
            return ": " + INTERRUPTED;
        }
        if (StorageFailures.isGone(state)) {
            return ": " + GONE;
        }
        String ofClass = state.isEmpty() ? "" : OF_CLASS.getOrDefault(state.substring(0, 2), "");
        String advice = OF_STATE.getOrDefault(state, ofClass);
        return advice.isEmpty() ? "" : ": " + advice;
    }
}
