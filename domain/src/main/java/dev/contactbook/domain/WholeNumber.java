package dev.contactbook.domain;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads whole numbers from outside: ids and numbers of custom fields. */
final class WholeNumber {
    private WholeNumber() {}

    /** Returns the whole number that an object is, null for a text or a fraction. */
    static @Nullable Long of(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        // A larger one is still a whole number, but out of every range.
        if (value instanceof BigInteger big) {
            return big.bitLength() < Long.SIZE ? big.longValue() : Long.MIN_VALUE;
        }
        return null;
    }
}
