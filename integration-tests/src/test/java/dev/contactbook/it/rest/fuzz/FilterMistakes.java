package dev.contactbook.it.rest.fuzz;

import static dev.contactbook.it.rest.fuzz.Filters.LISTING;
import static dev.contactbook.it.rest.fuzz.Filters.ORDERING;
import static dev.contactbook.it.rest.fuzz.Filters.SEARCHING;
import static dev.contactbook.it.rest.fuzz.Filters.elements;
import static dev.contactbook.it.rest.fuzz.Filters.isNull;
import static dev.contactbook.it.rest.fuzz.Filters.keys;
import static dev.contactbook.it.rest.fuzz.Filters.meanings;
import static dev.contactbook.it.rest.fuzz.Filters.text;

import dev.contactbook.domain.PhoneNumber;
import dev.contactbook.domain.text.Folding;
import dev.contactbook.it.rest.fuzz.Filters.Type;
import dev.contactbook.it.rest.fuzz.Queries.Typed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A second implementation of the errors of a filter (contract §4, §7), for the mistakes that the generator and
 * mutations make.
 */
final class FilterMistakes {
    private static final int MOST_LEVELS = 8;
    private static final Set<String> NUMBER = Set.of("text", "phone_country_iso", "phone_country_code");

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
        if (levels(filter, root, wrong) > MOST_LEVELS) {
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

    /** Returns the number of levels without the parts that are reported as errors. */
    private static int levels(@Nullable Object node, String path, Set<String> wrong) {
        if (!(node instanceof Map)) {
            wrong.add(path);
        }
        List<Integer> parts = new ArrayList<>();
        keys(node).forEach((key, value) -> {
            String at = child(path, key);
            switch ((String) key) {
                case "$or", "$and" -> {
                    List<Integer> objects = new ArrayList<>();
                    if (!isList(value, (index, part) -> objects.add(levels(part, child(at, index), wrong)))) {
                        wrong.add(at);
                    }
                    parts.add(1 + most(objects));
                }
                case "$not" -> parts.add(1 + levels(value, at, wrong));
                case Rules.CUSTOM -> {
                    if (keys(value).isEmpty()) {
                        wrong.add(at);
                    }
                    keys(value).forEach((name, condition) -> {
                        if (Rules.isName(Rules.visible((String) name))) {
                            parts.addAll(levelsOfField(Type.CUSTOM, condition, child(at, name), wrong));
                        } else {
                            wrong.add(child(at, name));
                        }
                    });
                }
                default -> {
                    if (isColumn((String) key)) {
                        parts.addAll(levelsOfField(Type.of((String) key), value, at, wrong));
                    } else {
                        wrong.add(at);
                    }
                }
            }
        });
        return parts.size() == 1 ? parts.get(0) : 1 + most(parts);
    }

    private static int most(List<Integer> levels) {
        return levels.stream().mapToInt(level -> level).max().orElse(0);
    }

    /** Calls a function for each element and its index. Returns false if the node is not a list. */
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

    /** One for each right condition on a field, but two where what was typed is compared as a text and as a number. */
    private static List<Integer> levelsOfField(Type type, @Nullable Object condition, String path, Set<String> wrong) {
        if (!(condition instanceof Map)) {
            return isOperand(type, "", condition, path, wrong) ? List.of(1) : List.of();
        } else if (keys(condition).isEmpty()) {
            wrong.add(path);
        }
        List<Integer> levels = new ArrayList<>();
        keys(condition).forEach((operator, operand) -> {
            if (isOperand(type, (String) operator, operand, child(path, operator), wrong)) {
                List<@Nullable Object> meanings = meanings(type, operand);
                boolean isTwo = meanings.size() > 1 && meanings.stream().anyMatch(BigDecimal.class::isInstance);
                levels.add(ORDERING.contains((String) operator) && isTwo ? 2 : 1);
            }
        });
        return levels;
    }

    /** Reports the errors of an operand. Returns whether there are none. */
    private static boolean isOperand(
            Type type, String operator, @Nullable Object operand, String path, Set<String> wrong) {
        if (operator.equals(Filters.SAME)) {
            return isSameOperand(type, operand, path, wrong);
        } else if (operator.equals(Filters.SAME_NUMBER)) {
            return isNumberOperand(type, operand, path, wrong);
        } else if (!LISTING.contains(operator) || operand instanceof Typed) {
            boolean isRight = isRight(type, operator, operand);
            if (!isRight) {
                wrong.add(path);
            }
            return isRight;
        }
        Set<String> elements = new TreeSet<>();
        boolean isList = isList(operand, (index, element) -> {
            if (meanings(type, element).isEmpty()) {
                elements.add(child(path, index));
            }
        });
        if (!isList || (elements.isEmpty() && !areClean(type, Filters.listed(type, operand)))) {
            elements.add(path);
        }
        wrong.addAll(elements);
        return elements.isEmpty();
    }

    private static boolean isSameOperand(Type type, @Nullable Object operand, String path, Set<String> wrong) {
        Set<String> elements = new TreeSet<>();
        if (type != Type.TEXT && type != Type.CUSTOM) {
            elements.add(path);
        } else if (Filters.isList(operand)) {
            isList(operand, (index, element) -> {
                if (!isNull(element) && !(element instanceof String) && !(element instanceof Typed)) {
                    elements.add(child(path, index));
                }
            });
        } else if (!(operand instanceof String) && !(operand instanceof Typed)) {
            elements.add(path);
        }
        if (elements.isEmpty()) {
            List<@Nullable Object> typed =
                    Filters.isList(operand) ? Filters.listed(Type.TEXT, operand) : List.of(operand);
            boolean areRight = typed.stream().noneMatch(Filters::isNull)
                    && typed.stream().allMatch(text -> areClean(type, List.of(text(text))))
                    && Filters.sameTexts("", operand).stream()
                            .noneMatch(text -> Folding.fold(text).isEmpty());
            if (!areRight) {
                elements.add(path);
            }
        }
        wrong.addAll(elements);
        return elements.isEmpty();
    }

    /** Of the column of phones alone. */
    private static boolean isNumberOperand(Type type, @Nullable Object operand, String path, Set<String> wrong) {
        Set<String> mistakes = new TreeSet<>();
        boolean isOfPhones = type == Type.TEXT && ("." + path).endsWith(".phone." + Filters.SAME_NUMBER);
        if (!isOfPhones) {
            mistakes.add(path);
        } else if (operand instanceof Map<?, ?> number) {
            number.forEach((key, value) -> {
                if (!NUMBER.contains(key) || !isTextOrNull(value)) {
                    mistakes.add(child(path, key));
                }
            });
        } else if (!isTextOrNull(operand)) {
            mistakes.add(path);
        }
        if (mistakes.isEmpty() && !isNumber(Filters.number(operand))) {
            mistakes.add(path);
        }
        wrong.addAll(mistakes);
        return mistakes.isEmpty();
    }

    private static boolean isTextOrNull(@Nullable Object value) {
        return isNull(value) || value instanceof String || value instanceof Typed;
    }

    /** Only whether a number begins with a calling code is the library's own. */
    private static boolean isNumber(List<@Nullable String> number) {
        String phone = Rules.text("phone", Rules.trimmed(number.get(0)));
        String iso = Rules.text("phone_country_iso", Rules.trimmed(number.get(1)));
        String code = Rules.text("phone_country_code", Rules.trimmed(number.get(2)));
        return phone != null
                && Rules.isText("phone", phone)
                && (iso == null || Rules.isText("phone_country_iso", iso))
                && (code == null || Rules.isText("phone_country_code", code))
                && PhoneNumber.allIn(phone, code).stream()
                        .allMatch(each -> each.callingCode().isPresent());
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
}
