package dev.contactbook.interchange.core;

import java.math.BigDecimal;

/** Values of custom fields as exports write them: a text and the name of its type. */
public final class TypedText {
    /** More than any number of a contact has. A longer one would be read in quadratic time. */
    private static final int LONGEST_NUMBER = 200;

    private TypedText() {}

    /** The value of a type, or the text itself if it is no such value. */
    public static Object value(String type, String text) {
        if (type.equals("number") && text.length() <= LONGEST_NUMBER) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                return text;
            }
        } else if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        return text;
    }
}
