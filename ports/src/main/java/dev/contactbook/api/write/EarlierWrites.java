package dev.contactbook.api.write;

import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.OpenTransaction;
import java.util.Optional;

/**
 * The host's transaction that the writes of a run are part of. A database may roll it back while host code that the run
 * calls, such as a directory, uses its connection: that code sees the failure, and the run does not. Not thread-safe.
 */
public final class EarlierWrites {
    private Optional<OpenTransaction> transaction = Optional.empty();

    /** Begins a chunk: between chunks the host may have ended its transaction and begun another one. */
    void beginChunk() {
        transaction = transaction.filter(EarlierWrites::stands);
    }

    /** Adds a write. */
    void add(Written written) {
        transaction = transaction.or(written::transaction);
    }

    /** Ends a chunk: throws where the transaction has been rolled back since its first write. */
    void requireKept() {
        if (transaction.isPresent() && !stands(transaction.get())) {
            throw Storage.transactionEnded();
        }
    }

    private static boolean stands(OpenTransaction transaction) {
        try {
            transaction.attempt(() -> true);
            return true;
        } catch (Storage e) {
            return !e.endedTransaction();
        }
    }
}
