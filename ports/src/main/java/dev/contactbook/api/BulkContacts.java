package dev.contactbook.api;

import dev.contactbook.domain.Caller;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Many creates, patches and deletes in one call. Each item has the rules, errors, events and result that it would have
 * alone, one after the other, but many of them share one read and one write of the store (contract §3, bulk).
 *
 * <pre>{@code
 * BulkReport report = contacts.bulk().each(me, Stream.of(
 *         BulkItem.create(c -> c.firstName("Ada")), BulkItem.delete(7)));
 * }</pre>
 *
 * <p>An item sees the changes of those before it: the second patch of a contact works on the result of the first. It
 * cannot name a contact that is created in the same chunk, because its id is not known yet. Listeners are called in the
 * order of the items, once the changes are stored.
 *
 * <p>A call uses the access policy once for each kind of operation, and once for the filters of visible and changeable
 * contacts. A rejected or hidden contact is the item's error, and an exception of the policy reaches the caller. The
 * contact as the items before left it decides whether it is visible.
 *
 * <p>In a transaction of the host all of this is part of it, and a failure of the store affects it like any failed
 * statement. An exception of a listener ends the run and reaches the caller, unless the listener was added with
 * {@link WhenItFails#REPORT}. The results of its chunk are then not handed over. The host has to roll back, because the
 * items written so far are part of its transaction.
 *
 * <p>Immutable and thread-safe. No argument may be null. This interface is for calling, not for implementing: later
 * versions add methods.
 */
public interface BulkContacts {
    /** The number of items of {@link #each} that share one read and one write of the store: 1,000. */
    int CHUNK = 1_000;

    /** The largest number of items of {@link #allOrNothing}, which are one write and held in memory: 10,000. */
    int MAX_ITEMS = 10_000;

    /**
     * The same with a progress report in the caller's thread: after the results of each chunk were handed over, and for
     * all or nothing once at the end.
     *
     * @param progress gets the progress. An exception ends the run and reaches the caller, and stored items stay stored
     * @return a new facet
     */
    BulkContacts onProgress(Consumer<? super BulkProgress> progress);

    /**
     * The same until it is cancelled. It checks before each chunk is read, and for all or nothing right before the
     * write.
     *
     * @param cancelled whether to stop. An exception ends the run and reaches the caller, and stored items stay stored
     * @return a new facet
     */
    BulkContacts cancelWhen(BooleanSupplier cancelled);

    /**
     * Does each item by itself: a failed item does not affect the others. The results are kept in memory.
     *
     * @param caller who asks
     * @param items what to do, read as it is done and not closed
     * @return a result for each item that was done
     */
    BulkReport each(Caller caller, Stream<? extends BulkItem> items);

    /**
     * Does each item by itself, for any number of items. It reads at most {@link #CHUNK} of them before it hands over
     * their results, and then keeps nothing of them. (The JDK reads ahead the elements of one {@code flatMap}.)
     *
     * <p>A failure of the store is the error of the items that it hits, and the run continues with the next ones. An
     * exception of the stream or of {@code results} ends the run and reaches the caller: earlier chunks stay stored,
     * and the chunk being read is not. A failure that ended the host's transaction
     * ({@link dev.contactbook.domain.ContactsException.Storage#endedTransaction}) does the same, because the earlier
     * chunks are gone with the transaction.
     *
     * @param caller who asks
     * @param items what to do, read as it is done and not closed
     * @param results gets the results in the order of the items, in the caller's thread
     * @return how many were done, stored and failed
     */
    BulkProgress each(Caller caller, Stream<? extends BulkItem> items, Consumer<? super BulkResult> results);

    /**
     * Does all items in one write of the store, or none. If one fails, nothing is stored and no listener is called.
     * Each failed item has its own error, including a failure of the directory. The others have neither contact nor
     * error.
     *
     * @param caller who asks
     * @param items what to do, at most {@link #MAX_ITEMS}
     * @return a result for each item
     * @throws dev.contactbook.domain.ContactsException.Invalid if there are too many items, under the key {@code items}
     * @throws dev.contactbook.domain.ContactsException.Storage if the store fails, or concurrent changes never end
     */
    BulkReport allOrNothing(Caller caller, List<? extends BulkItem> items);
}
