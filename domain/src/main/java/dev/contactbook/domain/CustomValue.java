package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The value of a custom field: a text, a number, a boolean or a list of texts (contract §2).
 *
 * <p>Immutable. {@code ContactRule} checks the bounds, not this class, so that stored values stay readable.
 * {@code toString} hides the value, which may be personal data. {@link #asText()} shows it.
 */
public final class CustomValue {
    /** The most code points of a text, and of its folded form: 4,000. */
    public static final int MAX_TEXT_LENGTH = 4_000;

    /** The most texts of a list: 50. */
    public static final int MAX_TEXTS = 50;

    /** The most significant digits of a number: 15. */
    public static final int MAX_DIGITS = 15;

    /** The largest decimal exponent of a number: 100. The smallest is −100. */
    public static final int MAX_EXPONENT = 100;

    static final String EXPECTED_NUMBER = "Must be a finite number of at most " + MAX_DIGITS
            + " significant digits and an exponent of at most ±" + MAX_EXPONENT;

    static final String EXPECTED_TYPE = "a text, a number, true or false, or a list of texts";

    /**
     * A larger number is not read: dropping the zeros of a million digits takes minutes, and with an exponent of a
     * billion it overflows. Far beyond the bounds above, so this is no rule of its own.
     */
    private static final int MOST_BITS = 1_024;

    private static final int LARGEST_SCALE = 1_000;

    /** A String, BigDecimal, Boolean or unmodifiable List of String. */
    private final Object raw;

    private CustomValue(Object raw) {
        this.raw = raw;
    }

    /**
     * Reads a value from outside. Texts are trimmed, numbers lose trailing zeros (1 and 1.0 are equal), blank texts of
     * a list are left out.
     *
     * @param raw a {@link String}, a {@link Number} of the JDK's value types, a {@link Boolean}, a collection of
     *     strings, a {@code CustomValue}, or null
     * @return the value, null if {@code raw} is null, blank, or a list of nothing else
     * @throws IllegalArgumentException if it has another type, is infinite or NaN, or has several hundred digits. The
     *     message never contains the value
     */
    public static @Nullable CustomValue of(@Nullable Object raw) {
        if (raw == null) {
            return null;
        } else if (raw instanceof CustomValue value) {
            return value;
        } else if (raw instanceof String text) {
            String trimmed = Texts.optional(text);
            return trimmed == null ? null : new CustomValue(trimmed);
        } else if (raw instanceof Boolean) {
            return new CustomValue(raw);
        } else if (raw instanceof Number number) {
            return new CustomValue(decimal(number));
        } else if (raw instanceof Collection<?> items) {
            List<String> texts = texts(items);
            return texts.isEmpty() ? null : new CustomValue(texts);
        }
        throw unexpectedType();
    }

    /**
     * Reads a value to compare with: a text exactly as given, others as in {@link #of}, but no list.
     *
     * @throws Unreadable if it is a list, or nothing that {@link #of} reads
     */
    static @Nullable CustomValue exactly(@Nullable Object raw) {
        Object plain = raw instanceof CustomValue value ? value.raw : raw;
        if (plain instanceof String) {
            return new CustomValue(plain);
        } else if (plain == null || plain instanceof Boolean || plain instanceof Number) {
            return of(plain);
        }
        throw new Unreadable("type", "Must be a text, a number, or true or false");
    }

    /**
     * {@return the value as a {@link String}, {@link BigDecimal}, {@link Boolean} or unmodifiable {@code List<String>}}
     */
    public Object raw() {
        return raw;
    }

    /**
     * {@return the value for people: a number without exponent, the texts of a list separated by a comma and a space}
     */
    public String asText() {
        return match(text -> text, BigDecimal::toPlainString, String::valueOf, texts -> String.join(", ", texts));
    }

    /**
     * Applies the function for the kind of this value.
     *
     * @param text the function for a text
     * @param number the function for a number
     * @param bool the function for a boolean
     * @param texts the function for a list of texts
     * @param <R> the type of the result
     * @return the result of the function
     */
    @SuppressWarnings("unchecked") // a list contains only texts: see of
    public <R> R match(
            Function<? super String, ? extends R> text,
            Function<? super BigDecimal, ? extends R> number,
            Function<? super Boolean, ? extends R> bool,
            Function<? super List<String>, ? extends R> texts) {
        if (raw instanceof String value) {
            return text.apply(value);
        } else if (raw instanceof BigDecimal value) {
            return number.apply(value);
        } else if (raw instanceof Boolean value) {
            return bool.apply(value);
        }
        return texts.apply((List<String>) raw);
    }

    /** Two values are equal if they are of one kind and equal in it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CustomValue value && raw.equals(value.raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    /** The kind of the value, without the value. */
    @Override
    public String toString() {
        return match(text -> "text", number -> "number", bool -> "boolean", texts -> "texts");
    }

    private static List<String> texts(Collection<?> items) {
        List<String> texts = new ArrayList<>(items.size());
        for (Object item : items) {
            if (item != null && !(item instanceof String)) {
                throw unexpectedType();
            }
            String text = Texts.optional((String) item);
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    private static BigDecimal decimal(Number number) {
        BigDecimal decimal;
        if (number instanceof BigDecimal exact) {
            decimal = exact.getClass() == BigDecimal.class
                    ? exact
                    : new BigDecimal(plain(exact.unscaledValue()), exact.scale());
        } else if (number instanceof BigInteger whole) {
            decimal = new BigDecimal(plain(whole));
        } else if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new Unreadable("custom_number", EXPECTED_NUMBER);
            }
            // The shortest text of a double is the intended number: 0.1, not its 55 binary digits.
            decimal = new BigDecimal(number.toString());
        } else {
            Long whole = WholeNumber.of(number);
            if (whole == null) {
                throw unexpectedType();
            }
            decimal = BigDecimal.valueOf(whole);
        }
        if (decimal.signum() == 0) {
            return BigDecimal.ZERO;
        } else if (decimal.unscaledValue().bitLength() > MOST_BITS || outOfScale(decimal.scale())) {
            throw new Unreadable("custom_number", EXPECTED_NUMBER);
        }
        return decimal.stripTrailingZeros();
    }

    /** Copies a number of a foreign subclass, whose methods may return something else each time. */
    private static BigInteger plain(BigInteger number) {
        return number.getClass() == BigInteger.class ? number : new BigInteger(number.toByteArray());
    }

    private static boolean outOfScale(int scale) {
        return scale > LARGEST_SCALE || scale < -LARGEST_SCALE;
    }

    private static Unreadable unexpectedType() {
        return new Unreadable("type", "Must be " + EXPECTED_TYPE);
    }

    /** Whether {@link #EXPECTED_NUMBER} holds of a number. */
    static boolean isPlain(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale() - 1;
        return number.signum() == 0 || (number.precision() <= MAX_DIGITS && Math.abs(exponent) <= MAX_EXPONENT);
    }

    /** Reports why an object is no custom value. */
    static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        /** The code of the violation. */
        private final String code;

        private Unreadable(String code, String message) {
            super(message);
            this.code = code;
        }

        String code() {
            return code;
        }

        String problem() {
            return String.valueOf(getMessage());
        }
    }
}
