package dev.contactbook.testkit;

import org.jspecify.annotations.Nullable;

/**
 * Returns the transaction that the host has open, so that the in-memory store takes part in it: what is written in it
 * is gone after a rollback.
 *
 * <p>It is called by the thread of each write. Implementations must be thread-safe. The host keeps one
 * {@link FakeTransaction} for each of its own, and calls {@link FakeTransaction#rollBack()} if its own is rolled back.
 */
@FunctionalInterface
public interface FakeTransactions {
    /** {@return the transaction that is open on the calling thread, null if there is none} */
    @Nullable
    FakeTransaction current();
}
