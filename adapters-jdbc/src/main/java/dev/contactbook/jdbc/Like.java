package dev.contactbook.jdbc;

/** Patterns for {@code LIKE … ESCAPE '!'} in which the text's own characters are all ordinary ones. */
final class Like {
    private Like() {}

    static String contains(String text) {
        return "%" + literal(text) + "%";
    }

    static String startsWith(String text) {
        return literal(text) + "%";
    }

    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
