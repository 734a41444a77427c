package dev.contactbook.spi;

import dev.contactbook.domain.Contact;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The result of a write: all changes were stored, or one was stale or needs a key that another contact has, and none
 * was. Immutable.
 */
public final class WriteResult {
    private final @Nullable List<Contact> contacts;
    private final List<TakenKey> taken;
    private final int staleIndex;
    private final @Nullable OpenTransaction transaction;

    private WriteResult(
            @Nullable List<Contact> contacts,
            List<TakenKey> taken,
            int staleIndex,
            @Nullable OpenTransaction transaction) {
        this.contacts = contacts;
        this.taken = taken;
        this.staleIndex = staleIndex;
        this.transaction = transaction;
    }

    /**
     * All changes happened, and are committed if the store has commits.
     *
     * @param contacts one contact for each change, in order: as inserted, as replaced, as removed
     * @return the result
     */
    public static WriteResult stored(List<Contact> contacts) {
        return new WriteResult(List.copyOf(contacts), List.of(), -1, null);
    }

    /**
     * All changes happened in a transaction of the host, which may still be rolled back. Exceptions of listeners then
     * reach the caller. A store around another store passes the transaction on.
     *
     * @param contacts one contact for each change, in order: as inserted, as replaced, as removed
     * @param transaction the transaction
     * @return the result
     */
    public static WriteResult stored(List<Contact> contacts, OpenTransaction transaction) {
        return new WriteResult(
                List.copyOf(contacts), List.of(), -1, Objects.requireNonNull(transaction, "transaction"));
    }

    /**
     * A change is stale: the contact has another version or is gone. Nothing was written.
     *
     * @param index which change, the first if there are several
     * @return the result
     */
    public static WriteResult stale(int index) {
        return new WriteResult(null, List.of(), index, null);
    }

    /**
     * Changes need unique keys that other contacts have. Nothing was written.
     *
     * @param keys all such keys, at least one
     * @return the result
     * @throws IllegalArgumentException if there is no key
     */
    public static WriteResult taken(List<TakenKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("keys: must not be empty");
        }
        return new WriteResult(null, List.copyOf(keys), -1, null);
    }

    /**
     * The host's transaction that the changes are part of.
     *
     * @return the transaction, empty if the changes are committed, or nothing was written
     */
    public Optional<OpenTransaction> transaction() {
        return Optional.ofNullable(transaction);
    }

    /**
     * The contacts that were stored.
     *
     * @return one contact for each change, in order, empty if nothing was written
     */
    public Optional<List<Contact>> contacts() {
        return Optional.ofNullable(contacts);
    }

    /**
     * The index of the first stale change.
     *
     * @return the index, empty if none was stale
     */
    public OptionalInt staleIndex() {
        return contacts == null && taken.isEmpty() ? OptionalInt.of(staleIndex) : OptionalInt.empty();
    }

    /**
     * The keys that changes need and other contacts have.
     *
     * @return the keys, empty if none was taken
     */
    public List<TakenKey> taken() {
        return taken;
    }

    /**
     * Calls the method for this result.
     *
     * @param cases what to do in each case
     * @param <R> the type of the answer
     * @return the answer of the method that was called
     */
    public <R extends @Nullable Object> R match(Cases<? extends R> cases) {
        if (contacts != null) {
            return cases.stored(contacts);
        }
        return taken.isEmpty() ? cases.stale(staleIndex) : cases.taken(taken);
    }

    /** What was stored or not, without the contacts. */
    @Override
    public String toString() {
        return match(new Cases<String>() {
            @Override
            public String stored(List<Contact> contacts) {
                return "stored " + contacts.size();
            }

            @Override
            public String stale(int index) {
                return "stale at " + index;
            }

            @Override
            public String taken(List<TakenKey> keys) {
                return "taken " + keys;
            }
        });
    }

    /**
     * What to do in each case that a write can end in, for code that must not miss one: a later version that adds a
     * case adds a method here, and the compiler names what has to handle it. Code that only needs one case reads
     * {@link #contacts()}, {@link #staleIndex()} or {@link #taken()}, to which later cases make no difference.
     *
     * @param <R> the type of the answer
     */
    public interface Cases<R extends @Nullable Object> {
        /**
         * All changes happened.
         *
         * @param contacts one contact for each change, in order
         * @return the answer
         */
        R stored(List<Contact> contacts);

        /**
         * A change was stale, and nothing was written.
         *
         * @param index which change
         * @return the answer
         */
        R stale(int index);

        /**
         * Changes need keys that other contacts have, and nothing was written.
         *
         * @param keys the keys, at least one
         * @return the answer
         */
        R taken(List<TakenKey> keys);
    }
}
