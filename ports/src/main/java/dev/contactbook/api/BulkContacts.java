package dev.contactbook.api;

import dev.contactbook.domain.Caller;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Many creates, patches and deletes at once: with the rules, errors, events and answers that each would have on its
 * own, one after the other, but with one read and one write of the store for many of them (contract §3, bulk).
 *
 * <pre>{@code
 * BulkReport report = contacts.bulk().each(me, Stream.of(
 *         BulkItem.create(c -> c.firstName("Ada")), BulkItem.delete(7)));
 * }</pre>
 *
 * <p>An item sees what those before it did: the second patch of a contact works on what the first one left. (Only a
 * contact that is created beside it, in the same chunk, it cannot name: nobody knows its id yet.) Listeners are told
 * once what they hear of is stored, in the order of the items. The access policy is asked once for each kind of
 * operation in a call, and once who sees and may change which contacts; what it refuses or hides is the item's error,
 * what it throws reaches the caller. Whether an item's contact is hidden is seen from what the items before it made of
 * it. In a transaction of the host's all of this is part of it, and a store that fails leaves that transaction as any
 * failed statement does. What a listener throws there ends the run and reaches the caller, unless it was added with
 * {@link WhenItFails#REPORT}: the results of its chunk are not handed over, and the host has to roll back, since what
 * was written so far is part of its transaction.
 *
 * <p>Immutable and thread-safe. No argument may be null. This interface is for calling, not for implementing: later
 * versions add methods.
 */
public interface BulkContacts {
    /** How many items of {@link #each} are one read and one write of the store. */
    int CHUNK = 1_000;

    /** How many items {@link #allOrNothing} takes at most: they are one write, and held in memory. */
    int MOST_AT_ONCE = 10_000;

    /**
     * The same, telling how far it has come: after each chunk, when its results were handed over, in the caller's
     * thread; of all or nothing once, in the end.
     *
     * @param progress what to tell; what it throws ends the run and reaches the caller, and what is stored stays so
     * @return a new facet
     */
    BulkContacts onProgress(Consumer<? super BulkProgress> progress);

    /**
     * The same, until it is told to stop: asked before each chunk is read; of all or nothing right before the write.
     *
     * @param cancelled whether to stop; what it throws ends the run and reaches the caller, and what is stored stays so
     * @return a new facet
     */
    BulkContacts cancelWhen(BooleanSupplier cancelled);

    /**
     * Does each item for itself: what fails leaves the others alone. The results are kept in memory.
     *
     * @param caller who asks
     * @param items what to do; read as it is done, and not closed
     * @return a result for each item that was done
     */
    BulkReport each(Caller caller, Stream<? extends BulkItem> items);

    /**
     * Does each item for itself, for any number of items: no more than {@link #CHUNK} of them are read before their
     * results are handed over, and then nothing is kept of them. (The JDK reads ahead what one {@code flatMap} of the
     * stream gives.)
     *
     * <p>A failure of the store is the error of the items that it hits, and the run goes on with the next ones. What
     * the stream or {@code results} throws ends the run and reaches the caller: earlier chunks stay stored, and of the
     * one that is being read nothing is. A failure that took back the host's transaction
     * ({@link dev.contactbook.domain.ContactsException.Storage#endedTransaction}) does the same, since what earlier
     * chunks wrote is gone with it.
     *
     * @param caller who asks
     * @param items what to do; read as it is done, and not closed
     * @param results takes the results in the order of the items, in the caller's thread
     * @return how many were done, stored and failed
     */
    BulkProgress each(Caller caller, Stream<? extends BulkItem> items, Consumer<? super BulkResult> results);

    /**
     * Does all items in one write of the store, or none: if one fails, nothing is stored and nobody is told. Each that
     * fails has its own error then, a failing directory's among them, and the others have neither contact nor error.
     *
     * @param caller who asks
     * @param items what to do, at most {@link #MOST_AT_ONCE}
     * @return a result for each item
     * @throws dev.contactbook.domain.ContactsException.Invalid if there are too many items, under the key {@code items}
     * @throws dev.contactbook.domain.ContactsException.Storage if the store fails, or others always get in between
     */
    BulkReport allOrNothing(Caller caller, List<? extends BulkItem> items);
}
