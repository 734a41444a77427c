package dev.contactbook.jdbc.read;

import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import dev.contactbook.domain.LifeState;
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
        return of(indexes, query, query.totalOrder());
    }

    private static Optional<ServingIndex> of(InstalledIndexes indexes, ContactQuery query, List<Sort> order) {
        Sort first = order.get(0);
        Sort last = order.get(order.size() - 1);
        if (order.size() > 2 || last.field() != ContactFields.ID || last.direction() != first.direction()) {
            return Optional.empty();
        } else if (order.size() == 1) {
            return Optional.of(new ServingIndex(
                    indexes.primaryKey(), true, Optional.empty(), first.direction() == Sort.Direction.DESC));
        }
        return Stream.concat(ranges(indexes, query), all(indexes, query))
                .filter(index -> index.isInOrderOf(first.field()))
                .findFirst()
                .map(index -> new ServingIndex(
                        index.label(), false, index.within(), !index.order().equals(Optional.of(first))));
    }

    /** Whether an index has the matches of a query in its order, and no other contacts between them. */
    static boolean hasMatchesOf(InstalledIndexes indexes, ContactQuery query) {
        return query.search().isEmpty()
                && of(indexes, query)
                        .filter(index -> query.lifeState() == LifeState.LIVE || !index.isPrimaryKey())
                        .filter(index -> query.filter().isEmpty()
                                || (index.within().isPresent()
                                        && isOneCondition(query.filter().get())))
                        .isPresent();
    }

    private static boolean isOneCondition(Filter filter) {
        return filter.match(column -> true, customField -> false, and -> false, or -> false, not -> false);
    }

    /** The order in which an index has the fewest contacts beside those that match a filter: a range, else by id. */
    static ContactQuery quickestOrder(InstalledIndexes indexes, ContactQuery query) {
        ContactQuery byId = ContactQuery.page().inState(query.lifeState());
        return ranges(indexes, query)
                .findFirst()
                .flatMap(TableIndex::order)
                .map(order -> byId.sortBy(order))
                .orElse(byId);
    }

    /** The index of {@link #quickestOrder}. */
    static ServingIndex quickest(InstalledIndexes indexes, ContactQuery query) {
        return of(indexes, query, quickestOrder(indexes, query).totalOrder()).orElseThrow();
    }

    /** Whether the matches of a query are one range of an index, by its filter. */
    static boolean isRange(InstalledIndexes indexes, ContactQuery query) {
        return ranges(indexes, query).findFirst().isPresent();
    }

    /** The indexes of which the matches of a query are one range, by its filter. */
    private static Stream<TableIndex> ranges(InstalledIndexes indexes, ContactQuery query) {
        return query.filter().stream()
                .flatMap(all -> ready(indexes, query)
                        .filter(index -> index.within()
                                .filter(field -> fixes(all, field))
                                .isPresent()));
    }

    private static Stream<TableIndex> all(InstalledIndexes indexes, ContactQuery query) {
        return ready(indexes, query).filter(index -> index.within().isEmpty());
    }

    /** Those of the life state of a query, in the order in which they are declared. */
    private static Stream<TableIndex> ready(InstalledIndexes indexes, ContactQuery query) {
        return Stream.of(TableIndex.values())
                .filter(index -> index.lifeState() == query.lifeState())
                .filter(indexes.ready()::contains);
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
