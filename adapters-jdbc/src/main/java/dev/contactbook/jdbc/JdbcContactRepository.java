package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.read.ChangesSql;
import dev.contactbook.jdbc.read.ContactReader;
import dev.contactbook.jdbc.read.KeyReader;
import dev.contactbook.jdbc.read.PageReader;
import dev.contactbook.jdbc.schema.Migration;
import dev.contactbook.jdbc.schema.SchemaScripts;
import dev.contactbook.jdbc.table.InstalledIndexes;
import dev.contactbook.jdbc.write.ChangeWriter;
import dev.contactbook.jdbc.write.CheckedIds;
import dev.contactbook.jdbc.write.KeyWriter;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A store in a relational database: H2 from 2.3 on, PostgreSQL from 15 on, SQLite from 3.51.3 on.
 *
 * <p>{@link #over} and {@link #builder} work on the data source of a host. {@link #open} is the embedded default, a
 * database in an H2 file, and {@link #openSqlite} one in a SQLite file. Each call takes one connection. It is a
 * transaction of its own, unless the host says that one of its transactions is open. Thread-safe.
 */
public final class JdbcContactRepository implements ContactRepository, ChangeFeed {
    private final Database database;
    private final Dialect dialect;
    private final boolean counting;
    private final @Nullable CheckedIds hostIds;
    private final boolean expectsUniqueEmails;

    /** Replaced when the indexes of an embedded file change. */
    private InstalledIndexes indexes;

    /** Null until the first call, which a host's start need not wait for. */
    private volatile @Nullable Parts parts;

    private JdbcContactRepository(
            Database database,
            Dialect dialect,
            InstalledIndexes indexes,
            boolean counting,
            @Nullable CheckedIds hostIds,
            boolean expectsUniqueEmails) {
        this.database = database;
        this.dialect = dialect;
        this.indexes = indexes;
        this.counting = counting;
        this.hostIds = hostIds;
        this.expectsUniqueEmails = expectsUniqueEmails;
    }

    /**
     * A store in the host's database, whose tables {@link ContactSchema#migrate} has made.
     *
     * <p>It checks the database once, so that a missing table or a wrong setting fails here. The host keeps the data
     * source and closes it.
     *
     * @param dataSource connections with auto-commit on
     * @return the store
     * @throws IllegalArgumentException if the database is of a kind that is not supported, or its encoding is not UTF8
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use, or if the
     *     search texts of contacts are ({@link ContactSchema#refold}), or if an organization has unique e-mails, which
     *     only {@link JdbcContactRepositoryBuilder#expectUniqueEmails} expects. The message says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails, or auto-commit is off
     */
    public static JdbcContactRepository over(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /**
     * A store in the host's database that takes part in the host's transactions. A call made while one is open is part
     * of it, and is committed and rolled back with it. Every other call is a transaction of its own, with auto-commit
     * on or off in the data source.
     *
     * <p>In a transaction of the host nothing is set on the connection: not its isolation, schema, read-only flag or
     * auto-commit. So contacts and total of a page are of one instant only if the isolation provides that. Listeners
     * are called when a change is made, before the host's commit. What they throw reaches the caller, so that the host
     * rolls back.
     *
     * @param dataSource the host's connections
     * @param transactions tells which connection has a transaction open
     * @return the store
     * @throws IllegalArgumentException if the database is of a kind that is not supported, or its encoding is not UTF8,
     *     or if it is SQLite
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use, or if the
     *     search texts of contacts are ({@link ContactSchema#refold}), or if an organization has unique e-mails, which
     *     only {@link JdbcContactRepositoryBuilder#expectUniqueEmails} expects. The message says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static JdbcContactRepository over(DataSource dataSource, HostTransactions transactions) {
        return builder(dataSource).hostTransactions(transactions).build();
    }

    /**
     * A store in the host's database with choices: the host's transactions, ids of its own, which SQL to speak, in
     * which schema, and a hook for failures.
     *
     * @param dataSource the host's connections, which it keeps and closes
     * @return a builder
     */
    public static JdbcContactRepositoryBuilder builder(DataSource dataSource) {
        return new JdbcContactRepositoryBuilder(dataSource);
    }

    static JdbcContactRepository of(
            Database database, @Nullable SqlFlavour named, @Nullable IdGenerator ids, boolean expectsUniqueEmails) {
        Dialect dialect = database.dialect(named == null ? null : named.dialect());
        if (dialect.writesAlone() && database.tellsTransactions()) {
            throw new IllegalArgumentException("Contactbook takes part in no transactions of the host on SQLite, where"
                    + " one open transaction keeps all others from writing: use openSqlite, or leave"
                    + " HostTransactions out");
        }
        Migration.requireUsable(database, dialect);
        Migration.requireFolded(database, dialect);
        if (!expectsUniqueEmails) {
            UniqueEmails.requireNone(database, dialect);
        }
        return new JdbcContactRepository(
                database,
                dialect,
                database.read(dialect::indexes),
                Migration.usesCounters(database),
                ids == null ? null : new CheckedIds(ids::next),
                expectsUniqueEmails);
    }

    /**
     * The embedded default: a store in an H2 file, made if there is none, with a small pool of its own. What it
     * answered survives a kill of the process (contract 3.46), not a loss of power. Search texts of another version of
     * the library are written again first, as {@link ContactSchema#refold} does.
     *
     * <p>Needs {@code com.h2database:h2} 2.4.240 and {@code com.zaxxer:HikariCP} at run time. One process at a time can
     * open a file. The file and the folders that are made are readable and writable by their owner alone where the file
     * system knows owners.
     *
     * @param file where the database is. {@code .mv.db} is added to the name. Missing folders are made, symbolic links
     *     followed
     * @return the store, which the caller closes
     * @throws IllegalArgumentException if the path cannot be a database file
     * @throws IllegalStateException if H2 or HikariCP is missing, H2 is of another version, or the tables in the file
     *     are of a version that this library cannot use. The message says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the file cannot be opened. Retryable if another
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
                    "durability: must be PROCESS_KILL, because H2 files do not survive a loss of power."
                            + " Use openSqlite or PostgreSQL where acknowledged writes must");
        }
        return EmbeddedContactRepository.open(file, SchemaScripts.OF_THIS_LIBRARY);
    }

    /**
     * A store in a SQLite file, made if there is none, with a small pool of its own. What it answered survives a kill
     * of the process (contract 3.46). Otherwise as {@link #openSqlite(Path, Durability)}.
     *
     * @param file where the database is
     * @return the store, which the caller closes
     * @throws IllegalArgumentException if the path cannot be a database file
     * @throws IllegalStateException if SQLite or HikariCP is missing, SQLite is of a version that can damage files, or
     *     the tables in the file are of a version that this library cannot use. The message says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the file cannot be opened
     */
    public static EmbeddedContactRepository openSqlite(Path file) {
        return openSqlite(file, Durability.PROCESS_KILL);
    }

    /**
     * A store in a SQLite file with a choice of what its writes survive. Search texts of another version of the library
     * are written again first, as {@link ContactSchema#refold} does.
     *
     * <p>Needs {@code org.xerial:sqlite-jdbc} from 3.51.3.0 on and {@code com.zaxxer:HikariCP} at run time. Several
     * processes of one machine may open a file, and one writes at a time. The file and the folders that are made are
     * readable and writable by their owner alone where the file system knows owners. While the file is open, two more
     * files are beside it, whose names end with {@code -wal} and {@code -shm}: they belong to it.
     *
     * @param file where the database is. Missing folders are made, symbolic links followed
     * @param durability what an answered write survives
     * @return the store, which the caller closes
     * @throws IllegalArgumentException as in {@link #openSqlite(Path)}
     * @throws IllegalStateException as in {@link #openSqlite(Path)}
     * @throws dev.contactbook.domain.ContactsException.Storage as in {@link #openSqlite(Path)}
     */
    public static EmbeddedContactRepository openSqlite(Path file, Durability durability) {
        return EmbeddedContactRepository.openSqlite(
                file, Objects.requireNonNull(durability, "durability"), SchemaScripts.OF_THIS_LIBRARY);
    }

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        ContactReader contacts = parts().contacts;
        return database.read(connection -> contacts.byId(connection, organizationId, wanted));
    }

    @Override
    public List<Contact> findByKeys(long organizationId, Collection<ContactKey> wanted, int limit) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        return parts().keys.contacts(database, organizationId, wanted, limit);
    }

    @Override
    public Set<ContactKey.Kind> uniqueKinds(long organizationId) {
        KeyReader keys = parts().keys;
        return expectsUniqueEmails
                ? database.read(connection -> keys.uniqueKinds(connection, organizationId))
                : ContactKey.Kind.unique(false);
    }

    @Override
    public Rows list(ListRequest request) {
        return parts().pages.list(request);
    }

    /**
     * Numbers for ids of the host that are texts, such as the UUIDs of its users. They are in this store's database, in
     * a table that {@link ContactSchema#migrate} makes with the others.
     *
     * @param kind what has these ids, such as {@code user} or {@code tenant}: 1 to 30 letters from a to z. The ids of
     *     two kinds are independent
     * @return the ids of this kind
     * @throws IllegalArgumentException if the kind is no such word
     */
    public NumberedIds numberedIds(String kind) {
        return numberedIds(kind, BooleanSupplier::getAsBoolean);
    }

    /** The same where something has to be done around a write. */
    NumberedIds numberedIds(String kind, Predicate<BooleanSupplier> writer) {
        return new NumberedIds(database.outsideTransactions(), dialect, kind, writer);
    }

    /** Whether a query takes the longer the more contacts there are. */
    boolean looksAtAllRows(ContactQuery query) {
        return parts().pages.looksAtAllRows(query);
    }

    @Override
    public WriteResult write(WriteRequest request) {
        return parts().writer.write(request);
    }

    @Override
    public Changes changesSince(long organizationId, ChangePosition position, int limit) {
        ChangeFeed.requireLimit(limit);
        requireCounters();
        ChangesSql feed = parts().feed;
        return dialect.readsAllStripesAtOnce()
                ? database.read(connection -> feed.read(connection, organizationId, position, limit))
                : database.readSnapshot(
                        dialect, connection -> feed.readOneByOne(connection, organizationId, position, limit));
    }

    @Override
    public SortedMap<Long, ChangePosition> ends() {
        requireCounters();
        return database.read(parts().feed::ends);
    }

    private void requireCounters() {
        if (!counting) {
            throw new IllegalStateException(
                    "This database keeps no counters, and without them there are no changes to read:"
                            + " turn them on with ContactSchema.useCounters(dataSource, true)");
        }
    }

    /** Looks again which indexes there are. */
    void indexesChanged() {
        InstalledIndexes present = database.read(dialect::indexes);
        synchronized (this) {
            indexes = present;
            parts = null;
        }
    }

    /** The reader of pages, for tests of its statements. */
    PageReader pages() {
        return parts().pages;
    }

    private Parts parts() {
        Parts made = parts;
        return made == null ? makeParts() : made;
    }

    private synchronized Parts makeParts() {
        Parts made = parts;
        if (made == null) {
            ContactReader contacts = new ContactReader(dialect);
            made = new Parts(
                    contacts,
                    new KeyReader(dialect, contacts),
                    new PageReader(database, dialect, indexes, contacts, counting),
                    new ChangesSql(dialect),
                    new ChangeWriter(
                            database, dialect, counting, hostIds, new KeyWriter(dialect, expectsUniqueEmails)));
            parts = made;
        }
        return made;
    }

    /** What runs the statements, whose texts it has ready. */
    private record Parts(
            ContactReader contacts, KeyReader keys, PageReader pages, ChangesSql feed, ChangeWriter writer) {}
}
