package dev.contactbook.api;

/**
 * What becomes of what a listener throws where the change that it hears of is part of a transaction of the host's,
 * which is still open (contract §3, events).
 *
 * <p>Elsewhere the change is stored for good when listeners hear of it. There both are the same: what a listener throws
 * is reported, the next listener hears of the change, and the call succeeds.
 */
public enum WhenItFails {
    /**
     * It reaches the caller as it is, so that the host rolls its transaction back: the change and what the listener
     * wrote happen together or not at all. Nothing more is told. This is the default.
     */
    RETHROW,

    /**
     * It goes to the hook of {@link ContactsBuilder#onListenerFailure}, the next listener hears of the change, and the
     * call succeeds. The listener runs behind a savepoint: where it fails, what it did in the transaction is taken
     * back, and nothing else.
     */
    REPORT
}
