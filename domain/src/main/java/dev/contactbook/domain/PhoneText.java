package dev.contactbook.domain;

import dev.contactbook.domain.text.Invisible;
import dev.contactbook.domain.text.Texts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The normal form and the rule of a phone number (contract §2).
 *
 * <p>What comes along when people paste a number goes: marks that cannot be seen, spaces, dashes and digits of other
 * scripts, {@code tel:}, words for an extension. The rest stays as typed.
 */
final class PhoneText {
    /** The signs of a phone beside its digits. */
    static final String SIGNS = "+()-./#*,;x ";

    private static final int FEWEST_DIGITS = 3;
    private static final String SCHEME = "tel:";

    /** The words for an extension, each after those that end with it. */
    private static final String[] EXTENSION_WORDS = {";ext", "extension", "extn", "ext", "x"};

    /** A full-width sign is as far from its ASCII one as any other is. */
    private static final int FULL_WIDTH = 0xFF01 - '!';

    private PhoneText() {}

    /** Returns the clean form of a phone, null if it is blank. What is no phone stays, for the rule to reject. */
    static @Nullable String clean(@Nullable String typed) {
        String text = Texts.optional(typed);
        if (text == null || firstForeign(text) == text.length()) {
            return text;
        }
        String plain = Texts.trim(plain(text));
        String number = isPhone(plain) ? plain : withExtension(withoutScheme(plain));
        return isPhone(number) ? number : plain;
    }

    /** Whether a text has at least three digits, and nothing but digits and {@link #SIGNS}. */
    static boolean isPhone(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Texts.isDigit(text.charAt(i))) {
                digits++;
            }
        }
        return digits >= FEWEST_DIGITS && firstForeign(text) == text.length();
    }

    /** Returns the index of the first character that no phone has, or the text's length. */
    static int firstForeign(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Texts.isDigit(text.charAt(i)) && SIGNS.indexOf(text.charAt(i)) < 0) {
                return i;
            }
        }
        return text.length();
    }

    /** Returns a text in the signs that phones have, letter by letter. Letters that mean no such sign stay. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (!Invisible.is(codePoint)) {
                plain.appendCodePoint(codePoint < 0x80 && codePoint != '\t' ? codePoint : plain(codePoint));
            }
        }
        return plain.toString();
    }

    private static int plain(int codePoint) {
        if (Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER) {
            return '0' + Character.digit(codePoint, 10);
        } else if (codePoint == '\t' || Character.getType(codePoint) == Character.SPACE_SEPARATOR) {
            return ' ';
        } else if (isDash(codePoint)) {
            return '-';
        }
        int ascii = codePoint - FULL_WIDTH;
        return ascii > ' ' && ascii < 0x7F && SIGNS.indexOf(ascii) >= 0 ? ascii : codePoint;
    }

    private static boolean isDash(int codePoint) {
        return switch (codePoint) {
            case 0x2043, 0x2212, 0x30FC, 0xFF70 -> true; // a bullet, the minus and the long vowels of kana
            default -> Character.getType(codePoint) == Character.DASH_PUNCTUATION;
        };
    }

    private static String withoutScheme(String text) {
        if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return text;
        }
        int slashes = text.startsWith("//", SCHEME.length()) ? "//".length() : 0;
        return Texts.trim(text.substring(SCHEME.length() + slashes));
    }

    /** Writes an extension at the end as {@code x} and its digits, if a number is before it. */
    private static String withExtension(String text) {
        int digits = text.length();
        while (digits > 0 && Texts.isDigit(text.charAt(digits - 1))) {
            digits--;
        }
        String before = stripped(text.substring(0, digits), " .:=#-");
        String word = before.toLowerCase(Locale.ROOT);
        for (String extension : EXTENSION_WORDS) {
            if (digits < text.length() && word.length() == before.length() && word.endsWith(extension)) {
                String number = stripped(before.substring(0, before.length() - extension.length()), " ,;");
                return isPhone(number) ? number + " x" + text.substring(digits) : text;
            }
        }
        return text;
    }

    /** Returns a text without these signs at its end. */
    private static String stripped(String text, String signs) {
        int end = text.length();
        while (end > 0 && signs.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
