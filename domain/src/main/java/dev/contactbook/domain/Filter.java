package dev.contactbook.domain;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tree of conditions that contacts match or do not match, joined by and, or and not (contract §4). Fields make
 * conditions.
 *
 * <pre>{@code EMAIL.endsWith("@x.org").and(COMPANY_ID.in(101, 102))}</pre>
 *
 * <p>Conditions are true or false, never unknown. A missing value satisfies {@code is(null)}, {@code in} with a null,
 * and {@code isMissing()}. {@code isNot}, {@code notIn} and {@code not} negate, so {@code isNot("x")} is true for a
 * missing value. {@link #matches} defines a filter, and every store agrees with it. Immutable.
 *
 * <p>An invalid filter can be made: {@link #violations()} reports its problems, {@link ContactQuery#where} and
 * {@link ContactQuery#within} reject it.
 */
public sealed interface Filter permits ColumnCondition, CustomFieldCondition, Filter.And, Filter.Or, Filter.Not {
    /** The most levels of a filter: 8. A condition is one level, and so is each and, or and not around it. */
    int MAX_DEPTH = 8;

    /** The most conditions of a filter: 200. An empty {@link And} or {@link Or} counts as one. */
    int MAX_CONDITIONS = 200;

    /** The most values of one {@code in} or {@code notIn}: 1,000. */
    int MAX_VALUES = 1_000;

    /**
     * Returns whether a contact matches, live or deleted. {@link ContactQuery#matches} checks both.
     *
     * @param contact any contact
     * @return true if it matches
     */
    default boolean matches(Contact contact) {
        return new FoldedContact(contact).satisfies(this);
    }

    /**
     * Applies the function for the kind of this filter.
     *
     * @param onColumn the function for a condition on a field of the contact
     * @param onCustomField the function for a condition on a custom field
     * @param and the function for filters that must all match
     * @param or the function for filters of which one must match
     * @param not the function for a filter that must not match
     * @param <R> the type of the result
     * @return the result of the function
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
     * Returns a filter that matches if this filter and another one do. A chain of any length is one {@link And}.
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
     * Returns a filter that matches if this filter or another one does. A chain of any length is one {@link Or}.
     *
     * @param other the other filter
     * @return a new filter
     */
    default Filter or(Filter other) {
        return new Or(Stream.of(this, Objects.requireNonNull(other, "other"))
                .flatMap(filter -> filter instanceof Or or ? or.filters.stream() : Stream.of(filter))
                .toList());
    }

    /** {@return a filter that matches all contacts that this one does not} */
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
     * Returns a filter that matches if all of some filters do.
     *
     * @param filters the filters, not flattened, none for {@link #everything()}
     * @return the filter
     */
    static Filter allOf(Collection<? extends Filter> filters) {
        return new And(List.copyOf(filters));
    }

    /**
     * Returns a filter that matches if at least one of some filters does.
     *
     * @param filters the filters, not flattened, none for {@link #nothing()}
     * @return the filter
     */
    static Filter anyOf(Collection<? extends Filter> filters) {
        return new Or(List.copyOf(filters));
    }

    /**
     * Returns the problems for which queries reject this filter: exceeded bounds under {@code filter}, and the first
     * problem of each condition under the name of its field, or under {@code custom_fields_by_name.} and the name of
     * its custom field. The check stops at {@link #MAX_DEPTH} and {@link #MAX_CONDITIONS}, so it is fast for any
     * filter.
     *
     * @return an unmodifiable list, empty if the filter is valid
     */
    default List<Violation> violations() {
        return FilterCheck.violations(this);
    }

    /**
     * Filters that must all match. Without filters it matches every contact.
     *
     * @param filters the filters, an unmodifiable list
     */
    record And(List<Filter> filters) implements Filter {
        private static final And EVERYTHING = new And(List.of());

        /**
         * Creates it with a copy of the filters.
         *
         * @param filters the filters
         */
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
     * Filters of which at least one must match. Without filters it matches no contact.
     *
     * @param filters the filters, an unmodifiable list
     */
    record Or(List<Filter> filters) implements Filter {
        private static final Or NOTHING = new Or(List.of());

        /**
         * Creates it with a copy of the filters.
         *
         * @param filters the filters
         */
        public Or {
            filters = List.copyOf(filters);
        }

        /** Differs from that of an {@link And} of the same filters. */
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
        /** Differs from that of the negated filter. */
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
