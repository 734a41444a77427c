package dev.contactbook.domain;

import java.util.Comparator;

/**
 * One key of an order: a field and a direction. Made by {@link ColumnField#asc()} and {@link ColumnField#desc()}.
 *
 * @param field the field to sort by
 * @param direction which end comes first
 */
public record Sort(ColumnField<?> field, Direction direction) {
    /** Which end of an order comes first. */
    public enum Direction {
        /** Smallest first, missing values before all others. */
        ASC,
        /** Largest first, missing values after all others. */
        DESC
    }

    Comparator<Contact> order() {
        return direction == Direction.ASC
                ? field.ascending()
                : field.ascending().reversed();
    }
}
