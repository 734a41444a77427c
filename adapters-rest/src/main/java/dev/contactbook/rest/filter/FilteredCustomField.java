package dev.contactbook.rest.filter;

import dev.contactbook.domain.CustomField;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A custom field in a filter. A text of a query string matches every value that it spells (contract §7). */
record FilteredCustomField(CustomField field) implements FilteredField<List<Object>> {
    @Override
    public Optional<ValueType<List<Object>>> type(FilterOperator operator) {
        if (operator == FilterOperator.SAME_NUMBER) {
            return Optional.empty();
        }
        return Optional.of(
                switch (operator) {
                    case LESS, AT_MOST, GREATER, AT_LEAST -> ValueType.ORDERED_CUSTOM;
                    case CONTAINS, STARTS_WITH, ENDS_WITH, SAME_AS, SAME_AS_ANY -> ValueType.CUSTOM_TEXT;
                    default -> ValueType.CUSTOM;
                });
    }

    @Override
    public Filter condition(FilterOperator operator, List<@Nullable List<Object>> values) {
        List<@Nullable Object> meanings = new ArrayList<>();
        for (List<Object> value : values) {
            if (value == null) {
                meanings.add(null);
            } else {
                meanings.addAll(value);
            }
        }
        return switch (operator) {
            case IS -> meanings.size() == 1 ? is(meanings.get(0)) : field.in(meanings);
            case IS_NOT -> meanings.size() == 1 ? isNot(meanings.get(0)) : field.notIn(meanings);
            case IN -> field.in(meanings);
            case NOT_IN -> field.notIn(meanings);
            case LESS -> any(meanings, field::lessThan, field::lessThan);
            case AT_MOST -> any(meanings, field::atMost, field::atMost);
            case GREATER -> any(meanings, field::greaterThan, field::greaterThan);
            case AT_LEAST -> any(meanings, field::atLeast, field::atLeast);
            case CONTAINS -> field.contains((String) meanings.get(0));
            case STARTS_WITH -> field.startsWith((String) meanings.get(0));
            case ENDS_WITH -> field.endsWith((String) meanings.get(0));
            case SAME_AS -> field.sameAs((String) meanings.get(0));
            case SAME_AS_ANY ->
                field.sameAsAny(meanings.stream().map(String.class::cast).toList());
            case SAME_NUMBER -> throw new IllegalStateException(operator + " is of columns");
            case EXISTS -> field.exists();
            case MISSING -> field.isMissing();
        };
    }

    private Filter is(@Nullable Object value) {
        if (value instanceof Boolean bool) {
            return field.is(bool);
        }
        return value instanceof Number number ? field.is(number) : field.is((String) value);
    }

    private Filter isNot(@Nullable Object value) {
        if (value instanceof Boolean bool) {
            return field.isNot(bool);
        }
        return value instanceof Number number ? field.isNot(number) : field.isNot((String) value);
    }

    /** Compares with any of these bounds, each of its own type. */
    private static Filter any(List<Object> bounds, Function<String, Filter> ofText, Function<Number, Filter> ofNumber) {
        List<Filter> filters = bounds.stream()
                .map(bound -> bound instanceof Number number ? ofNumber.apply(number) : ofText.apply((String) bound))
                .toList();
        return filters.size() == 1 ? filters.get(0) : Filter.anyOf(filters);
    }
}
