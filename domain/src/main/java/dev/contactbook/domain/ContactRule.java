package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules that the details of a contact must keep, with their messages (contract §2).
 *
 * <p>A missing value breaks no rule but {@link #FIRST_NAME_REQUIRED}. If a field breaks two rules, the earlier constant
 * is reported.
 */
public enum ContactRule {
    /** A contact has a first name. */
    FIRST_NAME_REQUIRED("First name is required", text(ContactFields.FIRST_NAME, name -> !name.isEmpty())),

    /**
     * An e-mail address is a local part of 1 to 64 characters, which may be in quotes, {@code @} and a dotted domain.
     */
    EMAIL_FORMAT("Invalid email format", text(ContactFields.EMAIL, EmailText::isEmail)),

    /** A phone number has at least 3 digits, and only digits, spaces and {@code + ( ) - . / # * , ; x}. */
    PHONE_FORMAT(
            "Invalid phone format: at least 3 digits, and only digits, spaces and + ( ) - . / # * , ; x",
            text(ContactFields.PHONE, PhoneText::isPhone),
            PhoneText::firstForeign),

    /** A phone's country code is {@code +} and 1 to 4 digits, the first not 0. */
    PHONE_COUNTRY_CODE_FORMAT(
            "Invalid phone country code: + and 1 to 4 digits, the first not 0",
            text(ContactFields.PHONE_COUNTRY_CODE, PhoneCountry::isCode)),

    /** A phone's country is two letters, A to Z. */
    PHONE_COUNTRY_ISO_FORMAT(
            "Invalid phone country: two letters from A to Z",
            text(ContactFields.PHONE_COUNTRY_ISO, PhoneCountry::isIso)),

    /** A picture has an http(s) URL or a path of the host, nothing that a browser would run. */
    AVATAR_URL_FORMAT(
            "Invalid avatar URL: http(s)://… or a path that starts with /",
            text(ContactFields.AVATAR_URL, ContactRule::isHttpUrlOrPath)),

    /** No text holds control characters or lone surrogates. */
    TEXT_CHARACTERS(
            "Must not contain control characters or lone surrogates",
            everyText((field, text) -> Texts.isOneLine(text)),
            Texts::firstNotInLine),

    /** No text is longer than its field. */
    TEXT_LENGTH(
            field -> "Must be at most " + ((TextField) field).maxLength() + " characters",
            everyText((field, text) -> Texts.length(text) <= field.maxLength())),

    /** No list has more entries than its field allows. */
    LIST_SIZE(
            field -> "Must be at most " + (field instanceof ListField<?> list ? list.maxSize() : 20) + " entries",
            everyList((list, before, after, broken) -> checkSize(list, before, after, broken))),

    /** No two e-mails or phones of a contact are the same, the primary ones included. */
    LIST_UNIQUE(
            "Must be in a contact only once",
            everyList((list, before, after, broken) -> checkUniqueEntries(list, before, after, broken))),

    /** An id in another system has the name of the system and the id. */
    EXTERNAL_ID_COMPLETE("Must have a source and an id", ContactRule::checkComplete),

    /** An id is a whole number from 1 to {@link #MAX_ID}. */
    ID_RANGE("Must be a whole number from 1 to " + ContactRule.MAX_ID, everyNumber(ContactRule::isId)),

    /** The host's directory knows the owner. The use cases look it up (contract §2). */
    OWNER_KNOWN("Unknown user", (before, after, broken) -> {}),

    /** The host's directory knows the company. The use cases look it up (contract §2). */
    COMPANY_KNOWN("Unknown company", (before, after, broken) -> {}),

    /** The names of custom fields are unique ignoring case, in a contact and in one input. */
    CUSTOM_NAME_UNIQUE("Must have a unique name, ignoring case", ContactRule::checkUniqueNames),

    /** A custom field's name has 1 to 100 characters, without control characters and lone surrogates. */
    CUSTOM_NAME_LENGTH(
            "A name must have 1 to " + CustomFields.MAX_NAME_LENGTH + " characters, without control characters",
            customField((name, value) -> hasNameLength(name)),
            Texts::firstNotInLine),

    /**
     * No name of a custom field starts with {@code $} or is {@code __proto__}, which have other roles in queries and
     * JSON.
     */
    CUSTOM_NAME_RESERVED(
            "A name must not start with $ or be __proto__", customField((name, value) -> !isReserved(name))),

    /** A custom text, or each of a list, has at most 4,000 characters. */
    CUSTOM_TEXT_LENGTH(
            "Must be at most " + CustomValue.MAX_TEXT_LENGTH + " characters",
            customField((name, value) -> allTexts(value, t -> Texts.length(t) <= CustomValue.MAX_TEXT_LENGTH))),

    /** A custom text holds no control characters but newline, carriage return and tab, and no lone surrogates. */
    CUSTOM_TEXT_CHARACTERS(
            "Must not contain control characters or lone surrogates",
            customField((name, value) -> allTexts(value, Texts::isMultiLine)),
            Texts::firstNotInLines),

    /** A custom list has at most 50 texts. */
    CUSTOM_LIST_SIZE(
            "Must be at most " + CustomValue.MAX_TEXTS + " texts",
            customField((name, value) ->
                    value.match(text -> true, n -> true, b -> true, texts -> texts.size() <= CustomValue.MAX_TEXTS))),

    /**
     * A custom number is finite, with at most 15 significant digits and an exponent from −100 to 100, which every JSON
     * reader keeps exact.
     */
    CUSTOM_NUMBER(
            CustomValue.EXPECTED_NUMBER,
            customField((name, value) -> value.match(text -> true, CustomValue::isPlain, bool -> true, texts -> true))),

    /** A contact has at most 100 custom fields. */
    CUSTOM_COUNT(
            "Must be at most " + CustomFields.MAX_COUNT + " fields",
            customFieldsAtMost(CustomFields.MAX_COUNT, CustomFields::size)),

    /** The custom fields of a contact hold at most 20,000 characters, names included. */
    CUSTOM_TOTAL_LENGTH(
            "Must be at most " + CustomFields.MAX_TOTAL_LENGTH + " characters in total",
            customFieldsAtMost(CustomFields.MAX_TOTAL_LENGTH, ContactRule::totalLength));

    /** The largest id of a contact, user, company or organization: 2^53−1, which every JSON reader keeps exact. */
    public static final long MAX_ID = (1L << 53) - 1;

    private static final List<ContactRule> RULES = List.of(values());
    private static final Pattern HTTP_URL =
            Pattern.compile("https?://[^/].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern PATH = Pattern.compile("/([^/].*)?", Pattern.DOTALL);

    private final Function<ContactField<?>, String> message;
    private final Check check;

    /** The index of the first character that breaks the rule, or the text's length if no single one does. */
    private final ToIntFunction<String> culprit;

    ContactRule(String message, Check check) {
        this(field -> message, check);
    }

    ContactRule(Function<ContactField<?>, String> message, Check check) {
        this(message, check, String::length);
    }

    ContactRule(String message, Check check, ToIntFunction<String> culprit) {
        this(field -> message, check, culprit);
    }

    ContactRule(Function<ContactField<?>, String> message, Check check, ToIntFunction<String> culprit) {
        this.message = message;
        this.check = check;
        this.culprit = culprit;
    }

    /** {@return the error message, for the first name if it depends on the field} */
    public String message() {
        return message.apply(ContactFields.FIRST_NAME);
    }

    /**
     * Returns the violation of this rule by a field.
     *
     * @param field the field
     * @return a violation with this rule's code and message
     */
    public Violation violation(ContactField<?> field) {
        return new Violation(field.name(), code(), message.apply(field));
    }

    Violation violation(String customPath) {
        return new Violation(customPath, code(), message());
    }

    /**
     * Names the first wrong character of a text if it cannot be seen, and so is nothing of what people know of a value.
     */
    private String found(String text) {
        int at = culprit.applyAsInt(text);
        if (at == text.length() || canBeSeen(text.codePointAt(at))) {
            return "";
        }
        return String.format(Locale.ROOT, ", found U+%04X", text.codePointAt(at));
    }

    private String foundInOne(List<String> texts) {
        return texts.stream()
                .map(this::found)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static boolean canBeSeen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Whether {@link #ID_RANGE} holds of a number. */
    static boolean isId(long number) {
        return number >= 1 && number <= MAX_ID;
    }

    /** Whether {@link #CUSTOM_NAME_LENGTH} holds of a custom field's name. */
    static boolean hasNameLength(String name) {
        return !name.isEmpty() && Texts.length(name) <= CustomFields.MAX_NAME_LENGTH && Texts.isOneLine(name);
    }

    /** Whether a custom field's name breaks {@link #CUSTOM_NAME_RESERVED}. */
    static boolean isReserved(String name) {
        return name.startsWith("$") || name.equals("__proto__");
    }

    /** The rules that the changed values of details break, or all values if there is no {@code before}. */
    static List<Violation> violations(@Nullable ContactDetails before, ContactDetails after) {
        Violations violations = new Violations();
        for (ContactRule rule : RULES) {
            violations.rule = rule;
            rule.check.run(before, after, violations);
        }
        return List.copyOf(violations.all);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds the changed values that break a rule. */
    private interface Check {
        void run(@Nullable ContactDetails before, ContactDetails after, Broken broken);

        interface Broken {
            void by(ContactField<?> field);

            void by(ContactField<?> field, String text);

            void by(String path, TextField part, String text);

            void byCustomField(String name);

            void byCustomField(String name, CustomValue value);
        }
    }

    /** Collects violations, rule by rule. */
    private static final class Violations implements Check.Broken {
        private final List<Violation> all = new ArrayList<>();
        private ContactRule rule = FIRST_NAME_REQUIRED;

        @Override
        public void by(ContactField<?> field) {
            all.add(rule.violation(field));
        }

        @Override
        public void by(ContactField<?> field, String text) {
            add(rule.violation(field), rule.found(text));
        }

        @Override
        public void by(String path, TextField part, String text) {
            add(new Violation(path, rule.code(), rule.message.apply(part)), rule.found(text));
        }

        @Override
        public void byCustomField(String name) {
            all.add(rule.violation(Violation.customPath(name)));
        }

        @Override
        public void byCustomField(String name, CustomValue value) {
            String found = rule == CUSTOM_NAME_LENGTH
                    ? rule.found(name)
                    : value.match(rule::found, number -> "", bool -> "", rule::foundInOne);
            add(rule.violation(Violation.customPath(name)), found);
        }

        private void add(Violation violation, String found) {
            all.add(new Violation(violation.field(), violation.code(), violation.message() + found));
        }
    }

    private static Check text(TextField field, Predicate<String> holds) {
        return (before, after, broken) -> {
            check(field, holds, before, after, broken);
            for (ListField<?> list : ContactFields.lists()) {
                checkEntries(list, (part, text) -> part != field || holds.test(text), before, after, broken);
            }
        };
    }

    private static Check everyText(BiPredicate<TextField, String> holds) {
        return (before, after, broken) -> {
            for (ContactField<?> field : ContactFields.writable()) {
                if (field instanceof TextField text) {
                    check(text, value -> holds.test(text, value), before, after, broken);
                } else if (field instanceof ListField<?> list) {
                    checkEntries(list, holds, before, after, broken);
                }
            }
        };
    }

    private static Check everyNumber(Predicate<Long> holds) {
        return (before, after, broken) -> {
            for (ContactField<?> field : ContactFields.writable()) {
                if (field instanceof NumberField number) {
                    check(number, holds, before, after, broken);
                }
            }
        };
    }

    private static <T> void check(
            ContactField<T> field,
            Predicate<T> holds,
            @Nullable ContactDetails before,
            ContactDetails after,
            Check.Broken broken) {
        T value = field.of(after);
        if (value != null && !holds.test(value) && (before == null || !value.equals(field.of(before)))) {
            if (value instanceof String text) {
                broken.by(field, text);
            } else {
                broken.by(field);
            }
        }
    }

    /** Checks the texts of new entries. A list that is too long is nothing but that. */
    private static <E> void checkEntries(
            ListField<E> list,
            BiPredicate<TextField, String> holds,
            @Nullable ContactDetails before,
            ContactDetails after,
            Check.Broken broken) {
        List<E> entries = list.in(after);
        if (entries.size() > list.maxSize()) {
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            E entry = entries.get(i);
            boolean isNew = before == null || !list.in(before).contains(entry);
            for (TextField part : isNew ? list.parts() : List.<TextField>of()) {
                String text = list.entries().text(entry, part);
                if (text != null && !holds.test(part, text)) {
                    broken.by(list.path(i, part), part, text);
                }
            }
        }
    }

    /** A check of one list. */
    private interface ListCheck {
        void run(ListField<?> list, @Nullable ContactDetails before, ContactDetails after, Check.Broken broken);
    }

    private static Check everyList(ListCheck check) {
        return (before, after, broken) -> {
            for (ListField<?> list : ContactFields.lists()) {
                if (!list.in(after).isEmpty()) {
                    check.run(list, before, after, broken);
                }
            }
        };
    }

    /** A stored list above the limit may shrink step by step, but not grow. */
    private static void checkSize(
            ListField<?> list, @Nullable ContactDetails before, ContactDetails after, Check.Broken broken) {
        int size = list.in(after).size();
        if (size > list.maxSize() && (before == null || size > list.in(before).size())) {
            broken.by(list);
        }
    }

    private static <E> void checkUniqueEntries(
            ListField<E> list, @Nullable ContactDetails before, ContactDetails after, Check.Broken broken) {
        ListEntries<E> kind = list.entries();
        List<E> entries = list.in(after);
        E primary = kind.primary(after);
        boolean isStored =
                before != null && entries.equals(list.in(before)) && Objects.equals(primary, kind.primary(before));
        if (isStored || entries.size() > list.maxSize()) {
            return;
        }
        Set<Object> keys = new HashSet<>();
        if (primary != null) {
            keys.add(kind.key(primary));
        }
        for (int i = 0; i < entries.size(); i++) {
            if (!keys.add(kind.key(entries.get(i)))) {
                TextField first = list.parts().get(0);
                broken.by(list.path(i, first), first, "");
            }
        }
    }

    private static void checkComplete(@Nullable ContactDetails before, ContactDetails after, Check.Broken broken) {
        List<ExternalId> ids = after.externalIds();
        for (int i = 0; i < ids.size() && i < ContactFields.EXTERNAL_IDS.maxSize(); i++) {
            boolean isStored = before != null && before.externalIds().contains(ids.get(i));
            if (!ids.get(i).isComplete() && !isStored) {
                List<TextField> parts = ContactFields.EXTERNAL_IDS.parts();
                TextField missing = parts.get(ids.get(i).source().isEmpty() ? 0 : 1);
                broken.by(ContactFields.EXTERNAL_IDS.path(i, missing), missing, "");
            }
        }
    }

    private static Check customField(BiPredicate<String, CustomValue> holds) {
        return (before, after, broken) -> after.customFields().asMap().forEach((name, value) -> {
            boolean changed = before == null
                    || !Objects.equals(value, before.customFields().asMap().get(name));
            if (changed && !holds.test(name, value)) {
                broken.byCustomField(name, value);
            }
        });
    }

    /** Stored names that are older than this rule may differ in case only. A new one may not join them. */
    private static void checkUniqueNames(@Nullable ContactDetails before, ContactDetails after, Check.Broken broken) {
        Set<String> names = after.customFields().asMap().keySet();
        if (names.size() < 2) {
            return;
        }
        Map<String, Integer> timesNamed = new HashMap<>();
        names.forEach(name -> timesNamed.merge(CustomFields.key(name), 1, Integer::sum));
        for (String name : names) {
            boolean isNew = before == null || !before.customFields().asMap().containsKey(name);
            if (isNew && timesNamed.getOrDefault(CustomFields.key(name), 0) > 1) {
                broken.byCustomField(name);
            }
        }
    }

    /** A stored contact above the limit may shrink step by step, but not grow. */
    private static Check customFieldsAtMost(int limit, ToIntFunction<CustomFields> measure) {
        return (before, after, broken) -> {
            int size = measure.applyAsInt(after.customFields());
            if (size > limit && (before == null || size > measure.applyAsInt(before.customFields()))) {
                broken.by(ContactFields.CUSTOM_FIELDS);
            }
        };
    }

    /** A path starts with one slash: browsers read {@code //} and {@code /\} as another host. */
    private static boolean isHttpUrlOrPath(String text) {
        return !Texts.hasWhiteSpace(text)
                && !text.contains("\\")
                && (HTTP_URL.matcher(text).matches() || PATH.matcher(text).matches());
    }

    private static boolean allTexts(CustomValue value, Predicate<String> holds) {
        return value.match(
                holds::test,
                number -> true,
                bool -> true,
                texts -> texts.stream().allMatch(holds));
    }

    /** Names and texts count their code points, numbers and booleans those of their JSON form. */
    private static int totalLength(CustomFields fields) {
        long total = 0;
        for (var field : fields.asMap().entrySet()) {
            total += Texts.length(field.getKey());
            total += field.getValue()
                    .match(
                            Texts::length,
                            n -> n.toPlainString().length(),
                            b -> b.toString().length(),
                            texts -> texts.stream().mapToInt(Texts::length).sum());
        }
        return (int) Math.min(total, Integer.MAX_VALUE);
    }
}
