package dev.contactbook.rest.tree;

import dev.contactbook.domain.ContactRule;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids and other whole numbers, each with exactly one spelling (contract §7). */
public final class CanonicalNumbers {
    private static final Pattern CANONICAL = Pattern.compile("0|-?[1-9][0-9]*");
    private static final int MOST_DIGITS_OF_AN_ID = 16;
    private static final int MOST_DIGITS = 100;

    private CanonicalNumbers() {}

    /** Whether a text is the spelling of a whole number. */
    public static boolean isCanonical(String text) {
        return CANONICAL.matcher(text).matches();
    }

    /** Returns the id that a text spells, empty if it spells none. */
    public static Optional<Long> id(String text) {
        return text.length() <= MOST_DIGITS_OF_AN_ID && isCanonical(text)
                ? Optional.of(Long.valueOf(text)).filter(id -> id >= 1 && id <= ContactRule.MAX_ID)
                : Optional.empty();
    }

    /** Returns the id that a value of a tree is, empty if it is none. */
    public static Optional<Long> idOf(@Nullable Object value) {
        return whole(value).map(BigInteger::toString).flatMap(CanonicalNumbers::id);
    }

    /**
     * Returns the whole number that a value is: canonical digits in a query string, a number without fraction or
     * exponent in JSON. Empty for anything else.
     */
    public static Optional<BigInteger> whole(@Nullable Object value) {
        if (value instanceof TypedText text) {
            return Optional.of(text.value())
                    .filter(CanonicalNumbers::isCanonical)
                    .map(CanonicalNumbers::number);
        } else if (value instanceof Integer || value instanceof Long) {
            return Optional.of(BigInteger.valueOf(((Number) value).longValue()));
        }
        return value instanceof BigInteger big ? Optional.of(big) : Optional.empty();
    }

    private static BigInteger number(String digits) {
        // All bounds are far smaller, and the time to parse grows with the square of the digits.
        return new BigInteger(digits.substring(0, Math.min(digits.length(), MOST_DIGITS)));
    }
}
