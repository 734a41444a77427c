package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.Set;

/**
 * One problem of an input: its field, a code for programs and a message for people (contract §5).
 *
 * <p>It never contains the rejected value. Immutable.
 *
 * @param field the name or path of the field in the contract: {@code first_name},
 *     {@code custom_fields_by_name.Industry}, {@code term}. The name of a custom or unknown field comes from outside
 * @param code the rule in lower case: {@code email_format}, {@code type}, {@code unknown_field}
 * @param message the message
 */
public record Violation(String field, String code, String message) {
    /** The most characters that a violation repeats of a name from outside: 100. */
    public static final int MAX_NAME_LENGTH = 100;

    /** The names of inputs that are not fields. */
    private static final Set<String> QUERY_FIELDS =
            Set.of("term", "filter", "sort", "limit", "skip", "after", "ids", "keys", "ifVersion", "items");

    /**
     * Returns the violation of an input that names an unknown field.
     *
     * @param name the name from the input, cut to 100 characters
     * @return a violation with the code {@code unknown_field}
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

    /** Returns the path of a custom field with any name. */
    static String customPath(String name) {
        return ContactFields.CUSTOM_FIELDS.name() + "." + Texts.cut(name, MAX_NAME_LENGTH);
    }

    /** The field for logs, without names from outside, which may be personal data. */
    String publicName() {
        String root = root();
        boolean known = ContactFields.named(root).isPresent() || QUERY_FIELDS.contains(root);
        return (known ? root : "?") + (root.equals(field) ? "" : ".*");
    }

    /** The rank of this violation in a list: in the order of the fields, others last. */
    int position() {
        return ContactFields.named(root()).map(ContactFields.all()::indexOf).orElse(Integer.MAX_VALUE);
    }

    /** The field's name, or what comes before the first dot of a path. */
    private String root() {
        return field.split("\\.", 2)[0];
    }

    /** The field and the message, without names from outside. */
    @Override
    public String toString() {
        return publicName() + ": " + message;
    }
}
