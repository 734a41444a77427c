package dev.contactbook.jdbc.read;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.Sort;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.Deadline;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.table.InstalledIndexes;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads pages and totals, each in the way that costs least. */
public final class PageReader {
    /**
     * From so many rows to leave out on, it pays to ask first how many there are: that is quicker than to walk past
     * them.
     */
    public static final int DEEP = 1_000;

    /** So few contacts are read and sorted about as quickly as a page. */
    private static final int FEW = 1_000;

    /** So few entries of an index are counted about as quickly as a time limit is set. */
    private static final int QUICKLY_COUNTED = 10_000;

    private final Database database;
    private final Dialect dialect;
    private final InstalledIndexes indexes;
    private final ContactReader contacts;
    private final ChosenPages chosen;
    private final boolean counting;
    private final Map<LifeState, String> counters = new EnumMap<>(LifeState.class);

    /**
     * Reads from a database.
     *
     * @param indexes those that the table has
     * @param counting whether writers keep the counters
     */
    public PageReader(
            Database database, Dialect dialect, InstalledIndexes indexes, ContactReader contacts, boolean counting) {
        this.database = database;
        this.dialect = dialect;
        this.indexes = indexes;
        this.contacts = contacts;
        this.chosen = new ChosenPages(database, dialect, indexes, contacts);
        this.counting = counting;
        for (LifeState state : LifeState.values()) {
            counters.put(state, Counters.total(dialect.tables(), state));
        }
    }

    /** A page, and its total if asked for. */
    public Rows list(ListRequest request) {
        ContactQuery query = request.query();
        request.budget().check();
        if (query.limit() == 0 && !query.wantsTotal()) {
            return new Rows(List.of(), OptionalLong.empty(), false);
        }
        QuerySql sql = sql(request.organizationId(), query, request.start());
        if (isRangeWithTotal(query)) {
            Optional<Rows> few = Deadline.of(dialect.timeLimit(), request.budget(), true)
                    .during(() -> pageWithTotalOfFew(sql, request));
            if (few.isPresent()) {
                return few.get();
            }
        }
        return Deadline.of(dialect.timeLimit(), request.budget(), !looksAtAllRows(query))
                .during(() -> list(sql, request));
    }

    /** Whether no index and no counter answers a query, so that it takes the longer the more contacts there are. */
    public boolean looksAtAllRows(ContactQuery query) {
        return (query.wantsTotal() && !isCounted(query))
                || (query.limit() > 0 && (!ServingIndex.hasMatchesOf(indexes, query) || query.skip() >= DEEP));
    }

    /** Whether an index has all matches of a query, and the limit of their time could cost more than to count them. */
    private boolean isRangeWithTotal(ContactQuery query) {
        return query.wantsTotal()
                && query.filter().isPresent()
                && query.skip() < DEEP
                && dialect.timeLimit().isPresent()
                && ServingIndex.hasMatchesOf(indexes, query);
    }

    /** A query in SQL. */
    public QuerySql sql(long organizationId, ContactQuery query, Optional<Position> position) {
        return QuerySql.of(dialect, indexes, organizationId, query, position);
    }

    private Rows list(QuerySql sql, ListRequest request) {
        long organizationId = request.organizationId();
        ContactQuery query = request.query();
        Optional<Rows> byKeys =
                chosen.readByKeys(request, Math.min(FEW, request.budget().mostSortedRows()));
        if (byKeys.isPresent()) {
            return byKeys.get();
        } else if (isQuickerByRange(sql, request)) {
            return chosen.read(sql.unordered(), request);
        } else if (sql.undecided().isPresent()) {
            return chosen.read(sql, request);
        }
        SqlFragment total = isCounted(query) ? counted(organizationId, query) : sql.count();
        if (query.limit() == 0) {
            SqlRunner.Work<OptionalLong> count = connection -> total(connection, total);
            return new Rows(
                    List.of(),
                    isSearchByIndex(query) ? database.readPlanned(dialect, count) : database.read(count),
                    false);
        }
        boolean isOrdered = sql.index().isPresent() || sql.ranking().isPresent();
        if (!isOrdered) {
            requireSortable(sql, request);
        }
        if (!isOrdered && !(dialect.sorts() && sql.order().isInSql())) {
            return chosen.read(sql, request);
        } else if (isCounted(query) && query.skip() >= DEEP) {
            return fromTheNearerEnd(sql, organizationId, query, total);
        } else if (!query.wantsTotal()) {
            SqlRunner.Work<List<Contact>> page = connection -> page(connection, sql, organizationId, query);
            return Choice.rows(
                    query,
                    isOneStatement(sql) ? readOneInstant(query, page) : database.readSnapshot(dialect, page),
                    OptionalLong.empty());
        } else if (isCounted(query) || sql.isRange() || (sql.ranking().isPresent() && dialect.countsWhatItRanks())) {
            return pageWithTotal(sql, request, total).orElseGet(() -> pageAndTotal(sql, request, total));
        }
        return pageAndTotal(sql, request, total);
    }

