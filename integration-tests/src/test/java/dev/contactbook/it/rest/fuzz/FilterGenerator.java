package dev.contactbook.it.rest.fuzz;

import dev.contactbook.it.rest.StrictJson.Num;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws filters, as the tree of their JSON. Most of what they compare with is there already, or nearly. */
final class FilterGenerator {
    private static final List<String> OPERATORS =
            List.of("$ne", "$ne", "$in", "$nin", "$exists", "$lt", "$lte", "$gt", "$gte");
    private static final List<String> NAMES = List.of("Industry", "Tags", "Size", "x1", "a b", "$x", "__proto__", "");
    private static final List<String> NUMBERS = List.of(
            "+1 555 010 9876",
            "+1 555 010 9875",
            "+49 30 23125101",
            "0049 (0)30 23125101 ext. 7",
            "030 23125101",
            "555-010-9876",
            "8 916 555 01 01",
            "+49 30 23125101 / +49 30 23125102");
    private static final List<@Nullable Object> ANYTHING = Arrays.asList(
            null,
            "",
            "x",
            "5",
            "true",
            "\u0301",
            "a\u0000",
            true,
            new Num("0"),
            new Num("5"),
            new Num("-1.50"),
            new Num("1e2"),
            new Num("99999999999999999999"),
            "2023-01-01T00:00:00Z",
            "2023-01-01T01:00:00.000000001+01:00",
            "2023-01-01",
            List.of(),
            Map.of(),
            Map.of("$gt", "5"));

    private final SplittableRandom random;
    private final Collection<Map<String, @Nullable Object>> contacts;

    FilterGenerator(SplittableRandom random, Collection<Map<String, @Nullable Object>> contacts) {
        this.random = random;
        this.contacts = contacts;
    }

    /** Draws one condition mostly, and sometimes a tree, or the maximum number of levels, or one more. */
    Map<String, @Nullable Object> filter() {
        if (chance(2)) {
            Map<String, @Nullable Object> filter = new LinkedHashMap<>(Map.of("id", new Num("1")));
            for (int levels = 1 + random.nextInt(2); levels < 8; levels++) {
                filter = new LinkedHashMap<>(Map.of("$not", filter));
            }
            return filter;
        }
        return object(1);
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = chance(70) ? 1 : 2 + random.nextInt(2); i > 0; i--) {
            int kind = random.nextInt(100);
            if (depth < 3 && kind < 20) {
                object.put(kind < 10 ? "$or" : "$and", objects(depth));
            } else if (depth < 3 && kind < 28) {
                object.put("$not", object(depth + 1));
            } else if (kind < 50) {
                customField(object);
            } else {
                String column = chance(2) ? "owner" : pick(Answers.WITH_VERSION);
                if (!column.equals(Rules.CUSTOM) && !(depth == 1 && column.equals("organization_id"))) {
                    Object like = value(column);
                    boolean isNumber = chance(column.equals("phone") ? 40 : 1);
                    object.put(column, isNumber ? Map.of(Filters.SAME_NUMBER, number(like)) : condition(like));
                }
            }
        }
        return object;
    }

    /** A text, or an object with its country, and now and then something else. */
    private Object number(@Nullable Object like) {
        Object text = like instanceof String && chance(60) ? like : pick(NUMBERS);
        if (chance(40)) {
            return chance(5) ? Objects.requireNonNullElse(pick(ANYTHING), "") : text;
        }
        Map<String, @Nullable Object> number = new LinkedHashMap<>();
        number.put("text", chance(3) ? pick(ANYTHING) : text);
        if (chance(40)) {
            number.put("phone_country_iso", chance(3) ? pick(ANYTHING) : pick(Arrays.asList("US", "de", null)));
        }
        if (chance(80)) {
            number.put("phone_country_code", chance(3) ? pick(ANYTHING) : pick(Arrays.asList("+1", "49", "+7", null)));
        }
        if (chance(2)) {
            number.put("code", "+1");
        }
        return number;
    }

    private List<Object> objects(int depth) {
        List<Object> objects = new ArrayList<>();
        for (int i = chance(90) ? 2 : random.nextInt(4); i > 0; i--) {
            objects.add(object(depth + 1));
        }
        return objects;
    }

    private void customField(Map<String, @Nullable Object> object) {
        Map<String, Object> some = Rules.custom(contact());
        String name = some.isEmpty() || chance(10) ? pick(NAMES) : pick(List.copyOf(some.keySet()));
        Object value = some.get(name);
        String spelt = chance(80) ? name : name.toUpperCase(Locale.ROOT);
        Map<String, @Nullable Object> field = new LinkedHashMap<>();
        field.put(spelt, condition(value instanceof List<?> texts ? texts.get(0) : value));
        object.put(Rules.CUSTOM, field);
    }

    /** One of a contact's own values, or of another's. */
    private @Nullable Object value(String column) {
        return contact().get(column);
    }

    private Map<String, @Nullable Object> contact() {
        return contacts.isEmpty() ? Map.of() : pick(List.copyOf(contacts));
    }

    private @Nullable Object condition(@Nullable Object like) {
        if (chance(25)) {
            return operand(like);
        }
        Map<String, @Nullable Object> operators = new LinkedHashMap<>();
        for (int i = chance(85) ? 1 : 2; i > 0; i--) {
            boolean searches = like instanceof String && chance(40);
            boolean isSame = chance(like instanceof String ? 15 : 1);
            String operator =
                    isSame ? Filters.SAME : searches ? pick(Filters.SEARCHING) : chance(2) ? "$like" : pick(OPERATORS);
            operators.put(operator, operand(operator, like));
        }
        return operators;
    }

    private @Nullable Object operand(String operator, @Nullable Object like) {
        if (operator.equals("$exists")) {
            return chance(95) ? (Object) chance(50) : pick(ANYTHING);
        } else if (operator.equals(Filters.SAME) && like instanceof String text && chance(50)) {
            return chance(50) ? text.toUpperCase(Locale.ROOT) : " " + text + "\u200B";
        } else if (Filters.LISTING.contains(operator) || (operator.equals(Filters.SAME) && chance(50))) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                values.add(operand(like));
            }
            return chance(97) ? values : pick(ANYTHING);
        } else if (Filters.SEARCHING.contains(operator) && like instanceof String text && chance(95)) {
            int[] letters = text.codePoints().toArray();
            int from = chance(50) ? 0 : random.nextInt(letters.length);
            int length = 1 + random.nextInt(Math.min(3, letters.length - from));
            String part = new String(letters, from, length);
            return chance(50) ? part : part.toUpperCase(Locale.ROOT);
        }
        return operand(like);
    }

    private @Nullable Object operand(@Nullable Object like) {
        if (chance(4)) {
            return pick(ANYTHING);
        } else if (like instanceof BigDecimal number) {
            return new Num(number.add(BigDecimal.valueOf(chance(70) ? 0 : random.nextInt(3) - 1))
                    .toPlainString());
        }
        return like;
    }

    /** The parameters of a query string that ask the same, as far as it has words for it. */
    static void brackets(String key, @Nullable Object value, List<String> parameters) {
        if (value instanceof Map<?, ?> inner) {
            inner.forEach((name, child) -> brackets(key + "[" + encoded(name) + "]", child, parameters));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                boolean isObject = list.get(i) instanceof Map;
                brackets(key + (isObject || list.size() > 2 ? "[" + i + "]" : "%5B%5D"), list.get(i), parameters);
            }
        } else {
            parameters.add(
                    key + "=" + (value == null ? "" : encoded(value instanceof Num number ? number.literal() : value)));
        }
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T extends @Nullable Object> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
