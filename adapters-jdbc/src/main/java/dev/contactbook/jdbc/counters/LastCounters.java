package dev.contactbook.jdbc.counters;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which counter of an organization each thread took last. It looks there first, so that threads seldom meet and most
 * often the first look finds a free one.
 *
 * <p>Threads and organizations share a fixed number of places, so what one says may be another's: a hint, and no more.
 * Thread-safe.
 */
public final class LastCounters {
    private static final int PLACES = 1_024;

    /** Numbers above those of counters, 0 for none. */
    private final AtomicIntegerArray numbers = new AtomicIntegerArray(PLACES);

    /** The number of a counter, 0 where none is known: that is before all of them. */
    public int of(long organizationId) {
        return Math.max(0, numbers.get(place(organizationId)) - 1);
    }

    boolean isKnown(long organizationId) {
        return numbers.get(place(organizationId)) != 0;
    }

    public void took(long organizationId, int stripe) {
        int place = place(organizationId);
        if (numbers.get(place) != stripe + 1) {
            numbers.set(place, stripe + 1);
        }
    }

    private static int place(long organizationId) {
        int mixed = Long.hashCode((organizationId * 31 + Thread.currentThread().getId()) * 0x9E3779B97F4A7C15L);
        return (mixed & Integer.MAX_VALUE) % PLACES;
    }
}
