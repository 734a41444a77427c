package dev.contactbook.jdbc.embedded;

import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.WorkBudget;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A limit on how many calls of one organization look at all of its rows at a time, so that they leave connections to
 * others. Further calls of the organization wait, up to their deadline, and hold no connection meanwhile. Thread-safe.
 */
public final class Scans {
    private final int most;
    private final Map<Long, Places> organizations = new ConcurrentHashMap<>();

    /** At most so many for each organization. */
    public Scans(int most) {
        this.most = most;
    }

    /**
     * Runs a scan when it is its turn. A scan must not run another one.
     *
     * @throws Storage if the deadline passes before, or the thread is interrupted while it waits
     */
    public <T> T run(long organizationId, WorkBudget budget, Supplier<T> scan) {
        Places places = organizations.compute(
                organizationId, (id, known) -> (known == null ? new Places(most) : known).joined());
        try {
            places.take(budget);
            try {
                return scan.get();
            } finally {
                places.free.release();
            }
        } finally {
            organizations.computeIfPresent(organizationId, (id, known) -> known.left() ? known : null);
        }
    }

    /** How many organizations have a scan that runs or waits. */
    public int organizations() {
        return organizations.size();
    }

    /** What one organization may have. It is here while a call of it runs or waits. */
    private static final class Places {
        private final Semaphore free;

        /** Changed only while the map computes. */
        private int calls;

        Places(int most) {
            this.free = new Semaphore(most, true);
        }

        Places joined() {
            calls++;
            return this;
        }

        /** Whether other calls are still here. */
        boolean left() {
            calls--;
            return calls > 0;
        }

        void take(WorkBudget budget) {
            try {
                // The first attempt succeeds for an interrupted thread too: nothing has to wait for it.
                if (!free.tryAcquire() && !free.tryAcquire(budget.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                    throw WorkBudget.outOfTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Storage(
                        "Interrupted while other calls of the organization ran", true, Storage.Outcome.NOT_APPLIED);
            }
        }
    }
}
