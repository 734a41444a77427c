package dev.contactbook.jdbc.sql;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels what runs beyond its {@link Deadline}. Calls are only noted: who looks at them does so when the first of them
 * has to end, and not for each. Its threads live as long as such a look.
 */
final class Watchdog {
    /** When to look again at what was cancelled and goes on: a cancel comes too early for what has not begun. */
    private static final Duration AGAIN = Duration.ofMillis(100);

    /** A look is never further away, so that no sum of times overflows. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Set<Deadline> RUNNING = ConcurrentHashMap.newKeySet();

    /** A cancel asks a database, and waits for its answer. */
    private static final Executor THREADS = look -> {
        Thread thread = new Thread(look, "contactbook-deadline");
        thread.setDaemon(true);
        thread.start();
    };

    /** When the next look is, by the clock of {@link System#nanoTime}; guarded by the class. */
    private static long nextLook;

    private static boolean isLookComing;

    private Watchdog() {}

    /** Cancels what a call is doing when its deadline has passed, until it is forgotten. */
    static void watch(Deadline call) {
        RUNNING.add(call);
        look(call.remaining());
    }

    static void forget(Deadline call) {
        RUNNING.remove(call);
    }

    private static synchronized void look(Duration in) {
        long nanos = Math.min(in.toNanos(), LONGEST.toNanos());
        long at = System.nanoTime() + nanos;
        boolean isMissed = System.nanoTime() - nextLook > AGAIN.toNanos(); // no thread could be made for it
        if (!isLookComing || isMissed || at - nextLook < 0) {
            isLookComing = true;
            nextLook = at;
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, THREADS)
                    .execute(() -> lookAtAll(at));
        }
    }

    private static void lookAtAll(long at) {
        synchronized (Watchdog.class) {
            isLookComing = isLookComing && nextLook != at;
        }
        for (Deadline call : RUNNING) {
            Duration left = call.remaining();
            if (left.isZero()) {
                cancel(call);
            }
            look(left.isZero() ? AGAIN : left);
        }
    }

    /** In a thread of its own: a database that does not answer a cancel must not keep the calls of others waiting. */
    private static void cancel(Deadline call) {
        try {
            THREADS.execute(call::cancel);
        } catch (OutOfMemoryError e) {
            // There was no thread to be had; the next look tries again.
        }
    }
}
