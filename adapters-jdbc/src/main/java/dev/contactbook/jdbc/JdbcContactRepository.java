package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.NewContact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * A store in a relational database: H2 from 2.3 on, PostgreSQL from 15 on.
 *
 * <p>{@link #over} works on the data source of a host, which keeps it; {@link #open} is the embedded default, a database
 * in a file. Each call takes one connection, and is one transaction of its own, unless the host says that one of its
 * transactions is open. Thread-safe.
 */
public final class JdbcContactRepository implements ContactRepository {
    private static final String SELECT = "select " + ContactTable.READ_COLUMNS + " from contactbook_contact";
    private static final String FIND = SELECT + " where organization_id = ? and id in (%s)";
    static final String FIND_ONE = FIND.formatted("?");
    private static final String COUNT = "select count(*) from contactbook_contact";

    private static final String REMOVE =
            "delete from contactbook_contact where organization_id = ? and id = ? and version = ?";

    /** How many ids one statement asks for: each number is another text for the database to parse. */
    private static final int IDS_PER_STATEMENT = 500;

    private final Database database;
    private final Dialect dialect;
    private final String insert;
    private final String replace;

    JdbcContactRepository(Database database, Dialect dialect) {
        this.database = database;
        this.dialect = dialect;
        this.insert = dialect.insertReturningId("insert into contactbook_contact (organization_id, id, "
                + ContactTable.WRITTEN_COLUMNS + ") values (?, " + dialect.nextId() + ", "
                + ContactTable.placeholders(dialect) + ")");
        this.replace = "update contactbook_contact set " + ContactTable.assignments(dialect)
                + " where organization_id = ? and id = ? and version = ?";
    }

    /**
     * A store in the host's database, whose tables {@link ContactSchema#migrate} has made.
     *
     * <p>Looks at the database once, to say at once what would not work. The host keeps the data source and closes it.
     *
     * @param dataSource connections with auto-commit on
     * @return the store
     * @throws IllegalArgumentException if the database is of a kind that is not supported, or its encoding is not UTF8
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use; the message says
     *     what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails, or auto-commit is off
     */
    public static JdbcContactRepository over(DataSource dataSource) {
        return over(new Database(dataSource, Durability.PROCESS_KILL, null));
    }

    /**
     * A store in the host's database that takes part in the host's transactions: a call made while one is open is a part of it,
     * committed and rolled back with it. Every other call is a transaction of its own, whatever auto-commit the data source's
     * connections come with.
     *
     * <p>In a transaction of the host's nothing is set on the connection: not its isolation, schema, read-only flag or
     * auto-commit; so contacts and total of a page are of one instant only if its isolation says so. Listeners hear of a change
     * when it is made, which is before the host's commit.
     *
     * @param dataSource the host's connections
     * @param transactions tells which connection has a transaction open
     * @return the store
     * @throws IllegalArgumentException if the database is of a kind that is not supported, or its encoding is not UTF8
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use; the message says
     *     what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static JdbcContactRepository over(DataSource dataSource, HostTransactions transactions) {
        return over(new Database(
                dataSource, Durability.PROCESS_KILL, Objects.requireNonNull(transactions, "transactions")));
    }

    static JdbcContactRepository over(DataSource dataSource, Durability durability) {
        return over(new Database(dataSource, durability, null));
    }

    private static JdbcContactRepository over(Database database) {
        Dialect dialect = database.dialect();
        ContactSchema.requireUsable(database);
        return new JdbcContactRepository(database, dialect);
    }

    /**
     * The embedded default: a store in an H2 file, made if there is none, with a small pool of its own. What it answered
     * survives a kill of the process.
     *
     * <p>Needs {@code com.h2database:h2} and {@code com.zaxxer:HikariCP} at run time. One process at a time can open a
     * file.
     *
     * @param file where the database is; H2 adds {@code .mv.db} to the name. Missing folders are made
     * @return the store, which the caller closes
     * @throws IllegalArgumentException if the path cannot be a database file
     * @throws IllegalStateException if H2 or HikariCP is missing, or the file is of a version this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the file cannot be opened
     */
    public static EmbeddedContactRepository open(Path file) {
        return open(file, Durability.PROCESS_KILL);
    }

    /**
     * The embedded default with a choice of what its writes survive.
     *
     * @param file where the database is; H2 adds {@code .mv.db} to the name. Missing folders are made
     * @param durability what an answered write survives
     * @return the store, which the caller closes
     * @throws IllegalArgumentException if the path cannot be a database file
     * @throws IllegalStateException if H2 or HikariCP is missing, or the file is of a version this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the file cannot be opened
     */
    public static EmbeddedContactRepository open(Path file, Durability durability) {
        H2File database = H2File.of(file);
        try {
            return EmbeddedContactRepository.open(database, durability);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("An embedded database needs com.zaxxer:HikariCP at run time", e);
        }
    }

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database.read(handle -> {
            Map<Long, Contact> found = new HashMap<>();
            List<Long> distinct = List.copyOf(new HashSet<>(ids));
            for (int from = 0; from < distinct.size(); from += IDS_PER_STATEMENT) {
                int to = Math.min(from + IDS_PER_STATEMENT, distinct.size());
                find(handle, organizationId, distinct.subList(from, to)).forEach(c -> found.put(c.id(), c));
            }
            return found;
        });
    }

    @Override
    public Rows list(long organizationId, ContactQuery query) {
        QuerySql sql = QuerySql.of(dialect, organizationId, query);
        if (query.limit() == 0) {
            OptionalLong total =
                    query.wantsTotal() ? database.read(handle -> count(handle, sql)) : OptionalLong.empty();
            return new Rows(List.of(), total);
        } else if (!query.wantsTotal()) {
            return new Rows(database.read(handle -> page(handle, sql, query)), OptionalLong.empty());
        }
        return database.readSnapshot(handle -> {
            List<Contact> page = page(handle, sql, query);
            boolean endIsInSight = page.size() < query.limit() && (!page.isEmpty() || query.skip() == 0);
            return new Rows(
                    page, endIsInSight ? OptionalLong.of((long) query.skip() + page.size()) : count(handle, sql));
        });
    }

    @Override
    public WriteResult write(long organizationId, List<Change> changes) {
        changes.forEach(change -> change.requireOrganization(organizationId));
        try {
            List<Contact> stored = switch (changes.size()) {
                case 0 -> List.of();
                case 1 -> database.write(handle -> List.of(write(handle, organizationId, changes.get(0), 0)));
                default -> database.writeAtomically(handle -> write(handle, organizationId, changes));
            };
            return WriteResult.stored(stored);
        } catch (StaleChange e) {
            return WriteResult.stale(e.index());
        }
    }

    private List<Contact> write(Handle handle, long organizationId, List<Change> changes) {
        List<Contact> stored = new ArrayList<>(changes.size());
        for (Change change : changes) {
            stored.add(write(handle, organizationId, change, stored.size()));
        }
        return stored;
    }

    /** Applies one change; one that comes too late throws, which rolls back those before it. */
    private Contact write(Handle handle, long organizationId, Change change, int index) {
        return change.match(
                inserted -> insert(handle, organizationId, inserted.contact()),
                replaced -> {
                    Update update = handle.createUpdate(replace);
                    int next = ContactTable.bind(update, 0, replaced.after());
                    runAt(replaced.before(), update, next, index);
                    return replaced.after();
                },
                removed -> {
                    runAt(removed.before(), handle.createUpdate(REMOVE), 0, index);
                    return removed.before();
                });
    }

    /** The one statement of a create: the database gives the id and returns it. */
    private Contact insert(Handle handle, long organizationId, NewContact contact) {
        Query query = handle.createQuery(insert).bind(0, Bind.number(organizationId));
        ContactTable.bind(query, 1, contact.stored(organizationId, 0));
        long id = query.map((row, context) -> row.getLong(1)).one();
        return contact.stored(organizationId, id);
    }

    /** Runs a statement that ends in {@code organization_id = ? and id = ? and version = ?}. */
    private static void runAt(Contact before, Update statement, int position, int index) {
        int rows = statement
                .bind(position, Bind.number(before.organizationId()))
                .bind(position + 1, Bind.number(before.id()))
                .bind(position + 2, Bind.number(before.version()))
                .execute();
        if (rows == 0) {
            throw new StaleChange(index);
        }
    }

    private static List<Contact> find(Handle handle, long organizationId, List<Long> ids) {
        String sql =
                ids.size() == 1 ? FIND_ONE : FIND.formatted(String.join(", ", Collections.nCopies(ids.size(), "?")));
        Query query = handle.createQuery(sql).bind(0, Bind.number(organizationId));
        for (int i = 0; i < ids.size(); i++) {
            query.bind(i + 1, Bind.number(ids.get(i)));
        }
        return query.map((row, context) -> ContactTable.read(row)).list();
    }

    private List<Contact> page(Handle handle, QuerySql sql, ContactQuery query) {
        Fragment page = pageSql(dialect, sql, query);
        return page.bindTo(handle.createQuery(page.sql()))
                .map((row, context) -> ContactTable.read(row))
                .list();
    }

    static Fragment pageSql(Dialect dialect, QuerySql sql, ContactQuery query) {
        Fragment window = Fragment.of(
                "offset ? rows fetch next ? rows only", Bind.number(query.skip()), Bind.number(query.limit()));
        return Fragment.of(SELECT)
                .then(Fragment.of(sql.index().map(dialect::hint).orElse("")))
                .then(sql.where())
                .then(sql.orderBy())
                .then(window);
    }

    private static OptionalLong count(Handle handle, QuerySql sql) {
        Fragment count = Fragment.of(COUNT).then(sql.where());
        return OptionalLong.of(count.bindTo(handle.createQuery(count.sql()))
                .map((row, context) -> row.getLong(1))
                .one());
    }
}
