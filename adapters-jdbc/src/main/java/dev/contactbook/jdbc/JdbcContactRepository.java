package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Sort;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.read.ChangesSql;
import dev.contactbook.jdbc.read.Choice;
import dev.contactbook.jdbc.read.IdQueries;
import dev.contactbook.jdbc.read.QuerySql;
import dev.contactbook.jdbc.schema.Migration;
import dev.contactbook.jdbc.schema.SchemaScripts;
import dev.contactbook.jdbc.sql.Deadline;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.sql.StaleChange;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.write.CheckedIds;
import dev.contactbook.jdbc.write.MergedChanges;
import dev.contactbook.jdbc.write.OneStatementWriter;
import dev.contactbook.jdbc.write.TransactionWriter;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.OpenTransaction;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A store in a relational database: H2 from 2.3 on, PostgreSQL from 15 on.
 *
 * <p>{@link #over} and {@link #builder} work on the data source of a host, which keeps it; {@link #open} is the
 * embedded default, a database in a file. Each call takes one connection, and is one transaction of its own, unless the
 * host says that one of its transactions is open. Thread-safe.
 */
public final class JdbcContactRepository implements ContactRepository, ChangeFeed {
    /**
     * From so many rows to leave out on, it pays to ask first how many there are: that is quicker than to walk past
     * them.
     */
    static final int DEEP = 1_000;

    /** How many rows are read at a time of which a filter chooses some. */
    private static final int SOME = 500;

    private final Database database;
    private final Dialect dialect;
    private final boolean counting;
    private final String counters;
    private final SqlFragment select;
    private final SqlFragment selectWithoutCustomFields;
    private final IdQueries ids;
    private final ChangesSql changes;
    private final @Nullable CheckedIds hostIds;
    private final Optional<OneStatementWriter> oneStatement;
    private final TransactionWriter transaction;

    private JdbcContactRepository(Database database, Dialect dialect, boolean counting, @Nullable CheckedIds hostIds) {
        this.database = database;
        this.hostIds = hostIds;
        this.dialect = dialect;
        this.counting = counting;
        this.counters = Counters.total(dialect.tables());
        this.select = SqlFragment.of("select " + ContactTable.readColumns(dialect));
        this.selectWithoutCustomFields =
                SqlFragment.of("select " + ContactTable.readColumnsWithoutCustomFields(dialect));
        this.ids = new IdQueries(dialect, select.sql(), "");
        this.changes = new ChangesSql(dialect);
        if (counting) {
            this.oneStatement = dialect.countsInOneStatement()
                    ? Optional.of(OneStatementWriter.counting(dialect))
                    : Optional.empty();
            this.transaction = new TransactionWriter(dialect, dialect.counters());
        } else {
            this.oneStatement = Optional.of(OneStatementWriter.notCounting(dialect));
            this.transaction = new TransactionWriter(dialect, null);
        }
    }

    /**
     * A store in the host's database, whose tables {@link ContactSchema#migrate} has made.
     *
     * <p>Looks at the database once, to say at once what would not work. The host keeps the data source and closes it.
     *
     * @param dataSource connections with auto-commit on
     * @return the store
     * @throws IllegalArgumentException if the database is of a kind that is not supported, or its encoding is not UTF8
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use; the message
     *     says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails, or auto-commit is off
     */
    public static JdbcContactRepository over(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /**
     * A store in the host's database that takes part in the host's transactions: a call made while one is open is a
     * part of it, committed and rolled back with it. Every other call is a transaction of its own, whatever auto-commit
     * the data source's connections come with.
     *
     * <p>In a transaction of the host's nothing is set on the connection: not its isolation, schema, read-only flag or
     * auto-commit; so contacts and total of a page are of one instant only if its isolation says so. Listeners hear of
     * a change when it is made, which is before the host's commit, and what they throw reaches the caller, so that the
     * host rolls back.
     *
     * @param dataSource the host's connections
     * @param transactions tells which connection has a transaction open
     * @return the store
     * @throws IllegalArgumentException if the database is of a kind that is not supported, or its encoding is not UTF8
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use; the message
     *     says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static JdbcContactRepository over(DataSource dataSource, HostTransactions transactions) {
        return builder(dataSource).hostTransactions(transactions).build();
    }

    /**
     * A store in the host's database with choices: the host's transactions, ids of its own, and which SQL to speak.
     *
     * @param dataSource the host's connections, which it keeps and closes
     * @return a builder
     */
    public static JdbcContactRepositoryBuilder builder(DataSource dataSource) {
        return new JdbcContactRepositoryBuilder(dataSource);
    }

    static JdbcContactRepository of(Database database, @Nullable SqlFlavour named, @Nullable IdGenerator ids) {
        Dialect dialect = database.dialect(named == null ? null : named.dialect());
        Migration.requireUsable(database);
        return new JdbcContactRepository(
                database, dialect, Migration.usesCounters(database), ids == null ? null : new CheckedIds(ids::next));
    }

    /**
     * The embedded default: a store in an H2 file, made if there is none, with a small pool of its own. What it
     * answered survives a kill of the process (contract 3.46), not a loss of power.
     *
     * <p>Needs {@code com.h2database:h2} 2.4.240 and {@code com.zaxxer:HikariCP} at run time. One process at a time can
     * open a file. The file and the folders that are made are readable and writable by their owner alone where the file
     * system knows owners.
     *
     * @param file where the database is; {@code .mv.db} is added to the name. Missing folders are made, symbolic links
     *     followed
     * @return the store, which the caller closes
     * @throws IllegalArgumentException if the path cannot be a database file
     * @throws IllegalStateException if H2 or HikariCP is missing, H2 is of another version, or the tables in the file
     *     are of a version that this library cannot use; the message says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the file cannot be opened; retryable if another
     *     process has it open
     */
    public static EmbeddedContactRepository open(Path file) {
        return open(file, Durability.PROCESS_KILL);
    }

    /**
     * The embedded default with a choice of what its writes survive.
     *
     * @param file as in {@link #open(Path)}
     * @param durability what an answered write survives
     * @return the store, which the caller closes
     * @throws IllegalArgumentException if the path cannot be a database file, or the engine cannot promise the
     *     durability: H2 promises {@link Durability#PROCESS_KILL} only
     * @throws IllegalStateException as in {@link #open(Path)}
     * @throws dev.contactbook.domain.ContactsException.Storage as in {@link #open(Path)}
     */
    public static EmbeddedContactRepository open(Path file, Durability durability) {
        if (Objects.requireNonNull(durability, "durability") == Durability.POWER_LOSS) {
            throw new IllegalArgumentException(
                    "durability: must be PROCESS_KILL, as H2 files do not survive a loss of power;"
                            + " use PostgreSQL where answered writes must");
        }
        return EmbeddedContactRepository.open(file, SchemaScripts.OF_THIS_LIBRARY);
    }

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        return database.read(connection -> contacts(connection, organizationId, wanted));
    }

    private Map<Long, Contact> contacts(Connection connection, long organizationId, Collection<Long> wanted)
            throws SQLException {
        Map<Long, Contact> found = new HashMap<>();
        for (SqlFragment each : ids.of(organizationId, wanted)) {
            SqlRunner.query(connection, each, this::contact).forEach(contact -> found.put(contact.id(), contact));
        }
        return found;
    }

    @Override
    public Rows list(ListRequest request) {
        ContactQuery query = request.query();
        request.budget().check();
        if (query.limit() == 0 && !query.wantsTotal()) {
            return new Rows(List.of(), OptionalLong.empty(), false);
        }
        QuerySql sql = QuerySql.of(dialect, request.organizationId(), query, request.start());
        return Deadline.of(dialect.timeLimit(), request.budget(), isQuick(sql, query))
                .during(() -> list(sql, request));
    }

    /** Whether an index, or a counter, tells all that a query asks for. */
    private boolean isQuick(QuerySql sql, ContactQuery query) {
        return isCounted(query) && (query.limit() == 0 || (sql.index().isPresent() && query.skip() < DEEP));
    }

    private Rows list(QuerySql sql, ListRequest request) {
        long organizationId = request.organizationId();
        ContactQuery query = request.query();
        if (sql.undecided().isPresent()) {
            return decided(sql, request);
        }
        SqlFragment total = isCounted(query) ? counted(organizationId) : sql.count();
        if (query.limit() == 0) {
            return new Rows(List.of(), database.read(connection -> total(connection, total)), false);
        }
        boolean isOrdered = sql.index().isPresent() || sql.ranking().isPresent();
        if (!isOrdered) {
            requireSortable(sql, request);
        }
        if (!isOrdered && !dialect.sorts()) {
            return decided(sql, request);
        } else if (isCounted(query) && query.skip() >= DEEP) {
            return fromTheNearerEnd(sql, organizationId, query, total);
        } else if (!query.wantsTotal()) {
            SqlRunner.Work<List<Contact>> page = connection -> page(connection, sql, organizationId, query);
            return Choice.rows(
                    query,
                    isOneStatement(sql) ? database.readOneInstant(dialect, page) : database.readSnapshot(dialect, page),
                    OptionalLong.empty());
        } else if (isCounted(query) || (sql.ranking().isPresent() && dialect.countsWhatItRanks())) {
            return pageWithTotal(sql, request, total).orElseGet(() -> pageAndTotal(sql, request, total));
        }
        return pageAndTotal(sql, request, total);
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
            long all = counting ? number(connection, counted(request.organizationId())) : Long.MAX_VALUE;
            return all <= budget.mostSortedRows()
                    ? all
                    : number(connection, sql.fromTheFirst().countUpTo(budget.mostSortedRows() + 1L));
        }));
    }

    private static boolean isFromTheStart(ListRequest request) {
        return request.query().skip() == 0 && request.start().isEmpty();
    }

    /** Whether a query is for all contacts, in some order. */
    private static boolean isOfAll(ContactQuery query) {
        return query.search().isEmpty() && query.filter().isEmpty();
    }

    /** Whether no index and no counter answers a query, so that it takes the longer the more contacts there are. */
    boolean looksAtAllRows(ContactQuery query) {
        return !isOfAll(query)
                || (query.wantsTotal() && !counting)
                || (query.limit() > 0 && (!QuerySql.hasIndex(query) || query.skip() >= DEEP));
    }

    /** A query for the number of live contacts, by counters. */
    private SqlFragment counted(long organizationId) {
        return SqlFragment.of(counters, SqlValues.number(organizationId));
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
                database.readOneInstant(dialect, connection -> SqlRunner.query(connection, statement, this::counted));
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

    /** The statement for the rows of a page and their total. */
    SqlFragment pageWithTotalSql(QuerySql sql, long organizationId, ContactQuery query, SqlFragment total) {
        SqlFragment slice = slice(query, query.skip(), Choice.looked(query));
        return sql.fromMatches(organizationId, slice)
                .map(matches -> select(query).then(SqlFragment.of(", total")).then(matches))
                .orElseGet(() -> dialect.pageWithTotal(select(query), sql.from(dialect, organizationId, slice), total));
    }

    private Counted counted(ResultSet row) throws SQLException {
        boolean hasContact = ContactTable.nullableLong(row, ContactTable.ID) != null;
        return new Counted(hasContact ? contact(row) : null, row.getLong(ContactTable.READ_COUNT + 1));
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
                QuerySql backwards = QuerySql.of(dialect, organizationId, reversed(query), Optional.empty());
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

    /**
     * A page, and its total if asked for, of the rows that the domain chooses, or sorts: they are read some hundred at
     * a time, so that no database holds all of them, and no further than needed.
     */
    private Rows decided(QuerySql sql, ListRequest request) {
        long organizationId = request.organizationId();
        ContactQuery query = request.query();
        boolean areInOrder = sql.index().isPresent() || sql.ranking().isPresent();
        QuerySql rows = query.wantsTotal() ? sql.fromTheFirst() : sql;
        return database.readSnapshot(dialect, connection -> {
            // A new one each time that the transaction begins again.
            Choice choice = new Choice(request, sql.undecided(), areInOrder);
            if (sql.ranking().isPresent()) {
                showMatches(connection, rows, organizationId, choice);
            } else if (sql.index().isPresent()) {
                ContactQuery order = ContactQuery.page().sortBy(query.sorts().toArray(Sort[]::new));
                showRows(connection, rows, organizationId, order, choice);
            } else {
                showRows(connection, sql.byId(dialect, organizationId), organizationId, ContactQuery.page(), choice);
            }
            return choice.rows(contacts(connection, organizationId, choice.ids()));
        });
    }

    /** Shows rows in an order that an index has. */
    private void showRows(Connection connection, QuerySql sql, long organizationId, ContactQuery order, Choice choice)
            throws SQLException {
        Optional<Contact> last = showSome(connection, sql, organizationId, choice);
        while (last.isPresent()) {
            QuerySql next = sql.after(dialect, organizationId, order, last.get());
            last = showSome(connection, next, organizationId, choice);
        }
    }

    /**
     * Shows what a search finds, whose order no index has: where that is much, ids are sorted and kept, and nothing
     * else.
     */
    private void showMatches(Connection connection, QuerySql sql, long organizationId, Choice choice)
            throws SQLException {
        if (showSome(connection, sql, organizationId, choice).isEmpty()) {
            return;
        }
        SqlFragment rest = sql.sortedIds(SqlFragment.of("offset ? rows", SqlValues.number(SOME)));
        List<Long> found = SqlRunner.query(connection, rest, row -> row.getLong(1));
        boolean wantsMore = true;
        for (int from = 0; wantsMore && from < found.size(); from += SOME) {
            List<Long> some = found.subList(from, Math.min(from + SOME, found.size()));
            Map<Long, Contact> contacts = contacts(connection, organizationId, some);
            wantsMore =
                    some.stream().map(contacts::get).filter(Objects::nonNull).allMatch(choice::take);
        }
    }

    /** Shows the first rows of a query, and returns the last of them if more have to be shown. */
    private Optional<Contact> showSome(Connection connection, QuerySql sql, long organizationId, Choice choice)
            throws SQLException {
        SqlFragment columns = sql.undecided().isPresent() ? select : selectWithoutCustomFields;
        SqlFragment some = columns.then(sql.from(dialect, organizationId, Dialect.slice(0, SOME)));
        List<Contact> shown = new ArrayList<>();
        boolean wantsMore = SqlRunner.each(connection, some, row -> {
            Contact contact = contact(row);
            shown.add(contact);
            return choice.take(contact);
        });
        return wantsMore && shown.size() == SOME ? Optional.of(shown.get(SOME - 1)) : Optional.empty();
    }

    @Override
    public WriteResult write(WriteRequest request) {
        long organizationId = request.organizationId();
        List<Change> changes = request.changes();
        changes.forEach(change -> change.requireOrganization(organizationId));
        request.budget().check();
        boolean isHosts = database.isInTransactionOfHost();
        try {
            List<Contact> stored = changes.isEmpty()
                    ? List.of()
                    : Deadline.of(dialect.timeLimit(), request.budget(), true)
                            .during(() -> stored(isHosts, organizationId, changes));
            Optional<OpenTransaction> transaction = isHosts ? database.openTransaction(dialect) : Optional.empty();
            return transaction
                    .map(open -> WriteResult.stored(stored, open))
                    .orElseGet(() -> WriteResult.stored(stored));
        } catch (StaleChange e) {
            return WriteResult.stale(e.index());
        }
    }

    private List<Contact> stored(boolean isHosts, long organizationId, List<Change> changes) {
        int inserts = MergedChanges.of(changes).inserts().size();
        List<Long> freshIds = hostIds == null ? List.of() : hostIds.take(inserts);
        if (changes.size() == 1 && oneStatement.isPresent()) {
            SqlRunner.Work<List<Contact>> one = connection ->
                    List.of(oneStatement.get().write(connection, organizationId, MergedChanges.of(changes), freshIds));
            // Behind a savepoint, H2 tells when it has taken back all of the host's transaction.
            return dialect.takesBackInserts() || (inserts == 0 && !isHosts)
                    ? database.write(one)
                    : database.writeAtomically(one);
        }
        return database.writeAtomically(connection ->
                transaction.write(connection, isHosts, organizationId, changes, MergedChanges.of(changes), freshIds));
    }

    @Override
    public Changes changesSince(long organizationId, ChangePosition position, int limit) {
        ChangeFeed.requireLimit(limit);
        if (!counting) {
            throw new IllegalStateException("This database keeps no counters, and without them no changes are told:"
                    + " ContactSchema.useCounters(dataSource, true) turns them on");
        }
        return dialect.readsAllStripesAtOnce()
                ? database.read(connection -> changes.read(connection, organizationId, position, limit))
                : database.readSnapshot(
                        dialect, connection -> changes.readOneByOne(connection, organizationId, position, limit));
    }

    private List<Contact> page(Connection connection, QuerySql sql, long organizationId, ContactQuery query)
            throws SQLException {
        return page(connection, sql, organizationId, query, query.skip(), Choice.looked(query));
    }

    private List<Contact> page(
            Connection connection, QuerySql sql, long organizationId, ContactQuery query, long skip, long rows)
            throws SQLException {
        if (isOneStatement(sql)) {
            return SqlRunner.query(connection, pageSql(sql, organizationId, query, skip, rows), this::contact);
        }
        List<Long> sorted = SqlRunner.query(connection, sql.sortedIds(slice(query, skip, rows)), row -> row.getLong(1));
        Map<Long, Contact> found = contacts(connection, organizationId, sorted);
        return sorted.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(query::project)
                .toList();
    }

    /** Whether one statement reads a page, or two its ids and its contacts. */
    private boolean isOneStatement(QuerySql sql) {
        return sql.index().isPresent() || dialect.joinsSortedIds();
    }

    private Contact contact(ResultSet row) throws SQLException {
        return ContactTable.read(dialect, row);
    }

    /** The statement for the rows of a page. */
    SqlFragment pageSql(QuerySql sql, long organizationId, ContactQuery query) {
        return pageSql(sql, organizationId, query, query.skip(), Choice.looked(query));
    }

    private SqlFragment pageSql(QuerySql sql, long organizationId, ContactQuery query, long skip, long rows) {
        return select(query).then(sql.from(dialect, organizationId, slice(query, skip, rows)));
    }

    private SqlFragment slice(ContactQuery query, long skip, long rows) {
        return isOfAll(query) ? dialect.sliceOfAll(skip, rows) : Dialect.slice(skip, rows);
    }

    private SqlFragment select(ContactQuery query) {
        return query.wantsCustomFields() ? select : selectWithoutCustomFields;
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
