package dev.contactbook.testkit;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.ContactsException.Storage;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The calls of a store at which something goes wrong. Several faults at one call happen in the order in which they were
 * set, until one fails.
 */
public final class FaultPoint {
    private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);

    private final Faults faults;
    private final Faults.Calls calls;
    private final int nth;

    FaultPoint(Faults faults, Faults.Calls calls, int nth) {
        this.faults = faults;
        this.calls = calls;
        this.nth = nth;
    }

    /**
     * Fails without an effect.
     *
     * @param fault how
     */
    public void fail(Fault fault) {
        Objects.requireNonNull(fault, "fault");
        before("fail(" + fault + ")", () -> {
            throw fault.exception(calls == Faults.Calls.WRITE);
        });
    }

    /**
     * Fails without an effect, with any exception.
     *
     * @param exception makes the exception
     */
    public void failWith(Supplier<? extends RuntimeException> exception) {
        Objects.requireNonNull(exception, "exception");
        before("failWith(…)", () -> {
            throw exception.get();
        });
    }

    /**
     * Loses the answer: the store does the call, and the caller gets a retryable storage failure. After a write its
     * outcome is {@code UNKNOWN}.
     */
    public void loseAnswer() {
        AtomicBoolean happened = new AtomicBoolean();
        add("loseAnswer()", happened, () -> {}, () -> {
            happened.set(true);
            throw new Storage(
                    "The answer was lost",
                    true,
                    calls == Faults.Calls.WRITE ? Storage.Outcome.UNKNOWN : Storage.Outcome.NOT_APPLIED);
        });
    }

    /**
     * Takes long by the clock of the test, which it advances. Nothing waits.
     *
     * @param duration how long, 0 to 36,500 days
     */
    public void delay(Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("duration: must be 0 to " + LONGEST_DELAY.toDays() + " days");
        }
        before("delay(" + duration + ")", () -> faults.clock().advance(duration));
    }

    /**
     * Waits until the test releases it. Several calls wait at the same pause.
     *
     * @return the pause
     */
    public Pause pause() {
        Pause pause = new Pause();
        before("pause()", pause::pass);
        return pause;
    }

    /**
     * Lets somebody else be faster: something happens just before the call, in a thread of its own, which the call
     * waits for. So it is outside of any transaction of the caller.
     *
     * @param rival what happens, with contacts that have no faults
     */
    public void raceWith(Consumer<? super Contacts> rival) {
        Objects.requireNonNull(rival, "rival");
        before("raceWith(…)", () -> Rival.run(() -> rival.accept(faults.rivals())));
    }

    private void before(String description, Runnable action) {
        AtomicBoolean happened = new AtomicBoolean();
        Runnable before = () -> {
            happened.set(true);
            action.run();
        };
        add(description, happened, before, () -> {});
    }

    private void add(String description, AtomicBoolean happened, Runnable before, Runnable after) {
        faults.add(new Faults.Planned(
                calls, nth, calls.describe(nth) + "." + description, before, after, new AtomicInteger(), happened));
    }
}
