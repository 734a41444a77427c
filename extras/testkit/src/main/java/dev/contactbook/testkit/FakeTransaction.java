package dev.contactbook.testkit;

import dev.contactbook.spi.OpenTransaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * What the in-memory store wrote in one transaction of the host, so that it can be undone.
 *
 * <p>It undoes the writes of this transaction only, so that tests with transactions of their own can run in parallel on
 * other contacts. It isolates nothing: other threads see a write before the commit, and a contact that another thread
 * changed meanwhile goes back to the state before this transaction. Thread-safe.
 */
public final class FakeTransaction implements OpenTransaction {
    private final Deque<Runnable> undos = new ArrayDeque<>();

    /** A transaction without writes. */
    public FakeTransaction() {}

    /** Undoes all writes, the last one first. Call it if the transaction of the host is rolled back. */
    public void rollBack() {
        backTo(0);
    }

    /**
     * Sets a savepoint.
     *
     * @return what undoes the writes since then, the last one first. Run it if the host goes back to its savepoint
     */
    public Runnable savepoint() {
        int savepoint = size();
        return () -> backTo(savepoint);
    }

    /**
     * Does some work behind a savepoint, to which it goes back if the work fails.
     *
     * @param work what to do. It returns whether it succeeded
     * @return whether the work succeeded
     */
    @Override
    public boolean attempt(BooleanSupplier work) {
        Runnable savepoint = savepoint();
        boolean succeeded = work.getAsBoolean();
        if (!succeeded) {
            savepoint.run();
        }
        return succeeded;
    }

    synchronized void add(Runnable undo) {
        undos.push(undo);
    }

    private synchronized int size() {
        return undos.size();
    }

    private synchronized void backTo(int savepoint) {
        while (undos.size() > savepoint) {
            undos.pop().run();
        }
    }
}
