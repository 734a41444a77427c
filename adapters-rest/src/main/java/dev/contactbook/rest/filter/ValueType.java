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
 * A type of values in filters: how one is read from a query string, where all is text, and from JSON, where nothing is
 * taken for something else (contract §7).
 *
 * <p>The values of custom fields are lists: JSON says what it means, but a text that was typed may be a text, a number
 * or a truth value, and a contact with any of these is meant.
 *
 * @param expected the type in words
 * @param reader reads a value that is not null; empty where it is of another type
 * @param <V> what the values are read as
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

    /** Longer ones are no time, and no number that a custom field can have; looking at them is work. */
    private static final int LONGEST_TIME = 64;

    private static final int LONGEST_NUMBER = 1_000;

    private static Optional<String> text(Object raw) {
        if (raw instanceof TypedText text) {
            return Optional.of(text.value());
        }
        return raw instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** No column has the largest or the smallest long, so that one beyond compares as these do. */
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

    /** The number that a text spells, empty where it spells none that a custom field could be compared with. */
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
