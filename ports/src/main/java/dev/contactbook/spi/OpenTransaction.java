package dev.contactbook.spi;

import java.util.function.BooleanSupplier;

/**
 * The host's transaction that a write is part of and that is still open. A store passes it on with what it wrote, in
 * {@link WriteResult#stored(java.util.List, OpenTransaction)} (contract §3, transactions of the host).
 *
 * <p>Only the thread that wrote uses it, before the call returns. Only the host ends it.
 */
@FunctionalInterface
public interface OpenTransaction {
    /**
     * Does some work behind a savepoint. If the work fails, the store rolls back to the savepoint and no further. Work
     * that reports success but leaves the transaction unusable has failed.
     *
     * @param work what to do. It returns whether it succeeded, and throws nothing
     * @return whether the work succeeded, and so stays in the transaction
     * @throws dev.contactbook.domain.ContactsException.Storage if the savepoint cannot be set or rolled back to. The
     *     host has to roll back its transaction then
     */
    boolean attempt(BooleanSupplier work);
}
