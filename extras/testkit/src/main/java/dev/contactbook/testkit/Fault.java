package dev.contactbook.testkit;

import dev.contactbook.domain.ContactsException.Storage;

/** A way in which a store fails without an effect: nothing was written. */
public enum Fault {
    /** The store is down: a retry may succeed, and the caller knows that nothing was written. */
    DOWN("The store is down", true, Storage.Outcome.NOT_APPLIED),

    /** The store rejects the call: a retry fails again, and the caller knows that nothing was written. */
    REJECTED("The store rejected the call", false, Storage.Outcome.NOT_APPLIED),

    /** The deadline of the call has passed: a retry may succeed, and the caller knows that nothing was written. */
    OUT_OF_TIME("The deadline of the call has passed", true, Storage.Outcome.NOT_APPLIED),

    /**
     * The connection is lost before the store receives the write: the caller cannot know whether it was written. The
     * opposite, stored but unknown, is {@link FaultPoint#loseAnswer}.
     */
    LOST_REQUEST("The connection was lost", true, Storage.Outcome.UNKNOWN);

    private final String message;
    private final boolean retryable;
    private final Storage.Outcome outcome;

    Fault(String message, boolean retryable, Storage.Outcome outcome) {
        this.message = message;
        this.retryable = retryable;
        this.outcome = outcome;
    }

    /** The exception. A failed read has written nothing. */
    Storage exception(boolean ofWrite) {
        return new Storage(message, retryable, ofWrite ? outcome : Storage.Outcome.NOT_APPLIED);
    }
}
