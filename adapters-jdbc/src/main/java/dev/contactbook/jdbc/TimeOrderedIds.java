package dev.contactbook.jdbc;

import dev.contactbook.jdbc.counters.Stripe;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of new contacts in the order of time, for up to 32 nodes that do not communicate: 41 bits of milliseconds since
 * 2025, 5 of the node, 7 of a counter. They last until September 2094. After that {@link #next} throws.
 *
 * <p>The ids of one generator ascend. If the clock steps back, or more ids are asked for than a millisecond has (some
 * 120), it goes on from the last one that it gave. They meet all remainders of 16 in turn, by which
 * {@link SqlFlavour#PORTABLE} chooses a counter.
 *
 * <p>The host has to ensure two things. No two generators run with the same node, also not in one process. And a
 * process starts with a clock beyond all ids that its node gave before: after a stop of about a second, unless the
 * clock was set back meanwhile, or millions of ids were taken in one burst. Otherwise ids can be given twice, which the
 * database rejects within one organization only.
 *
 * <p>Thread-safe, without locks.
 */
public final class TimeOrderedIds implements IdGenerator {
    private static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");
    private static final int NODES = 32;
    private static final int COUNTER_BITS = 7;
    private static final int NODE_BITS = 5;

    /** The milliseconds that there are. */
    private static final long END = 1L << 41;

    private final long node;
    private final InstantSource clock;

    /** The millisecond of the last id, and behind it the counter. */
    private final AtomicLong last = new AtomicLong();

    private TimeOrderedIds(int node, InstantSource clock) {
        if (node < 0 || node >= NODES) {
            throw new IllegalArgumentException("A node is a number from 0 to " + (NODES - 1) + ", not " + node);
        }
        this.node = node;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * The ids of a node, by the system's clock.
     *
     * @param node its number, from 0 to 31, which no other generator has
     * @return a generator
     * @throws IllegalArgumentException if the number is none of these
     */
    public static TimeOrderedIds ofNode(int node) {
        return ofNode(node, InstantSource.system());
    }

    /**
     * The ids of a node, by a clock of the host's.
     *
     * @param node its number, from 0 to 31, which no other generator has
     * @param clock gives the time, to any number of threads. What it throws, {@link #next} throws
     * @return a generator
     * @throws IllegalArgumentException if the number is none of these
     */
    public static TimeOrderedIds ofNode(int node, InstantSource clock) {
        return new TimeOrderedIds(node, clock);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the time of these ids is over
     */
    @Override
    public long next() {
        long now = Math.max(0, clock.millis() - EPOCH.toEpochMilli());
        long tick = last.updateAndGet(before -> after(before, now));
        long counter = tick & ((1 << COUNTER_BITS) - 1);
        return ((((tick >> COUNTER_BITS) << NODE_BITS) | node) << COUNTER_BITS) | counter;
    }

    /**
     * A millisecond does not begin with 0, or all ids of calm times were in one stripe, but goes on with the stripes.
     */
    private static long after(long before, long now) {
        long next = before + 1;
        if (now >= END || next >> COUNTER_BITS >= END) {
            throw new IllegalStateException("There are no more ids in the order of time: the clock is beyond 2094");
        }
        return Math.max(next, (now << COUNTER_BITS) | (next % Stripe.COUNT));
    }
}
