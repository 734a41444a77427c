package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A phone number as people write it, taken apart without a numbering plan (contract §3, phones).
 *
 * <pre>{@code PhoneNumber.of("+49 (0)30 23125101 ext. 7", "+49").significantDigits() // → "3023125101"}</pre>
 *
 * <p>Significant digits are those that callers dial from abroad behind the calling code. Two ways to write one number
 * have the same. Whether the number exists is unknown. Immutable.
 */
public final class PhoneNumber {
    /** As many digits are a number by themselves: fewer on a side of a slash are an area code or an ending. */
    static final int FEWEST_DIGITS = 7;

    private static final int FEWEST_BEHIND_CODE = 2;
    private static final int FEWEST_BEFORE_EXTENSION = 3;
    private static final String SEPARATORS = "/,;";
    private static final String EXTENSION_SIGNS = "x#";

    /** The prefix for calls abroad, which people write for the plus. */
    private static final String ABROAD = "00";

    private final String typed;
    private final String extension;
    private final String digits;
    private final CallingCode code;
    private final boolean hasOwnCode;
    private final String local;

    private PhoneNumber(String typed, CallingCode country) {
        this.typed = typed;
        int end = extensionOf(typed);
        this.extension = Texts.digits(typed.substring(end));
        this.digits = Texts.digits(typed);
        String number = digits.substring(0, digits.length() - extension.length());
        String abroad = abroad(typed, number);
        CallingCode own = abroad.isEmpty() ? CallingCode.UNKNOWN : ownCode(abroad, country);
        String behind =
                abroad.substring(Math.min(abroad.length(), fieldDigits(own).length()));
        this.hasOwnCode = own.isKnown() && behind.length() >= FEWEST_BEHIND_CODE;
        this.code = hasOwnCode ? own : country;
        this.local = code.withoutTrunk(hasOwnCode ? behind : number);
    }

    /**
     * Takes a text as one number.
     *
     * @param text any text: what is neither a digit nor a sign of phones is ignored
     * @param phoneCountryCode the calling code of a number without its own, {@code +49}, null if it is unknown
     * @return the number
     * @throws IllegalArgumentException if the code has another form
     */
    public static PhoneNumber of(String text, @Nullable String phoneCountryCode) {
        return new PhoneNumber(cleaned(text), country(phoneCountryCode));
    }

    /**
     * Takes a text as the numbers that it holds. Numbers are separated by {@code /}, {@code ,} or {@code ;} with at
     * least 7 digits before and after it.
     *
     * @param text any text
     * @param phoneCountryCode the calling code of numbers without their own, {@code +49}, null if it is unknown
     * @return an unmodifiable list of at least one number
     * @throws IllegalArgumentException if the code has another form
     */
    public static List<PhoneNumber> allIn(String text, @Nullable String phoneCountryCode) {
        return numbersIn(text, country(phoneCountryCode));
    }

    static List<PhoneNumber> numbersIn(String text, CallingCode country) {
        String cleaned = cleaned(text);
        List<PhoneNumber> numbers = new ArrayList<>();
        int left = Texts.digits(cleaned).length();
        int start = 0;
        int digits = 0;
        for (int i = 0; i < cleaned.length() && left >= FEWEST_DIGITS; i++) {
            if (Texts.isDigit(cleaned.charAt(i))) {
                digits++;
                left--;
            } else if (digits >= FEWEST_DIGITS && SEPARATORS.indexOf(cleaned.charAt(i)) >= 0) {
                numbers.add(new PhoneNumber(cleaned.substring(start, i), country));
                start = i + 1;
                digits = 0;
            }
        }
        numbers.add(new PhoneNumber(cleaned.substring(start), country));
        return List.copyOf(numbers);
    }

    /** Returns the calling code of a country field. A stored one that breaks the rules is unknown. */
    static CallingCode countryOf(@Nullable String stored) {
        return stored == null || !PhoneCountry.isCode(stored)
                ? CallingCode.UNKNOWN
                : CallingCode.startOf(stored.substring(1));
    }

    /** {@return the text in the signs that phones have} */
    public String typed() {
        return typed;
    }

    /** {@return all digits 0 to 9 in their order, those of the extension included} */
    public String digits() {
        return digits;
    }

    /** {@return the digits of the extension behind {@code x} or {@code #}, empty if there is none} */
    public Optional<String> extension() {
        return extension.isEmpty() ? Optional.empty() : Optional.of(extension);
    }

    /** {@return {@code +} and 1 to 3 digits: the number's own code, otherwise the given one, empty without both} */
    public Optional<String> callingCode() {
        return code.isKnown() ? Optional.of("+" + code.digits()) : Optional.empty();
    }

    /**
     * Returns the digits that remain without extension, calling code and trunk prefix. Behind a code with an area, such
     * as {@code +1684}, they start with the area.
     *
     * @return digits, empty if the text has none
     */
    public String significantDigits() {
        boolean namesArea = !hasOwnCode && local.startsWith(code.area());
        return namesArea ? local : code.area() + local;
    }

    /**
     * Returns whether another number is the same: significant digits and calling code are equal. If a code is unknown,
     * the digits decide, with or without a trunk prefix. A number with a digit is the same as itself.
     *
     * @param other the other number
     * @return true if both are one number as far as it can be known
     */
    public boolean isSameAs(PhoneNumber other) {
        if (other.code.isKnown() && !code.isKnown()) {
            return other.isSameAs(this);
        }
        return PhoneEntries.hasOne(PhoneEntries.of(List.of(other), CallingCode.UNKNOWN), PhoneEntries.same(this));
    }

    CallingCode code() {
        return code;
    }

    boolean hasOwnCode() {
        return hasOwnCode;
    }

    /** The digits without extension, calling code, area of the field and trunk prefix. */
    String local() {
        return local;
    }

    /** The significant digits if the number starts with the digits of its code without a plus: empty if it does not. */
    String localBehindBareCode() {
        String number = digits.substring(0, digits.length() - extension.length());
        return hasOwnCode || !code.isKnown() || !number.startsWith(code.digits())
                ? ""
                : code.withoutTrunk(number.substring(code.digits().length()));
    }

    private static String cleaned(String text) {
        String cleaned = PhoneText.clean(text);
        return cleaned == null ? "" : cleaned;
    }

    private static CallingCode country(@Nullable String field) {
        String code = PhoneCountry.code(field);
        if (code != null && !PhoneCountry.isCode(code)) {
            throw new IllegalArgumentException("phoneCountryCode: " + ContactRule.PHONE_COUNTRY_CODE_FORMAT.message());
        }
        return countryOf(code);
    }

    /** Returns where the extension starts, the text's length if there is none. */
    private static int extensionOf(String text) {
        int start = text.length();
        while (start > 0 && (Texts.isDigit(text.charAt(start - 1)) || text.charAt(start - 1) == ' ')) {
            start--;
        }
        boolean isExtension = start > 0
                && EXTENSION_SIGNS.indexOf(text.charAt(start - 1)) >= 0
                && Texts.digits(text.substring(0, start)).length() >= FEWEST_BEFORE_EXTENSION;
        return isExtension ? start : text.length();
    }

    /** Returns the digits behind {@code +} or {@code 00}, empty without either. */
    private static String abroad(String typed, String number) {
        int plus = typed.indexOf('+');
        if (plus >= 0 && Texts.digits(typed.substring(0, plus)).isEmpty()) {
            int zeros = 0;
            while (zeros < number.length() && number.charAt(zeros) == '0') {
                zeros++;
            }
            return number.substring(zeros);
        }
        boolean isAbroad = number.startsWith(ABROAD) && number.length() > 2 && number.charAt(2) != '0';
        return isAbroad ? number.substring(ABROAD.length()) : "";
    }

    /** The country's own code is known to the digit. Others are recognized by their first digits. */
    private static CallingCode ownCode(String abroad, CallingCode country) {
        return country.isKnown() && abroad.startsWith(fieldDigits(country))
                ? country
                : CallingCode.startOf(abroad).withoutArea();
    }

    private static String fieldDigits(CallingCode country) {
        return country.digits() + country.area();
    }

    /** Equal if both are typed and taken apart in the same way. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PhoneNumber number && typed.equals(number.typed) && code.equals(number.code);
    }

    @Override
    public int hashCode() {
        return Objects.hash(typed, code);
    }

    /** How many digits it has, without them. */
    @Override
    public String toString() {
        return "PhoneNumber[" + digits.length() + " digits]";
    }
}
