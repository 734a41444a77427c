package dev.contactbook.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs racers in threads of their own that start at the same moment. */
final class Races {
    /** Of the rules that only a race can show to be broken, and only mostly. */
    static final String TAG = "race";

    private Races() {}

    static void run(Racer... racers) throws Exception {
        run(List.of(racers));
    }

    /** Waits for all of them. Throws what the first of them threw. */
    static void run(List<Racer> racers) throws Exception {
        CyclicBarrier start = new CyclicBarrier(racers.size());
        ExecutorService threads = Executors.newFixedThreadPool(racers.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Racer racer : racers) {
                running.add(threads.submit(() -> {
                    start.await();
                    racer.run();
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Lets another racer get on, for a moment: until it counts, or has had its chance. */
    @SuppressWarnings("ThreadPriorityCheck") // a hint is all it is: no test depends on it
    static void awaitChange(AtomicInteger counter) {
        int before = counter.get();
        for (int i = 0; i < 100 && counter.get() == before; i++) {
            Thread.yield();
        }
    }

    /** What one thread does. */
    interface Racer {
        void run() throws Exception;
    }
}
