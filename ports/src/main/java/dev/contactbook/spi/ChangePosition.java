package dev.contactbook.spi;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A point in the changes of an organization: the last revision that a reader has seen of each stripe. It is a value that can
 * be kept as text; only the store that gave it knows what it means. Immutable.
 */
public final class ChangePosition {
    /** Before all changes. */
    public static final ChangePosition START = new ChangePosition(new TreeMap<>());

    /** The most that {@link #toString} writes: no store has more stripes than it takes to say so. */
    private static final int LONGEST_TEXT = 10_000;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4}:\\d{1,18}( \\d{1,4}:\\d{1,18})*)?");

    private final SortedMap<Integer, Long> revisions;

    private ChangePosition(SortedMap<Integer, Long> revisions) {
        this.revisions = revisions;
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @param text a position as text
     * @return the position
     * @throws IllegalArgumentException if it is no position
     */
    public static ChangePosition parse(String text) {
        if (text.length() > LONGEST_TEXT || !TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a position in the changes");
        }
        ChangePosition position = START;
        for (String part : text.isEmpty() ? new String[0] : text.split(" ")) {
            int colon = part.indexOf(':');
            position = position.after(
                    Integer.parseInt(part.substring(0, colon)), Long.parseLong(part.substring(colon + 1)));
        }
        return position;
    }

    /**
     * The last revision that was seen of a stripe.
     *
     * @param stripe a part of the organization, as the store numbers them
     * @return the revision, 0 where none was seen
     */
    public long revision(int stripe) {
        return revisions.getOrDefault(stripe, 0L);
    }

    /**
     * The position after one more change.
     *
     * @param stripe the part of the organization that it was in, 0 or more
     * @param revision its revision, 1 or more
     * @return a new position
     */
    public ChangePosition after(int stripe, long revision) {
        SortedMap<Integer, Long> later = new TreeMap<>(revisions);
        later.put(stripe, revision);
        return new ChangePosition(later);
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
