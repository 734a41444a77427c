package dev.contactbook.domain;

import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field with a single value, by which contacts can be sorted (contract §4).
 *
 * @param <T> the type of its values
 */
public abstract sealed class ColumnField<T> extends ContactField<T> permits TextField, NumberField, TimeField {
    ColumnField(int position, String name, Function<Contact, ? extends @Nullable T> value) {
        super(position, name, value);
    }

    ColumnField(int position, String name, Access<T> access) {
        super(position, name, access);
    }

    /**
     * Sorts by this field, smallest first, contacts without a value before all others.
     *
     * @return the sort
     */
    public final Sort asc() {
        return new Sort(this, Sort.Direction.ASC);
    }

    /**
     * Sorts by this field, largest first, contacts without a value after all others.
     *
     * @return the sort
     */
    public final Sort desc() {
        return new Sort(this, Sort.Direction.DESC);
    }

    /**
     * The order of this field's values, the same in every store.
     *
     * @return an order of values that are not null
     */
    public abstract Comparator<T> order();

    /** Contacts by this field, null smaller than any value (contract §4). */
    final Comparator<Contact> ascending() {
        return Comparator.comparing(this::of, Comparator.nullsFirst(order()));
    }
}
