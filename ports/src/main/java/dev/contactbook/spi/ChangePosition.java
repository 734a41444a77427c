package dev.contactbook.spi;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A point in the changes of an organization: the last revision that a reader has seen of each stripe. It can be kept as
 * text. Only the store that made it can interpret it. Immutable.
 */
public final class ChangePosition {
    /** Before all changes. */
    public static final ChangePosition START = new ChangePosition(new TreeMap<>());

    /** Enough for 33,000 stripes, far more than concurrent transactions of an organization need. */
    private static final int LONGEST_TEXT = 1_000_000;

    private static final Pattern STRIPE = Pattern.compile("(0|[1-9]\\d{0,9}):([1-9]\\d{0,17})");
    private static final long LAST_REVISION = 999_999_999_999_999_999L;

    private final SortedMap<Integer, Long> revisions;

    private ChangePosition(SortedMap<Integer, Long> revisions) {
        this.revisions = revisions;
    }

    /**
     * The position after these revisions.
     *
     * @param revisions the last revision, from 1 to 10^18−1, of each stripe, from 0 to 2^31−1
     * @return the position
     * @throws IllegalArgumentException if one of them is out of bounds
     */
    public static ChangePosition of(Map<Integer, Long> revisions) {
        revisions.forEach(ChangePosition::requireRevision);
        return new ChangePosition(new TreeMap<>(revisions));
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @param text a position as text
     * @return the position
     * @throws IllegalArgumentException if it is no position
     */
    public static ChangePosition parse(String text) {
        SortedMap<Integer, Long> revisions = new TreeMap<>();
        if (!text.isEmpty() && text.length() <= LONGEST_TEXT) {
            for (String part : text.split(" ", -1)) {
                Matcher stripe = STRIPE.matcher(part);
                if (stripe.matches() && Long.parseLong(stripe.group(1)) <= Integer.MAX_VALUE) {
                    revisions.put(Integer.valueOf(stripe.group(1)), Long.valueOf(stripe.group(2)));
                }
            }
        }
        ChangePosition position = new ChangePosition(revisions);
        // What has another spelling, order or a stripe twice was not written by it.
        if (!position.toString().equals(text)) {
            throw new IllegalArgumentException("Not a position in the changes");
        }
        return position;
    }

    /**
     * The last revision seen of a stripe.
     *
     * @param stripe a part of the organization, as the store numbers them
     * @return the revision, 0 if none was seen
     */
    public long revision(int stripe) {
        return revisions.getOrDefault(stripe, 0L);
    }

    /** {@return the stripes of which a revision was seen, ascending and unmodifiable} For stores. */
    public Set<Integer> stripes() {
        return Collections.unmodifiableSet(revisions.keySet());
    }

    /**
     * The position after one more change.
     *
     * @param stripe the part of the organization that it was in, from 0 to 2^31−1
     * @param revision its revision, from 1 to 10^18−1
     * @return a new position
     * @throws IllegalArgumentException if one of them is out of bounds
     */
    public ChangePosition after(int stripe, long revision) {
        requireRevision(stripe, revision);
        SortedMap<Integer, Long> later = new TreeMap<>(revisions);
        later.put(stripe, revision);
        return new ChangePosition(later);
    }

    private static void requireRevision(int stripe, long revision) {
        if (stripe < 0 || revision < 1 || revision > LAST_REVISION) {
            throw new IllegalArgumentException("No revision of a stripe: " + stripe + ":" + revision);
        }
    }

    /**
     * Whether a reader at this position has seen all that one at another position has.
     *
     * @param other another position in the changes of the same organization
     * @return whether this has at least its revision in each stripe
     */
    public boolean covers(ChangePosition other) {
        return other.revisions.entrySet().stream().allMatch(stripe -> revision(stripe.getKey()) >= stripe.getValue());
    }

    /** Equal if the same was seen. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChangePosition position && revisions.equals(position.revisions);
    }

    @Override
    public int hashCode() {
        return revisions.hashCode();
    }

    /** The text that {@link #parse} reads: {@code 0:12 7:3}, empty for the start. */
    @Override
    public String toString() {
        return revisions.entrySet().stream()
                .map((Map.Entry<Integer, Long> stripe) -> stripe.getKey() + ":" + stripe.getValue())
                .collect(Collectors.joining(" "));
    }
}
