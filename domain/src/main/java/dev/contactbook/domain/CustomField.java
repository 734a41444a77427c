package dev.contactbook.domain;

import dev.contactbook.domain.text.FoldedText;
import dev.contactbook.domain.text.Folding;
import dev.contactbook.domain.text.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One custom field by its name, to filter by (contract §4). Made by {@link ContactFields#custom}.
 *
 * <pre>{@code ContactFields.custom("Industry").is("steel")}</pre>
 *
 * <p>The name matches in any case. A value of another type than the condition's does not match. Texts are compared
 * exactly as given. Of a list of texts one must match, but a list has no order. A value that no custom field can have
 * matches nothing, and {@link Filter#violations()} reports it. Immutable.
 */
public final class CustomField {
    private final String name;

    CustomField(String name) {
        this.name = CustomFields.cleanName(name);
    }

    /** {@return the name without what cannot be seen and trimmed, against which no rule is checked} */
    public String name() {
        return name;
    }

    /**
     * Matches contacts with exactly this text, alone or in a list.
     *
     * @param text the text, null for contacts without a value, as {@link #isMissing()}
     * @return the filter
     */
    public Filter is(@Nullable String text) {
        return oneOf(FilterOperator.IS, Collections.singletonList(text));
    }

    /**
     * Matches contacts with exactly this number. 1 and 1.0 are equal.
     *
     * @param number a number of the JDK's value types, finite, null for contacts without a value, as
     *     {@link #isMissing()}
     * @return the filter
     */
    public Filter is(@Nullable Number number) {
        return oneOf(FilterOperator.IS, Collections.singletonList(number));
    }

    /**
     * Matches contacts with this boolean.
     *
     * @param bool the boolean
     * @return the filter
     */
    public Filter is(boolean bool) {
        return oneOf(FilterOperator.IS, List.of(bool));
    }

    /**
     * Matches all contacts that {@link #is(String)} does not match.
     *
     * @param text the text, null for contacts without a value
     * @return the filter
     */
    public Filter isNot(@Nullable String text) {
        return oneOf(FilterOperator.IS_NOT, Collections.singletonList(text));
    }

    /**
     * Matches all contacts that {@link #is(Number)} does not match.
     *
     * @param number a number of the JDK's value types, finite, null for contacts without a value
     * @return the filter
     */
    public Filter isNot(@Nullable Number number) {
        return oneOf(FilterOperator.IS_NOT, Collections.singletonList(number));
    }

    /**
     * Matches all contacts that {@link #is(boolean)} does not match.
     *
     * @param bool the boolean
     * @return the filter
     */
    public Filter isNot(boolean bool) {
        return oneOf(FilterOperator.IS_NOT, List.of(bool));
    }

    /**
     * Matches contacts with one of these values.
     *
     * @param values texts, numbers, booleans and {@link CustomValue}s of these, in any mix, at most 1,000, null for
     *     contacts without a value
     * @return the filter
     */
    public Filter in(Collection<? extends @Nullable Object> values) {
        return oneOf(FilterOperator.IN, values);
    }

    /**
     * Matches contacts with one of these texts, alone or in a list.
     *
     * @param texts at most 1,000 texts, null for contacts without a value
     * @return the filter
     */
    public Filter in(@Nullable String... texts) {
        return oneOf(FilterOperator.IN, Arrays.asList(texts));
    }

    /**
     * Matches contacts with one of these numbers.
     *
     * @param numbers at most 1,000 numbers of the JDK's value types, finite, null for contacts without a value
     * @return the filter
     */
    public Filter in(@Nullable Number... numbers) {
        return oneOf(FilterOperator.IN, Arrays.asList(numbers));
    }

    /**
     * Matches all contacts that {@link #in(Collection)} does not match.
     *
     * @param values texts, numbers, booleans and {@link CustomValue}s of these, in any mix, at most 1,000, null for
     *     contacts without a value
     * @return the filter
     */
    public Filter notIn(Collection<? extends @Nullable Object> values) {
        return oneOf(FilterOperator.NOT_IN, values);
    }

    /**
     * Matches all contacts that {@link #in(String...)} does not match.
     *
     * @param texts at most 1,000 texts, null for contacts without a value
     * @return the filter
     */
    public Filter notIn(@Nullable String... texts) {
        return oneOf(FilterOperator.NOT_IN, Arrays.asList(texts));
    }

    /**
     * Matches all contacts that {@link #in(Number...)} does not match.
     *
     * @param numbers at most 1,000 numbers of the JDK's value types, finite, null for contacts without a value
     * @return the filter
     */
    public Filter notIn(@Nullable Number... numbers) {
        return oneOf(FilterOperator.NOT_IN, Arrays.asList(numbers));
    }

    /**
     * Matches contacts whose text sorts before this one: folded, then as written, both by code point.
     *
     * @param text the text
     * @return the filter
     */
    public Filter lessThan(String text) {
        return compared(FilterOperator.LESS, text);
    }

    /**
     * Matches contacts with a smaller number.
     *
     * @param number a number of the JDK's value types, finite
     * @return the filter
     */
    public Filter lessThan(Number number) {
        return compared(FilterOperator.LESS, number);
    }

    /**
     * Matches contacts whose text is this one or sorts before it.
     *
     * @param text the text
     * @return the filter
     */
    public Filter atMost(String text) {
        return compared(FilterOperator.AT_MOST, text);
    }

    /**
     * Matches contacts with this number or a smaller one.
     *
     * @param number a number of the JDK's value types, finite
     * @return the filter
     */
    public Filter atMost(Number number) {
        return compared(FilterOperator.AT_MOST, number);
    }

    /**
     * Matches contacts whose text sorts after this one: folded, then as written, both by code point.
     *
     * @param text the text
     * @return the filter
     */
    public Filter greaterThan(String text) {
        return compared(FilterOperator.GREATER, text);
    }

    /**
     * Matches contacts with a larger number.
     *
     * @param number a number of the JDK's value types, finite
     * @return the filter
     */
    public Filter greaterThan(Number number) {
        return compared(FilterOperator.GREATER, number);
    }

    /**
     * Matches contacts whose text is this one or sorts after it.
     *
     * @param text the text
     * @return the filter
     */
    public Filter atLeast(String text) {
        return compared(FilterOperator.AT_LEAST, text);
    }

    /**
     * Matches contacts with this number or a larger one.
     *
     * @param number a number of the JDK's value types, finite
     * @return the filter
     */
    public Filter atLeast(Number number) {
        return compared(FilterOperator.AT_LEAST, number);
    }

    /**
     * Matches contacts whose text, or one of whose texts, contains this one, both folded.
     *
     * @param text a text with a character other than accents
     * @return the filter
     */
    public Filter contains(String text) {
        return found(FilterOperator.CONTAINS, text);
    }

    /**
     * Matches contacts whose text, or one of whose texts, starts with this one, both folded.
     *
     * @param text a text with a character other than accents
     * @return the filter
     */
    public Filter startsWith(String text) {
        return found(FilterOperator.STARTS_WITH, text);
    }

    /**
     * Matches contacts whose text, or one of whose texts, ends with this one, both folded.
     *
     * @param text a text with a character other than accents
     * @return the filter
     */
    public Filter endsWith(String text) {
        return found(FilterOperator.ENDS_WITH, text);
    }

    /**
     * Matches contacts whose text, or one of whose texts, is the same as this one, both trimmed and folded.
     *
     * @param text a text with a character other than accents
     * @return the filter
     */
    public Filter sameAs(String text) {
        return same(FilterOperator.SAME_AS, Collections.singletonList(text));
    }

    /**
     * Matches contacts whose text is the same as one of these, as {@link #sameAs(String)}.
     *
     * @param texts at most 1,000 texts
     * @return the filter
     */
    public Filter sameAsAny(String... texts) {
        return sameAsAny(Arrays.asList(texts));
    }

    /**
     * Matches contacts whose text is the same as one of these, as {@link #sameAs(String)}.
     *
     * @param texts at most 1,000 texts
     * @return the filter
     */
    public Filter sameAsAny(Collection<String> texts) {
        return same(FilterOperator.SAME_AS_ANY, texts);
    }

    /** {@return a filter that matches contacts with a value of any type} */
    public Filter exists() {
        return condition(FilterOperator.EXISTS, List.of(), List.of(), values -> Objects::nonNull);
    }

    /** {@return a filter that matches contacts without a value} */
    public Filter isMissing() {
        return condition(FilterOperator.MISSING, List.of(), List.of(), values -> Objects::isNull);
    }

    /** Equal if the names are, in their spelling. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CustomField field && name.equals(field.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The kind of field, without the name, which comes from outside. */
    @Override
    public String toString() {
        return ContactFields.CUSTOM_FIELDS.name() + ".*";
    }

    private Filter oneOf(FilterOperator operator, Collection<? extends @Nullable Object> values) {
        return condition(operator, values, List.of(), readable -> operator.negatedIfNot(isOneOf(readable)));
    }

    private Filter compared(FilterOperator operator, @Nullable Object bound) {
        return condition(
                operator,
                Collections.singletonList(bound),
                List.of(),
                readable -> readable.isEmpty() ? own -> false : compares(operator, readable.get(0)));
    }

    private Filter found(FilterOperator operator, @Nullable String text) {
        WantedText wanted = text == null ? null : WantedText.of(operator, text, CustomValue.MAX_TEXT_LENGTH);
        return condition(
                operator,
                Collections.singletonList(text),
                wanted == null ? List.of() : List.of(wanted),
                readable -> own -> own != null && wanted != null && wanted.fits() && isInOne(own.folded(), wanted));
    }

    private Filter same(FilterOperator operator, Collection<? extends @Nullable String> texts) {
        List<WantedText> wanted = texts.stream()
                .filter(Objects::nonNull)
                .map(Texts::optional)
                .map(text -> text == null ? "" : text)
                .map(text -> WantedText.same(
                        text, Folding.fold(text, CustomValue.MAX_TEXT_LENGTH), CustomValue.MAX_TEXT_LENGTH))
                .toList();
        Set<String> keys = WantedText.fitting(wanted);
        return condition(
                operator, texts, wanted, readable -> own -> own != null && !Collections.disjoint(keys, own.folded()));
    }

    /** Without a stream, because many conditions may see each contact. */
    private static boolean isInOne(List<String> folded, WantedText wanted) {
        for (String each : folded) {
            if (wanted.isIn(each)) {
                return true;
            }
        }
        return false;
    }

    /** Builds a condition of the readable values, with the problem of the first that is not. */
    private Filter condition(
            FilterOperator operator,
            Collection<? extends @Nullable Object> values,
            List<WantedText> wanted,
            Function<List<@Nullable CustomValue>, Predicate<@Nullable FoldedValue>> meaning) {
        List<@Nullable CustomValue> readable = new ArrayList<>(values.size());
        Violation problem = null;
        for (Object value : values) {
            try {
                readable.add(CustomValue.exactly(value));
            } catch (CustomValue.Unreadable e) {
                problem = problem == null ? Violation.unreadable(Violation.customPath(name), e) : problem;
            }
        }
        return new CustomFieldCondition(
                name, operator, Collections.unmodifiableList(readable), problem, wanted, meaning.apply(readable));
    }

    private static Predicate<@Nullable FoldedValue> isOneOf(List<@Nullable CustomValue> values) {
        // Plain values have an order, so a set stays quick where somebody chose them to share a hash code: as long as
        // all have one type.
        Set<String> texts = new HashSet<>();
        Set<@Nullable Object> others = new HashSet<>();
        for (CustomValue value : values) {
            if (raw(value) instanceof String text) {
                texts.add(text);
            } else {
                others.add(raw(value));
            }
        }
        return own -> {
            Object raw = own == null ? null : own.raw();
            if (raw instanceof List<?> list) {
                return !Collections.disjoint(texts, list);
            }
            return raw instanceof String ? texts.contains(raw) : others.contains(raw);
        };
    }

    private static Predicate<@Nullable FoldedValue> compares(FilterOperator operator, @Nullable CustomValue bound) {
        if (raw(bound) instanceof String text) {
            FoldedText wanted = new FoldedText(Folding.fold(text, CustomValue.MAX_TEXT_LENGTH), text);
            return own -> own != null
                    && own.raw() instanceof String other
                    && operator.accepts(FoldedText.compare(own.folded().get(0), other, wanted));
        } else if (raw(bound) instanceof BigDecimal number) {
            return own ->
                    own != null && own.raw() instanceof BigDecimal other && operator.accepts(other.compareTo(number));
        }
        return own -> false;
    }

    private static @Nullable Object raw(@Nullable CustomValue value) {
        return value == null ? null : value.raw();
    }
}
