package dev.contactbook.jdbc.counters;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.LifeState;
import org.jspecify.annotations.Nullable;

/**
 * By how much the numbers of contacts in the two life states change: what a writer adds to a counter. Immutable.
 *
 * @param live how many more live contacts there are, below 0 for fewer
 * @param deleted how many more deleted ones
 */
public record Difference(long live, long deleted) {
    public static final Difference NONE = new Difference(0, 0);

    /** What a change makes of a contact that was so and is so then. Null where there is none. */
    public static Difference of(@Nullable Contact before, @Nullable Contact after) {
        return new Difference(
                count(after, LifeState.LIVE) - count(before, LifeState.LIVE),
                count(after, LifeState.DELETED) - count(before, LifeState.DELETED));
    }

    private static long count(@Nullable Contact contact, LifeState state) {
        return contact != null && contact.lifeState() == state ? 1 : 0;
    }

    /** The column of a counter that has the number of contacts in a life state. */
    public static String column(LifeState state) {
        return switch (state) {
            case LIVE -> "live";
            case DELETED -> "deleted";
        };
    }

    Difference plus(Difference other) {
        return new Difference(live + other.live, deleted + other.deleted);
    }
}
