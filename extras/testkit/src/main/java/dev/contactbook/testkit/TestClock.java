package dev.contactbook.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** A clock that stands still until a test sets or advances it. Thread-safe. */
public final class TestClock implements InstantSource {
    /** The time of a new clock: noon of the first of January 2030, UTC. */
    public static final Instant START = Instant.parse("2030-01-01T12:00:00Z");

    private volatile Instant now;

    /** A clock at {@link #START}. */
    public TestClock() {
        this(START);
    }

    /**
     * A clock at another time.
     *
     * @param time the time
     */
    public TestClock(Instant time) {
        this.now = Objects.requireNonNull(time, "time");
    }

    /**
     * Sets the time.
     *
     * @param time any time, also an earlier one
     */
    public void set(Instant time) {
        now = Objects.requireNonNull(time, "time");
    }

    /**
     * Sets the time.
     *
     * @param time as {@code 2030-01-01T12:00:00Z}
     * @throws java.time.format.DateTimeParseException if it is no such text
     */
    public void set(String time) {
        set(Instant.parse(time));
    }

    /**
     * Moves the time.
     *
     * @param duration how far, negative for backwards
     */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** {@return the time that was set} */
    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public String toString() {
        return "TestClock[" + now + "]";
    }
}
