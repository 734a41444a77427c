package dev.contactbook.it.rest;

import static dev.contactbook.it.rest.Filters.LISTING;
import static dev.contactbook.it.rest.Filters.ORDERING;
import static dev.contactbook.it.rest.Filters.SEARCHING;
import static dev.contactbook.it.rest.Filters.elements;
import static dev.contactbook.it.rest.Filters.isNull;
import static dev.contactbook.it.rest.Filters.keys;
import static dev.contactbook.it.rest.Filters.meanings;
import static dev.contactbook.it.rest.Filters.text;

import dev.contactbook.domain.Folding;
import dev.contactbook.it.rest.Filters.Type;
import dev.contactbook.it.rest.Queries.Typed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What is wrong with a filter, once more (contract §4, §7), as far as the generator and its mutations get it wrong. */
final class FilterMistakes {
    private static final int MOST_LEVELS = 8;

    private FilterMistakes() {}

    /**
     * The paths of what is wrong with a filter.
     *
     * @param filter the filter, of whatever type
     * @param root the path of the filter
     * @param whole the path of what is wrong with all of it
     */
    static Set<String> of(@Nullable Object filter, String root, String whole) {
        Set<String> wrong = new TreeSet<>();
        ofObject(filter, root, wrong);
        if (wrong.isEmpty() && depth(filter) > MOST_LEVELS) {
            wrong.add(whole);
        }
        return wrong;
    }

    private static boolean isColumn(String key) {
        return Answers.WITH_VERSION.contains(key) && !key.equals(Rules.CUSTOM);
    }

    private static String child(String path, Object key) {
        return (path.isEmpty() ? "" : path + ".") + Rules.cut(String.valueOf(key));
    }

    private static void ofObject(@Nullable Object node, String path, Set<String> wrong) {
        if (!(node instanceof Map)) {
            wrong.add(path);
        }
        keys(node).forEach((key, value) -> {
            String at = child(path, key);
            switch ((String) key) {
                case "$or", "$and" -> {
                    if (!isList(value, (index, part) -> ofObject(part, child(at, index), wrong))) {
                        wrong.add(at);
                    }
                }
                case "$not" -> ofObject(value, at, wrong);
                case Rules.CUSTOM -> {
                    if (keys(value).isEmpty()) {
                        wrong.add(at);
                    }
                    keys(value).forEach((name, condition) -> {
                        if (Rules.isName(Rules.trim((String) name))) {
                            ofField(Type.CUSTOM, condition, child(at, name), wrong);
                        } else {
                            wrong.add(child(at, name));
                        }
                    });
                }
                default -> {
                    if (isColumn((String) key)) {
                        ofField(Type.of((String) key), value, at, wrong);
                    } else {
                        wrong.add(at);
                    }
                }
            }
        });
    }

    /** Whether a node is a list; does something with each element and its index if it is. */
    private static boolean isList(@Nullable Object node, BiConsumer<Object, @Nullable Object> each) {
        if (!Filters.isList(node)) {
            return false;
        }
        List<@Nullable Object> elements = elements(node);
        List<Object> indexes = new ArrayList<>(keys(node).keySet());
        for (int i = 0; i < elements.size(); i++) {
            each.accept(indexes.isEmpty() ? i : indexes.get(i), elements.get(i));
        }
        return true;
    }

    private static void ofField(Type type, @Nullable Object condition, String path, Set<String> wrong) {
        if (!(condition instanceof Map)) {
            ofOperand(type, "", condition, path, wrong);
        } else if (keys(condition).isEmpty()) {
            wrong.add(path);
        }
        keys(condition)
                .forEach((operator, operand) ->
                        ofOperand(type, (String) operator, operand, child(path, operator), wrong));
    }

    private static void ofOperand(
            Type type, String operator, @Nullable Object operand, String path, Set<String> wrong) {
        if (LISTING.contains(operator) && !(operand instanceof Typed)) {
            int before = wrong.size();
            boolean isList = isList(operand, (index, element) -> {
                if (meanings(type, element).isEmpty()) {
                    wrong.add(child(path, index));
                }
            });
            if (!isList || (wrong.size() == before && !areClean(type, Filters.listed(type, operand)))) {
                wrong.add(path);
            }
        } else if (!isRight(type, operator, operand)) {
            wrong.add(path);
        }
    }

    private static boolean isRight(Type type, String operator, @Nullable Object operand) {
        if (operator.equals("$exists")) {
            return operand instanceof Boolean
                    || (operand instanceof Typed typed
                            && Set.of("true", "false").contains(typed.text()));
        } else if (SEARCHING.contains(operator)) {
            return (type == Type.TEXT || type == Type.CUSTOM)
                    && (operand instanceof String || operand instanceof Typed)
                    && areClean(type, List.of(text(operand)))
                    && !Folding.fold(text(operand)).isEmpty();
        } else if (ORDERING.contains(operator) && (isNull(operand) || operand instanceof Boolean)) {
            return false;
        }
        List<@Nullable Object> meanings = meanings(type, operand);
        return !meanings.isEmpty()
                && areClean(type, meanings)
                && (ORDERING.contains(operator)
                        || LISTING.contains(operator)
                        || Set.of("", "$ne").contains(operator));
    }

    private static boolean areClean(Type type, List<@Nullable Object> values) {
        String allowed = type == Type.CUSTOM ? "\n\r\t" : "";
        return values.stream().allMatch(value -> !(value instanceof String text) || Rules.isClean(text, allowed));
    }

    /** How many levels a filter has that is right in all else. */
    private static int depth(@Nullable Object filter) {
        List<Integer> depths = new ArrayList<>();
        keys(filter).forEach((key, value) -> {
            if (key.equals("$or") || key.equals("$and")) {
                depths.add(1
                        + elements(value).stream()
                                .mapToInt(FilterMistakes::depth)
                                .max()
                                .orElse(0));
            } else if (key.equals("$not")) {
                depths.add(1 + depth(value));
            } else if (key.equals(Rules.CUSTOM)) {
                keys(value).values().forEach(condition -> depths.addAll(depths(Type.CUSTOM, condition)));
            } else {
                depths.addAll(depths(Type.of((String) key), value));
            }
        });
        return depths.size() == 1
                ? depths.get(0)
                : 1 + depths.stream().mapToInt(depth -> depth).max().orElse(0);
    }

    /** One for each condition on a field, but two where what was typed is compared as a text and as a number. */
    private static List<Integer> depths(Type type, @Nullable Object condition) {
        if (!(condition instanceof Map)) {
            return List.of(1);
        }
        List<Integer> depths = new ArrayList<>();
        keys(condition).forEach((operator, operand) -> {
            List<@Nullable Object> meanings = meanings(type, operand);
            boolean isTwo = meanings.size() > 1 && meanings.stream().anyMatch(BigDecimal.class::isInstance);
            depths.add(ORDERING.contains((String) operator) && isTwo ? 2 : 1);
        });
        return depths;
    }
}
