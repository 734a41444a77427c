package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the problems of a filter (contract §4). It stops at the first exceeded bound of the tree: a tree can be deeper
 * than the stack, and one that shares parts can have more paths than any walk can finish.
 */
final class FilterCheck {
    private final List<Violation> violations = new ArrayList<>();
    private int conditions;
    private boolean stopped;

    private FilterCheck() {}

    static List<Violation> violations(Filter filter) {
        FilterCheck check = new FilterCheck();
        check.visit(filter, 1);
        return List.copyOf(check.violations);
    }

    private void visit(Filter filter, int depth) {
        if (stopped) {
            return;
        } else if (depth > Filter.MAX_DEPTH) {
            stop("filter_depth", "Must be at most " + Filter.MAX_DEPTH + " levels deep");
            return;
        }
        checkCondition(filter);
        List<Filter> parts = parts(filter);
        boolean isOneCondition = parts.isEmpty() || FilterWork.isTypedOnce(filter);
        if (isOneCondition && ++conditions > Filter.MAX_CONDITIONS) {
            stop("filter_conditions", "Must have at most " + Filter.MAX_CONDITIONS + " conditions");
        }
        parts.forEach(isOneCondition ? this::checkCondition : part -> visit(part, depth + 1));
    }

    private void checkCondition(Filter filter) {
        Violation problem = filter.<@Nullable Violation>match(
                FilterCheck::onColumn, FilterCheck::onCustomField, and -> null, or -> null, not -> null);
        if (problem != null) {
            violations.add(problem);
        }
    }

    private static List<Filter> parts(Filter filter) {
        return filter.match(
                column -> List.of(),
                custom -> List.of(),
                Filter.And::filters,
                Filter.Or::filters,
                not -> List.of(not.filter()));
    }

    private void stop(String code, String message) {
        stopped = true;
        violations.add(new Violation("filter", code, message));
    }

    private static @Nullable Violation onColumn(ColumnCondition<?> condition) {
        if (condition.operator() == FilterOperator.SAME_NUMBER) {
            return condition.problem();
        }
        return ofValues(
                condition.field().name(),
                condition.operator(),
                condition.values(),
                condition.wanted(),
                ContactRule.TEXT_CHARACTERS,
                Texts::isOneLine);
    }

    private static @Nullable Violation onCustomField(CustomFieldCondition condition) {
        String path = Violation.customPath(condition.name());
        if (!ContactRule.hasNameLength(condition.name())) {
            return ContactRule.CUSTOM_NAME_LENGTH.violation(path);
        } else if (ContactRule.isReserved(condition.name())) {
            return ContactRule.CUSTOM_NAME_RESERVED.violation(path);
        } else if (condition.problem() != null) {
            return condition.problem();
        }
        return ofValues(
                path,
                condition.operator(),
                condition.values(),
                condition.wanted(),
                ContactRule.CUSTOM_TEXT_CHARACTERS,
                Texts::isMultiLine);
    }

    private static @Nullable Violation ofValues(
            String path,
            FilterOperator operator,
            List<? extends @Nullable Object> values,
            List<WantedText> wanted,
            ContactRule characters,
            Predicate<String> allowed) {
        if (FilterWork.written(values) > Filter.MAX_VALUES) {
            return new Violation(path, "filter_values", "Must be at most " + Filter.MAX_VALUES + " values");
        }
        for (Object value : values) {
            Object raw = value instanceof CustomValue custom ? custom.raw() : value;
            if (raw == null && !operator.takesNull()) {
                return new Violation(path, "filter_null", "Must not be null");
            } else if (raw instanceof String text && !allowed.test(text)) {
                return characters.violation(path);
            }
        }
        if (wanted.stream().allMatch(text -> !text.folded().isEmpty())) {
            return null;
        }
        String character = operator.searches() ? "a character" : "a visible character";
        return new Violation(path, "filter_text", "Must contain " + character + " other than accents");
    }
}
