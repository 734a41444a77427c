package dev.contactbook.rest.filter;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.CustomField;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import dev.contactbook.domain.Violation;
import dev.contactbook.rest.tree.Echo;
import dev.contactbook.rest.tree.QueryString;
import dev.contactbook.rest.tree.TypedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a filter in the query syntax of Feathers from the tree of a query string or of JSON, and reports every error by
 * its path (contract §7, filters).
 *
 * <p>All keys of an object must match, and all operators of a field. The depth of a tree is bounded by its parser. This
 * class bounds how much of it is examined.
 */
public final class FilterReader {
    static final String AND = "$and";
    static final String OR = "$or";
    static final String NOT = "$not";

    private static final Map<String, Boolean> TRUTH_VALUES = Map.of("true", true, "false", false);

    /** The keys of a number, in the order of its values. */
    static final List<String> NUMBER =
            List.of("text", ContactFields.PHONE_COUNTRY_ISO.name(), ContactFields.PHONE_COUNTRY_CODE.name());

    private final Consumer<Violation> problems;
    private int reported;
    private int conditions;

    private FilterReader(Consumer<Violation> problems) {
        this.problems = problems;
    }

    /**
     * Reads a filter.
     *
     * @param tree the object that should be a filter
     * @param path the path of the object, empty for the root
     * @param whole the path of errors of the whole filter
     * @param problems receives every error. If there is one, the filter is not to be used
     */
    public static Filter read(@Nullable Object tree, String path, String whole, Consumer<Violation> problems) {
        FilterReader reader = new FilterReader(problems);
        Filter filter = reader.object(path, tree);
        // Errors of conditions are reported already. The bounds of the whole tree remain.
        filter.violations().forEach(bound -> reader.problem(whole, bound));
        return filter;
    }

    private Filter object(String path, @Nullable Object node) {
        List<Filter> parts = new ArrayList<>();
        if (node instanceof Map<?, ?> keys) {
            forEachKey(keys, (key, value) -> key(child(path, key), key, value, parts));
        } else {
            problem(path, "type", "Must be an object");
        }
        return parts.size() == 1 ? parts.get(0) : allOf(parts);
    }

    private void key(String path, String key, @Nullable Object value, List<Filter> parts) {
        switch (key) {
            case AND -> parts.add(allOf(objects(path, value)));
            case OR -> parts.add(anyOf(objects(path, value)));
            case NOT -> parts.add(object(path, value).not());
            default -> field(path, key, value, parts);
        }
    }

    private Filter allOf(List<Filter> filters) {
        count(filters);
        return Filter.allOf(filters);
    }

    private Filter anyOf(List<Filter> filters) {
        count(filters);
        return Filter.anyOf(filters);
    }

    /** Counts a list without filters as a condition, because there could be any number of them. */
    private void count(List<Filter> filters) {
        if (filters.isEmpty()) {
            conditions++;
        }
    }

    private List<Filter> objects(String path, @Nullable Object value) {
        List<Filter> filters = new ArrayList<>();
        if (!forEachElement(value, (index, element) -> filters.add(object(child(path, index), element)))) {
            problem(path, "type", "Must be a list of objects");
        }
        return filters;
    }

    private void field(String path, String key, @Nullable Object value, List<Filter> parts) {
        ContactField<?> field = ContactFields.named(key).orElse(null);
        if (field instanceof ColumnField<?> column) {
            conditions(path, FilteredColumn.of(column), value, parts);
        } else if (field != ContactFields.CUSTOM_FIELDS) {
            problem(path, "unknown_field", "Unknown field");
        } else if (value instanceof Map<?, ?> names && !names.isEmpty()) {
            forEachKey(names, (name, conditions) -> customField(child(path, name), name, conditions, parts));
        } else {
            problem(path, "type", "Must be an object of names");
        }
    }

    private void customField(String path, String name, @Nullable Object value, List<Filter> parts) {
        CustomField field = ContactFields.custom(name);
        List<Violation> violations = field.exists().violations();
        if (violations.isEmpty()) {
            conditions(path, new FilteredCustomField(field), value, parts);
        } else {
            problem(path, violations.get(0));
        }
    }

    private void conditions(String path, FilteredField<?> field, @Nullable Object value, List<Filter> parts) {
        if (!(value instanceof Map<?, ?> operators)) {
            condition(path, field, FilterOperator.IS, value, parts);
        } else if (operators.isEmpty()) {
            problem(path, "type", "Must have an operator");
        } else {
            forEachKey(
                    operators,
                    (key, operand) -> WireOperator.named(key)
                            .ifPresentOrElse(
                                    operator -> condition(child(path, key), field, operator.operator(), operand, parts),
                                    () -> problem(child(path, key), "unknown_operator", "Unknown operator")));
        }
    }

