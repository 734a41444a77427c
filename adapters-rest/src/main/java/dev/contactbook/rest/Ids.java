package dev.contactbook.rest;

import java.util.Optional;
import java.util.regex.Pattern;

/** Ids and other whole numbers as paths and query strings spell them: one spelling each (contract §7). */
final class Ids {
    /** The largest id, 2^53−1: the integers that every JSON reader keeps exact. */
    static final long LARGEST = (1L << 53) - 1;

    private static final Pattern CANONICAL = Pattern.compile("0|-?[1-9][0-9]*");
    private static final int MOST_DIGITS_OF_AN_ID = 16;

    private Ids() {}

    static boolean isCanonicalNumber(String text) {
        return CANONICAL.matcher(text).matches();
    }

    /** The id that a text spells, empty if it spells none. */
    static Optional<Long> canonical(String text) {
        return text.length() <= MOST_DIGITS_OF_AN_ID && isCanonicalNumber(text)
                ? Optional.of(Long.valueOf(text)).filter(id -> id >= 1 && id <= LARGEST)
                : Optional.empty();
    }
}
