package dev.contactbook.domain;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a field of the contact.
 *
 * @param <T> the type of the field's values
 */
public final class ColumnCondition<T> implements Filter {
    private final ColumnField<T> field;
    private final FilterOperator operator;
    private final List<@Nullable T> values;

    /** The text to look for, null where the operator looks for none, or there is none. */
    private final @Nullable WantedText wanted;

    /** What the operator and the values mean. */
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

    /**
     * The field it looks at.
     *
     * @return the field
     */
    public ColumnField<T> field() {
        return field;
    }

    /**
     * How it compares.
     *
     * @return the operator
     */
    public FilterOperator operator() {
        return operator;
    }

    /**
     * What it compares with: nothing for {@link FilterOperator#EXISTS} and {@link FilterOperator#MISSING}, any number
     * of values for {@link FilterOperator#IN} and {@link FilterOperator#NOT_IN}, else one.
     *
     * @return an unmodifiable list, as given; null in it is a missing value
     */
    public List<@Nullable T> values() {
        return values;
    }

    /**
     * Whether no contact can match, since the text to look for is longer, folded, than any text of the field.
     *
     * @return true only of {@link FilterOperator#CONTAINS}, {@link FilterOperator#STARTS_WITH} and
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
