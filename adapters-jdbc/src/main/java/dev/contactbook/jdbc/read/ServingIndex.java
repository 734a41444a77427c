package dev.contactbook.jdbc.read;

import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.Sort;
import dev.contactbook.jdbc.table.InstalledIndexes;
import dev.contactbook.jdbc.table.TableIndex;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An index that has the contacts of a query in its order.
 *
 * @param name what a hint calls it
 * @param isPrimaryKey whether it is the primary key, which has deleted contacts too
 * @param within the field that the filter fixes, so that the contacts are one range of the index. Empty if it has all
 *     live contacts
 * @param backwards whether it is read from its end
 */
record ServingIndex(String name, boolean isPrimaryKey, Optional<NumberField> within, boolean backwards) {
    /** The one for a query, a range rather than all contacts. Empty if there is none. */
    static Optional<ServingIndex> of(InstalledIndexes indexes, ContactQuery query) {
        return of(indexes, query.totalOrder(), query.filter());
    }

    private static Optional<ServingIndex> of(InstalledIndexes indexes, List<Sort> order, Optional<Filter> filter) {
        Sort first = order.get(0);
        Sort last = order.get(order.size() - 1);
        if (order.size() > 2 || last.field() != ContactFields.ID || last.direction() != first.direction()) {
            return Optional.empty();
        } else if (order.size() == 1) {
            return Optional.of(new ServingIndex(
                    indexes.primaryKey(), true, Optional.empty(), first.direction() == Sort.Direction.DESC));
        }
        return Stream.concat(ranges(indexes, filter), all(indexes))
                .filter(index -> index.isInOrderOf(first.field()))
                .findFirst()
                .map(index -> new ServingIndex(
                        index.label(), false, index.within(), !index.order().equals(Optional.of(first))));
    }

    /** Whether an index has the matches of a query in its order, and no other contacts between them. */
    static boolean hasMatchesOf(InstalledIndexes indexes, ContactQuery query) {
        return query.search().isEmpty()
                && of(indexes, query)
                        .filter(index -> query.filter().isEmpty()
                                || (index.within().isPresent()
                                        && isOneCondition(query.filter().get())))
                        .isPresent();
    }

    private static boolean isOneCondition(Filter filter) {
        return filter.match(column -> true, customField -> false, and -> false, or -> false, not -> false);
    }

    /** The order in which an index has the fewest contacts beside those that match a filter: a range, else by id. */
    static ContactQuery quickestOrder(InstalledIndexes indexes, Optional<Filter> filter) {
        return ranges(indexes, filter)
                .findFirst()
                .flatMap(TableIndex::order)
                .map(order -> ContactQuery.page().sortBy(order))
                .orElse(ContactQuery.page());
    }

    /** The index of {@link #quickestOrder}. */
    static ServingIndex quickest(InstalledIndexes indexes, Optional<Filter> filter) {
        return of(indexes, quickestOrder(indexes, filter).totalOrder(), filter).orElseThrow();
    }

    /** Whether the contacts that match a filter are one range of an index. */
    static boolean isRange(InstalledIndexes indexes, Optional<Filter> filter) {
        return ranges(indexes, filter).findFirst().isPresent();
    }

    /** The indexes of which the contacts that match a filter are one range. */
    private static Stream<TableIndex> ranges(InstalledIndexes indexes, Optional<Filter> filter) {
        return filter.stream()
                .flatMap(all -> ready(indexes)
                        .filter(index -> index.within()
                                .filter(field -> fixes(all, field))
                                .isPresent()));
    }

    private static Stream<TableIndex> all(InstalledIndexes indexes) {
        return ready(indexes).filter(index -> index.within().isEmpty());
    }

    /** In the order in which they are declared. */
    private static Stream<TableIndex> ready(InstalledIndexes indexes) {
        return Stream.of(TableIndex.values()).filter(indexes.ready()::contains);
    }

    /** Whether all contacts that match a filter have the same value of a field, or all have none. */
    private static boolean fixes(Filter filter, NumberField field) {
        return filter.match(
                column -> column.field() == field
                        && (column.operator() == FilterOperator.MISSING
                                || ((column.operator() == FilterOperator.IS || column.operator() == FilterOperator.IN)
                                        && new HashSet<>(column.values()).size() == 1)),
                customField -> false,
                and -> and.filters().stream().anyMatch(part -> fixes(part, field)),
                or -> or.filters().size() == 1 && fixes(or.filters().get(0), field),
                not -> false);
    }
}
