package dev.contactbook.testkit;

import dev.contactbook.api.Contacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What goes wrong in a test, by the calls of the store that the code under test makes.
 *
 * <p>Calls count from now on: {@code write(2)} is the second write after this line. A {@code create} writes once. A
 * {@code patch} or {@code delete} reads and writes, again if another write was faster. A {@code bulk()} call reads and
 * writes once for each chunk, and item by item if a chunk is rejected. A look-up is a call of the directory.
 *
 * <p>A fault that never happens is a mistake in the test: {@link #assertAllUsed} reports it, and the extension for
 * JUnit calls that after each test that succeeded. Thread-safe.
 */
public final class Faults {
    private final TestClock clock;
    private final Contacts rivals;
    private final List<Planned> planned = new ArrayList<>();

    Faults(TestClock clock, Contacts rivals) {
        this.clock = clock;
        this.rivals = rivals;
    }

    /** {@return the next write} */
    public FaultPoint nextWrite() {
        return write(1);
    }

    /**
     * A later write.
     *
     * @param nth 1 for the next one
     * @return that write
     */
    public FaultPoint write(int nth) {
        return at(Calls.WRITE, nth);
    }

    /** {@return each write from now on} */
    public FaultPoint everyWrite() {
        return new FaultPoint(this, Calls.WRITE, Planned.EVERY);
    }

    /** {@return the next read: by id, of a page, or of changes} */
    public FaultPoint nextRead() {
        return read(1);
    }

    /**
     * A later read.
     *
     * @param nth 1 for the next one
     * @return that read
     */
    public FaultPoint read(int nth) {
        return at(Calls.READ, nth);
    }

    /** {@return each read from now on} */
    public FaultPoint everyRead() {
        return new FaultPoint(this, Calls.READ, Planned.EVERY);
    }

    /** {@return the next look-up in the directory: of users, or of companies} */
    public FaultPoint nextLookUp() {
        return at(Calls.LOOK_UP, 1);
    }

    /** {@return each look-up in the directory from now on} */
    public FaultPoint everyLookUp() {
        return new FaultPoint(this, Calls.LOOK_UP, Planned.EVERY);
    }

    /**
     * Lets somebody else be faster than the next write: a short form of {@code nextWrite().raceWith(rival)}.
     *
     * @param rival what happens just before that write, with contacts that have no faults
     */
    public void beforeNextWrite(Consumer<? super Contacts> rival) {
        nextWrite().raceWith(rival);
    }

    /** {@return the faults that have not happened yet, as they were set: {@code write(2).fail(DOWN)}} */
    public List<String> unused() {
        synchronized (planned) {
            return planned.stream()
                    .filter(fault -> !fault.isUsed())
                    .map(Planned::description)
                    .toList();
        }
    }

    /**
     * Checks that each fault happened.
     *
     * @throws AssertionError that names those that did not
     */
    public void assertAllUsed() {
        List<String> unused = unused();
        if (!unused.isEmpty()) {
            throw new AssertionError("Faults that never happened: " + String.join(", ", unused));
        }
    }

    /** Takes all faults back. */
    public void clear() {
        synchronized (planned) {
            planned.clear();
        }
    }

    private FaultPoint at(Calls calls, int nth) {
        if (nth < 1) {
            throw new IllegalArgumentException("nth: must be 1 or more, but is " + nth);
        }
        return new FaultPoint(this, calls, nth);
    }

    void add(Planned fault) {
        synchronized (planned) {
            planned.add(fault);
        }
    }

    TestClock clock() {
        return clock;
    }

    Contacts rivals() {
        return rivals;
    }

    /** Makes a call, with the faults that are due. */
    <T> T call(Calls calls, Supplier<T> call) {
        List<Planned> due = due(calls);
        due.forEach(fault -> fault.before().run());
        T answer = call.get();
        due.forEach(fault -> fault.after().run());
        return answer;
    }

    private List<Planned> due(Calls calls) {
        synchronized (planned) {
            return planned.isEmpty()
                    ? List.of()
                    : planned.stream().filter(fault -> fault.isDue(calls)).toList();
        }
    }

    /** A kind of call. */
    enum Calls {
        READ,
        WRITE,
        LOOK_UP;

        /** As a test names it. */
        String describe(int nth) {
            if (this == LOOK_UP) {
                return nth == Planned.EVERY ? "everyLookUp()" : "nextLookUp()";
            }
            String name = name().toLowerCase(Locale.ROOT);
            return nth == Planned.EVERY
                    ? "every" + name().charAt(0) + name.substring(1) + "()"
                    : name + "(" + nth + ")";
        }
    }

    /**
     * A fault that a test set. Guarded by the list that it is in.
     *
     * @param calls at which kind of call
     * @param nth at which one, or {@link #EVERY}
     * @param description as the test set it
     * @param before what happens before the call
     * @param after what happens after it
     * @param seen how many such calls there were
     * @param happened whether it took place. At a call, the faults behind one that fails do not
     */
    record Planned(
            Calls calls,
            int nth,
            String description,
            Runnable before,
            Runnable after,
            AtomicInteger seen,
            AtomicBoolean happened) {
        static final int EVERY = 0;

        /** Counts a call. */
        boolean isDue(Calls made) {
            return made == calls && (seen.incrementAndGet() == nth || nth == EVERY);
        }

        boolean isUsed() {
            return happened.get();
        }
    }
}
