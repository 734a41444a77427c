package dev.contactbook.it.rest.fuzz;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.text.Folding;
import dev.contactbook.it.rest.StrictJson.Num;
import dev.contactbook.it.rest.fuzz.Queries.Typed;
import java.math.BigDecimal;
import java.net.IDN;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts a filter means, once more (contract §4, §7), from the tree of its JSON or of a query string. Only the
 * folding is the library's own.
 */
final class Filters {
    private static final Set<String> TEXTS = Set.of(
            "first_name",
            "last_name",
            "email",
            "phone",
            "phone_country_code",
            "phone_country_iso",
            "channel_whatsapp_wa_id",
            "channel_instagram_user_id",
            "system_type",
            "avatar_url");
    private static final Set<String> TIMES = Set.of("created_at", "updated_at", "deleted_at");

    static final List<String> SEARCHING = List.of("$contains", "$startsWith", "$endsWith");
    static final String SAME = "$same";
    static final String SAME_NUMBER = "$sameNumber";
    static final List<String> ORDERING = List.of("$lt", "$lte", "$gt", "$gte");
    static final List<String> LISTING = List.of("$in", "$nin");

    private static final Map<String, Integer> LONGEST =
            Map.of("email", 254, "phone", 32, "phone_country_code", 5, "phone_country_iso", 2, "avatar_url", 2_048);
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]*");

    private Filters() {}

    /** What a value may be: of a column, or of a custom field, which is none. */
    enum Type {
        TEXT,
        NUMBER,
        TIME,
        CUSTOM;

        static Type of(String column) {
            return TEXTS.contains(column) ? TEXT : TIMES.contains(column) ? TIME : NUMBER;
        }
    }

    /** Which contacts a filter means that is right. */
    static boolean matches(@Nullable Object filter, Map<String, @Nullable Object> contact) {
        return keys(filter).entrySet().stream().allMatch(entry -> {
            String key = (String) entry.getKey();
            Object value = entry.getValue();
            return switch (key) {
                case "$or" -> elements(value).stream().anyMatch(part -> matches(part, contact));
                case "$and" -> elements(value).stream().allMatch(part -> matches(part, contact));
                case "$not" -> !matches(value, contact);
                case Rules.CUSTOM ->
                    keys(value).entrySet().stream()
                            .allMatch(field -> holds(
                                    contact,
                                    key,
                                    Type.CUSTOM,
                                    4_000,
                                    own(contact, (String) field.getKey()),
                                    field.getValue()));
                default ->
                    holds(
                            contact,
                            key,
                            Type.of(key),
                            LONGEST.getOrDefault(key, 255),
                            TIMES.contains(key) && contact.get(key) instanceof String time
                                    ? Instant.parse(time)
                                    : contact.get(key),
                            value);
            };
        });
    }

    private static @Nullable Object own(Map<String, @Nullable Object> contact, String name) {
        return Rules.custom(contact).entrySet().stream()
                .filter(field -> Rules.isSameName(field.getKey(), Rules.visible(name)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static boolean holds(
            Map<String, @Nullable Object> contact,
            String key,
            Type type,
            int longest,
            @Nullable Object own,
            @Nullable Object condition) {
        if (!(condition instanceof Map)) {
            return isOneOf(own, meanings(type, condition));
        }
        return keys(condition).entrySet().stream().allMatch(entry -> {
            String operator = (String) entry.getKey();
            Object operand = entry.getValue();
            return switch (operator) {
                case "$exists" -> (own != null) == text(operand).equals("true");
                case "$ne" -> !isOneOf(own, meanings(type, operand));
                case "$in" -> isOneOf(own, listed(type, operand));
                case "$nin" -> !isOneOf(own, listed(type, operand));
                case SAME ->
                    isSameText(key, longest, own, operand)
                            || (key.equals(ContactFields.EMAIL.name())
                                    && Rules.list(contact, "other_emails").stream()
                                            .anyMatch(other -> isSameText(key, longest, other.get(key), operand)));
                case SAME_NUMBER -> isSameNumber(contact, operand);
                case "$contains", "$startsWith", "$endsWith" -> finds(operator, longest, own, text(operand));
                default ->
                    meanings(type, operand).stream()
                            .anyMatch(bound -> accepts(operator, longest, own, Objects.requireNonNull(bound)));
            };
        });
    }

    private static boolean isSameText(String key, int longest, @Nullable Object own, @Nullable Object operand) {
        List<String> texts = own instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : own instanceof String text ? List.of(text) : List.of();
        return sameTexts(key, operand).stream()
                .filter(text -> Rules.length(text) <= longest)
                .anyMatch(text -> texts.stream()
                        .anyMatch(one -> Folding.fold(compared(key, one), longest)
                                .equals(Folding.fold(compared(key, text), longest))));
    }

    /** E-mails are compared with their domain in ASCII, where it has such a form (contract 4.31). */
    private static String compared(String key, String text) {
        int at = text.lastIndexOf('@');
        if (!key.equals(ContactFields.EMAIL.name()) || at < 0) {
            return text;
        }
        try {
            String domain = IDN.toASCII(text.substring(at + 1), IDN.ALLOW_UNASSIGNED);
            return ("." + domain).contains(".xn--") ? text.substring(0, at + 1) + domain : text;
        } catch (RuntimeException e) { // also of newer JDKs for a long label, which is no IllegalArgumentException
            return text;
        }
    }

    /** What a number is, is the library's own, and compared with {@link Plain} cases. */
    private static boolean isSameNumber(Map<String, @Nullable Object> contact, @Nullable Object operand) {
        List<@Nullable String> number = number(operand);
        ContactDetails.Builder details = ContactDetails.builder();
        for (String key : List.of("phone", "phone_country_code")) {
            details.set(key, contact.get(key));
        }
        details.set("other_phones", contact.get("other_phones"));
        Filter filter = ContactFields.PHONE.sameNumberAs(number.get(0), number.get(1), number.get(2));
        return Searches.agreed(
                contact,
                "other_phones",
                filter.matches(Contact.builder(1, 1).details(details.build()).build()),
                Plain.sameNumber(Objects.requireNonNull(number.get(0)), (String) contact.get("phone")));
    }

    /** Returns the text, the country and the calling code of an operand that is right. */
    static List<@Nullable String> number(@Nullable Object operand) {
        return operand instanceof Map<?, ?> number
                ? Arrays.asList(
                        textOrNull(number.get("text")),
                        textOrNull(number.get("phone_country_iso")),
                        textOrNull(number.get("phone_country_code")))
                : Arrays.asList(textOrNull(operand), null, null);
    }

    private static @Nullable String textOrNull(@Nullable Object value) {
        return isNull(value) ? null : text(value);
    }

    /** Returns the texts of an operand as a contact would hold them. One that is blank is empty. */
    static List<String> sameTexts(String key, @Nullable Object operand) {
        List<@Nullable Object> operands =
                isList(operand) ? listed(Type.TEXT, operand) : Collections.singletonList(operand);
        return operands.stream()
                .map(text -> Rules.text(key, Rules.trimmed(text == null ? "" : text(text))))
                .map(text -> text == null ? "" : text)
                .toList();
    }

    private static boolean isOneOf(@Nullable Object own, List<@Nullable Object> values) {
        return own instanceof List<?> texts
                ? texts.stream().anyMatch(values::contains)
                : values.stream().anyMatch(value -> isSame(own, value));
    }

    private static boolean isSame(@Nullable Object own, @Nullable Object value) {
        return own instanceof BigDecimal number && value instanceof BigDecimal other
                ? number.compareTo(other) == 0
                : Objects.equals(own, value);
    }

    private static boolean finds(String operator, int longest, @Nullable Object own, String text) {
        String part = Folding.fold(text);
        List<?> texts = own instanceof List<?> list ? list : own instanceof String ? List.of(own) : List.of();
        return texts.stream().map(one -> Folding.fold((String) one, longest)).anyMatch(one -> switch (operator) {
            case "$contains" -> one.contains(part);
            case "$startsWith" -> one.startsWith(part);
            default -> one.endsWith(part);
        });
    }

    private static boolean accepts(String operator, int longest, @Nullable Object own, Object bound) {
        int comparison;
        if (own instanceof BigDecimal number && bound instanceof BigDecimal other) {
            comparison = number.compareTo(other);
        } else if (own instanceof Instant time && bound instanceof Instant other) {
            comparison = time.compareTo(other);
        } else if (own instanceof String text && bound instanceof String other) {
            int folded = Rules.BY_CODE_POINT.compare(Folding.fold(text, longest), Folding.fold(other, longest));
            comparison = folded == 0 ? Rules.BY_CODE_POINT.compare(text, other) : folded;
        } else {
            return false;
        }
        return switch (operator) {
            case "$lt" -> comparison < 0;
            case "$lte" -> comparison <= 0;
            case "$gt" -> comparison > 0;
            default -> comparison >= 0;
        };
    }

    static List<@Nullable Object> listed(Type type, @Nullable Object operand) {
        List<@Nullable Object> all = new ArrayList<>();
        // A list of a query string that has one empty text has none.
        if (operand instanceof Map<?, ?> list
                && list.size() == 1
                && list.values().iterator().next() instanceof Typed typed
                && typed.text().isEmpty()) {
            return all;
        }
        elements(operand).forEach(element -> all.addAll(meanings(type, element)));
        return all;
    }

    /** Returns all values that a value can be, none if it has another type. */
    static List<@Nullable Object> meanings(Type type, @Nullable Object value) {
        List<@Nullable Object> meanings = new ArrayList<>();
        if (isNull(value)) {
            return Collections.singletonList(null);
        } else if (type == Type.TIME && (value instanceof String || value instanceof Typed)) {
            try {
                meanings.add(Instant.parse(text(value)));
            } catch (DateTimeException e) {
                return List.of();
            }
        } else if (value instanceof String && type != Type.NUMBER) {
            meanings.add(value);
        } else if (value instanceof Num number && (type == Type.CUSTOM || (type == Type.NUMBER && number.isWhole()))) {
            meanings.add(number.value());
        } else if (value instanceof Boolean && type == Type.CUSTOM) {
            meanings.add(value);
        } else if (value instanceof Typed typed && type == Type.NUMBER) {
            if (WHOLE.matcher(typed.text()).matches()) {
                meanings.add(new BigDecimal(typed.text()));
            }
        } else if (value instanceof Typed typed) {
            meanings.add(typed.text());
            if (type == Type.CUSTOM && Set.of("true", "false").contains(typed.text())) {
                meanings.add(Boolean.valueOf(typed.text()));
            } else if (type == Type.CUSTOM
                    && NUMBER.matcher(typed.text()).matches()
                    && !new Num(typed.text()).isMonstrous()) {
                meanings.add(new Num(typed.text()).value());
            }
        }
        return meanings;
    }

    static boolean isNull(@Nullable Object value) {
        return value == null || (value instanceof Typed typed && typed.text().isEmpty());
    }

    static String text(@Nullable Object value) {
        return value instanceof Typed typed ? typed.text() : String.valueOf(value);
    }

    static Map<?, ?> keys(@Nullable Object node) {
        return node instanceof Map<?, ?> keys ? keys : Map.of();
    }

    /** Returns the elements of a list. In a query string a value alone is a list too. */
    static List<@Nullable Object> elements(@Nullable Object node) {
        List<@Nullable Object> elements = new ArrayList<>();
        if (node instanceof List<?> list) {
            elements.addAll(list);
        } else if (node instanceof Typed) {
            elements.add(node);
        } else {
            elements.addAll(keys(node).values());
        }
        return elements;
    }

    static boolean isList(@Nullable Object node) {
        return node instanceof List
                || (node instanceof Map
                        && isTyped(node)
                        && keys(node).keySet().stream()
                                .allMatch(key -> WHOLE.matcher((String) key).matches()));
    }

    private static boolean isTyped(@Nullable Object node) {
        Object inner = node;
        while (inner instanceof Map<?, ?> map && !map.isEmpty()) {
            inner = map.values().iterator().next();
        }
        return inner instanceof Typed;
    }
}
