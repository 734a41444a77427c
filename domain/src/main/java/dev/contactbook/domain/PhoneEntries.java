package dev.contactbook.domain;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of all phones of a contact as one text, and the texts that occur in it if a number matches (contract §3,
 * phones).
 *
 * <p>Each entry starts and ends with {@link #END}. An entry is digits, and behind the digits of a whole number
 * {@link #CODE} and its calling code in letters, a for 0 to j for 9. So digits never match a code. A number of several
 * readings has an entry for each.
 */
final class PhoneEntries {
    private static final char END = '\n';

    /** Starts the calling code of an entry, which is empty if it is unknown. */
    private static final char CODE = '+';

    private PhoneEntries() {}

    /** Returns the entries of a contact, those of its primary phone first, null if no phone has digits. */
    static @Nullable String of(ContactDetails details) {
        Set<String> entries = new LinkedHashSet<>();
        String phone = details.phone();
        if (phone != null) {
            addAll(entries, phone, details.phoneCountryCode());
        }
        for (OtherPhone other : details.otherPhones()) {
            addAll(entries, other.phone(), other.phoneCountryCode());
        }
        return entries.isEmpty() ? null : joined(entries);
    }

    private static void addAll(Set<String> entries, String phone, @Nullable String phoneCountryCode) {
        CallingCode country = PhoneNumber.countryOf(phoneCountryCode);
        addAll(entries, PhoneNumber.numbersIn(phone, country), country);
    }

    /**
     * Returns the entries of numbers.
     *
     * @param numbers the numbers of a contact
     * @param country the calling code of the contact's field, by which it is found too
     */
    static String of(List<PhoneNumber> numbers, CallingCode country) {
        Set<String> entries = new LinkedHashSet<>();
        addAll(entries, numbers, country);
        return entries.isEmpty() ? "" : joined(entries);
    }

    private static void addAll(Set<String> entries, List<PhoneNumber> numbers, CallingCode country) {
        Set<CallingCode> missing = new LinkedHashSet<>(List.of(country.withoutArea()));
        for (PhoneNumber number : numbers) {
            Set<String> readings = readings(number);
            if (!readings.contains(number.digits())) {
                entries.add(number.digits());
            }
            readings.forEach(reading -> entries.add(whole(reading, number.code())));
            missing.remove(number.code().withoutArea());
        }
        missing.stream().filter(CallingCode::isKnown).forEach(code -> entries.add(whole("", code)));
        entries.remove("");
    }

    private static String joined(Set<String> entries) {
        return END + String.join("" + END, entries) + END;
    }

    /**
     * Returns the digits of a number as dialled from abroad: several if it may start with its code without a plus. All
     * of its digits if they are a trunk prefix only.
     */
    static Set<String> readings(PhoneNumber number) {
        Set<String> readings = new LinkedHashSet<>(List.of(number.significantDigits()));
        if (number.localBehindBareCode().length() >= PhoneNumber.FEWEST_DIGITS) {
            readings.add(number.localBehindBareCode());
        }
        readings.remove("");
        if (readings.isEmpty() && !number.digits().isEmpty()) {
            readings.add(number.digits());
        }
        return readings;
    }

    /** Returns the texts of which one occurs in the entries of each contact with a number. */
    static Set<String> same(PhoneNumber number) {
        CallingCode code = number.code();
        Set<String> texts = new LinkedHashSet<>();
        Set<String> readings = readings(number);
        readings.forEach(reading -> texts.add(entry(whole(reading, code))));
        if (!number.hasOwnCode() && !number.local().isEmpty()) {
            readings.add(number.local()); // who does not write the code may leave out its area too
        }
        for (String reading : readings) {
            texts.add(entry(whole(reading, CallingCode.UNKNOWN)));
            texts.add(entry(whole(code.digits() + reading, CallingCode.UNKNOWN)));
            code.trunks().forEach(trunk -> texts.add(entry(whole(trunk + reading, CallingCode.UNKNOWN))));
        }
        return texts;
    }

    /** Returns the texts of which one occurs in the entries of each contact with a code or without any. */
    static Set<String> ofCode(CallingCode code) {
        Set<String> texts = new LinkedHashSet<>();
        for (CallingCode each : List.of(code, CallingCode.UNKNOWN)) {
            texts.add(whole("", each) + END);
        }
        return texts;
    }

    /** Returns what occurs where an entry starts with some digits. */
    static String start(String digits) {
        return END + digits;
    }

    /** Returns what occurs where the digits as typed are these. */
    static String whole(String digits) {
        return entry(digits);
    }

    /** Returns what occurs where a whole number has some digits. */
    static String wholeStart(String digits) {
        return END + digits + CODE;
    }

    private static String entry(String entry) {
        return END + entry + END;
    }

    private static String whole(String digits, CallingCode code) {
        StringBuilder entry = new StringBuilder(digits).append(CODE);
        code.digits().chars().forEach(digit -> entry.append((char) (digit - '0' + 'a')));
        return entry.toString();
    }

    /** Returns the calling code that a text of {@link #ofCode} stands for, {@code +49}, null if it has digits. */
    static @Nullable String codeIn(String text) {
        if (text.isEmpty() || text.charAt(0) != CODE) {
            return null;
        }
        StringBuilder code = new StringBuilder().append(CODE);
        text.chars().filter(Character::isLetter).forEach(letter -> code.append(letter - 'a'));
        return code.toString();
    }

    /** Whether a code of {@link #codeIn} is none. */
    static boolean isUnknown(String code) {
        return code.length() == 1;
    }

    /** Returns the digits of an entry, without its calling code. */
    static String digitsOf(String entry) {
        int end = entry.indexOf(CODE);
        return end < 0 ? entry : entry.substring(0, end);
    }

    static boolean hasOne(String entries, Collection<String> texts) {
        for (String text : texts) {
            if (entries.contains(text)) {
                return true;
            }
        }
        return false;
    }
}
