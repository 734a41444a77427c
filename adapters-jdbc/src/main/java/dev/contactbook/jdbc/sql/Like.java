package dev.contactbook.jdbc.sql;

/** Patterns for {@code LIKE … ESCAPE '!'} in which the text's own characters are all ordinary ones. */
public final class Like {
    private Like() {}

    public static String contains(String text) {
        return "%" + literal(text) + "%";
    }

    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
