package dev.contactbook.spi;

import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.Sort;
import dev.contactbook.domain.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The work that one call of a store may cost: the time until its deadline, and the rows that it may sort (contract §4,
 * work).
 *
 * <p>A store checks the time before it begins, at least once per some hundred contacts, and before each statement. It
 * checks more often where a contact can take milliseconds, such as a filter on large custom fields. A check costs about
 * as much as reading a clock. Immutable and thread-safe: the deadline is the same moment for all threads that work for
 * a call.
 */
public final class WorkBudget {
    /** No deadline, and any number of rows to sort. */
    public static final WorkBudget UNBOUNDED =
            new WorkBudget(Duration.ofNanos(Long.MAX_VALUE), Integer.MAX_VALUE, System::nanoTime);

    private final LongSupplier nanoTime;
    private final long start;
    private final long nanos;
    private final int mostSortedRows;

    private WorkBudget(Duration time, int mostSortedRows, LongSupplier nanoTime) {
        if (time.isNegative() || mostSortedRows < 0) {
            throw new IllegalArgumentException("A budget must not be negative: " + time + ", " + mostSortedRows);
        }
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
        this.start = nanoTime.getAsLong();
        this.nanos = time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : time.toNanos();
        this.mostSortedRows = mostSortedRows;
    }

    /**
     * The budget of a call that begins now.
     *
     * @param time the time until its deadline. With {@link Duration#ZERO} the deadline has passed
     * @param mostSortedRows how many rows may be sorted without an index, from 0
     * @return a budget with this deadline
     * @throws IllegalArgumentException if one of them is negative
     */
    public static WorkBudget of(Duration time, int mostSortedRows) {
        return of(time, mostSortedRows, System::nanoTime);
    }

    /**
     * The budget of a call that begins now, by another clock, so that tests need not wait.
     *
     * @param time the time until its deadline, not negative
     * @param mostSortedRows how many rows may be sorted without an index, from 0
     * @param nanoTime a thread-safe clock in nanoseconds that never runs backwards. Its zero is arbitrary
     * @return a budget with this deadline
     * @throws IllegalArgumentException if one of them is negative
     */
    public static WorkBudget of(Duration time, int mostSortedRows, LongSupplier nanoTime) {
        return new WorkBudget(time, mostSortedRows, nanoTime);
    }

    /**
     * Ends a call whose deadline has passed. Before the deadline it does nothing.
     *
     * @throws Storage as {@link #outOfTime()}, if no time {@linkplain #remaining() remains}
     */
    public void check() {
        if (remainingNanos() == 0) {
            throw outOfTime();
        }
    }

    /** {@return the time until the deadline: never negative, zero after it, and about 292 years without one} */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    private long remainingNanos() {
        return Math.max(0, nanos - (nanoTime.getAsLong() - start));
    }

    /**
     * {@return how many rows may be sorted without an index, from 0} {@link #requireSortable} tells which rows count.
     */
    public int mostSortedRows() {
        return mostSortedRows;
    }

    /**
     * Rejects a query that would sort too many rows, for stores without an index in its order. An order by id, the
     * order of a search and a query with limit 0 accept any number.
     *
     * @param query the query
     * @param rows how many rows match it, or how many were seen so far
     * @throws Invalid with {@code sort}, if there are more than {@link #mostSortedRows()}
     */
    public void requireSortable(ContactQuery query, long rows) {
        List<Sort> sorts = query.sorts();
        boolean sorted = query.limit() > 0 && !sorts.isEmpty() && sorts.get(0).field() != ContactFields.ID;
        if (sorted && rows > mostSortedRows) {
            throw Invalid.query(List.of(new Violation(
                    "sort",
                    "too_many_rows",
                    "Must order at most " + mostSortedRows + " contacts: filter them, or sort by id")));
        }
    }

    /**
     * The failure of a call whose deadline has passed, for stores whose database ends a statement by itself.
     *
     * @return a retryable failure after which nothing was written
     */
    public static Storage outOfTime() {
        return new Storage("The deadline of the call has passed", true, Storage.Outcome.NOT_APPLIED);
    }

    /** The number of rows, without the time. */
    @Override
    public String toString() {
        return "WorkBudget[mostSortedRows=" + mostSortedRows + "]";
    }
}
