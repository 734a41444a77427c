package dev.contactbook.domain;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field that holds a whole number: an id, or the version. */
public final class NumberField extends ColumnField<Long> {
    NumberField(int position, String name, Function<Contact, @Nullable Long> value) {
        super(position, name, value);
    }

    NumberField(int position, String name, Access<Long> access) {
        super(position, name, access);
    }

    @Override
    public Comparator<Long> order() {
        return Comparator.naturalOrder();
    }

    @Override
    void assign(ContactDetails.Builder to, @Nullable Object value) {
        Long number = value == null ? null : wholeNumber(value);
        if (value == null || number != null) {
            set(to, number);
        } else {
            to.refuse(Violation.type(name(), "a whole number"));
        }
    }

    /** The whole number that an object from outside is, or null: a text or a fraction is none. */
    static @Nullable Long wholeNumber(Object value) {
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
