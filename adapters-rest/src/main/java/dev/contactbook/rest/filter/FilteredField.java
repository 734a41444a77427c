package dev.contactbook.rest.filter;

import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field in a filter of the wire: which values it is compared with, and the conditions that come of them (contract
 * §7).
 *
 * @param <V> what the values are read as
 */
interface FilteredField<V> {
    /** The type of the values that go with an operator which takes some; empty where the field does not take it. */
    Optional<ValueType<V>> type(FilterOperator operator);

    /**
     * The condition of an operator and its values, of which only {@code is} and {@code in} and their opposites take a
     * null.
     */
    Filter condition(FilterOperator operator, List<@Nullable V> values);
}
