package dev.contactbook.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts the work of a filter as it was written (contract §4, §7). A typed text that also stands for the number or
 * boolean it spells counts once.
 */
final class FilterWork {
    private static final Set<FilterOperator> COMPARING =
            Set.of(FilterOperator.LESS, FilterOperator.AT_MOST, FilterOperator.GREATER, FilterOperator.AT_LEAST);

    /** Parsing a longer text as a number is slow, and no custom field has such a number. */
    private static final int LONGEST_NUMBER = 1_000;

    private FilterWork() {}

    /** Counts the values of all conditions of a valid filter. */
    static int values(Filter filter) {
        if (isTypedOnce(filter)) {
            return 1;
        }
        return sum(filter, FilterWork::values, FilterWork::values, custom -> written(custom.values()));
    }

    private static int values(ColumnCondition<?> column) {
        return isNumber(column) ? 1 : column.values().size();
    }

    /** A number is one value with its country, which is looked for as a text. */
    private static boolean isNumber(ColumnCondition<?> column) {
        return column.operator() == FilterOperator.SAME_NUMBER;
    }

    /** Counts the conditions of a valid filter that search for a text. */
    static int searchedTexts(Filter filter) {
        return sum(
                filter,
                FilterWork::searchedTexts,
                column -> column.operator().searches() || isNumber(column) ? 1 : 0,
                custom -> custom.operator().searches() ? 1 : 0);
    }

    /** Counts the written values: one that the text before it spells was not written. */
    static int written(List<? extends @Nullable Object> values) {
        int written = 0;
        Object before = null;
        for (Object value : values) {
            if (!spells(before, value)) {
                written++;
            }
            before = value;
        }
        return written;
    }

    /** Whether a filter is one typed comparison with a custom value: with a text, or with the number that it spells. */
    static boolean isTypedOnce(Filter filter) {
        return filter instanceof Filter.Or or
                && or.filters().size() == 2
                && or.filters().get(0) instanceof CustomFieldCondition text
                && or.filters().get(1) instanceof CustomFieldCondition number
                && COMPARING.contains(text.operator())
                && text.operator() == number.operator()
                && text.name().equals(number.name())
                && text.values().size() == 1
                && number.values().size() == 1
                && spells(text.values().get(0), number.values().get(0));
    }

    private static boolean spells(@Nullable Object text, @Nullable Object value) {
        if (!(text instanceof CustomValue before && before.raw() instanceof String spelling)
                || !(value instanceof CustomValue after)) {
            return false;
        }
        return after.match(
                other -> false,
                number -> spells(spelling, number),
                bool -> spelling.equals(bool.toString()),
                texts -> false);
    }

    private static boolean spells(String text, BigDecimal number) {
        if (text.length() > LONGEST_NUMBER) {
            return false;
        }
        try {
            return number.compareTo(new BigDecimal(text)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static int sum(
            Filter filter,
            ToIntFunction<Filter> again,
            ToIntFunction<ColumnCondition<?>> ofColumn,
            ToIntFunction<CustomFieldCondition> ofCustomField) {
        return filter.<Integer>match(
                ofColumn::applyAsInt,
                ofCustomField::applyAsInt,
                and -> and.filters().stream().mapToInt(again).sum(),
                or -> or.filters().stream().mapToInt(again).sum(),
                not -> again.applyAsInt(not.filter()));
    }
}
