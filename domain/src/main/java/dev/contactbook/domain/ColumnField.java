package dev.contactbook.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A field with a single value, by which contacts are sorted and filtered (contract §4).
 *
 * @param <T> the type of its values
 */
public abstract sealed class ColumnField<T> extends ContactField<T> permits TextField, NumberField, TimeField {
    ColumnField(int position, String name, Function<Contact, ? extends @Nullable T> value) {
        super(position, name, value);
    }

    ColumnField(int position, String name, Access<T> access) {
        super(position, name, access);
    }

    /** {@return a sort by this field, smallest first, contacts without a value before all others} */
    public final Sort asc() {
        return new Sort(this, Sort.Direction.ASC);
    }

    /** {@return a sort by this field, largest first, contacts without a value after all others} */
    public final Sort desc() {
        return new Sort(this, Sort.Direction.DESC);
    }

    /** {@return the order of this field's values that are not null, the same in every store} */
    public abstract Comparator<T> order();

    /**
     * {@return whether every contact has a value in this field: the required field, and those that the library writes
     * with every contact}
     */
    public final boolean isAlwaysPresent() {
        return ContactFields.ALWAYS_PRESENT.contains(this);
    }

    /**
     * Matches contacts with exactly this value.
     *
     * @param value the value, null for contacts without a value, as {@link #isMissing()}
     * @return the filter
     */
    public final Filter is(@Nullable T value) {
        return oneOf(FilterOperator.IS, Collections.singletonList(value));
    }

    /**
     * Matches all contacts but those with exactly this value, so also contacts without a value.
     *
     * @param value the value, null for contacts without a value, as {@link #exists()}
     * @return the filter
     */
    public final Filter isNot(@Nullable T value) {
        return oneOf(FilterOperator.IS_NOT, Collections.singletonList(value));
    }

    /**
     * Matches contacts with exactly one of these values.
     *
     * @param values at most 1,000 values, null for contacts without a value
     * @return the filter
     */
    public final Filter in(Collection<? extends @Nullable T> values) {
        return oneOf(FilterOperator.IN, values);
    }

    /**
     * Matches all contacts that {@link #in(Collection)} does not match.
     *
     * @param values at most 1,000 values, null for contacts without a value
     * @return the filter
     */
    public final Filter notIn(Collection<? extends @Nullable T> values) {
        return oneOf(FilterOperator.NOT_IN, values);
    }

    /**
     * Matches contacts whose value comes before this one in {@link #order()}.
     *
     * @param value the value
     * @return the filter
     */
    public final Filter lessThan(T value) {
        return compared(FilterOperator.LESS, value);
    }

    /**
     * Matches contacts whose value is this one or comes before it in {@link #order()}.
     *
     * @param value the value
     * @return the filter
     */
    public final Filter atMost(T value) {
        return compared(FilterOperator.AT_MOST, value);
    }

    /**
     * Matches contacts whose value comes after this one in {@link #order()}.
     *
     * @param value the value
     * @return the filter
     */
    public final Filter greaterThan(T value) {
        return compared(FilterOperator.GREATER, value);
    }

    /**
     * Matches contacts whose value is this one or comes after it in {@link #order()}.
     *
     * @param value the value
     * @return the filter
     */
    public final Filter atLeast(T value) {
        return compared(FilterOperator.AT_LEAST, value);
    }

    /** {@return a filter that matches contacts with a value} */
    public final Filter exists() {
        return condition(FilterOperator.EXISTS, List.of(), seen -> of(seen.contact()) != null);
    }

    /** {@return a filter that matches contacts without a value} */
    public final Filter isMissing() {
        return condition(FilterOperator.MISSING, List.of(), seen -> of(seen.contact()) == null);
    }

    /** Returns the type of this field's values. */
    abstract Class<T> type();

    /** Sorts contacts by this field, null before any value (contract §4). */
    final Comparator<Contact> ascending() {
        return Comparator.comparing(this::of, Comparator.nullsFirst(order()));
    }

    /**
     * Returns what a contact is sorted by, null if it has no value. Keys of one field compare as in {@link #order()}.
     */
    abstract @Nullable Comparable<?> key(FoldedContact contact);

    /** Returns the sort key of a value that a contact once had. */
    abstract Comparable<?> keyOf(Object value);

    private Filter oneOf(FilterOperator operator, Collection<? extends @Nullable T> values) {
        List<@Nullable T> copy = Collections.unmodifiableList(new ArrayList<>(values));
        Set<@Nullable T> set = new HashSet<>(copy);
        return condition(operator, copy, operator.negatedIfNot(seen -> set.contains(of(seen.contact()))));
    }

    private Filter compared(FilterOperator operator, @Nullable T bound) {
        return condition(
                operator, Collections.singletonList(bound), bound == null ? seen -> false : compares(operator, bound));
    }

    /** Returns whether contacts have a value that compares so with a bound. */
    Predicate<FoldedContact> compares(FilterOperator operator, T bound) {
        Comparator<T> order = order();
        return seen -> {
            T value = of(seen.contact());
            return value != null && operator.accepts(order.compare(value, bound));
        };
    }

    private Filter condition(FilterOperator operator, List<@Nullable T> values, Predicate<FoldedContact> test) {
        return new ColumnCondition<>(this, operator, values, List.of(), test);
    }
}
