package dev.contactbook.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A call of the store that waits until the test releases it, so that two threads meet where the test wants it.
 * Thread-safe.
 */
public final class Pause {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Pause() {}

    /**
     * Waits until the call is at the pause.
     *
     * @throws AssertionError if it does not come within 30 seconds, or the thread is interrupted
     */
    public void awaitReached() {
        await(reached, "No call of the store reached the pause");
    }

    /** Lets the call go on. */
    public void release() {
        released.countDown();
    }

    /** Waits in the thread of the call. */
    void pass() {
        reached.countDown();
        await(released, "The test did not release the pause");
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(otherwise + " within " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted: " + otherwise, e);
        }
    }
}
