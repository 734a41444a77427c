package dev.contactbook.spi;

import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import java.util.Objects;

/**
 * The end of an operation, as an {@link OperationObserver} receives it. It holds no exception, whose message can be the
 * host's. Immutable.
 *
 * @param outcome how it ended
 * @param items how many contacts it returned, or how many items of a chunk have a contact. 0 after an exception
 * @param attempts 1, and 1 more for each time that another caller changed a contact first. Restarts within a database
 *     are not counted
 */
public record OperationResult(Outcome outcome, int items, int attempts) {
    /**
     * The end of an operation.
     *
     * @param outcome how it ended
     * @param items how many contacts it returned
     * @param attempts how often it was tried
     */
    public OperationResult {
        Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * How an operation ended. The outcome of a chunk is the gravest of its items: the one declared last. Later versions
     * may add some.
     */
    public enum Outcome {
        /** It returned. */
        SUCCESS,
        /** {@link Invalid}. */
        INVALID,
        /** {@link NotFound}. */
        NOT_FOUND,
        /** {@link Forbidden}. */
        FORBIDDEN,
        /** {@link Conflict}. */
        CONFLICT,
        /** {@link Duplicate}. */
        DUPLICATE,
        /** {@link Storage}. */
        STORAGE,
        /** Any other exception: of a policy, a listener, or a bug. */
        ERROR;

        /**
         * The outcome of an operation that throws.
         *
         * @param thrown what it throws
         * @return the outcome
         */
        public static Outcome of(Throwable thrown) {
            if (!(thrown instanceof ContactsException refused)) {
                return ERROR;
            }
            return switch (refused.reason()) {
                case INVALID -> INVALID;
                case NOT_FOUND -> NOT_FOUND;
                case FORBIDDEN -> FORBIDDEN;
                case CONFLICT -> CONFLICT;
                case DUPLICATE -> DUPLICATE;
                case STORAGE -> STORAGE;
            };
        }
    }
}
