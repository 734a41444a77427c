package dev.contactbook.domain.text;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * White space, length, order and well-formed characters of texts.
 *
 * <p>All methods count and compare code points, so an astral character is one character.
 */
public final class Texts {
    /**
     * The order of texts by code point, which is the byte order of UTF-8 in databases. It differs from
     * {@link String#compareTo} for astral characters beside U+E000 to U+FFFF (contract §4).
     */
    public static final Comparator<String> BY_CODE_POINT = Texts::compareByCodePoint;

    private Texts() {}

    /** Trims Unicode white space at both ends. A blank text becomes null (contract §2). */
    public static @Nullable String optional(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String trimmed = trim(text);
        return isBlank(trimmed) ? null : trimmed;
    }

    /** Removes what cannot be seen, and trims Unicode white space at both ends (contract §2). */
    public static String visible(String text) {
        return trim(Invisible.removedFrom(text));
    }

    /** Like {@link #visible}, but a blank text becomes null. */
    public static @Nullable String optionalVisible(@Nullable String text) {
        String visible = text == null ? "" : visible(text);
        return visible.isEmpty() ? null : visible;
    }

    /** Whether a text has nothing but white space and what cannot be seen. */
    private static boolean isBlank(String text) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (!isWhiteSpace(codePoint) && !Invisible.is(codePoint)) {
                return false;
            }
        }
        return true;
    }

    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /**
     * Whether a code point has the Unicode property White_Space. {@link Character#isWhitespace(int)} is another set: it
     * lacks NBSP and has four more control characters. All of them are in the basic plane.
     */
    public static boolean isWhiteSpace(int codePoint) {
        if (codePoint > 0x20 && codePoint < 0x85) {
            return false; // most are
        }
        return switch (codePoint) {
            case 0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> (codePoint >= 0x09 && codePoint <= 0x0D) || (codePoint >= 0x2000 && codePoint <= 0x200A);
        };
    }

    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    public static boolean hasWhiteSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isWhiteSpace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Returns the first {@code limit} code points of a text. */
    public static String cut(String text, int limit) {
        // A text has no more code points than units, so the common case is fast.
        if (text.length() <= limit || length(text) <= limit) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, limit));
    }

    /** Whether a text has neither control characters (Cc) nor lone surrogates (contract §2). */
    public static boolean isOneLine(String text) {
        return firstNotInLine(text) == text.length();
    }

    /** Like {@link #isOneLine}, but with newline, carriage return and tab (contract §2, custom values). */
    public static boolean isMultiLine(String text) {
        return firstNotInLines(text) == text.length();
    }

    /** Returns the index of the first character that {@link #isOneLine} rejects, or the text's length. */
    public static int firstNotInLine(String text) {
        return firstOtherControl(text, "");
    }

    /** Returns the index of the first character that {@link #isMultiLine} rejects, or the text's length. */
    public static int firstNotInLines(String text) {
        return firstOtherControl(text, "\n\r\t");
    }

    /** The first lone surrogate, or control character but those allowed. */
    private static int firstOtherControl(String text, String allowed) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if ((isControl(unit) && allowed.indexOf(unit) < 0) || isLoneSurrogate(text, i)) {
                return i;
            }
        }
        return text.length();
    }

    /** Whether a text has half a surrogate pair, which UTF-8, databases and JSON cannot represent. */
    public static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isLoneSurrogate(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char unit = text.charAt(at);
        if (!Character.isSurrogate(unit)) {
            return false;
        }
        return Character.isHighSurrogate(unit)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }

    /** Returns the digits 0 to 9 of a text, in their order. */
    public static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }

    public static boolean isDigit(int codePoint) {
        return codePoint >= '0' && codePoint <= '9';
    }

    private static boolean isControl(int codePoint) {
        return codePoint <= 0x1F || (codePoint >= 0x7F && codePoint <= 0x9F);
    }

    private static int compareByCodePoint(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // Surrogates encode code points above all others, so they sort last.
                boolean xAstral = Character.isSurrogate(x);
                boolean yAstral = Character.isSurrogate(y);
                return xAstral == yAstral ? Character.compare(x, y) : Boolean.compare(xAstral, yAstral);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