    private void condition(
            String path,
            FilteredField<?> field,
            FilterOperator operator,
            @Nullable Object operand,
            List<Filter> parts) {
        int before = reported;
        Filter condition = switch (operator) {
            case EXISTS -> field.condition(existence(path, operand), List.of());
            case SAME_AS ->
                comparison(path, field, isList(operand) ? FilterOperator.SAME_AS_ANY : FilterOperator.SAME_AS, operand);
            default -> comparison(path, field, operator, operand);
        };
        if (reported == before) {
            condition.violations().stream().findFirst().ifPresentOrElse(violation -> problem(path, violation), () -> {
                parts.add(condition);
                conditions++;
            });
        }
    }

    private FilterOperator existence(String path, @Nullable Object operand) {
        Object exists = operand instanceof TypedText text ? TRUTH_VALUES.get(text.value()) : operand;
        if (!(exists instanceof Boolean)) {
            problem(path, "type", "Must be true or false");
        }
        return Boolean.TRUE.equals(exists) ? FilterOperator.EXISTS : FilterOperator.MISSING;
    }

    /** Returns a comparison. If something is wrong with it, the condition is arbitrary. */
    private <V> Filter comparison(
            String path, FilteredField<V> field, FilterOperator operator, @Nullable Object operand) {
        Optional<ValueType<V>> type = field.type(operator);
        List<@Nullable V> values = new ArrayList<>();
        int before = reported;
        if (type.isEmpty()) {
            boolean isNumber = operator == FilterOperator.SAME_NUMBER;
            problem(path, "operator", "Must be used with " + (isNumber ? "phone" : "a text field"));
        } else {
            switch (operator) {
                case IN, NOT_IN, SAME_AS_ANY -> many(path, type.get(), operand, values);
                case SAME_NUMBER -> number(path, type.get(), operand, values);
                default -> one(path, type.get(), operand, values);
            }
        }
        return reported == before ? field.condition(operator, values) : Filter.nothing();
    }

    /** Reads a number: a text, or an object with its country. */
    private <V> void number(String path, ValueType<V> type, @Nullable Object operand, List<@Nullable V> values) {
        if (!(operand instanceof Map<?, ?> number)) {
            one(path, type, operand, values);
            values.add(null);
            values.add(null);
            return;
        }
        for (String key : NUMBER) {
            one(child(path, key), type, number.get(key), values);
        }
        forEachKey(number, (key, value) -> {
            if (!NUMBER.contains(key)) {
                problem(child(path, key), "unknown_field", "Unknown field");
            }
        });
    }

    /** Reads a list. A text of a query string is a list of one, because forms send a single choice so. */
    private <V> void many(String path, ValueType<V> type, @Nullable Object operand, List<@Nullable V> values) {
        if (isListOfNothing(operand)) {
            return;
        } else if (operand instanceof TypedText) {
            one(path, type, operand, values);
        } else if (!forEachElement(operand, (index, element) -> {
            // One value more than the maximum is enough to report that there are too many.
            if (values.size() <= Filter.MAX_VALUES) {
                one(child(path, index), type, element, values);
            }
        })) {
            problem(path, "type", "Must be a list");
        }
    }

    private static boolean isList(@Nullable Object operand) {
        return operand instanceof List || (operand instanceof Map<?, ?> elements && QueryString.isList(elements));
    }

    /** Whether an operand is {@code []=}, the only way in which a query string writes a list without elements. */
    private static boolean isListOfNothing(@Nullable Object operand) {
        return operand instanceof Map<?, ?> elements
                && elements.size() == 1
                && QueryString.isList(elements)
                && elements.values().iterator().next() instanceof TypedText text
                && text.value().isEmpty();
    }

    private <V> void one(String path, ValueType<V> type, @Nullable Object raw, List<@Nullable V> values) {
        if (raw == null || (raw instanceof TypedText text && text.value().isEmpty())) {
            values.add(null);
        } else {
            type.reader()
                    .apply(raw)
                    .ifPresentOrElse(values::add, () -> problem(path, "type", "Must be " + type.expected()));
        }
    }

    private void forEachKey(Map<?, ?> node, BiConsumer<String, @Nullable Object> use) {
        for (Map.Entry<?, ?> entry : node.entrySet()) {
            if (isFull()) {
                return;
            }
            use.accept(String.valueOf(entry.getKey()), entry.getValue());
        }
    }

    /** Calls a function for each element. Returns false if the node is not a list. */
    private boolean forEachElement(@Nullable Object node, BiConsumer<String, @Nullable Object> use) {
        if (node instanceof Map<?, ?> elements && QueryString.isList(elements)) {
            forEachKey(elements, use);
            return true;
        } else if (!(node instanceof List<?> elements)) {
            return false;
        } else {
            for (int index = 0; index < elements.size() && !isFull(); index++) {
                use.accept(String.valueOf(index), elements.get(index));
            }
            return true;
        }
    }

    /** Whether no further error would be reported. */
    private boolean isFull() {
        return reported >= Invalid.MAX_VIOLATIONS || conditions > Filter.MAX_CONDITIONS;
    }

    private static String child(String path, String key) {
        return path.isEmpty() ? Echo.of(key) : path + "." + Echo.of(key);
    }

    private void problem(String path, Violation violation) {
        problem(path, violation.code(), violation.message());
    }

    private void problem(String path, String code, String message) {
        reported++;
        problems.accept(new Violation(path, code, message));
    }
}
