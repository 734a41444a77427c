package dev.contactbook.rest.filter;

import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field in a filter: the types of its values, and its conditions (contract §7).
 *
 * @param <V> the type that values are read as
 */
interface FilteredField<V> {
    /** Returns the type of an operator's values, empty if the field does not support the operator. */
    Optional<ValueType<V>> type(FilterOperator operator);

    /** Returns a condition. A value may be null only with {@code is}, {@code in} and their opposites. */
    Filter condition(FilterOperator operator, List<@Nullable V> values);
}
