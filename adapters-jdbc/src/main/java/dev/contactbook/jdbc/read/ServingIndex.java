package dev.contactbook.jdbc.read;

import dev.contactbook.domain.ColumnField;
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
 * @param isPrimaryKey whether it is the primary key, which has contacts of both life states
 * @param isOfLive whether it is an index of live contacts
 * @param within the field that the filter fixes, so that the contacts are one range of the index. Empty if it has all
 *     contacts of the life state
 * @param backwards whether it is read from its end
 */
record ServingIndex(
        String name, boolean isPrimaryKey, boolean isOfLive, Optional<NumberField> within, boolean backwards) {
    /** The one for a query, a range rather than all contacts. Empty if there is none. */
    static Optional<ServingIndex> of(InstalledIndexes indexes, ContactQuery query) {
        return of(indexes, query, query.totalOrder());
    }

    private static Optional<ServingIndex> of(InstalledIndexes indexes, ContactQuery query, List<Sort> order) {
        Sort last = order.get(order.size() - 1);
        Sort.Direction direction = last.direction();
        if (last.field() != ContactFields.ID || order.stream().anyMatch(sort -> sort.direction() != direction)) {
            return Optional.empty();
        }
        List<ColumnField<?>> fields = fields(order.subList(0, order.size() - 1));
        if (fields.isEmpty()) {
            return isByPrimaryKey(indexes, query)
                    ? Optional.of(new ServingIndex(
                            indexes.primaryKey(), true, false, Optional.empty(), direction == Sort.Direction.DESC))
                    : Optional.empty();
        }
        return Stream.concat(ranges(indexes, query), all(indexes, query))
                .filter(index -> fields(index.order()).equals(fields))
                .findFirst()
                .map(index -> new ServingIndex(
                        index.label(),
                        false,
                        index.lifeState() == LifeState.LIVE,
                        index.within(),
                        index.order().get(0).direction() != direction));
    }

    private static List<ColumnField<?>> fields(List<Sort> order) {
        return order.stream().<ColumnField<?>>map(Sort::field).toList();
    }

    /** The primary key has contacts of both life states: the few deleted ones are found in their own index. */
    private static boolean isByPrimaryKey(InstalledIndexes indexes, ContactQuery query) {
        return query.lifeState() == LifeState.LIVE || ofDeleted(indexes, query).isEmpty();
    }

    /** The index that has all contacts of a query for deleted ones. Empty for others. */
    static Optional<TableIndex> ofDeleted(InstalledIndexes indexes, ContactQuery query) {
        return query.lifeState() == LifeState.DELETED ? all(indexes, query).findFirst() : Optional.empty();
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

    /**
     * The order in which an index has the fewest contacts beside those that match a query: a range, else by id, or of
     * deleted ones that of the trash.
     */
    static ContactQuery quickestOrder(InstalledIndexes indexes, ContactQuery query) {
        ContactQuery byId = ContactQuery.page().inState(query.lifeState());
        return ofDeleted(indexes, query)
                .or(() -> ranges(indexes, query).findFirst())
                .map(index -> byId.sortBy(index.order().toArray(Sort[]::new)))
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
