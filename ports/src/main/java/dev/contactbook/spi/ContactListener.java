package dev.contactbook.spi;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;

/**
 * A listener to changes. It is called after each change is stored, in the thread of the caller (contract §3, events).
 *
 * <p>Override the methods that you need. Later versions may add methods, which do nothing unless overridden. A patch
 * that changes nothing is not reported.
 *
 * <p>In a transaction of the host, an exception of a listener reaches the caller unchanged, so that the host rolls
 * back: the change and what the listener wrote happen together or not at all. With
 * {@link dev.contactbook.api.WhenItFails#REPORT} the exception goes to the hook of the builder instead, and only what
 * the listener did in the transaction is rolled back. A listener that catches an exception of its SQL has to roll back
 * to a savepoint of its own. Otherwise the call fails, because PostgreSQL commits nothing after a failed statement.
 *
 * <p>If a call is its own transaction, the change is committed before a listener is called. An exception then goes to
 * the hook, and the call succeeds.
 *
 * <p>Implementations must be thread-safe. Two threads can report two changes of one contact in either order: the
 * versions tell which came first.
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

    /**
     * A deleted contact was made live again, and perhaps patched by an upsert.
     *
     * @param caller who did it
     * @param restored the contact as stored, without {@code deleted_at}
     */
    default void restored(Caller caller, Contact restored) {}
}
