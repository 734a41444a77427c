package dev.contactbook.domain;

import java.util.List;
import java.util.Objects;
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
    private final List<T> data;

    private Page(OptionalLong total, int limit, int skip, List<T> data) {
        this.total = total;
        this.limit = limit;
        this.skip = skip;
        this.data = data;
    }

    /**
     * The page that answers a query.
     *
     * @param query the query
     * @param total how many contacts match it, empty where it did not ask
     * @param data the rows
     * @param <T> what the rows are
     * @return the page
     */
    public static <T> Page<T> of(ContactQuery query, OptionalLong total, List<T> data) {
        return new Page<>(total, query.limit(), query.skip(), List.copyOf(data));
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
        return new Page<>(total, limit, skip, data.stream().<R>map(function).toList());
    }

    /** Equal if numbers and rows are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Page<?> page
                && total.equals(page.total)
                && limit == page.limit
                && skip == page.skip
                && data.equals(page.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(total, limit, skip, data);
    }

    /** Its numbers, without the rows. */
    @Override
    public String toString() {
        return "Page[total=" + (total.isPresent() ? total.getAsLong() : "unknown") + ", limit=" + limit + ", skip="
                + skip + ", rows=" + data.size() + "]";
    }
}
