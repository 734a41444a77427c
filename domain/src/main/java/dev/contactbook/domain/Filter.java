package dev.contactbook.domain;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts: a tree of conditions on fields, joined by and, or and not (contract §4). Made by the fields
 * themselves.
 *
 * <pre>{@code EMAIL.endsWith("@x.org").and(COMPANY_ID.in(101, 102))}</pre>
 *
 * <p>Logic is two-valued: a missing value satisfies only {@code is(null)}, {@code in} with a null and
 * {@code isMissing()}; {@code isNot}, {@code notIn} and {@code not} negate, so {@code isNot("x")} is true of a missing
 * value. {@link #matches} says what a filter means; every store agrees with it. Immutable.
 *
 * <p>A filter can be made that no query takes: {@link #violations()} says what is wrong with it,
 * {@link ContactQuery#where} and {@link ContactQuery#within} refuse it.
 */
public sealed interface Filter {
    /** The most levels of a filter: 8. A condition is one, and so is each and, or and not around it. */
    int MAX_DEPTH = 8;

    /** The most conditions of a filter: 200. An and or an or of nothing counts as one. */
    int MAX_CONDITIONS = 200;

    /** The most values of one {@code in} or {@code notIn}: 1,000. */
    int MAX_VALUES = 1_000;

    /**
     * Whether a contact is one of those meant. Whether it is live is not the filter's business:
     * {@link ContactQuery#matches} asks both.
     *
     * @param contact any contact
     * @return true if it is
     */
    default boolean matches(Contact contact) {
        return new FoldedContact(contact).satisfies(this);
    }

    /**
     * Tells the five kinds apart.
     *
     * @param onColumn what to do with a condition on a field of the contact
     * @param onCustomField what to do with a condition on a custom field
     * @param and what to do with filters that all have to match
     * @param or what to do with filters of which one has to match
     * @param not what to do with a filter that must not match
     * @param <R> the type of the answer
     * @return the answer of the function that was chosen
     */
    <R extends @Nullable Object> R match(
            Function<? super OnColumn<?>, ? extends R> onColumn,
            Function<? super OnCustomField, ? extends R> onCustomField,
            Function<? super And, ? extends R> and,
            Function<? super Or, ? extends R> or,
            Function<? super Not, ? extends R> not);

    /**
     * The contacts that this filter and another one mean. A chain of these is one {@link And}, however long.
     *
     * @param other the other filter
     * @return a new filter
     */
    default Filter and(Filter other) {
        return new And(Stream.of(this, Objects.requireNonNull(other, "other"))
                .flatMap(filter -> filter instanceof And and ? and.filters.stream() : Stream.of(filter))
                .toList());
    }

    /**
     * The contacts that this filter or another one means. A chain of these is one {@link Or}, however long.
     *
     * @param other the other filter
     * @return a new filter
     */
    default Filter or(Filter other) {
        return new Or(Stream.of(this, Objects.requireNonNull(other, "other"))
                .flatMap(filter -> filter instanceof Or or ? or.filters.stream() : Stream.of(filter))
                .toList());
    }

    /**
     * The contacts that this filter does not mean.
     *
     * @return a new filter
     */
    default Filter not() {
        return new Not(this);
    }

    /**
     * The contacts that all of some filters mean.
     *
     * @param filters the filters, nested as they are; none for every contact
     * @return the filter
     */
    static Filter allOf(Collection<? extends Filter> filters) {
        return new And(List.copyOf(filters));
    }

    /**
     * The contacts that at least one of some filters means.
     *
     * @param filters the filters, nested as they are; none for no contact
     * @return the filter
     */
    static Filter anyOf(Collection<? extends Filter> filters) {
        return new Or(List.copyOf(filters));
    }

    /**
     * What keeps queries from taking this filter: its bounds, under {@code filter}, and for each condition the first
     * thing that is wrong, under the name of its field or {@code custom_fields_by_name.} and the name of its custom
     * field. A filter beyond {@link #MAX_DEPTH} or {@link #MAX_CONDITIONS} is not looked at further, so that this is
     * quick whatever its size.
     *
     * @return an unmodifiable list, empty where nothing is wrong
     */
    default List<Violation> violations() {
        return FilterCheck.violations(this);
    }

    /** How a condition compares a field with its values, named as the methods that make it. */
    enum Operator {
        /** Exactly the value; null is a missing one. Of a list of texts: one of them is. */
        IS("is"),
        /** Not {@link #IS}. */
        IS_NOT("isNot"),
        /** {@link #IS} of at least one of the values. */
        IN("in"),
        /** Not {@link #IN}. */
        NOT_IN("notIn"),
        /** Before the value in the order by which contacts sort. */
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
        /** There is a value. */
        EXISTS("exists"),
        /** There is no value. */
        MISSING("isMissing");

        private final String method;

        Operator(String method) {
            this.method = method;
        }

        /** Whether null may be among the values. */
        boolean takesNull() {
            return this == IS || this == IS_NOT || takesMany();
        }

        boolean takesMany() {
            return this == IN || this == NOT_IN;
        }

        /** Whether it looks for a text inside of others. */
        boolean searches() {
            return this == CONTAINS || this == STARTS_WITH || this == ENDS_WITH;
        }

        /** What holds of a field where {@code isOneOf} holds of its value and those of the condition. */
        <T> Predicate<T> negatedIfNot(Predicate<T> isOneOf) {
            return this == IS_NOT || this == NOT_IN ? isOneOf.negate() : isOneOf;
        }

        /** Whether a field's value that compares so with the condition's is meant. */
        boolean accepts(int comparison) {
            return switch (this) {
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case GREATER -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
                default -> throw new IllegalStateException(this + " does not compare");
            };
        }

        /** The condition in words, without its values. */
        private String describe(String field, int values) {
            if (takesMany()) {
                return field + " " + method + " [" + values + (values == 1 ? " value]" : " values]");
            }
            return field + " " + method + (this == EXISTS || this == MISSING ? "" : " ?");
        }
    }

    /**
     * A condition on a field of the contact.
     *
     * @param <T> the type of the field's values
     */
    final class OnColumn<T> implements Filter {
        private final ColumnField<T> field;
        private final Operator operator;
        private final List<@Nullable T> values;

        /** The text to look for, null where the operator looks for none, or there is none. */
        private final @Nullable WantedText wanted;

        /** What the operator and the values mean. */
        private final Predicate<FoldedContact> test;

        OnColumn(
                ColumnField<T> field,
                Operator operator,
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
        public Operator operator() {
            return operator;
        }

        /**
         * What it compares with: nothing for {@link Operator#EXISTS} and {@link Operator#MISSING}, any number of values
         * for {@link Operator#IN} and {@link Operator#NOT_IN}, else one.
         *
         * @return an unmodifiable list, as given; null in it is a missing value
         */
        public List<@Nullable T> values() {
            return values;
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super OnColumn<?>, ? extends R> onColumn,
                Function<? super OnCustomField, ? extends R> onCustomField,
                Function<? super And, ? extends R> and,
                Function<? super Or, ? extends R> or,
                Function<? super Not, ? extends R> not) {
            return onColumn.apply(this);
        }

        /**
         * Whether no contact can match, since the text to look for is longer, folded, than any text of the field.
         *
         * @return true only of {@link Operator#CONTAINS}, {@link Operator#STARTS_WITH} and {@link Operator#ENDS_WITH}
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
            return other instanceof OnColumn<?> condition
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

    /** A condition on a custom field. */
    final class OnCustomField implements Filter {
        private final String name;
        private final Operator operator;
        private final List<@Nullable CustomValue> values;

        /** The same for every spelling of the name. */
        private final String key;

        /** What is wrong with a value that was left out, null where none was. */
        private final @Nullable Violation problem;

        /** The text to look for, null where the operator looks for none, or there is none. */
        private final @Nullable WantedText wanted;

        /** What the operator and the values mean. */
        private final Predicate<@Nullable FoldedValue> test;

        OnCustomField(
                String name,
                Operator operator,
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
        public Operator operator() {
            return operator;
        }

        /**
         * What it compares with: nothing for {@link Operator#EXISTS} and {@link Operator#MISSING}, any number of values
         * for {@link Operator#IN} and {@link Operator#NOT_IN}, else one. What no custom field can be compared with is
         * left out, and {@link #violations()} says so.
         *
         * @return an unmodifiable list of texts, exactly as given, numbers and truth values; null in it is a missing
         *     value
         */
        public List<@Nullable CustomValue> values() {
            return values;
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super OnColumn<?>, ? extends R> onColumn,
                Function<? super OnCustomField, ? extends R> onCustomField,
                Function<? super And, ? extends R> and,
                Function<? super Or, ? extends R> or,
                Function<? super Not, ? extends R> not) {
            return onCustomField.apply(this);
        }

        /** Equal if name, in its spelling, operator and values are. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OnCustomField condition
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

    /** Filters that all have to match: none means every contact. */
    final class And implements Filter {
        private final List<Filter> filters;

        And(List<Filter> filters) {
            this.filters = filters;
        }

        /**
         * The filters, as given.
         *
         * @return an unmodifiable list
         */
        public List<Filter> filters() {
            return filters;
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super OnColumn<?>, ? extends R> onColumn,
                Function<? super OnCustomField, ? extends R> onCustomField,
                Function<? super And, ? extends R> and,
                Function<? super Or, ? extends R> or,
                Function<? super Not, ? extends R> not) {
            return and.apply(this);
        }

        /** Equal if the filters are, in their order. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof And and && filters.equals(and.filters);
        }

        @Override
        public int hashCode() {
            return Objects.hash("and", filters);
        }

        /** The filters, without their values. */
        @Override
        public String toString() {
            return filters.stream().map(Filter::toString).collect(Collectors.joining(" and ", "(", ")"));
        }
    }

    /** Filters of which at least one has to match: none means no contact. */
    final class Or implements Filter {
        private final List<Filter> filters;

        Or(List<Filter> filters) {
            this.filters = filters;
        }

        /**
         * The filters, as given.
         *
         * @return an unmodifiable list
         */
        public List<Filter> filters() {
            return filters;
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super OnColumn<?>, ? extends R> onColumn,
                Function<? super OnCustomField, ? extends R> onCustomField,
                Function<? super And, ? extends R> and,
                Function<? super Or, ? extends R> or,
                Function<? super Not, ? extends R> not) {
            return or.apply(this);
        }

        /** Equal if the filters are, in their order. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Or or && filters.equals(or.filters);
        }

        @Override
        public int hashCode() {
            return Objects.hash("or", filters);
        }

        /** The filters, without their values. */
        @Override
        public String toString() {
            return filters.stream().map(Filter::toString).collect(Collectors.joining(" or ", "(", ")"));
        }
    }

    /** A filter that must not match. */
    final class Not implements Filter {
        private final Filter filter;

        Not(Filter filter) {
            this.filter = filter;
        }

        /**
         * The filter that must not match.
         *
         * @return the filter
         */
        public Filter filter() {
            return filter;
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super OnColumn<?>, ? extends R> onColumn,
                Function<? super OnCustomField, ? extends R> onCustomField,
                Function<? super And, ? extends R> and,
                Function<? super Or, ? extends R> or,
                Function<? super Not, ? extends R> not) {
            return not.apply(this);
        }

        /** Equal if the filters that must not match are. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Not not && filter.equals(not.filter);
        }

        @Override
        public int hashCode() {
            return Objects.hash("not", filter);
        }

        /** The filter, without its values. */
        @Override
        public String toString() {
            return "not " + filter;
        }
    }
}
