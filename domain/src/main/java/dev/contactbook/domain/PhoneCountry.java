package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The normal forms and rules of the two fields for a phone's country (contract §2). */
final class PhoneCountry {
    private PhoneCountry() {}

    /** Turns {@code 1} into {@code +1}. Other texts stay, for the rule to reject. */
    static @Nullable String code(@Nullable String typed) {
        String text = Texts.optional(typed);
        return text != null && isDigits(text) ? "+" + text : text;
    }

    /** Turns {@code us} into {@code US}. Only a to z: upper-casing can turn other letters into A to Z. */
    static @Nullable String iso(@Nullable String typed) {
        String text = Texts.optional(typed);
        return text != null && isTwo(text, PhoneCountry::isLetter) ? text.toUpperCase(Locale.ROOT) : text;
    }

    static boolean isCode(String code) {
        return code.startsWith("+") && isDigits(code.substring(1));
    }

    static boolean isIso(String iso) {
        return isTwo(iso, PhoneCountry::isUpperCaseLetter);
    }

    private static boolean isDigits(String text) {
        return text.length() >= 1 && text.length() <= 4 && Texts.digits(text).length() == text.length();
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
