package dev.contactbook.rest.filter;

import dev.contactbook.domain.CustomValue;
import dev.contactbook.rest.tree.CanonicalNumbers;
import dev.contactbook.rest.tree.TypedText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A type of values in filters. A query string has texts only, and JSON values are never converted (contract §7).
 *
 * <p>A value of a custom field is read as a list of the values that it can be: one in JSON, but up to two for a text of
 * a query string, which may also spell a number or a boolean.
 *
 * @param expected the type, for error messages
 * @param reader reads a value that is not null, and returns empty if it has another type
 * @param <V> the type that values are read as
 */
record ValueType<V>(String expected, Function<Object, Optional<V>> reader) {
    static final ValueType<String> TEXT = new ValueType<>("a text", ValueType::text);

    static final ValueType<Long> WHOLE_NUMBER =
            new ValueType<>("a whole number", raw -> CanonicalNumbers.whole(raw).map(ValueType::nearestLong));

    static final ValueType<Instant> TIME = new ValueType<>(
            "a time and its offset, like 2023-01-01T00:00:00.000Z",
            raw -> text(raw).flatMap(ValueType::time));

    static final ValueType<List<Object>> CUSTOM =
            new ValueType<>("a text, a number, or true or false", ValueType::custom);

    static final ValueType<List<Object>> ORDERED_CUSTOM = new ValueType<>(
            "a text or a number",
            raw -> custom(raw)
                    .map(meanings -> meanings.stream()
                            .filter(meaning -> !(meaning instanceof Boolean))
                            .toList())
                    .filter(meanings -> !meanings.isEmpty()));

    static final ValueType<List<Object>> CUSTOM_TEXT =
            new ValueType<>("a text", raw -> text(raw).map(List::of));

    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** Longer texts are never a time, and parsing them costs time. */
    private static final int LONGEST_TIME = 64;

    private static final int LONGEST_NUMBER = 1_000;

    private static Optional<String> text(Object raw) {
        if (raw instanceof TypedText text) {
            return Optional.of(text.value());
        }
        return raw instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Returns the nearest long. No column has the largest or the smallest one, so they compare like the number. */
    private static long nearestLong(BigInteger number) {
        if (number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        return number.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.length() > LONGEST_TIME ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<Object>> custom(Object raw) {
        if (raw instanceof TypedText text) {
            return Optional.of(meanings(text.value()));
        }
        return raw instanceof String || raw instanceof Number || raw instanceof Boolean
                ? Optional.of(List.of(raw))
                : Optional.empty();
    }

    private static List<Object> meanings(String text) {
        if (text.equals("true") || text.equals("false")) {
            return List.of(text, Boolean.valueOf(text));
        }
        return number(text).<List<Object>>map(number -> List.of(text, number)).orElse(List.of(text));
    }

    /** Returns the number that a text spells, empty if a custom field cannot have it. */
    private static Optional<BigDecimal> number(String text) {
        if (text.length() > LONGEST_NUMBER || !JSON_NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Optional.ofNullable(CustomValue.of(number)).map(value -> number);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
