package dev.contactbook.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer, and how many matches there are in all (contract §3, list). Immutable.
 *
 * @param <T> what the rows are
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
     * The page that answers a query.
     *
     * @param query the query
     * @param total how many contacts match it, empty where it did not ask
     * @param next where the next page goes on, empty where nothing follows
     * @param data the rows
     * @param <T> what the rows are
     * @return the page
     */
    public static <T> Page<T> of(ContactQuery query, OptionalLong total, Optional<Cursor> next, List<T> data) {
        return new Page<>(total, query.limit(), query.skip(), next.orElse(null), List.copyOf(data));
    }

    /**
     * How many contacts match in all.
     *
     * @return the total, empty only where the query did without
     */
    public OptionalLong total() {
        return total;
    }

    /**
     * How many rows were asked for.
     *
     * @return 0 to 1,000
     */
    public int limit() {
        return limit;
    }

    /**
     * How many matches were left out first.
     *
     * @return 0 to 2^31−1
     */
    public int skip() {
        return skip;
    }

    /**
     * Where the next page goes on, by {@link ContactQuery#after}.
     *
     * @return the cursor; empty where nothing followed when the page was read, and where no rows were asked for
     */
    public Optional<Cursor> next() {
        return Optional.ofNullable(next);
    }

    /**
     * The rows.
     *
     * @return an unmodifiable list of at most {@link #limit()} rows
     */
    public List<T> data() {
        return data;
    }

    /**
     * The same page with other rows.
     *
     * @param function what becomes of each row
     * @param <R> what the rows become
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
