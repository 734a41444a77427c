package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The normal forms and rules of the two fields for a phone's country (contract §2). */
final class PhoneCountry {
    private static final int MOST_DIGITS = 4;

    /** The international prefix, which people write for the plus. */
    private static final String PREFIX = "00";

    /** What people write for a zero that callers from abroad leave out. */
    private static final String TRUNK = "(0)";

    /** The signs that people write among the digits of a code. */
    private static final String SIGNS = " -().";

    /** No code is as long, however it is written. */
    private static final int LONGEST_TYPED_CODE = 32;

    private PhoneCountry() {}

    /** Turns {@code 1}, {@code 001} and {@code +(1)} into {@code +1}. Other texts stay, for the rule to reject. */
    static @Nullable String code(@Nullable String typed) {
        String text = Texts.optionalVisible(typed);
        if (text == null || isCode(text) || text.length() > LONGEST_TYPED_CODE) {
            return text;
        }
        String digits = digitsOfCode(PhoneText.plain(text).replace(TRUNK, ""));
        String code = "+" + (digits.startsWith(PREFIX) ? digits.substring(PREFIX.length()) : digits);
        return isCode(code) ? code : text;
    }

    /**
     * Turns {@code us} into {@code US}, and {@code UK}, which is no code of ISO 3166, into {@code GB}. Only a to z:
     * upper-casing can turn other letters into A to Z.
     */
    static @Nullable String iso(@Nullable String typed) {
        String text = Texts.optionalVisible(typed);
        if (text == null || !isTwo(text, PhoneCountry::isLetter)) {
            return text;
        }
        String iso = isIso(text) ? text : text.toUpperCase(Locale.ROOT);
        return iso.equals("UK") ? "GB" : iso;
    }

    static boolean isCode(String code) {
        if (code.length() < 2 || code.length() > 1 + MOST_DIGITS || code.charAt(0) != '+' || code.charAt(1) == '0') {
            return false;
        }
        return firstOther(code, 1) == code.length();
    }

    static boolean isIso(String iso) {
        return isTwo(iso, PhoneCountry::isUpperCaseLetter);
    }

    /** Returns the digits of a code with or without a plus before them, empty if other signs are among them. */
    private static String digitsOfCode(String plain) {
        int start = 0;
        while (start < plain.length() && SIGNS.indexOf(plain.charAt(start)) >= 0) {
            start++;
        }
        boolean hasPlus = start < plain.length() && plain.charAt(start) == '+';
        StringBuilder digits = new StringBuilder();
        for (int i = hasPlus ? start + 1 : start; i < plain.length(); i++) {
            if (Texts.isDigit(plain.charAt(i))) {
                digits.append(plain.charAt(i));
            } else if (SIGNS.indexOf(plain.charAt(i)) < 0) {
                return "";
            }
        }
        return digits.toString();
    }

    private static int firstOther(String text, int start) {
        int at = start;
        while (at < text.length() && Texts.isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isTwo(String text, IntPredicate letters) {
        return text.length() == 2 && letters.test(text.charAt(0)) && letters.test(text.charAt(1));
    }

    private static boolean isLetter(int unit) {
        return isUpperCaseLetter(unit) || (unit >= 'a' && unit <= 'z');
    }

    private static boolean isUpperCaseLetter(int unit) {
        return unit >= 'A' && unit <= 'Z';
    }
}
