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
 * What one call of a store may cost: the time until its deadline, and the rows that it may sort (contract §4, work).
 *
 * <p>A store looks at the time before it begins, at least once per some hundred contacts, and before each statement. A
 * look costs about as much as reading a clock. Immutable and thread-safe: a deadline is one moment for all threads that
 * work for a call.
 */
public final class WorkBudget {
    /** Any amount of work: no deadline, and any number of rows to sort. */
    public static final WorkBudget UNBOUNDED =
            new WorkBudget(Duration.ofNanos(Long.MAX_VALUE), Integer.MAX_VALUE, System::nanoTime);

    private final LongSupplier nanoTime;
    private final long start;
    private final long nanos;
    private final int mostSortedRows;

    private WorkBudget(Duration time, int mostSortedRows, LongSupplier nanoTime) {
        if (time.isNegative() || mostSortedRows < 0) {
            throw new IllegalArgumentException("A budget is not negative: " + time + ", " + mostSortedRows);
        }
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
        this.start = nanoTime.getAsLong();
        this.nanos = time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : time.toNanos();
        this.mostSortedRows = mostSortedRows;
    }

    /**
     * The budget of a call that begins now.
     *
     * @param time the time until its deadline, not negative; with {@link Duration#ZERO} the deadline has passed
     * @param mostSortedRows how many rows an order that no index has may sort, from 0
     * @return a budget whose deadline is so far from now
     * @throws IllegalArgumentException if one of them is negative
     */
    public static WorkBudget of(Duration time, int mostSortedRows) {
        return of(time, mostSortedRows, System::nanoTime);
    }

    /**
     * The budget of a call that begins now, by a clock of the caller's: so tests need not wait.
     *
     * @param time the time until its deadline, not negative
     * @param mostSortedRows how many rows an order that no index has may sort, from 0
     * @param nanoTime a clock that never runs backwards, in nanoseconds, thread-safe; its zero is arbitrary
     * @return a budget whose deadline is so far from now
     * @throws IllegalArgumentException if one of them is negative
     */
    public static WorkBudget of(Duration time, int mostSortedRows, LongSupplier nanoTime) {
        return new WorkBudget(time, mostSortedRows, nanoTime);
    }

    /**
     * Ends a call whose deadline has passed; does nothing before.
     *
     * @throws Storage as {@link #outOfTime()}, if no time {@linkplain #remaining() remains}
     */
    public void check() {
        if (remainingNanos() == 0) {
            throw outOfTime();
        }
    }

    /**
     * The time until the deadline.
     *
     * @return never negative; zero once the deadline has passed, and about 292 years where there is none
     */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    private long remainingNanos() {
        return Math.max(0, nanos - (nanoTime.getAsLong() - start));
    }

    /**
     * How many rows an order that no index has may sort: {@link #requireSortable} says which rows count.
     *
     * @return 0 or more
     */
    public int mostSortedRows() {
        return mostSortedRows;
    }

    /**
     * Ends a call that would sort too many rows; for stores that have no index in the order of the query. An order by
     * id, the order of a search and a query for no rows take any number.
     *
     * @param query the query
     * @param rows how many rows match it; where they are not all known, those that were seen
     * @throws Invalid with {@code sort}, if they are more than {@link #mostSortedRows()}
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
     * @return a failure that may pass, since the machine may have been busy; nothing was written
     */
    public static Storage outOfTime() {
        return new Storage("The deadline of the call has passed", true, Storage.Outcome.NOT_APPLIED);
    }

    /** How many rows may be sorted, without the time, which passes. */
    @Override
    public String toString() {
        return "WorkBudget[mostSortedRows=" + mostSortedRows + "]";
    }
}
