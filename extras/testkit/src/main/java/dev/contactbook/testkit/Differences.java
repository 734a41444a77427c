package dev.contactbook.testkit;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.CustomValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In which fields contacts differ, and how, as a person reads it. */
final class Differences {
    private Differences() {}

    /** The fields in which two contacts differ, in their order. */
    static List<ContactField<?>> fields(Contact one, Contact other) {
        List<ContactField<?>> fields = new ArrayList<>();
        for (ContactField<?> field : ContactFields.all()) {
            if (!Objects.equals(field.of(one), field.of(other))) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** A line for each field, and for each custom field. */
    static List<String> lines(Contact expected, Contact actual, Collection<ContactField<?>> fields) {
        List<String> lines = new ArrayList<>();
        for (ContactField<?> field : fields) {
            if (field == ContactFields.CUSTOM_FIELDS) {
                Map<String, CustomValue> wanted = expected.customFields().asMap();
                Map<String, CustomValue> found = actual.customFields().asMap();
                TreeSet<String> names = new TreeSet<>(wanted.keySet());
                names.addAll(found.keySet());
                names.removeIf(name -> Objects.equals(wanted.get(name), found.get(name)));
                names.forEach(name -> lines.add(line(field + "." + name, raw(wanted.get(name)), raw(found.get(name)))));
            } else {
                lines.add(line(field.name(), field.of(expected), field.of(actual)));
            }
        }
        return lines;
    }

    /** One line: the field, both values, and for texts where they begin to differ. */
    static String line(String field, @Nullable Object expected, @Nullable Object actual) {
        String line = field + ": expected " + shown(expected) + " but was " + shown(actual);
        return expected instanceof String wanted && actual instanceof String found
                ? line + ", different from character " + firstDifference(wanted, found)
                : line;
    }

    static @Nullable Object raw(@Nullable CustomValue value) {
        return value == null ? null : value.raw();
    }

    /** Compares logs by the texts of their entries. */
    static void requireEqual(String log, List<String> expected, List<?> actual) {
        List<String> found = actual.stream().map(Object::toString).toList();
        if (!found.equals(expected)) {
            throw new AssertionError(
                    log + " are not as expected" + list("expected", expected) + list("but were", found));
        }
    }

    private static String list(String head, List<String> entries) {
        return "\n  " + head + (entries.isEmpty() ? " none" : "\n    " + String.join("\n    ", entries));
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "missing";
        } else if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof String text ? "\"" + text + "\"" : value.toString();
    }

    /** {@code 5 (U+0078 and U+0079)}: letters that look the same have other numbers. */
    private static String firstDifference(String wanted, String found) {
        int[] one = wanted.codePoints().toArray();
        int[] other = found.codePoints().toArray();
        int at = 0;
        while (at < one.length && at < other.length && one[at] == other[at]) {
            at++;
        }
        return (at + 1) + " (" + codePoint(one, at) + " and " + codePoint(other, at) + ")";
    }

    private static String codePoint(int[] text, int at) {
        return at < text.length ? String.format("U+%04X", text[at]) : "the end";
    }
}
