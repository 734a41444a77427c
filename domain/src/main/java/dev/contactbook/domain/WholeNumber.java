package dev.contactbook.domain;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads whole numbers from outside: ids, and numbers of custom fields. */
final class WholeNumber {
    private WholeNumber() {}

    /** The whole number that an object is, or null: a text or a fraction is none. */
    static @Nullable Long of(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        // Beyond a long it is a whole number all the same, and out of every range.
        if (value instanceof BigInteger big) {
            return big.bitLength() < Long.SIZE ? big.longValue() : Long.MIN_VALUE;
        }
        return null;
    }
}
