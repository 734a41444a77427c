package dev.contactbook.spi;

import java.util.function.BooleanSupplier;

/**
 * A transaction of the host that a write is part of and that is still open: a store hands it over with what it wrote,
 * in {@link WriteResult#stored(java.util.List, OpenTransaction)} (contract §3, transactions of the host).
 *
 * <p>It is used by the thread that wrote, before the write is answered, and never kept. The host ends it, nobody else
 * does.
 */
@FunctionalInterface
public interface OpenTransaction {
    /**
     * Does some work behind a savepoint: if the work fails, what was done in this transaction since is taken back, and
     * nothing else. The work also counts as failed where it says that it succeeded but left the transaction unable to
     * go on.
     *
     * @param work what to do; it answers whether it succeeded, and throws nothing
     * @return whether the work succeeded, and what it did stands
     * @throws dev.contactbook.domain.ContactsException.Storage if the savepoint cannot be set, or cannot be gone back
     *     to: the transaction has then to be rolled back
     */
    boolean attempt(BooleanSupplier work);
}
