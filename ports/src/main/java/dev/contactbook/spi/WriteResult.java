package dev.contactbook.spi;

import dev.contactbook.domain.Contact;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
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
     * Tells the two apart.
     *
     * @param stored what to do with the contacts that were stored
     * @param stale what to do with the index of the change that came too late
     * @param <R> the type of the answer
     * @return the answer of the function that was chosen
     */
    public <R extends @Nullable Object> R match(
            Function<? super List<Contact>, ? extends R> stored, IntFunction<? extends R> stale) {
        return contacts == null ? stale.apply(staleIndex) : stored.apply(contacts);
    }

    /** Whether it was stored, without the contacts. */
    @Override
    public String toString() {
        return match(stored -> "stored " + stored.size(), index -> "stale at " + index);
    }
}
