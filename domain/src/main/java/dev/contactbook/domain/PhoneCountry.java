package dev.contactbook.domain;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The two fields that name a phone's country: their normal forms and their rules (contract §2). */
final class PhoneCountry {
    private static final Pattern CODE = Pattern.compile("\\+[0-9]{1,4}");
    private static final Pattern CODE_WITHOUT_PLUS = Pattern.compile("[0-9]{1,4}");
    private static final Pattern ISO = Pattern.compile("[A-Z]{2}");
    private static final Pattern ISO_IN_ANY_CASE = Pattern.compile("[A-Za-z]{2}");

    private PhoneCountry() {}

    /** {@code 1} becomes {@code +1}; what is no code stays as it is, for the rule to refuse. */
    static @Nullable String code(@Nullable String typed) {
        String text = Texts.optional(typed);
        return text != null && CODE_WITHOUT_PLUS.matcher(text).matches() ? "+" + text : text;
    }

    /** {@code us} becomes {@code US}; only A to Z do: other letters can become these when upper-cased. */
    static @Nullable String iso(@Nullable String typed) {
        String text = Texts.optional(typed);
        return text != null && ISO_IN_ANY_CASE.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : text;
    }

    static boolean isCode(String code) {
        return CODE.matcher(code).matches();
    }

    static boolean isIso(String iso) {
        return ISO.matcher(iso).matches();
    }
}
