package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The two fields that name a phone's country: their normal forms and their rules (contract §2). */
final class PhoneCountry {
    private PhoneCountry() {}

    /** {@code 1} becomes {@code +1}; what is no code stays as it is, for the rule to refuse. */
    static @Nullable String code(@Nullable String typed) {
        String text = Texts.optional(typed);
        return text != null && isDigits(text) ? "+" + text : text;
    }

    /** {@code us} becomes {@code US}; only A to Z do: other letters can become these when upper-cased. */
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
