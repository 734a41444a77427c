package dev.contactbook.spi;

import dev.contactbook.domain.Contact;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What became of a write: all of it was stored, or a change came too late and nothing was. Immutable. */
public final class WriteResult {
    private final @Nullable List<Contact> contacts;
    private final int staleIndex;
    private final @Nullable OpenTransaction transaction;

    private WriteResult(@Nullable List<Contact> contacts, int staleIndex, @Nullable OpenTransaction transaction) {
        this.contacts = contacts;
        this.staleIndex = staleIndex;
        this.transaction = transaction;
    }

    /**
     * All changes happened, and are committed where the store knows of commits.
     *
     * @param contacts one contact for each change, in order: as inserted, as replaced, as removed
     * @return the result
     */
    public static WriteResult stored(List<Contact> contacts) {
        return new WriteResult(List.copyOf(contacts), -1, null);
    }

    /**
     * All changes happened in a transaction of the host's, which may yet be rolled back. A store that says so makes the
     * failures of listeners reach the caller; one that passes on what another store answered has to say it as well.
     *
     * @param contacts one contact for each change, in order: as inserted, as replaced, as removed
     * @param transaction the transaction
     * @return the result
     */
    public static WriteResult stored(List<Contact> contacts, OpenTransaction transaction) {
        return new WriteResult(List.copyOf(contacts), -1, Objects.requireNonNull(transaction, "transaction"));
    }

    /**
     * A change came too late: the contact has another version by now, or is gone. Nothing was written.
     *
     * @param index which change, the first if there are several
     * @return the result
     */
    public static WriteResult stale(int index) {
        return new WriteResult(null, index, null);
    }

    /**
     * The transaction of the host's that the changes are part of.
     *
     * @return the transaction, empty where they are committed, and where nothing was written
     */
    public Optional<OpenTransaction> transaction() {
        return Optional.ofNullable(transaction);
    }

    /**
     * The contacts that were stored.
     *
     * @return one contact for each change, in order; empty where nothing was written
     */
    public Optional<List<Contact>> contacts() {
        return Optional.ofNullable(contacts);
    }

    /**
     * The change that came too late.
     *
     * @return its index; empty where none did
     */
    public OptionalInt staleIndex() {
        return contacts == null ? OptionalInt.of(staleIndex) : OptionalInt.empty();
    }

    /**
     * Calls the method for what became of the write.
     *
     * @param cases what to do in each case
     * @param <R> the type of the answer
     * @return the answer of the method that was called
     */
    public <R extends @Nullable Object> R match(Cases<? extends R> cases) {
        return contacts == null ? cases.stale(staleIndex) : cases.stored(contacts);
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
        });
    }

    /**
     * What to do in each case that a write can end in, for code that must not miss one: a later version that adds a
     * case adds a method here, and the compiler names what has to handle it. Code that only needs one case reads
     * {@link #contacts()} or {@link #staleIndex()}, to which later cases make no difference.
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
         * A change came too late, and nothing was written.
         *
         * @param index which change
         * @return the answer
         */
        R stale(int index);
    }
}
