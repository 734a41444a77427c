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
 * A field with a single value, by which contacts can be sorted and filtered (contract §4).
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

    /**
     * Sorts by this field, smallest first, contacts without a value before all others.
     *
     * @return the sort
     */
    public final Sort asc() {
        return new Sort(this, Sort.Direction.ASC);
    }

    /**
     * Sorts by this field, largest first, contacts without a value after all others.
     *
     * @return the sort
     */
    public final Sort desc() {
        return new Sort(this, Sort.Direction.DESC);
    }

    /**
     * The order of this field's values, the same in every store.
     *
     * @return an order of values that are not null
     */
    public abstract Comparator<T> order();

    /**
     * Whether every contact has a value in this field, so that none is null.
     *
     * @return true for the required field and for those that the library writes whenever a contact is written
     */
    public final boolean isAlwaysPresent() {
        return ContactFields.ALWAYS_PRESENT.contains(this);
    }

    /**
     * Contacts with exactly this value.
     *
     * @param value the value; null for contacts without a value, as {@link #isMissing()}
     * @return the filter
     */
    public final Filter is(@Nullable T value) {
        return oneOf(FilterOperator.IS, Collections.singletonList(value));
    }

    /**
     * All contacts but those with exactly this value, so those without a value too.
     *
     * @param value the value; null for contacts without a value, as {@link #exists()}
     * @return the filter
     */
    public final Filter isNot(@Nullable T value) {
        return oneOf(FilterOperator.IS_NOT, Collections.singletonList(value));
    }

    /**
     * Contacts with exactly one of these values.
     *
     * @param values at most 1,000 values; a null for contacts without a value
     * @return the filter
     */
    public final Filter in(Collection<? extends @Nullable T> values) {
        return oneOf(FilterOperator.IN, values);
    }

    /**
     * All contacts but those of {@link #in(Collection)}.
     *
     * @param values at most 1,000 values; a null for contacts without a value
     * @return the filter
     */
    public final Filter notIn(Collection<? extends @Nullable T> values) {
        return oneOf(FilterOperator.NOT_IN, values);
    }

    /**
     * Contacts whose value comes before this one in {@link #order()}.
     *
     * @param value the value
     * @return the filter
     */
    public final Filter lessThan(T value) {
        return compared(FilterOperator.LESS, value);
    }

    /**
     * Contacts whose value is this one or comes before it in {@link #order()}.
     *
     * @param value the value
     * @return the filter
     */
    public final Filter atMost(T value) {
        return compared(FilterOperator.AT_MOST, value);
    }

    /**
     * Contacts whose value comes after this one in {@link #order()}.
     *
     * @param value the value
     * @return the filter
     */
    public final Filter greaterThan(T value) {
        return compared(FilterOperator.GREATER, value);
    }

    /**
     * Contacts whose value is this one or comes after it in {@link #order()}.
     *
     * @param value the value
     * @return the filter
     */
    public final Filter atLeast(T value) {
        return compared(FilterOperator.AT_LEAST, value);
    }

    /**
     * Contacts with a value.
     *
     * @return the filter
     */
    public final Filter exists() {
        return condition(FilterOperator.EXISTS, List.of(), seen -> of(seen.contact()) != null);
    }

    /**
     * Contacts without a value.
     *
     * @return the filter
     */
    public final Filter isMissing() {
        return condition(FilterOperator.MISSING, List.of(), seen -> of(seen.contact()) == null);
    }

    /** The type of this field's values. */
    abstract Class<T> type();

    /** Contacts by this field, null smaller than any value (contract §4). */
    final Comparator<Contact> ascending() {
        return Comparator.comparing(this::of, Comparator.nullsFirst(order()));
    }

    /**
     * What a contact is sorted by, null where it has no value: keys of one field compare as {@link #order()} has it.
     */
    abstract @Nullable Comparable<?> key(FoldedContact contact);

    /** The same of a value that a contact had once. */
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

    /** Contacts that have a value which compares so with another one. */
    Predicate<FoldedContact> compares(FilterOperator operator, T bound) {
        Comparator<T> order = order();
        return seen -> {
            T value = of(seen.contact());
            return value != null && operator.accepts(order.compare(value, bound));
        };
    }

    private Filter condition(FilterOperator operator, List<@Nullable T> values, Predicate<FoldedContact> test) {
        return new ColumnCondition<>(this, operator, values, null, test);
    }
}