    /**
     * Whether all matches are to be read by the range of an index that they are in, and put in order by the domain,
     * because few are in it: by the index of their order it would take until all contacts are read. Where a planner
     * chooses the index this is its matter.
     */
    private boolean isQuickerByRange(QuerySql sql, ListRequest request) {
        ContactQuery query = request.query();
        if (!dialect.followsHints()
                || query.limit() == 0
                || sql.index().isEmpty()
                || sql.isRange()
                || !ServingIndex.isRange(indexes, query)) {
            return false;
        } else if (sql.undecided().isPresent()
                && query.wantsTotal()
                && query.sorts().isEmpty()) {
            return true; // all of them are read in any order
        }
        int few = Math.min(FEW, request.budget().mostSortedRows());
        return database.read(connection -> number(connection, sql.fromTheFirst().countUpTo(dialect, few + 1L))) <= few;
    }

    /**
     * Refuses to sort more rows than the budget allows, where no index has their order. What matches is counted only
     * where all contacts are too many.
     */
    private void requireSortable(QuerySql sql, ListRequest request) {
        WorkBudget budget = request.budget();
        if (budget.mostSortedRows() == Integer.MAX_VALUE) {
            return;
        }
        budget.requireSortable(request.query(), database.read(connection -> {
            long all =
                    counting ? number(connection, counted(request.organizationId(), request.query())) : Long.MAX_VALUE;
            return all <= budget.mostSortedRows()
                    ? all
                    : number(connection, sql.fromTheFirst().countUpTo(dialect, budget.mostSortedRows() + 1L));
        }));
    }

    private static boolean isFromTheStart(ListRequest request) {
        return request.query().skip() == 0 && request.start().isEmpty();
    }

    /** Whether a query is for all contacts of its life state, in some order. */
    private static boolean isOfAll(ContactQuery query) {
        return query.search().isEmpty() && query.filter().isEmpty();
    }

    /** A query for the number of contacts in the life state of a query, by counters. */
    private SqlFragment counted(long organizationId, ContactQuery query) {
        return SqlFragment.of(
                Objects.requireNonNull(counters.get(query.lifeState())), SqlValues.number(organizationId));
    }

    /** Whether counters tell the total of a query. */
    private boolean isCounted(ContactQuery query) {
        return counting && isOfAll(query);
    }

    /**
     * A page and its total by one statement, so that both are of one instant. Empty where no row is there to say the
     * total.
     */
    private Optional<Rows> pageWithTotal(QuerySql sql, ListRequest request, SqlFragment total) {
        SqlFragment statement = pageWithTotalSql(sql, request.organizationId(), request.query(), total);
        List<Counted> rows =
                readOneInstant(request.query(), connection -> SqlRunner.query(connection, statement, this::counted));
        if (rows.isEmpty()) {
            return isFromTheStart(request)
                    ? Optional.of(new Rows(List.of(), OptionalLong.of(0), false))
                    : Optional.empty();
        }
        return Optional.of(Choice.rows(
                request.query(),
                rows.stream().map(Counted::contact).filter(Objects::nonNull).toList(),
                OptionalLong.of(rows.get(0).total())));
    }

    /** The same where few contacts match. Empty where more do. */
    private Optional<Rows> pageWithTotalOfFew(QuerySql sql, ListRequest request) {
        SqlFragment fewOrMore = sql.fromTheFirst().countUpTo(dialect, QUICKLY_COUNTED + 1L);
        Optional<Rows> rows = request.query().limit() == 0
                ? Optional.of(new Rows(List.of(), database.read(connection -> total(connection, fewOrMore)), false))
                : pageWithTotal(sql, request, fewOrMore);
        return rows.filter(found -> found.total().orElseThrow() <= QUICKLY_COUNTED);
    }

    /** The statement for the rows of a page and their total. */
    public SqlFragment pageWithTotalSql(QuerySql sql, long organizationId, ContactQuery query, SqlFragment total) {
        SqlFragment slice = slice(query, query.skip(), Choice.looked(query));
        return sql.fromMatches(organizationId, slice)
                .map(matches ->
                        contacts.select(query).then(SqlFragment.of(", total")).then(matches))
                .orElseGet(() ->
                        dialect.pageWithTotal(contacts.select(query), sql.from(dialect, organizationId, slice), total));
    }

