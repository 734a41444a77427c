package dev.contactbook.domain;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a custom field, for example {@code ContactFields.custom("Industry").is("steel")}. Made by the methods
 * of {@link CustomField}.
 */
public final class CustomFieldCondition implements Filter {
    private final String name;
    private final FilterOperator operator;
    private final List<@Nullable CustomValue> values;

    /** The name in a form that is the same for every spelling. */
    private final String key;

    /** The problem of a value that was left out, null if none was. */
    private final @Nullable Violation problem;

    /** The texts to search for or to compare with folded, none for other operators and for null. */
    private final List<WantedText> wanted;

    /** Whether a value satisfies the condition. */
    private final Predicate<@Nullable FoldedValue> test;

    CustomFieldCondition(
            String name,
            FilterOperator operator,
            List<@Nullable CustomValue> values,
            @Nullable Violation problem,
            List<WantedText> wanted,
            Predicate<@Nullable FoldedValue> test) {
        this.name = name;
        this.key = CustomFields.key(name);
        this.operator = operator;
        this.values = values;
        this.problem = problem;
        this.wanted = wanted;
        this.test = test;
    }

    /** {@return the trimmed name of the custom field it looks at, which contacts may spell in another case} */
    public String name() {
        return name;
    }

    /** {@return how it compares} */
    public FilterOperator operator() {
        return operator;
    }

    /**
     * Returns the values to compare with: none for {@link FilterOperator#EXISTS} and {@link FilterOperator#MISSING},
     * any number of values for {@link FilterOperator#IN}, {@link FilterOperator#NOT_IN} and
     * {@link FilterOperator#SAME_AS_ANY}, one for all others. A value that no custom field can have is left out, and
     * {@link #violations()} reports it.
     *
     * @return an unmodifiable list of texts, numbers and booleans, in which null is a missing value
     */
    public List<@Nullable CustomValue> values() {
        return values;
    }

    /** Equal if name, in its spelling, operator and values are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CustomFieldCondition condition
                && name.equals(condition.name)
                && operator == condition.operator
                && values.equals(condition.values)
                && Objects.equals(problem, condition.problem);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, operator, values);
    }

    /** The operator, without name and values, which come from outside. */
    @Override
    public String toString() {
        return operator.describe(ContactFields.CUSTOM_FIELDS.name() + ".*", values.size());
    }

    String key() {
        return key;
    }

    @Nullable
    Violation problem() {
        return problem;
    }

    List<WantedText> wanted() {
        return wanted;
    }

    Predicate<@Nullable FoldedValue> test() {
        return test;
    }
}
