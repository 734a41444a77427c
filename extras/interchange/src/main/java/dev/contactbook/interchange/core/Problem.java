package dev.contactbook.interchange.core;

/**
 * One problem of a record.
 *
 * @param line the physical line, from 1
 * @param field the column or property, empty for the whole record
 * @param code what is wrong
 * @param message what is wrong, for people
 * @param excerpt the first {@value #MAX_EXCERPT} characters of the value, perhaps empty
 */
public record Problem(long line, String field, Code code, String message, String excerpt) {
    public static final int MAX_EXCERPT = 80;

    public Problem {
        field = cut(field);
        excerpt = cut(excerpt);
    }

    public static Problem of(long line, Code code) {
        return of(line, "", code, "");
    }

    public static Problem of(long line, String field, Code code, String excerpt) {
        return new Problem(line, field, code, code.message(), excerpt);
    }

    /** The first characters of a text. */
    public static String cut(String text) {
        int end = text.length() > MAX_EXCERPT
                ? text.offsetByCodePoints(0, Math.min(MAX_EXCERPT, text.codePointCount(0, text.length())))
                : text.length();
        return text.substring(0, end);
    }

    /** Without the excerpt, which may be personal data. */
    @Override
    public String toString() {
        return code + " in line " + line;
    }
}
