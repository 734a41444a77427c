package dev.contactbook.rest;

import dev.contactbook.domain.Filter.Operator;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operators of filters, by the names that Feathers clients know (contract §7). That of equality has none. */
enum WireOperator {
    NE("$ne", Operator.IS_NOT),
    IN("$in", Operator.IN),
    NIN("$nin", Operator.NOT_IN),
    LT("$lt", Operator.LESS),
    LTE("$lte", Operator.AT_MOST),
    GT("$gt", Operator.GREATER),
    GTE("$gte", Operator.AT_LEAST),
    CONTAINS("$contains", Operator.CONTAINS),
    STARTS_WITH("$startsWith", Operator.STARTS_WITH),
    ENDS_WITH("$endsWith", Operator.ENDS_WITH),

    /** With false instead of true it is {@link Operator#MISSING}. */
    EXISTS("$exists", Operator.EXISTS);

    private static final Map<String, WireOperator> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(WireOperator::key, Function.identity()));

    private static final Map<Operator, WireOperator> BY_OPERATOR =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(WireOperator::operator, Function.identity()));

    private final String key;
    private final Operator operator;

    WireOperator(String key, Operator operator) {
        this.key = key;
        this.operator = operator;
    }

    static Optional<WireOperator> named(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** The operator that stands for one of the domain's, empty for the two that have no key of their own. */
    static Optional<WireOperator> of(Operator operator) {
        return Optional.ofNullable(BY_OPERATOR.get(operator));
    }

    String key() {
        return key;
    }

    Operator operator() {
        return operator;
    }
}
