package dev.contactbook.it.rest.fuzz;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the contract says of e-mails and phones that are written plainly, by their letters and digits alone. Nothing
 * here is the library's own. Empty where a case is not plain.
 */
final class Plain {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9@._+]+");
    private static final Pattern PHONE = Pattern.compile("[0-9 ().-]+");
    private static final Pattern ABROAD = Pattern.compile("\\+[0-9 ]+");
    private static final int FEWEST = 2;

    /** How many cases were decided here. */
    private static final AtomicLong DECIDED = new AtomicLong();

    private Plain() {}

    static long decided() {
        return DECIDED.get();
    }

    /** Fails if the library decides a plain case otherwise. Returns its answer. */
    static boolean agreed(boolean answer, Optional<Boolean> plain) {
        plain.ifPresent(right -> {
            DECIDED.incrementAndGet();
            if (right != answer) {
                throw new AssertionError("The library " + (answer ? "finds" : "misses") + " a plain case");
            }
        });
        return answer;
    }

    /** A term is found exactly in the addresses that contain it, in any case. */
    static Optional<Boolean> email(String term, @Nullable String email) {
        if (!ADDRESS.matcher(term).matches()
                || (email != null && !ADDRESS.matcher(email).matches())) {
            return Optional.empty();
        }
        return Optional.of(email != null && email.toLowerCase(Locale.ROOT).contains(term.toLowerCase(Locale.ROOT)));
    }

    /**
     * A term is found in the digits of a phone of the same calling code, and of an unknown one. It is not if a phone
     * has another code, or none of the digits with which the term ends.
     */
    static Optional<Boolean> phone(String term, String code, @Nullable String phone, @Nullable String phoneCode) {
        if (phone == null) {
            return Optional.of(false);
        }
        String wanted = digits(term);
        String digits = digits(phone);
        boolean isPlain = PHONE.matcher(term).matches() && PHONE.matcher(phone).matches();
        if (!isPlain || wanted.startsWith("00") || digits.startsWith("00")) {
            return Optional.empty();
        }
        boolean isSameCode = phoneCode == null || phoneCode.equals(code);
        if (!isSameCode) {
            boolean isArea = phoneCode.startsWith(code) || code.startsWith(phoneCode);
            return isArea ? Optional.empty() : Optional.of(false);
        }
        if (digits.contains(wanted)) {
            return Optional.of(true);
        }
        String end = wanted.substring(Math.max(0, wanted.length() - FEWEST));
        return digits.contains(end) ? Optional.empty() : Optional.of(false);
    }

    /** Numbers from the plus on with equally many digits are the same exactly if all digits are. */
    static Optional<Boolean> sameNumber(String number, @Nullable String phone) {
        if (phone == null) {
            return Optional.of(false);
        }
        boolean isPlain =
                ABROAD.matcher(number).matches() && ABROAD.matcher(phone).matches();
        return isPlain && digits(number).length() == digits(phone).length()
                ? Optional.of(digits(number).equals(digits(phone)))
                : Optional.empty();
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }
}
