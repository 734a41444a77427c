package dev.contactbook.rest.filter;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.PhoneField;
import dev.contactbook.domain.TextField;
import dev.contactbook.domain.TimeField;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A column in a filter (contract §7). */
record FilteredColumn<T>(ColumnField<T> column, ValueType<T> type) implements FilteredField<T> {
    static FilteredColumn<?> of(ColumnField<?> column) {
        if (column instanceof TextField text) {
            return new FilteredColumn<>(text, ValueType.TEXT);
        } else if (column instanceof NumberField number) {
            return new FilteredColumn<>(number, ValueType.WHOLE_NUMBER);
        }
        return new FilteredColumn<>((TimeField) column, ValueType.TIME);
    }

    @Override
    public Optional<ValueType<T>> type(FilterOperator operator) {
        if (operator == FilterOperator.SAME_NUMBER && !(column instanceof PhoneField)) {
            return Optional.empty();
        }
        return operator.comparesFolded() && !(column instanceof TextField) ? Optional.empty() : Optional.of(type);
    }

    @Override
    public Filter condition(FilterOperator operator, List<@Nullable T> values) {
        return switch (operator) {
            case IS -> column.is(values.get(0));
            case IS_NOT -> column.isNot(values.get(0));
            case IN -> column.in(values);
            case NOT_IN -> column.notIn(values);
            case LESS -> column.lessThan(values.get(0));
            case AT_MOST -> column.atMost(values.get(0));
            case GREATER -> column.greaterThan(values.get(0));
            case AT_LEAST -> column.atLeast(values.get(0));
            case CONTAINS -> ((TextField) column).contains((String) values.get(0));
            case STARTS_WITH -> ((TextField) column).startsWith((String) values.get(0));
            case ENDS_WITH -> ((TextField) column).endsWith((String) values.get(0));
            case SAME_AS -> ((TextField) column).sameAs((String) values.get(0));
            case SAME_AS_ANY ->
                ((TextField) column)
                        .sameAsAny(values.stream().map(String.class::cast).toList());
            case SAME_NUMBER ->
                ((PhoneField) column)
                        .sameNumberAs((String) values.get(0), (String) values.get(1), (String) values.get(2));
            case EXISTS -> column.exists();
            case MISSING -> column.isMissing();
        };
    }
}
