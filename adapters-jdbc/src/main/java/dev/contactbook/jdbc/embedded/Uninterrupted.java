package dev.contactbook.jdbc.embedded;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Does work that an interrupt of its caller must not stop half-way. A pool that an interrupted thread closes leaves
 * connections open, and an interrupted thread can copy no file.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /**
     * Does work in a thread of its own, and waits for what it returns or throws. An interrupt is left for what the
     * caller does next.
     */
    public static <T> T call(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        new Thread(task, "contactbook-file").start();
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                } catch (ExecutionException e) {
                    throw thrown(Objects.requireNonNull(e.getCause()));
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }
}
