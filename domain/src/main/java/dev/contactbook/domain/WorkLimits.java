package dev.contactbook.domain;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The most work of one call, set by the host (contract §4, work).
 *
 * <pre>{@code Contacts.builder(store).workLimits(WorkLimits.DEFAULT.deadline(Duration.ofSeconds(30))).build()}</pre>
 *
 * <p>Immutable: each method returns new limits. A raised limit lets one call cost more, so measure with your own
 * contacts first.
 */
public final class WorkLimits {
    /** At most 2,000 values and 20 searched texts in a filter, 200,000 contacts to sort, and 10 seconds. */
    public static final WorkLimits DEFAULT = new WorkLimits(2_000, 20, 200_000, Duration.ofSeconds(10));

    private final int mostValues;
    private final int mostSearchedTexts;
    private final int mostSortedRows;
    private final Duration deadline;

    private WorkLimits(int mostValues, int mostSearchedTexts, int mostSortedRows, Duration deadline) {
        this.mostValues = mostValues;
        this.mostSearchedTexts = mostSearchedTexts;
        this.mostSortedRows = mostSortedRows;
        this.deadline = deadline;
    }

    /**
     * Returns these limits with another number of values in all conditions of a filter together.
     * {@link Filter#MAX_VALUES} of one condition stays.
     *
     * @param most 1 or more
     * @return new limits
     * @throws IllegalArgumentException if it is less
     */
    public WorkLimits mostValues(int most) {
        return new WorkLimits(atLeastOne(most), mostSearchedTexts, mostSortedRows, deadline);
    }

    /**
     * Returns these limits with another number of conditions of a filter that search for a text: {@code contains},
     * {@code startsWith} and {@code endsWith}, of columns and custom fields.
     *
     * @param most 1 or more
     * @return new limits
     * @throws IllegalArgumentException if it is less
     */
    public WorkLimits mostSearchedTexts(int most) {
        return new WorkLimits(mostValues, atLeastOne(most), mostSortedRows, deadline);
    }

    /**
     * Returns these limits with another number of contacts to sort without an index. The store's documentation lists
     * its indexes.
     *
     * @param most 1 or more
     * @return new limits
     * @throws IllegalArgumentException if it is less
     */
    public WorkLimits mostSortedRows(int most) {
        return new WorkLimits(mostValues, mostSearchedTexts, atLeastOne(most), deadline);
    }

    /**
     * Returns these limits with another time limit per call. Each page of a stream and each chunk of a bulk call has
     * its own.
     *
     * @param time longer than zero
     * @return new limits
     * @throws IllegalArgumentException if it is not
     */
    public WorkLimits deadline(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("The deadline must be longer than zero");
        }
        return new WorkLimits(mostValues, mostSearchedTexts, mostSortedRows, time);
    }

    /** {@return how many values all conditions of a filter have together at most} */
    public int mostValues() {
        return mostValues;
    }

    /** {@return how many conditions of a filter search for a text at most} */
    public int mostSearchedTexts() {
        return mostSearchedTexts;
    }

    /** {@return how many contacts an order without an index sorts at most} */
    public int mostSortedRows() {
        return mostSortedRows;
    }

    /** {@return how long a call takes at most} */
    public Duration deadline() {
        return deadline;
    }

    /**
     * Returns the limits that a query exceeds, in its filters of {@link ContactQuery#where}, not in those of
     * {@link ContactQuery#within}.
     *
     * @param query a query
     * @return an unmodifiable list of violations under {@code filter}, empty if there are none
     */
    public List<Violation> violations(ContactQuery query) {
        Filter filter = query.ownFilter().orElse(null);
        if (filter == null) {
            return List.of();
        }
        Violation problem = problem(filter);
        return problem == null ? List.of() : List.of(problem);
    }

    private @Nullable Violation problem(Filter filter) {
        if (FilterWork.values(filter) > mostValues) {
            return new Violation(
                    "filter", "filter_all_values", "Must have at most " + mostValues + " values in all conditions");
        } else if (FilterWork.searchedTexts(filter) > mostSearchedTexts) {
            return new Violation(
                    "filter",
                    "filter_texts",
                    "Must have at most " + mostSearchedTexts + " conditions that search for a text");
        }
        return null;
    }

    private static int atLeastOne(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A work limit must be at least 1");
        }
        return most;
    }

    /** Equal if each limit is. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkLimits limits
                && mostValues == limits.mostValues
                && mostSearchedTexts == limits.mostSearchedTexts
                && mostSortedRows == limits.mostSortedRows
                && deadline.equals(limits.deadline);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mostValues, mostSearchedTexts, mostSortedRows, deadline);
    }

    /** Each limit. */
    @Override
    public String toString() {
        return "WorkLimits[mostValues=" + mostValues + ", mostSearchedTexts=" + mostSearchedTexts + ", mostSortedRows="
                + mostSortedRows + ", deadline=" + deadline + "]";
    }
}
