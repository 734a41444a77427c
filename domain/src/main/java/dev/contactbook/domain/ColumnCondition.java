package dev.contactbook.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /** The texts to search for or to compare with folded, none for other operators and for null. */
    private final List<WantedText> wanted;

    /** What occurs in the search texts of matching contacts, null for operators that compare the field itself. */
    private final @Nullable SearchCondition searched;

    /** The problem of the number, null if there is none. */
    private final @Nullable Violation problem;

    /** Whether a contact satisfies the condition. */
    private final Predicate<FoldedContact> test;

    ColumnCondition(
            ColumnField<T> field,
            FilterOperator operator,
            List<@Nullable T> values,
            List<WantedText> wanted,
            Predicate<FoldedContact> test) {
        this(field, operator, values, wanted, null, null, test);
    }

    private ColumnCondition(
            ColumnField<T> field,
            FilterOperator operator,
            List<@Nullable T> values,
            List<WantedText> wanted,
            @Nullable SearchCondition searched,
            @Nullable Violation problem,
            Predicate<FoldedContact> test) {
        this.field = field;
        this.operator = operator;
        this.values = values;
        this.wanted = wanted;
        this.searched = searched;
        this.problem = problem;
        this.test = test;
    }

    static ColumnCondition<String> sameNumber(
            PhoneField field, List<@Nullable String> values, SearchCondition searched, @Nullable Violation problem) {
        return new ColumnCondition<>(
                field, FilterOperator.SAME_NUMBER, values, List.of(), searched, problem, searched::matches);
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
     * any number of values for {@link FilterOperator#IN}, {@link FilterOperator#NOT_IN} and
     * {@link FilterOperator#SAME_AS_ANY}, one for all others. {@link FilterOperator#SAME_NUMBER} has three: the number,
     * its country and its calling code.
     *
     * @return an unmodifiable list, in which null is a missing value
     */
    public List<@Nullable T> values() {
        return values;
    }

    /**
     * Returns whether no contact can match, because each text to search for or to compare with is longer than any text
     * of the field.
     *
     * @return true only for operators that {@linkplain FilterOperator#comparesFolded() compare folded texts}
     */
    public boolean isNeverTrue() {
        return !wanted.isEmpty() && wanted.stream().noneMatch(WantedText::fits);
    }

    /**
     * Returns the folded texts of {@link FilterOperator#SAME_AS} and {@link FilterOperator#SAME_AS_ANY}: a contact
     * matches if {@link TextField#sameKey} of its text is one of them, of e-mails that of any address.
     *
     * @return an unmodifiable set, empty for all other operators
     */
    public Set<String> sameKeys() {
        return operator.searches() ? Set.of() : WantedText.fitting(wanted);
    }

    /** {@return what occurs in the search texts of matching contacts: only of {@link FilterOperator#SAME_NUMBER}} */
    public Optional<SearchCondition> searched() {
        return Optional.ofNullable(searched);
    }

    @Nullable
    Violation problem() {
        return problem;
    }

    List<WantedText> wanted() {
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