    private Counted counted(ResultSet row) throws SQLException {
        boolean hasContact = ContactTable.nullableLong(row, ContactTable.ID) != null;
        return new Counted(hasContact ? contacts.contact(row) : null, row.getLong(ContactTable.READ_COUNT + 1));
    }

    /** A page, and then its total, unless the page tells where the end is. */
    private Rows pageAndTotal(QuerySql sql, ListRequest request, SqlFragment total) {
        ContactQuery query = request.query();
        return database.readSnapshot(dialect, connection -> {
            List<Contact> page = page(connection, sql, request.organizationId(), query);
            boolean endIsInSight =
                    page.size() <= query.limit() && request.start().isEmpty() && (!page.isEmpty() || query.skip() == 0);
            return Choice.rows(
                    query,
                    page,
                    endIsInSight ? OptionalLong.of((long) query.skip() + page.size()) : total(connection, total));
        });
    }

    /** A page far from the start, which counters tell how far it is from the end. */
    private Rows fromTheNearerEnd(QuerySql sql, long organizationId, ContactQuery query, SqlFragment counted) {
        return database.readSnapshot(dialect, connection -> {
            long total = total(connection, counted).getAsLong();
            long left = total - query.skip();
            List<Contact> page = new ArrayList<>();
            if (left > query.skip()) {
                page = page(connection, sql, organizationId, query);
            } else if (left > 0) {
                long looked = Math.min(left, Choice.looked(query));
                QuerySql backwards = sql(organizationId, reversed(query), Optional.empty());
                page = new ArrayList<>(page(connection, backwards, organizationId, query, left - looked, looked));
                Collections.reverse(page);
            }
            return Choice.rows(query, page, query.wantsTotal() ? OptionalLong.of(total) : OptionalLong.empty());
        });
    }

    private static ContactQuery reversed(ContactQuery query) {
        List<Sort> sorts = query.sorts().isEmpty() ? query.totalOrder() : query.sorts();
        return query.sortBy(sorts.stream().map(Sort::reversed).toArray(Sort[]::new));
    }

    private List<Contact> page(Connection connection, QuerySql sql, long organizationId, ContactQuery query)
            throws SQLException {
        return page(connection, sql, organizationId, query, query.skip(), Choice.looked(query));
    }

    private List<Contact> page(
            Connection connection, QuerySql sql, long organizationId, ContactQuery query, long skip, long rows)
            throws SQLException {
        if (isOneStatement(sql)) {
            return SqlRunner.query(connection, pageSql(sql, organizationId, query, skip, rows), contacts::contact);
        }
        List<Long> sorted = SqlRunner.query(connection, sql.sortedIds(slice(query, skip, rows)), row -> row.getLong(1));
        Map<Long, Contact> found = contacts.byId(connection, organizationId, sorted);
        return sorted.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(query::project)
                .toList();
    }

    private <T> T readOneInstant(ContactQuery query, SqlRunner.Work<T> work) {
        return isSearchByIndex(query) ? database.readPlanned(dialect, work) : database.readOneInstant(dialect, work);
    }

    private boolean isSearchByIndex(ContactQuery query) {
        return query.search().isPresent()
                && indexes.ready().stream().anyMatch(index -> !index.searched().isEmpty());
    }

    /** Whether one statement reads a page, or two its ids and its contacts. */
    private boolean isOneStatement(QuerySql sql) {
        return sql.index().isPresent() || dialect.joinsSortedIds();
    }

    /** The statement for the rows of a page. */
    public SqlFragment pageSql(QuerySql sql, long organizationId, ContactQuery query) {
        return pageSql(sql, organizationId, query, query.skip(), Choice.looked(query));
    }

    private SqlFragment pageSql(QuerySql sql, long organizationId, ContactQuery query, long skip, long rows) {
        return contacts.select(query).then(sql.from(dialect, organizationId, slice(query, skip, rows)));
    }

    private SqlFragment slice(ContactQuery query, long skip, long rows) {
        return isOfAll(query) ? dialect.sliceOfAll(skip, rows) : dialect.slice(skip, rows);
    }

    private static OptionalLong total(Connection connection, SqlFragment total) throws SQLException {
        return OptionalLong.of(number(connection, total));
    }

    private static long number(Connection connection, SqlFragment query) throws SQLException {
        return SqlRunner.query(connection, query, row -> row.getLong(1)).get(0);
    }

    /**
     * A row of a page with its total.
     *
     * @param contact its contact, null where the page is empty
     * @param total the total
     */
    private record Counted(@Nullable Contact contact, long total) {}
}
