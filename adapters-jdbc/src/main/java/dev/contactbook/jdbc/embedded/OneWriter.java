package dev.contactbook.jdbc.embedded;

import dev.contactbook.spi.WorkBudget;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one write to a file at a time, opening and closing included, from all stores of this process that have it. H2
 * 2.5.252 can keep half of a transaction, or a row that it cannot find again, when the process is killed while several
 * threads write. {@code CrashTest} shows it without this lock. In SQLite one writes at a time anyway: here the others
 * wait in turn, and take no connection meanwhile.
 */
public final class OneWriter {
    /** Those of all files that this process ever opened: a file that is opened twice is one database. */
    private static final Map<Path, OneWriter> OF_FILES = new ConcurrentHashMap<>();

    private final Lock lock = new ReentrantLock();

    /** How many stores have the file open: they share what H2 keeps in memory of it. */
    private int stores;

    private OneWriter() {}

    /** The one of a file. */
    public static OneWriter of(DatabaseFile file) {
        return OF_FILES.computeIfAbsent(file.path(), any -> new OneWriter());
    }

    /** Does work when all others have done theirs. An interrupt is left for what the thread does next. */
    public <T> T run(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** The same, where it is its turn before the deadline. */
    public <T> T run(WorkBudget budget, Supplier<T> work) {
        lock(budget);
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void lock(WorkBudget budget) {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    if (!lock.tryLock(budget.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                        throw WorkBudget.outOfTime();
                    }
                    return;
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A store has opened the file. To be called in turn, as all below. */
    public void opened() {
        stores++;
    }

    /** A store closes the file. Returns whether no other one has it. */
    public boolean closed() {
        stores--;
        return stores == 0;
    }

    /** Whether more than one store has the file. */
    public boolean isShared() {
        return stores > 1;
    }
}
