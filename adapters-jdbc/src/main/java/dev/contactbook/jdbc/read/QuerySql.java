package dev.contactbook.jdbc.read;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.TextField;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.InstalledIndexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query in SQL: what {@link ContactQuery#matches} and {@link ContactQuery#order} mean, said to a database.
 *
 * @param contacts the name of the table
 * @param source the table to look for rows in, with a hint to the index that has all of a query for deleted contacts
 * @param where which rows
 * @param start after which of them the page starts, to be said after the condition. Empty where it starts with the
 *     first
 * @param order in which order
 * @param index the index that has them in this order, if one does. Else SQL sorts them, or the domain where
 *     {@link Order#isInSql} says so
 * @param undecided the filter that has to choose among the rows, if the condition cannot say all of it
 * @param ranking by what the matches of a search are ordered. Empty without one
 */
public record QuerySql(
        String contacts,
        String source,
        SqlFragment where,
        SqlFragment start,
        Order order,
        Optional<ServingIndex> index,
        Optional<Filter> undecided,
        Optional<Ranking> ranking) {
    private static final String DESCENDING = " desc";

    private static final SqlFragment NOTHING = SqlFragment.of("");

    private static final SqlFragment TIER = SqlFragment.of("tier");

    /**
     * A query in SQL.
     *
     * @param indexes those that the table has
     * @param position after which place the page starts. Empty where it starts with the first row
     */
    public static QuerySql of(
            Dialect dialect,
            InstalledIndexes indexes,
            long organizationId,
            ContactQuery query,
            Optional<Position> position) {
        String source = ServingIndex.ofDeleted(indexes, query)
                .map(index -> dialect.tables().contacts() + " " + dialect.hint(index.label()))
                .orElse(dialect.tables().contacts());
        SqlFragment inState = SqlFragment.of(
                "where organization_id = ? and " + dialect.isInState(query.lifeState()),
                SqlValues.number(organizationId));
        QuerySql unfiltered = query.search()
                .map(search -> found(dialect, indexes, source, inState, search, position))
                .orElseGet(() -> sorted(dialect, indexes, source, inState, query, position));
        return query.filter()
                .map(filter -> unfiltered.filtered(
                        filter, FilterSql.of(dialect, indexes, organizationId, query.lifeState(), filter)))
                .orElse(unfiltered);
    }

    /** Whether the rows are in one range of an index, with others where the filter says more than that. */
    boolean isRange() {
        return index.filter(serving -> serving.within().isPresent()).isPresent();
    }

    /** A query for how many rows there are. */
    public SqlFragment count() {
        return SqlFragment.of("select count(*) from " + source).then(where);
    }

    /**
     * From which rows to select those of a slice, in their order.
     *
     * <p>Where no index has the order, ids and keys alone are sorted, before any contact is read whole: whole contacts
     * through a sort take longer, and more room than there may be in memory (docs/explanation/performance.md).
     *
     * @param organizationId whose contacts
     * @param slice which of the rows
     */
    public SqlFragment from(Dialect dialect, long organizationId, SqlFragment slice) {
        if (index.isPresent()) {
            return SqlFragment.of(
                            "from " + contacts + " " + dialect.hint(index.get().name()))
                    .then(where)
                    .then(start)
                    .then(SqlFragment.of("order by " + order.by()))
                    .then(slice);
        }
        return SqlFragment.of("from (")
                .then(sortedIds(slice))
                // An outer join, so that no database begins with the contacts.
                .then(SqlFragment.of(
                        ") page left join " + contacts + " on organization_id = ? and id = found_id order by "
                                + order.by(),
                        SqlValues.number(organizationId)));
    }

    /** A query for the ids of a slice in their order, as {@code found_id}, and what they are ordered by. */
    public SqlFragment sortedIds(SqlFragment slice) {
        return SqlFragment.of("select id as found_id" + (order.keys().sql().isEmpty() ? "" : ","))
                .then(order.keys())
                .then(SqlFragment.of("from " + source))
                .then(where)
                .then(start)
                .then(SqlFragment.of("order by " + order.by()))
                .then(slice);
    }

    /** The same query from the first row on. */
    public QuerySql fromTheFirst() {
        return new QuerySql(contacts, source, where, NOTHING, order, index, undecided, ranking);
    }

    /** The same query from the row after a contact's on, in the order that it has. */
    public QuerySql after(
            Dialect dialect, InstalledIndexes indexes, long organizationId, ContactQuery inOrder, Contact last) {
        Optional<Position> place = Optional.of(inOrder.positionOf(last));
        SqlFragment behind = of(dialect, indexes, organizationId, inOrder, place).start;
        return new QuerySql(contacts, source, where, behind, order, index, undecided, ranking);
    }

    /** The same rows, which the domain is to put in order. */
    QuerySql unordered() {
        return new QuerySql(contacts, source, where, NOTHING, Order.OF_DOMAIN, Optional.empty(), undecided, ranking);
    }

    /** The same rows, all of them, in {@link ServingIndex#quickestOrder}. */
    QuerySql inQuickestOrder(Dialect dialect, InstalledIndexes indexes, ContactQuery query) {
        ServingIndex quickest = ServingIndex.quickest(indexes, query);
        Order by = byIndex(dialect, keys(ServingIndex.quickestOrder(indexes, query)), quickest);
        return new QuerySql(contacts, source, where, NOTHING, by, Optional.of(quickest), undecided, Optional.empty());
    }

    /** A query for how many rows there are, which counts no further than to a number. */
    public SqlFragment countUpTo(Dialect dialect, long most) {
        return SqlFragment.of("select count(*) from (select id from " + source)
                .then(where)
                .then(SqlFragment.of(dialect.first("?") + ") counted", SqlValues.number(most)));
    }

    /**
     * From which rows to select a page of what a search finds, each beside {@code total}, how many it finds. Empty
     * without a search.
     *
     * <p>What takes time is to look at all contacts of the organization. This looks once: at ids and ranks, which are
     * counted and ordered before any contact is read whole. A page and then its count look twice, and carry whole
     * contacts through the order: on PostgreSQL that takes up to twice as long (docs/explanation/performance.md).
     *
     * @param organizationId whose contacts are searched
     * @param slice which of the matches the page has
     */
    public Optional<SqlFragment> fromMatches(long organizationId, SqlFragment slice) {
        return ranking.map(order -> SqlFragment.of("from (select found_id, tier, total from (select id as found_id,")
                .then(order.rank())
                .then(SqlFragment.of("as tier, count(*) over () as total from " + source))
                .then(where)
                .then(SqlFragment.of(") found"))
                .then(order.start())
                .then(SqlFragment.of("order by tier, found_id"))
                .then(slice)
                // An outer join, so that no database begins with the contacts.
                .then(SqlFragment.of(
                        ") page left join " + contacts + " on organization_id = ? and id = found_id"
                                + " order by tier, found_id",
                        SqlValues.number(organizationId))));
    }

    private QuerySql filtered(Filter filter, FilterSql sql) {
        return new QuerySql(
                contacts,
                source,
                where.then(SqlFragment.of("and")).then(sql.where()),
                start,
                order,
                index,
                sql.isExact() ? Optional.empty() : Optional.of(filter),
                ranking);
    }

    private static QuerySql found(
            Dialect dialect,
            InstalledIndexes indexes,
            String source,
            SqlFragment inState,
            ContactSearch search,
            Optional<Position> position) {
        SqlFragment rank = SearchSql.rank(dialect, search);
        return new QuerySql(
                dialect.tables().contacts(),
                source,
                inState.then(SqlFragment.of("and")).then(SearchSql.where(dialect, indexes, search)),
                position.map(place -> started(PositionSql.after(rank, "id", place)))
                        .orElse(NOTHING),
                new Order(rank.then(SqlFragment.of("as tier")), "tier, found_id"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Ranking(
                        rank,
                        position.map(place -> SqlFragment.of("where").then(PositionSql.after(TIER, "found_id", place)))
                                .orElse(NOTHING))));
    }

    private static SqlFragment started(SqlFragment after) {
        return SqlFragment.of("and (").then(after).then(SqlFragment.of(")"));
    }

    private static QuerySql sorted(
            Dialect dialect,
            InstalledIndexes indexes,
            String source,
            SqlFragment inState,
            ContactQuery query,
            Optional<Position> position) {
        List<PositionSql.Key> keys = keys(query);
        Optional<ServingIndex> index = ServingIndex.of(indexes, query);
        Order order = index.map(serving -> byIndex(dialect, keys, serving)).orElseGet(() -> sorted(keys));
        return new QuerySql(
                dialect.tables().contacts(),
                source,
                inState,
                position.filter(place -> order.isInSql())
                        .map(place -> started(PositionSql.after(dialect, keys, place)))
                        .orElse(NOTHING),
                order,
                index,
                Optional.empty(),
                Optional.empty());
    }

    private static Order byIndex(Dialect dialect, List<PositionSql.Key> keys, ServingIndex index) {
        Stream<String> constants = Stream.concat(
                dialect.constantsOfIndex(index.isOfLive()).stream(),
                index.within().stream().map(NumberField::name));
        return new Order(
                NOTHING,
                Stream.concat(
                                constants.map(column -> index.backwards() ? reversed(column) : column),
                                keys.stream().map(key -> key.orderBy(key.column())))
                        .collect(Collectors.joining(", ")));
    }

    private static String reversed(String column) {
        return column.endsWith(DESCENDING)
                ? column.substring(0, column.length() - DESCENDING.length())
                : column + DESCENDING;
    }

    private static Order sorted(List<PositionSql.Key> keys) {
        if (!keys.stream().allMatch(PositionSql.Key::hasColumn)) {
            return Order.OF_DOMAIN;
        }
        List<String> columns = new ArrayList<>();
        List<String> by = new ArrayList<>();
        for (PositionSql.Key key : keys) {
            boolean isId = key.sort().field() == ContactFields.ID;
            String name = isId ? "found_id" : "key_" + by.size();
            by.add(key.orderBy(name));
            if (!isId) {
                columns.add(key.column() + " as " + name);
            }
        }
        return new Order(SqlFragment.of(String.join(", ", columns)), String.join(", ", by));
    }

    /** The keys of the total order, each once: H2 before 2.5 reads no index in order where the id is named twice. */
    private static List<PositionSql.Key> keys(ContactQuery query) {
        return query.totalOrder().stream()
                .map(sort -> new PositionSql.Key(
                        // The sort key of a text is there where the text is missing.
                        sort, !query.isAlwaysPresent(sort.field()) && !(sort.field() instanceof TextField)))
                .toList();
    }

    /**
     * An order of rows.
     *
     * @param keys what to select beside the id to sort by it. Empty where an index has the order, or for the id alone
     * @param by the order in SQL: by columns where an index has it, else by what was selected
     */
    record Order(SqlFragment keys, String by) {
        /** One that only the domain knows, since a text of it has no key. */
        static final Order OF_DOMAIN = new Order(NOTHING, "");

        boolean isInSql() {
            return !by.isEmpty();
        }
    }

    /**
     * The order of what a search finds: by rank, and then by id.
     *
     * @param rank the rank of a row
     * @param start after which of the ranked matches the page starts, as a condition. Empty where it starts with the
     *     first
     */
    record Ranking(SqlFragment rank, SqlFragment start) {}
}
