package dev.contactbook.domain;

import java.util.function.Predicate;

/** The comparison of a condition, named after the method that makes it. */
public enum FilterOperator {
    /** Exactly the value. Null is a missing one. Of a list of texts, one of them. */
    IS("is"),
    /** Not {@link #IS}. */
    IS_NOT("isNot"),
    /** {@link #IS} of at least one of the values. */
    IN("in"),
    /** Not {@link #IN}. */
    NOT_IN("notIn"),
    /** Before the value in the sort order. */
    LESS("lessThan"),
    /** Before the value in that order, or the value itself. */
    AT_MOST("atMost"),
    /** After the value in that order. */
    GREATER("greaterThan"),
    /** After the value in that order, or the value itself. */
    AT_LEAST("atLeast"),
    /** The text occurs in the field's, both folded. */
    CONTAINS("contains"),
    /** The field's text starts with the text, both folded. */
    STARTS_WITH("startsWith"),
    /** The field's text ends with the text, both folded. */
    ENDS_WITH("endsWith"),
    /** The field's text equals the text, both folded. Of a list of texts, one of them. */
    SAME_AS("sameAs"),
    /** {@link #SAME_AS} of at least one of the texts. */
    SAME_AS_ANY("sameAsAny"),
    /** One of the phone's numbers is the same number, however both are written. */
    SAME_NUMBER("sameNumberAs"),
    /** There is a value. */
    EXISTS("exists"),
    /** There is no value. */
    MISSING("isMissing");

    private final String method;

    FilterOperator(String method) {
        this.method = method;
    }

    /** Whether null may be among the values. */
    boolean takesNull() {
        return this == IS || this == IS_NOT || this == IN || this == NOT_IN;
    }

    boolean takesMany() {
        return this == IN || this == NOT_IN || this == SAME_AS_ANY;
    }

    /** {@return whether it searches for a text inside the field's} */
    public boolean searches() {
        return this == CONTAINS || this == STARTS_WITH || this == ENDS_WITH;
    }

    /** {@return whether it compares folded texts, so that only fields with texts have it} */
    public boolean comparesFolded() {
        return searches() || this == SAME_AS || this == SAME_AS_ANY;
    }

    /** Negates whether a value is one of the condition's, for the operators with a not. */
    <T> Predicate<T> negatedIfNot(Predicate<T> isOneOf) {
        return this == IS_NOT || this == NOT_IN ? isOneOf.negate() : isOneOf;
    }

    /** Whether a field's value that compares so with the condition's matches. */
    boolean accepts(int comparison) {
        return switch (this) {
            case LESS -> comparison < 0;
            case AT_MOST -> comparison <= 0;
            case GREATER -> comparison > 0;
            case AT_LEAST -> comparison >= 0;
            default -> throw new IllegalStateException(this + " does not compare");
        };
    }

    /** The condition as a text, without its values. */
    String describe(String field, int values) {
        if (takesMany()) {
            return field + " " + method + " [" + values + (values == 1 ? " value]" : " values]");
        }
        return field + " " + method + (this == EXISTS || this == MISSING ? "" : " ?");
    }
}
