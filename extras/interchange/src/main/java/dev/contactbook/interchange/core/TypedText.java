package dev.contactbook.interchange.core;

import java.math.BigDecimal;

/** Values of custom fields as exports write them: a text and the name of its type. */
public final class TypedText {
    private TypedText() {}

    /** The value of a type, or the text itself if it is no such value. */
    public static Object value(String type, String text) {
        if (type.equals("number")) {
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
