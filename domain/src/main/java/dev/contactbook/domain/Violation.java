package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.Set;

/**
 * One thing that is wrong with an input: where, what, and in words for people (contract §5).
 *
 * <p>It never carries the refused value. Immutable.
 *
 * @param field the name or path of what is wrong, by the contract's names: {@code first_name},
 *     {@code custom_fields_by_name.Industry}, {@code term}. A part of it may come from outside: a custom field's or an
 *     unknown field's name
 * @param code which rule, in lower case, for programs: {@code email_format}, {@code type}, {@code unknown_field}
 * @param message the error text, for people
 */
public record Violation(String field, String code, String message) {
    /** The most characters that a violation repeats of a name from outside: 100. */
    public static final int MAX_NAME_LENGTH = 100;

    /** The names that are no field's, but the library's own. */
    private static final Set<String> QUERY_FIELDS =
            Set.of("term", "filter", "sort", "limit", "skip", "ifVersion", "items");

    /**
     * That an input names a field that does not exist.
     *
     * @param name the name as it came, of which the first 100 characters are kept
     * @return a violation of the code {@code unknown_field}
     */
    public static Violation unknownField(String name) {
        return new Violation(Texts.cut(name, MAX_NAME_LENGTH), "unknown_field", "Unknown field");
    }

    static Violation readOnly(String name) {
        return new Violation(name, "read_only", "Cannot be written");
    }

    static Violation type(String field, String expected) {
        return new Violation(field, "type", "Must be " + expected);
    }

    static Violation unreadable(String path, CustomValue.Unreadable problem) {
        return new Violation(path, problem.code(), problem.problem());
    }

    /** The path of one custom field, however long or strange its name is. */
    static String customPath(String name) {
        return ContactFields.CUSTOM_FIELDS.name() + "." + Texts.cut(name, MAX_NAME_LENGTH);
    }

    /** The field as it may stand in a log: a name that came from outside, be it a person's, is left out. */
    String publicName() {
        String root = root();
        boolean known = ContactFields.named(root).isPresent() || QUERY_FIELDS.contains(root);
        return (known ? root : "?") + (root.equals(field) ? "" : ".*");
    }

    /** Where in a list of violations this one comes: in the order of the fields, those of no field last. */
    int position() {
        return ContactFields.named(root()).map(ContactFields.all()::indexOf).orElse(Integer.MAX_VALUE);
    }

    /** The field's name, or what comes before the first dot of a path. */
    private String root() {
        return field.split("\\.", 2)[0];
    }

    /** The field and what is wrong, without names that came from outside. */
    @Override
    public String toString() {
        return publicName() + ": " + message;
    }
}
