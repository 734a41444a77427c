package dev.contactbook.testkit;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Somebody else, in a thread of their own. */
final class Rival {
    private static final long PATIENCE_SECONDS = 30;

    private Rival() {}

    /** Runs something in a new thread, and waits for its end. An exception of it is an error of the test. */
    static void run(Runnable action) {
        FutureTask<Void> task = new FutureTask<>(action, null);
        Thread thread = new Thread(task, "somebody else");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("The change by somebody else failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new AssertionError(
                    "The change by somebody else waits, probably for the transaction that it is to disturb", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted during the change by somebody else", e);
        }
    }
}
