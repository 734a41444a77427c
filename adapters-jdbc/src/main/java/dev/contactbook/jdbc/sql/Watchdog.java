package dev.contactbook.jdbc.sql;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels what runs beyond its {@link Deadline}. Calls are only noted: who looks at them does so when the first of them
 * has to end, and not for each. A look is made in the JDK's own thread for delays, and a cancel in one that lives as
 * long as it.
 */
final class Watchdog {
    /** When to look again at what was cancelled and goes on: a cancel comes too early for what has not begun. */
    private static final Duration AGAIN = Duration.ofMillis(100);

    /** A look is never further away, so that no sum of times overflows. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /** The one for all calls. */
    static final Watchdog SHARED = new Watchdog(cancel -> {
        Thread thread = new Thread(cancel, "contactbook-deadline");
        thread.setDaemon(true);
        thread.start();
    });

    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private final Executor threads;

    /** When the next look is, by the clock of {@link System#nanoTime}. Guarded by this. */
    private long nextLook;

    private boolean isLookComing;

    /**
     * Watches nothing yet.
     *
     * @param threads runs each cancel in a thread of its own: it asks a database, and waits for its answer
     */
    Watchdog(Executor threads) {
        this.threads = threads;
    }

    /** Cancels what a call is doing when its deadline has passed, until it is forgotten. */
    void watch(Call call) {
        running.add(call);
        look(call.remaining());
    }

    void forget(Call call) {
        running.remove(call);
    }

    private synchronized void look(Duration in) {
        long nanos = Math.min(in.toNanos(), LONGEST.toNanos());
        long at = System.nanoTime() + nanos;
        if (!isLookComing || at - nextLook < 0) {
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(() -> lookAtAll(at));
            isLookComing = true;
            nextLook = at;
        }
    }

    private void lookAtAll(long at) {
        synchronized (this) {
            isLookComing = isLookComing && nextLook != at;
        }
        boolean hasSeenAll = false;
        try {
            for (Call call : running) {
                Duration left = call.remaining();
                look(left.isZero() ? AGAIN : left);
                if (left.isZero()) {
                    cancel(call);
                }
            }
            hasSeenAll = true;
        } finally {
            if (!hasSeenAll) { // there was no memory, perhaps
                look(AGAIN);
            }
        }
    }

    /** In a thread of its own: a database that does not answer a cancel must not keep the calls of others waiting. */
    private void cancel(Call call) {
        try {
            threads.execute(call::cancel);
        } catch (OutOfMemoryError e) {
            // There was no thread to be had; the next look tries again.
        }
    }

    /** A call that may not run longer than to its deadline. */
    interface Call {
        /** How long until the deadline. Zero once it has passed. */
        Duration remaining();

        /** Cancels what the call is doing. */
        void cancel();
    }
}
