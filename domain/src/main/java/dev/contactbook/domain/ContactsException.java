package dev.contactbook.domain;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The failure of an operation: one subclass for each reason, with its data (contract §5).
 *
 * <p>Messages contain ids, field names and SQL states only: no personal data, SQL or paths. There is no cause, because
 * a driver's message may contain them.
 */
public abstract sealed class ContactsException extends RuntimeException
        permits ContactsException.Invalid,
                ContactsException.Forbidden,
                ContactsException.NotFound,
                ContactsException.Conflict,
                ContactsException.Duplicate,
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
        /** The contact has another version than the one required. */
        CONFLICT,
        /** Another contact has a key that only one may have. */
        DUPLICATE,
        /** The store failed. */
        STORAGE
    }

    /** {@return why the operation failed, for a {@code switch}} */
    public abstract Reason reason();

    /** The input breaks rules: {@link #violations()} lists all of them. */
    public static final class Invalid extends ContactsException {
        private static final long serialVersionUID = 1;

        /** The most violations of one exception: 100. */
        public static final int MAX_VIOLATIONS = 100;

        /** The violations, which are not serialized. */
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
         * Returns the exception for invalid contact data, of a create or a patch.
         *
         * @param violations at least one violation
         * @return the exception
         */
        public static Invalid contact(List<Violation> violations) {
            return new Invalid("Invalid contact data", violations);
        }

        /**
         * Returns the exception for an invalid query.
         *
         * @param violations at least one violation
         * @return the exception
         */
        public static Invalid query(List<Violation> violations) {
            return new Invalid("Invalid query", violations);
        }

        /**
         * Returns the exception for an invalid search.
         *
         * @param violations at least one violation
         * @return the exception
         */
        public static Invalid search(List<Violation> violations) {
            return new Invalid("Invalid search", violations);
        }

        @Override
        public Reason reason() {
            return Reason.INVALID;
        }

        /** {@return the first violation of each field, in the order of the fields, at most 100} */
        public List<Violation> violations() {
            return Objects.requireNonNullElse(violations, List.of());
        }

        /** {@return the messages of the {@link #violations()} by field, an unmodifiable map} */
        public Map<String, String> errors() {
            Map<String, String> errors = new LinkedHashMap<>();
            violations().forEach(violation -> errors.put(violation.field(), violation.message()));
            return Collections.unmodifiableMap(errors);
        }

        /** The message and the errors of known fields, without names from outside, for logs. */
        @Override
        @SuppressWarnings("OverrideThrowableToString") // the message is the contract's, a stack trace needs more
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

        /** {@return the exception for an input that names another organization than that of its caller} */
        public static Forbidden organization() {
            return new Forbidden("Not authorized to access this organization");
        }

        /** {@return the exception for a contact that the host's access policy does not permit} */
        public static Forbidden contact() {
            return new Forbidden("Not authorized to access this contact");
        }

        @Override
        public Reason reason() {
            return Reason.FORBIDDEN;
        }
    }

    /**
     * There is no such live contact in the caller's organization. The exception does not reveal whether it never
     * existed, is deleted, or belongs to another organization.
     */
    public static final class NotFound extends ContactsException {
        private static final long serialVersionUID = 1;

        /** The requested id. */
        private final long id;

        /**
         * Creates the exception for a missing contact.
         *
         * @param id the requested id
         */
        public NotFound(long id) {
            super("No record found for id '" + id + "'");
            this.id = id;
        }

        @Override
        public Reason reason() {
            return Reason.NOT_FOUND;
        }

        /** {@return the requested id} */
        public long id() {
            return id;
        }
    }

    /** The contact has another version than the one required. */
    public static final class Conflict extends ContactsException {
        private static final long serialVersionUID = 1;

        /** The version the contact has. */
        private final long currentVersion;

        /**
         * Creates the exception for another version.
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

        /** {@return the version that the contact has, 1 or more} */
        public long currentVersion() {
            return currentVersion;
        }
    }

    /** Other contacts have keys that only one contact may have: {@link #clashes()} lists all of them. */
    public static final class Duplicate extends ContactsException {
        private static final long serialVersionUID = 1;

        /** The clashes, which are not serialized. */
        private final transient @Nullable List<Clash> clashes;

        /**
         * Creates the exception for keys that other contacts have.
         *
         * @param clashes at least one clash
         */
        public Duplicate(List<Clash> clashes) {
            super("Duplicate contact");
            if (clashes.isEmpty()) {
                throw new IllegalArgumentException("Duplicate needs a clash");
            }
            this.clashes = List.copyOf(clashes);
        }

        @Override
        public Reason reason() {
            return Reason.DUPLICATE;
        }

        /** {@return the keys and the contacts that have them, in the order of the keys} */
        public List<Clash> clashes() {
            return Objects.requireNonNullElse(clashes, List.of());
        }

        /**
         * A key that another contact has.
         *
         * @param key the key
         * @param contactId the id of that contact, empty if the caller may not see it, or it is not stored yet
         * @param isDeleted whether that contact is deleted, false if the caller may not see it
         */
        public record Clash(ContactKey key, OptionalLong contactId, boolean isDeleted) {
            /** {@return the name of the field that the key comes from, for example {@code email}} */
            public String field() {
                return key.field();
            }
        }
    }

    /** The store failed, or the host's directory during a write. */
    public static final class Storage extends ContactsException {
        private static final long serialVersionUID = 1;

        /** Whether a retry may succeed. */
        private final boolean retryable;

        /** Whether the write was applied. */
        private final Outcome outcome;

        /** Whether the host's transaction is gone. */
        private final boolean endedTransaction;

        /** The SQL state of the failure, null if the database gave none. */
        private final @Nullable String sqlState;

        /** Whether the write was applied. */
        public enum Outcome {
            /** Nothing was written. A failed read always has this outcome. */
            NOT_APPLIED,
            /** It may or may not have been written. */
            UNKNOWN
        }

        /**
         * Creates the exception for a failure of the store.
         *
         * @param message what failed, without SQL, paths or data
         * @param retryable whether the same call may succeed later
         * @param outcome whether the write was applied
         */
        public Storage(String message, boolean retryable, Outcome outcome) {
            this(message, retryable, outcome, false, null);
        }

        /**
         * Creates the exception for a failure of a database.
         *
         * @param message what failed, without SQL, paths or data
         * @param retryable whether the same call may succeed later
         * @param outcome whether the write was applied
         * @param sqlState the SQL state of the failure, null if the database gave none
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
         * Returns the exception for a rollback of the host's whole transaction, with all that was written before the
         * call. Later writes would belong to another transaction.
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

        /** {@return whether the same call may succeed later} Check {@link #outcome()} before you repeat a create. */
        public boolean retryable() {
            return retryable;
        }

        /** {@return whether nothing was written, or the result is unknown} */
        public Outcome outcome() {
            return outcome;
        }

        /** {@return the SQL state of the failure, empty if the database gave none} */
        public Optional<String> sqlState() {
            return Optional.ofNullable(sqlState);
        }

        /** {@return whether it is a {@link #transactionEnded()}} */
        public boolean endedTransaction() {
            return endedTransaction;
        }
    }
}
