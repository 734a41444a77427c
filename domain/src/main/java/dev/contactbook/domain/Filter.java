package dev.contactbook.domain;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts: a tree of conditions on fields, joined by and, or and not (contract §4). Made by the fields
 * themselves.
 *
 * <pre>{@code EMAIL.endsWith("@x.org").and(COMPANY_ID.in(101, 102))}</pre>
 *
 * <p>Logic is two-valued: a missing value satisfies only {@code is(null)}, {@code in} with a null and
 * {@code isMissing()}; {@code isNot}, {@code notIn} and {@code not} negate, so {@code isNot("x")} is true of a missing
 * value. {@link #matches} says what a filter means; every store agrees with it. Immutable.
 *
 * <p>A filter can be made that no query takes: {@link #violations()} says what is wrong with it,
 * {@link ContactQuery#where} and {@link ContactQuery#within} refuse it.
 */
public sealed interface Filter permits ColumnCondition, CustomFieldCondition, Filter.And, Filter.Or, Filter.Not {
    /** The most levels of a filter: 8. A condition is one, and so is each and, or and not around it. */
    int MAX_DEPTH = 8;

    /** The most conditions of a filter: 200. An and or an or of nothing counts as one. */
    int MAX_CONDITIONS = 200;

    /** The most values of one {@code in} or {@code notIn}: 1,000. */
    int MAX_VALUES = 1_000;

    /**
     * Whether a contact is one of those meant. Whether it is live is not the filter's business:
     * {@link ContactQuery#matches} asks both.
     *
     * @param contact any contact
     * @return true if it is
     */
    default boolean matches(Contact contact) {
        return new FoldedContact(contact).satisfies(this);
    }

    /**
     * Tells the five kinds apart.
     *
     * @param onColumn what to do with a condition on a field of the contact
     * @param onCustomField what to do with a condition on a custom field
     * @param and what to do with filters that all have to match
     * @param or what to do with filters of which one has to match
     * @param not what to do with a filter that must not match
     * @param <R> the type of the answer
     * @return the answer of the function that was chosen
     */
    default <R extends @Nullable Object> R match(
            Function<? super ColumnCondition<?>, ? extends R> onColumn,
            Function<? super CustomFieldCondition, ? extends R> onCustomField,
            Function<? super And, ? extends R> and,
            Function<? super Or, ? extends R> or,
            Function<? super Not, ? extends R> not) {
        if (this instanceof ColumnCondition<?> condition) {
            return onColumn.apply(condition);
        } else if (this instanceof CustomFieldCondition condition) {
            return onCustomField.apply(condition);
        } else if (this instanceof And filters) {
            return and.apply(filters);
        } else if (this instanceof Or filters) {
            return or.apply(filters);
        }
        return not.apply((Not) this);
    }

    /**
     * The contacts that this filter and another one mean. A chain of these is one {@link And}, however long.
     *
     * @param other the other filter
     * @return a new filter
     */
    default Filter and(Filter other) {
        return new And(Stream.of(this, Objects.requireNonNull(other, "other"))
                .flatMap(filter -> filter instanceof And and ? and.filters.stream() : Stream.of(filter))
                .toList());
    }

    /**
     * The contacts that this filter or another one means. A chain of these is one {@link Or}, however long.
     *
     * @param other the other filter
     * @return a new filter
     */
    default Filter or(Filter other) {
        return new Or(Stream.of(this, Objects.requireNonNull(other, "other"))
                .flatMap(filter -> filter instanceof Or or ? or.filters.stream() : Stream.of(filter))
                .toList());
    }

    /**
     * The contacts that this filter does not mean.
     *
     * @return a new filter
     */
    default Filter not() {
        return new Not(this);
    }

    /** {@return the filter that every contact matches} */
    static Filter everything() {
        return And.EVERYTHING;
    }

    /** {@return the filter that no contact matches} */
    static Filter nothing() {
        return Or.NOTHING;
    }

    /**
     * The contacts that all of some filters mean.
     *
     * @param filters the filters, nested as they are; none for {@link #everything()}
     * @return the filter
     */
    static Filter allOf(Collection<? extends Filter> filters) {
        return new And(List.copyOf(filters));
    }

    /**
     * The contacts that at least one of some filters means.
     *
     * @param filters the filters, nested as they are; none for {@link #nothing()}
     * @return the filter
     */
    static Filter anyOf(Collection<? extends Filter> filters) {
        return new Or(List.copyOf(filters));
    }

    /**
     * What keeps queries from taking this filter: its bounds, under {@code filter}, and for each condition the first
     * thing that is wrong, under the name of its field or {@code custom_fields_by_name.} and the name of its custom
     * field. A filter beyond {@link #MAX_DEPTH} or {@link #MAX_CONDITIONS} is not looked at further, so that this is
     * quick whatever its size.
     *
     * @return an unmodifiable list, empty where nothing is wrong
     */
    default List<Violation> violations() {
        return FilterCheck.violations(this);
    }

    /**
     * Filters that all have to match. Without filters it matches every contact.
     *
     * @param filters the filters, an unmodifiable list
     */
    record And(List<Filter> filters) implements Filter {
        private static final And EVERYTHING = new And(List.of());

        /** Copies the filters. */
        public And {
            filters = List.copyOf(filters);
        }

        /** The filters, without their values. */
        @Override
        public String toString() {
            return filters.stream().map(Filter::toString).collect(Collectors.joining(" and ", "(", ")"));
        }
    }

    /**
     * Filters of which at least one has to match. Without filters it matches no contact.
     *
     * @param filters the filters, an unmodifiable list
     */
    record Or(List<Filter> filters) implements Filter {
        private static final Or NOTHING = new Or(List.of());

        /** Copies the filters. */
        public Or {
            filters = List.copyOf(filters);
        }

        /** Another one than that of an {@link And} of the same filters. */
        @Override
        public int hashCode() {
            return ~filters.hashCode();
        }

        /** The filters, without their values. */
        @Override
        public String toString() {
            return filters.stream().map(Filter::toString).collect(Collectors.joining(" or ", "(", ")"));
        }
    }

    /**
     * A filter that must not match.
     *
     * @param filter the filter
     */
    record Not(Filter filter) implements Filter {
        /** Another one than that of the filter. */
        @Override
        public int hashCode() {
            return ~filter.hashCode();
        }

        /** The filter, without its values. */
        @Override
        public String toString() {
            return "not " + filter;
        }
    }
}
