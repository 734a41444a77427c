package dev.contactbook.rest.filter;

import dev.contactbook.domain.FilterOperator;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operators of filters, by the names that Feathers clients know (contract §7). Equality has no name. */
enum WireOperator {
    NE("$ne", FilterOperator.IS_NOT),
    IN("$in", FilterOperator.IN),
    NIN("$nin", FilterOperator.NOT_IN),
    LT("$lt", FilterOperator.LESS),
    LTE("$lte", FilterOperator.AT_MOST),
    GT("$gt", FilterOperator.GREATER),
    GTE("$gte", FilterOperator.AT_LEAST),
    CONTAINS("$contains", FilterOperator.CONTAINS),
    STARTS_WITH("$startsWith", FilterOperator.STARTS_WITH),
    ENDS_WITH("$endsWith", FilterOperator.ENDS_WITH),

    /** With a list it is {@link FilterOperator#SAME_AS_ANY}. */
    SAME("$same", FilterOperator.SAME_AS),

    /** A number alone, or an object of a number and its country. */
    SAME_NUMBER("$sameNumber", FilterOperator.SAME_NUMBER),

    /** With the value false it is {@link FilterOperator#MISSING}. */
    EXISTS("$exists", FilterOperator.EXISTS);

    private static final Map<String, WireOperator> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(WireOperator::key, Function.identity()));

    private static final Map<FilterOperator, WireOperator> BY_OPERATOR =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(WireOperator::operator, Function.identity()));

    private final String key;
    private final FilterOperator operator;

    WireOperator(String key, FilterOperator operator) {
        this.key = key;
        this.operator = operator;
    }

    static Optional<WireOperator> named(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** Returns the wire's operator, empty for equality. */
    static Optional<WireOperator> of(FilterOperator operator) {
        return switch (operator) {
            case MISSING -> Optional.of(EXISTS);
            case SAME_AS_ANY -> Optional.of(SAME);
            default -> Optional.ofNullable(BY_OPERATOR.get(operator));
        };
    }

    String key() {
        return key;
    }

    FilterOperator operator() {
        return operator;
    }
}
