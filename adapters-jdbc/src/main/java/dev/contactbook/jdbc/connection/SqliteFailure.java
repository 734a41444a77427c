package dev.contactbook.jdbc.connection;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite's driver says by a code of its own, since SQLite has no SQL states: each stands for the state by which
 * the standard or PostgreSQL says the same.
 */
enum SqliteFailure {
    ERROR(1, "42000", false, true, null),
    PERM(3, "42501", false, true, Advice.CHECK_RIGHTS),
    BUSY(5, "55P03", true, true, Advice.OTHER_PROCESS),
    LOCKED(6, "55P03", true, true, Advice.OTHER_PROCESS),
    NOMEM(7, "53200", true, false, "memory was exhausted, give the process more"),
    READONLY(8, "25006", false, true, "the file or its folder is read-only, make both writable"),
    INTERRUPT(9, "57014", true, true, null),
    IOERR(10, "58030", true, false, null),
    CORRUPT(11, "XX001", false, false, "the database file is damaged, restore a copy"),
    FULL(13, "53100", true, true, "the disk is full, free some space"),
    CANTOPEN(14, "58P01", false, true, Advice.CHECK_RIGHTS),
    PROTOCOL(15, "55P03", true, true, Advice.OTHER_PROCESS),
    TOOBIG(18, "54000", false, true, "a value is too large, look for triggers of your own"),
    CONSTRAINT(19, "23000", false, true, null),
    MISMATCH(20, "22000", false, true, null),
    AUTH(23, "42501", false, true, Advice.CHECK_RIGHTS),
    NOTADB(26, "XX001", false, true, "the file is not a SQLite database, or is encrypted");

    private static final String DRIVER = "org.sqlite.";

    /** What the driver's native part throws without a code when it gets no memory itself. */
    static final String NO_MEMORY = "Out of memory";

    private final int code;
    final String state;
    final boolean isRetryable;

    /** Whether nothing of a write remains, even if its commit failed so. */
    final boolean isRefused;

    /** What to do. Null where the state says it. */
    final @Nullable String advice;

    SqliteFailure(int code, String state, boolean isRetryable, boolean isRefused, @Nullable String advice) {
        this.code = code;
        this.state = state;
        this.isRetryable = isRetryable;
        this.isRefused = isRefused;
        this.advice = advice;
    }

    /** What failed, if SQLite says so. Only the lowest byte of a code tells kinds apart. */
    static Optional<SqliteFailure> of(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause.getClass().equals(SQLException.class) && NO_MEMORY.equals(cause.getMessage())) {
                return Optional.of(NOMEM);
            } else if (cause instanceof SQLException failure
                    && cause.getClass().getName().startsWith(DRIVER)) {
                return Arrays.stream(values())
                        .filter(kind -> kind.code == (failure.getErrorCode() & 0xff))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /** Whether another transaction that writes was in the way, so that this one only has to begin again. */
    boolean isLostToAnother() {
        return this == BUSY || this == PROTOCOL;
    }

    /** What several have in common. */
    private static final class Advice {
        static final String CHECK_RIGHTS = "the file cannot be opened, check the rights on it and its folder";
        static final String OTHER_PROCESS = "another process holds the lock of the file, keep its transactions short";
    }
}
