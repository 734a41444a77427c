package dev.contactbook.domain;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a field of the contact, for example {@code EMAIL.is("ada@example.com")}. Made by the methods of
 * {@link ColumnField}.
 *
 * @param <T> the type of the field's values
 */
public final class ColumnCondition<T> implements Filter {
    private final ColumnField<T> field;
    private final FilterOperator operator;
    private final List<@Nullable T> values;

    /** The text to search for, null if the operator searches for none or the value is null. */
    private final @Nullable WantedText wanted;

    /** Whether a contact satisfies the condition. */
    private final Predicate<FoldedContact> test;

    ColumnCondition(
            ColumnField<T> field,
            FilterOperator operator,
            List<@Nullable T> values,
            @Nullable WantedText wanted,
            Predicate<FoldedContact> test) {
        this.field = field;
        this.operator = operator;
        this.values = values;
        this.wanted = wanted;
        this.test = test;
    }

    /** {@return the field it looks at} */
    public ColumnField<T> field() {
        return field;
    }

    /** {@return how it compares} */
    public FilterOperator operator() {
        return operator;
    }

    /**
     * Returns the values to compare with: none for {@link FilterOperator#EXISTS} and {@link FilterOperator#MISSING},
     * any number of values for {@link FilterOperator#IN} and {@link FilterOperator#NOT_IN}, one for all others.
     *
     * @return an unmodifiable list, in which null is a missing value
     */
    public List<@Nullable T> values() {
        return values;
    }

    /**
     * Returns whether no contact can match, because the folded text to search for is longer than any text of the field.
     *
     * @return true only for {@link FilterOperator#CONTAINS}, {@link FilterOperator#STARTS_WITH} and
     *     {@link FilterOperator#ENDS_WITH}
     */
    public boolean isNeverTrue() {
        return wanted != null && !wanted.fits();
    }

    @Nullable
    WantedText wanted() {
        return wanted;
    }

    Predicate<FoldedContact> test() {
        return test;
    }

    /** Equal if field, operator and values are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ColumnCondition<?> condition
                && field == condition.field
                && operator == condition.operator
                && values.equals(condition.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(field, operator, values);
    }

    /** Field and operator, without the values. */
    @Override
    public String toString() {
        return operator.describe(field.name(), values.size());
    }
}
