package dev.contactbook.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of rows, and the total of all matches (contract §3, list). Immutable.
 *
 * @param <T> the type of the rows
 */
public final class Page<T> {
    private final OptionalLong total;
    private final int limit;
    private final int skip;
    private final @Nullable Cursor next;
    private final List<T> data;

    private Page(OptionalLong total, int limit, int skip, @Nullable Cursor next, List<T> data) {
        this.total = total;
        this.limit = limit;
        this.skip = skip;
        this.next = next;
        this.data = data;
    }

    /**
     * Returns the page for a query.
     *
     * @param query the query
     * @param total how many contacts match it, empty if it does not count
     * @param next the cursor of the next page, empty if nothing follows
     * @param data the rows
     * @param <T> the type of the rows
     * @return the page
     */
    public static <T> Page<T> of(ContactQuery query, OptionalLong total, Optional<Cursor> next, List<T> data) {
        return new Page<>(total, query.limit(), query.skip(), next.orElse(null), List.copyOf(data));
    }

    /** {@return how many contacts match in total, empty if the query does not count} */
    public OptionalLong total() {
        return total;
    }

    /** {@return the limit of the query, 0 to 1,000} */
    public int limit() {
        return limit;
    }

    /** {@return how many matches the query skipped, 0 to 2^31−1} */
    public int skip() {
        return skip;
    }

    /**
     * {@return the cursor of the next page, for {@link ContactQuery#after}, empty if nothing followed when the page was
     * read or the limit is 0}
     */
    public Optional<Cursor> next() {
        return Optional.ofNullable(next);
    }

    /** {@return the rows, an unmodifiable list of at most {@link #limit()}} */
    public List<T> data() {
        return data;
    }

    /**
     * Returns this page with other rows.
     *
     * @param function maps each row
     * @param <R> the type of the new rows
     * @return a new page
     */
    public <R> Page<R> map(Function<? super T, ? extends R> function) {
        return new Page<>(
                total, limit, skip, next, data.stream().<R>map(function).toList());
    }

    /** Equal if numbers, cursor and rows are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Page<?> page
                && total.equals(page.total)
                && limit == page.limit
                && skip == page.skip
                && Objects.equals(next, page.next)
                && data.equals(page.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(total, limit, skip, next, data);
    }

    /** Its numbers, without the rows. */
    @Override
    public String toString() {
        return "Page[total=" + (total.isPresent() ? total.getAsLong() : "unknown") + ", limit=" + limit + ", skip="
                + skip + ", rows=" + data.size() + (next == null ? "" : ", more follow") + "]";
    }
}
