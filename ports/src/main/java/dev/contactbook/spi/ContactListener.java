package dev.contactbook.spi;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;

/**
 * A listener to changes: called after each was stored, in the thread of the caller that made it (contract §3, events).
 *
 * <p>Override what you need: later versions may tell of more, with methods that do nothing unless overridden. A patch
 * that changes nothing is not told.
 *
 * <p>In a transaction of the host's, what a listener throws reaches the caller as it is, so that the host rolls back:
 * what the listener wrote in it and the change happen together or not at all. With
 * {@link dev.contactbook.api.WhenItFails#REPORT} it goes to the hook of the builder instead, and only what the listener
 * did in the transaction is taken back. Where a call is its own transaction, the change is committed before a listener
 * hears of it: what it throws goes to the hook, and the call succeeds. A listener that catches what its SQL throws in
 * the host's transaction has to go back to a savepoint of its own: PostgreSQL commits nothing after a failed statement,
 * so the call fails then.
 *
 * <p>Implementations must be thread-safe; two changes of one contact by two threads can be told in either order (their
 * versions tell which came first).
 */
public interface ContactListener {
    /**
     * A contact was created.
     *
     * @param caller who did it
     * @param created the contact as stored
     */
    default void created(Caller caller, Contact created) {}

    /**
     * A contact was patched, and something changed.
     *
     * @param caller who did it
     * @param before the contact as it was
     * @param after the contact as stored
     */
    default void patched(Caller caller, Contact before, Contact after) {}

    /**
     * A contact was soft-deleted.
     *
     * @param caller who did it
     * @param deleted the contact as stored, with {@code deleted_at}
     */
    default void deleted(Caller caller, Contact deleted) {}
}
