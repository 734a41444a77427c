package dev.contactbook.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each call here is over its deadline from the start; a test that never ends has met a watchdog that gave up. */
class WatchdogTest {
    private static final Executor THREADS = cancel -> new Thread(cancel).start();

    @Test
    @Tag("3.84")
    void what_goes_on_after_a_cancel_is_cancelled_again_until_it_is_forgotten() throws InterruptedException {
        Watchdog watchdog = new Watchdog(THREADS);
        CountDownLatch cancels = new CountDownLatch(3);
        Late call = new Late(cancels::countDown);

        watchdog.watch(call);
        cancels.await();
        watchdog.forget(call);

        assertIsWatching(watchdog);
    }

    @Test
    @Tag("3.84")
    void a_cancel_that_hangs_keeps_no_other_call_from_its_deadline() {
        Watchdog watchdog = new Watchdog(THREADS);
        CompletableFuture<Void> hangs = new CompletableFuture<>();
        CompletableFuture<Void> answer = new CompletableFuture<>();

        watchdog.watch(new Late(() -> {
            hangs.complete(null);
            answer.join();
        }));
        hangs.join();

        assertIsWatching(watchdog);
        assertThat(answer).isNotDone();
        answer.complete(null);
    }

    @Test
    @Tag("3.84")
    void a_thread_that_cannot_be_made_is_tried_again() {
        AtomicInteger tried = new AtomicInteger();
        Watchdog watchdog = new Watchdog(cancel -> {
            if (tried.incrementAndGet() < 3) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            THREADS.execute(cancel);
        });

        assertIsWatching(watchdog);

        assertThat(tried).hasValue(3);
    }

    @Test
    @Tag("3.84")
    void a_look_that_fails_is_made_again() {
        Watchdog watchdog = new Watchdog(THREADS);
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Watchdog.Call call = new Late(() -> cancelled.complete(null)) {
            @Override
            public Duration remaining() {
                if (asked.incrementAndGet() == 2) { // the first is when it is noted
                    throw new OutOfMemoryError("Java heap space");
                }
                return super.remaining();
            }
        };

        watchdog.watch(call);
        cancelled.join();
        watchdog.forget(call);

        assertThat(asked).hasValueGreaterThan(2);
    }

    private static void assertIsWatching(Watchdog watchdog) {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Late call = new Late(() -> cancelled.complete(null));
        watchdog.watch(call);
        cancelled.join();
        watchdog.forget(call);
    }

    /** A call whose deadline has passed. */
    private static class Late implements Watchdog.Call {
        private final Runnable cancel;

        Late(Runnable cancel) {
            this.cancel = cancel;
        }

        @Override
        public Duration remaining() {
            return Duration.ZERO;
        }

        @Override
        public void cancel() {
            cancel.run();
        }
    }
}
