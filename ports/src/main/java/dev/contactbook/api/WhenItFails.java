package dev.contactbook.api;

/**
 * What happens to an exception of a listener if the change is part of a transaction of the host that is still open
 * (contract §3, events).
 *
 * <p>In every other case the change is committed when listeners are called. Then both values are the same: the
 * exception is reported, the next listener is called, and the call succeeds.
 */
public enum WhenItFails {
    /**
     * The exception reaches the caller unchanged, so that the host rolls its transaction back: the change and what the
     * listener wrote happen together or not at all. No further listener is called. This is the default.
     */
    RETHROW,

    /**
     * The exception goes to the hook of {@link ContactsBuilder#onListenerFailure}, the next listener is called, and the
     * call succeeds. The listener runs behind a savepoint: if it fails, only its own statements are rolled back.
     */
    REPORT
}
