package dev.contactbook.domain;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A condition on a custom field. */
public final class CustomFieldCondition implements Filter {
    private final String name;
    private final FilterOperator operator;
    private final List<@Nullable CustomValue> values;

    /** The same for every spelling of the name. */
    private final String key;

    /** What is wrong with a value that was left out, null where none was. */
    private final @Nullable Violation problem;

    /** The text to look for, null where the operator looks for none, or there is none. */
    private final @Nullable WantedText wanted;

    /** What the operator and the values mean. */
    private final Predicate<@Nullable FoldedValue> test;

    CustomFieldCondition(
            String name,
            FilterOperator operator,
            List<@Nullable CustomValue> values,
            @Nullable Violation problem,
            @Nullable WantedText wanted,
            Predicate<@Nullable FoldedValue> test) {
        this.name = name;
        this.key = CustomFields.key(name);
        this.operator = operator;
        this.values = values;
        this.problem = problem;
        this.wanted = wanted;
        this.test = test;
    }

    /**
     * The name of the custom field it looks at, which contacts may have in another case.
     *
     * @return the name, trimmed
     */
    public String name() {
        return name;
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
     * of values for {@link FilterOperator#IN} and {@link FilterOperator#NOT_IN}, else one. What no custom field can be
     * compared with is left out, and {@link #violations()} says so.
     *
     * @return an unmodifiable list of texts, exactly as given, numbers and truth values; null in it is a missing value
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

    @Nullable
    WantedText wanted() {
        return wanted;
    }

    Predicate<@Nullable FoldedValue> test() {
        return test;
    }
}
