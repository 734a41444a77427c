package dev.contactbook.domain;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation did not do what was asked: one subclass for each reason, each with its data (contract §5).
 *
 * <p>Messages carry ids, field names and SQL states only: no personal data, no SQL, no paths, and no cause, since a
 * driver's message may hold any of them.
 */
public abstract sealed class ContactsException extends RuntimeException
        permits ContactsException.Invalid,
                ContactsException.Forbidden,
                ContactsException.NotFound,
                ContactsException.Conflict,
                ContactsException.Storage {
    private static final long serialVersionUID = 1;

    private ContactsException(String message) {
        super(message);
    }

    /** Why an operation failed. */
    public enum Reason {
        /** The input breaks rules. */
        INVALID,
        /** The caller may not do this. */
        FORBIDDEN,
        /** There is no such live contact in the caller's organization. */
        NOT_FOUND,
        /** The contact has another version than the one asked for. */
        CONFLICT,
        /** The store failed. */
        STORAGE
    }

    /**
     * Why the operation failed, for a {@code switch}.
     *
     * @return the reason
     */
    public abstract Reason reason();

    /** The input breaks rules: all of them are here. */
    public static final class Invalid extends ContactsException {
        private static final long serialVersionUID = 1;

        /** The most violations of one exception: 100. */
        public static final int MAX_VIOLATIONS = 100;

        /** What is wrong; it stays behind where the exception is serialized. */
        private final transient @Nullable List<Violation> violations;

        private Invalid(String message, List<Violation> violations) {
            super(message);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("Invalid needs a violation");
            }
            Map<String, Violation> firstOfEach = new LinkedHashMap<>();
            violations.stream()
                    .sorted(Comparator.comparingInt(Violation::position))
                    .forEach(violation -> firstOfEach.putIfAbsent(violation.field(), violation));
            this.violations =
                    firstOfEach.values().stream().limit(MAX_VIOLATIONS).toList();
        }

        /**
         * Invalid contact data, of a create or a patch.
         *
         * @param violations what is wrong, at least one
         * @return the exception
         */
        public static Invalid contact(List<Violation> violations) {
            return new Invalid("Invalid contact data", violations);
        }

        /**
         * An invalid query.
         *
         * @param violations what is wrong, at least one
         * @return the exception
         */
        public static Invalid query(List<Violation> violations) {
            return new Invalid("Invalid query", violations);
        }

        /**
         * An invalid search.
         *
         * @param violations what is wrong, at least one
         * @return the exception
         */
        public static Invalid search(List<Violation> violations) {
            return new Invalid("Invalid search", violations);
        }

        @Override
        public Reason reason() {
            return Reason.INVALID;
        }

        /**
         * What is wrong: for each field the first thing, in the order of the fields.
         *
         * @return at most 100 violations
         */
        public List<Violation> violations() {
            return Objects.requireNonNullElse(violations, List.of());
        }

        /**
         * What to tell whoever made the input: the {@link #violations()} in words.
         *
         * @return field → message, an unmodifiable map of at most 100 entries
         */
        public Map<String, String> errors() {
            Map<String, String> errors = new LinkedHashMap<>();
            violations().forEach(violation -> errors.put(violation.field(), violation.message()));
            return Collections.unmodifiableMap(errors);
        }

        /** The message and the errors of known fields; names that came from outside stay out of logs. */
        @Override
        @SuppressWarnings("OverrideThrowableToString") // the message is the contract's; a stack trace shall tell more
        public String toString() {
            return super.toString()
                    + violations().stream()
                            .map(Violation::toString)
                            .distinct()
                            .collect(Collectors.joining("; ", " {", "}"));
        }
    }

    /** The caller may not do this. */
    public static final class Forbidden extends ContactsException {
        private static final long serialVersionUID = 1;

        private Forbidden(String message) {
            super(message);
        }

        /**
         * Another organization than the caller's was named.
         *
         * @return the exception
         */
        public static Forbidden organization() {
            return new Forbidden("Not authorized to access this organization");
        }

        /**
         * The host's access policy says no.
         *
         * @return the exception
         */
        public static Forbidden contact() {
            return new Forbidden("Not authorized to access this contact");
        }

        @Override
        public Reason reason() {
            return Reason.FORBIDDEN;
        }
    }

    /**
     * There is no such live contact in the caller's organization: never was, is deleted, or belongs to another; which
     * of them is not told.
     */
    public static final class NotFound extends ContactsException {
        private static final long serialVersionUID = 1;

        /** The id that was asked for. */
        private final long id;

        /**
         * No live contact of that id.
         *
         * @param id the id asked for
         */
        public NotFound(long id) {
            super("No record found for id '" + id + "'");
            this.id = id;
        }

        @Override
        public Reason reason() {
            return Reason.NOT_FOUND;
        }

        /**
         * The id that was asked for.
         *
         * @return any number
         */
        public long id() {
            return id;
        }
    }

    /** The contact has another version than the one asked for. */
    public static final class Conflict extends ContactsException {
        private static final long serialVersionUID = 1;

        /** The version the contact has. */
        private final long currentVersion;

        /**
         * Another version.
         *
         * @param currentVersion the version the contact has
         */
        public Conflict(long currentVersion) {
            super("Version conflict");
            this.currentVersion = currentVersion;
        }

        @Override
        public Reason reason() {
            return Reason.CONFLICT;
        }

        /**
         * The version the contact has.
         *
         * @return 1 or more
         */
        public long currentVersion() {
            return currentVersion;
        }
    }

    /** The store, or the host's directory that a write needs, failed. */
    public static final class Storage extends ContactsException {
        private static final long serialVersionUID = 1;

        /** Whether trying again makes sense. */
        private final boolean retryable;

        /** What became of the write. */
        private final Outcome outcome;

        /** Whether the host's transaction is gone. */
        private final boolean endedTransaction;

        /** What the database called its failure, null where it did not. */
        private final @Nullable String sqlState;

        /** What became of the write. */
        public enum Outcome {
            /** Nothing was written. Reads that fail are always this. */
            NOT_APPLIED,
            /** It may or may not have been written. */
            UNKNOWN
        }

        /**
         * A failure of the store.
         *
         * @param message what failed, without SQL, paths or data
         * @param retryable whether the same call may succeed later
         * @param outcome what became of the write
         */
        public Storage(String message, boolean retryable, Outcome outcome) {
            this(message, retryable, outcome, false, null);
        }

        /**
         * A failure of a database.
         *
         * @param message what failed, without SQL, paths or data
         * @param retryable whether the same call may succeed later
         * @param outcome what became of the write
         * @param sqlState the SQL state by which the database named its failure; null if it gave none
         */
        public Storage(String message, boolean retryable, Outcome outcome, @Nullable String sqlState) {
            this(message, retryable, outcome, false, sqlState);
        }

        private Storage(
                String message,
                boolean retryable,
                Outcome outcome,
                boolean endedTransaction,
                @Nullable String sqlState) {
            super(message);
            this.retryable = retryable;
            this.outcome = outcome;
            this.endedTransaction = endedTransaction;
            this.sqlState = sqlState;
        }

        /**
         * A failure that took back all of the host's transaction, also what was written before the call. What is
         * written after it would be part of another transaction.
         *
         * @return the exception
         */
        public static Storage transactionEnded() {
            return new Storage(
                    "The transaction of the host was ended before its time: roll it back and begin again",
                    false,
                    Outcome.UNKNOWN,
                    true,
                    null);
        }

        @Override
        public Reason reason() {
            return Reason.STORAGE;
        }

        /**
         * Whether the same call may succeed later. Mind {@link #outcome()} before repeating a create.
         *
         * @return true if trying again makes sense
         */
        public boolean retryable() {
            return retryable;
        }

        /**
         * What became of the write.
         *
         * @return whether nothing was written, or nobody knows
         */
        public Outcome outcome() {
            return outcome;
        }

        /** {@return the SQL state by which the database named its failure; empty if it gave none} */
        public Optional<String> sqlState() {
            return Optional.ofNullable(sqlState);
        }

        /** {@return whether it is a {@link #transactionEnded()}} */
        public boolean endedTransaction() {
            return endedTransaction;
        }
    }
}
