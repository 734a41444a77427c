package dev.contactbook.domain;

import java.util.Comparator;

/**
 * One sort key: a field and a direction. Made by {@link ColumnField#asc()} and {@link ColumnField#desc()}.
 *
 * @param field the field to sort by
 * @param direction the direction
 */
public record Sort(ColumnField<?> field, Direction direction) {
    /** The direction of a sort key. */
    public enum Direction {
        /** Smallest first, missing values before all others. */
        ASC,
        /** Largest first, missing values after all others. */
        DESC
    }

    /** {@return the same field in the other direction} */
    public Sort reversed() {
        return new Sort(field, isDescending() ? Direction.ASC : Direction.DESC);
    }

    boolean isDescending() {
        return direction == Direction.DESC;
    }

    Comparator<Contact> order() {
        return isDescending() ? field.ascending().reversed() : field.ascending();
    }
}
