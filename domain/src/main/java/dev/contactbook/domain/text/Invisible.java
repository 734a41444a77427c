package dev.contactbook.domain.text;

/**
 * The code points that cannot be seen: Unicode's property Default_Ignorable_Code_Point, and the blank Braille pattern
 * (contract §2). White space and control characters are not among them.
 *
 * <p>The property is stable, and reserves its ranges for later versions too. So the table needs no update with Unicode.
 */
public final class Invisible {
    private static final char FIRST = '\u00AD';

    /** The first and the last code point of each range, ascending. */
    private static final int[] RANGES = {
        0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x200B, 0x200F,
        0x202A, 0x202E, 0x2060, 0x206F, 0x2800, 0x2800, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0,
        0xFFF0, 0xFFF8, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
    };

    private Invisible() {}

    /** Whether a code point cannot be seen. */
    public static boolean is(int codePoint) {
        if (codePoint < FIRST) {
            return false; // most are
        }
        for (int i = 0; i < RANGES.length && codePoint >= RANGES[i]; i += 2) {
            if (codePoint <= RANGES[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the text without the code points that cannot be seen: the same text if it has none, or has half a
     * character behind one, which would become whole.
     */
    public static String removedFrom(String text) {
        int first = first(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length()).append(text, 0, first);
        int codePoint;
        for (int i = first; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (Character.getType(codePoint) == Character.SURROGATE) {
                return text;
            } else if (!is(codePoint)) {
                kept.appendCodePoint(codePoint);
            }
        }
        return kept.toString();
    }

    private static int first(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST && is(text.codePointAt(i))) {
                return i;
            }
        }
        return text.length();
    }
}
