package dev.contactbook.jdbc;

import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.connection.Schema;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.schema.Migration;
import dev.contactbook.jdbc.schema.SchemaScripts;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.table.TableNames;
import dev.contactbook.spi.EmailClash;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables that {@link JdbcContactRepository} works on, and how they come into a database.
 *
 * <p>{@link #migrate(DataSource) migrate} makes and upgrades them. Hosts with a migration tool of their own take the
 * {@link #script} and its {@link #version}. Tables of unreleased libraries are rejected. Thread-safe.
 *
 * <p>Methods without a schema look into the current schema of the connections. A schema is named by letters, digits and
 * underscores, in any case, unless several schemas differ in their case only. It must exist.
 */
public final class ContactSchema {
    private ContactSchema() {}

    /** {@return the version of the tables that this library works on} */
    public static int version() {
        return SchemaScripts.OF_THIS_LIBRARY.version();
    }

    /**
     * The script that makes the tables of this {@link #version} in a schema that has none. It writes the version down,
     * so that the library accepts the tables. It makes them in the current schema of the connection that runs it. Each
     * of its statements may run twice.
     *
     * @param flavour for which database. {@link SqlFlavour#PORTABLE} has the script of PostgreSQL
     * @return SQL statements, each of which ends with a semicolon at the end of a line
     */
    public static String script(SqlFlavour flavour) {
        return SchemaScripts.OF_THIS_LIBRARY.from(0, flavour.dialect().with(TableNames.OF_CONNECTION));
    }

    /**
     * The statement that makes an optional index, for hosts with a migration tool of their own. Others cannot write
     * while it runs. {@link #useIndexes} does it better.
     *
     * @param flavour for which database
     * @param index which index
     * @return a SQL statement that may run twice, and ends with a semicolon
     * @throws IllegalArgumentException if the database has no index of this kind
     */
    public static String script(SqlFlavour flavour, ContactIndex index) {
        return IndexChoice.create(flavour.dialect().with(TableNames.OF_CONNECTION), index) + ";";
    }

    /**
     * Brings the tables up to the version of this library. It does nothing where they are already. Several processes
     * may call it at the same time.
     *
     * @param dataSource connections with auto-commit on, to a user who may create tables
     * @throws IllegalArgumentException if the database is of a kind that is not supported, or its encoding is not UTF8
     * @throws IllegalStateException if the tables are of a newer version that this library cannot use, or of an
     *     unreleased one
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void migrate(DataSource dataSource) {
        migrate(dataSource, SchemaScripts.OF_THIS_LIBRARY);
    }

    /**
     * {@link #migrate(DataSource)} in a schema.
     *
     * @param dataSource connections with auto-commit on, to a user who may create tables in the schema
     * @param schema where the tables go
     * @throws IllegalArgumentException as in {@link #migrate(DataSource)}, or if the schema is no name
     * @throws IllegalStateException as in {@link #migrate(DataSource)}, or if there is no such schema
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void migrate(DataSource dataSource, String schema) {
        Migration.run(
                dataSource,
                database(dataSource, null, Objects.requireNonNull(schema, "schema")),
                SchemaScripts.OF_THIS_LIBRARY);
    }

    /** The same with scripts that tests may choose. */
    static void migrate(DataSource dataSource, SchemaScripts scripts) {
        Migration.run(dataSource, database(dataSource, null, null), scripts);
    }

    /**
     * {@link #migrate(DataSource)} on connections with any auto-commit, and in the host's transaction if one is open.
     * On PostgreSQL the tables are committed and rolled back with it, and other migrations wait for its end. H2 ends a
     * transaction with each statement that makes a table.
     *
     * @param dataSource connections to a user who may create tables
     * @param transactions tells which connection has a transaction open
     * @throws IllegalArgumentException as in {@link #migrate(DataSource)}
     * @throws IllegalStateException as in {@link #migrate(DataSource)}
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void migrate(DataSource dataSource, HostTransactions transactions) {
        Migration.run(
                dataSource,
                database(dataSource, Objects.requireNonNull(transactions, "transactions"), null),
                SchemaScripts.OF_THIS_LIBRARY);
    }

    /**
     * {@link #migrate(DataSource, HostTransactions)} in a schema.
     *
     * @param dataSource connections to a user who may create tables in the schema
     * @param transactions tells which connection has a transaction open
     * @param schema where the tables go
     * @throws IllegalArgumentException as in {@link #migrate(DataSource, String)}
     * @throws IllegalStateException as in {@link #migrate(DataSource, String)}
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void migrate(DataSource dataSource, HostTransactions transactions, String schema) {
        Migration.run(
                dataSource,
                database(
                        dataSource,
                        Objects.requireNonNull(transactions, "transactions"),
                        Objects.requireNonNull(schema, "schema")),
                SchemaScripts.OF_THIS_LIBRARY);
    }

    /**
     * Recounts all contacts of each organization, and checks their revisions. It reads every contact once, by one
     * statement that sees one instant. Others may write during it.
     *
     * @param dataSource connections with any auto-commit
     * @return where counters or revisions are wrong, by organization. Empty if all is well, and where the counters are
     *     off
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static List<CounterDrift> verify(DataSource dataSource) {
        return new CounterRepair(anyAutoCommit(dataSource, null)).verify();
    }

    /**
     * {@link #verify(DataSource)} in a schema.
     *
     * @param dataSource connections with any auto-commit
     * @param schema where the tables are
     * @return as {@link #verify(DataSource)}
     * @throws IllegalArgumentException if the schema is no name
     * @throws IllegalStateException if there is no such schema, or its tables are missing, or of a version this library
     *     cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static List<CounterDrift> verify(DataSource dataSource, String schema) {
        return new CounterRepair(anyAutoCommit(dataSource, Objects.requireNonNull(schema, "schema"))).verify();
    }

    /**
     * Repairs what {@link #verify(DataSource)} finds. It adds what an organization's counters lack of its live
     * contacts, and gives a revision to contacts that have none of their own, so that readers of the changes get them.
     * It works on one organization at a time, while others may write. A retryable failure says that other writers got
     * in its way too often.
     *
     * <p>Calls on one data source run one after the other. On H2 no other process may repair the same database at the
     * same time.
     *
     * @param dataSource connections with any auto-commit
     * @return what was wrong
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static List<CounterDrift> repair(DataSource dataSource) {
        return repair(dataSource, anyAutoCommit(dataSource, null));
    }

    /**
     * {@link #repair(DataSource)} in a schema.
     *
     * @param dataSource connections with any auto-commit
     * @param schema where the tables are
     * @return what was wrong
     * @throws IllegalArgumentException if the schema is no name
     * @throws IllegalStateException if there is no such schema, or its tables are missing, or of a version this library
     *     cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static List<CounterDrift> repair(DataSource dataSource, String schema) {
        return repair(dataSource, anyAutoCommit(dataSource, Objects.requireNonNull(schema, "schema")));
    }

    private static List<CounterDrift> repair(DataSource dataSource, Database database) {
        synchronized (dataSource) {
            return new CounterRepair(database).repair();
        }
    }

    /**
     * Turns the counters of a database on, as they are from the start, or off. Without them totals are counted row by
     * row, which takes time in proportion to the contacts, and {@link dev.contactbook.spi.ChangeFeed} has no changes. A
     * write is one statement less on H2 then. Turning them on repairs them.
     *
     * <p>No store may be open on the database meanwhile, in any process: each looks once, when it is made.
     *
     * @param dataSource connections with any auto-commit
     * @param on whether writers shall keep them
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void useCounters(DataSource dataSource, boolean on) {
        useCounters(dataSource, anyAutoCommit(dataSource, null), on);
    }

    /**
     * {@link #useCounters(DataSource, boolean)} in a schema.
     *
     * @param dataSource connections with any auto-commit
     * @param on whether writers shall keep them
     * @param schema where the tables are
     * @throws IllegalArgumentException if the schema is no name
     * @throws IllegalStateException if there is no such schema, or its tables are missing, or of a version this library
     *     cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void useCounters(DataSource dataSource, boolean on, String schema) {
        useCounters(dataSource, anyAutoCommit(dataSource, Objects.requireNonNull(schema, "schema")), on);
    }

    private static void useCounters(DataSource dataSource, Database database, boolean on) {
        Dialect dialect = database.dialect();
        Migration.requireUsable(database, dialect);
        String update = dialect.tables().sql("update contactbook_schema set counters = ?");
        database.write(connection -> SqlRunner.update(
                connection,
                SqlFragment.of(update, (position, statement, context) -> statement.setBoolean(position, on))));
        repair(dataSource, database);
    }

    /**
     * The optional indexes that the database has, complete and ready for use. One whose making was interrupted is not
     * among them.
     *
     * @param dataSource connections with any auto-commit
     * @return an unmodifiable set
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static Set<ContactIndex> indexes(DataSource dataSource) {
        return new IndexChoice(anyAutoCommit(dataSource, null)).present();
    }

    /**
     * {@link #indexes(DataSource)} in a schema.
     *
     * @param dataSource connections with any auto-commit
     * @param schema where the tables are
     * @return as {@link #indexes(DataSource)}
     * @throws IllegalArgumentException if the schema is no name
     * @throws IllegalStateException if there is no such schema, or its tables are missing, or of a version this library
     *     cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static Set<ContactIndex> indexes(DataSource dataSource, String schema) {
        return new IndexChoice(anyAutoCommit(dataSource, Objects.requireNonNull(schema, "schema"))).present();
    }

    /**
     * Makes the optional indexes that a host wants, and drops the others. It takes minutes for millions of contacts. On
     * PostgreSQL others write meanwhile ({@code concurrently}), on H2 they wait. If it is interrupted, the next call
     * goes on: an index that is not complete is made again.
     *
     * <p>Stores use what is there when they are made. Those on PostgreSQL stay right when indexes change, and lists may
     * become slower. On H2 and SQLite no store may be open on the database meanwhile, in any process: its lists would
     * name an index that is gone.
     *
     * @param dataSource connections with any auto-commit, to a user who owns the tables
     * @param wanted the indexes to have, such as {@link ContactIndex#defaults}
     * @throws IllegalArgumentException if the database has no index of a kind. Nothing was changed
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use, if another
     *     process is making one of the indexes, or if an index needs an extension that is missing
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void useIndexes(DataSource dataSource, Set<ContactIndex> wanted) {
        new IndexChoice(anyAutoCommit(dataSource, null)).use(wanted);
    }

    /**
     * {@link #useIndexes(DataSource, Set)} in a schema.
     *
     * @param dataSource connections with any auto-commit, to a user who owns the tables
     * @param wanted the indexes to have
     * @param schema where the tables are
     * @throws IllegalArgumentException as in {@link #useIndexes(DataSource, Set)}, or if the schema is no name
     * @throws IllegalStateException as in {@link #useIndexes(DataSource, Set)}, or if there is no such schema
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void useIndexes(DataSource dataSource, Set<ContactIndex> wanted, String schema) {
        new IndexChoice(anyAutoCommit(dataSource, Objects.requireNonNull(schema, "schema"))).use(wanted);
    }

    /**
     * The e-mails that several contacts of an organization have, page by page, which keep it from unique e-mails. Each
     * page is of one instant.
     *
     * @param dataSource connections with any auto-commit
     * @param organizationId which organization
     * @param after the last e-mail of the page before, empty for the first page
     * @param limit how many e-mails, from 1 to 1,000
     * @return the e-mails in the order of the database, empty after the last page
     * @throws IllegalArgumentException if the limit is out of bounds
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use, or need
     *     {@link #refold}
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static List<EmailClash> emailClashes(DataSource dataSource, long organizationId, String after, int limit) {
        return new UniqueEmails(anyAutoCommit(dataSource, null)).clashes(organizationId, after, limit);
    }

    /**
     * {@link #emailClashes(DataSource, long, String, int)} in a schema.
     *
     * @param dataSource connections with any auto-commit
     * @param organizationId which organization
     * @param after the last e-mail of the page before, empty for the first page
     * @param limit how many e-mails, from 1 to 1,000
     * @param schema where the tables are
     * @return as {@link #emailClashes(DataSource, long, String, int)}
     * @throws IllegalArgumentException if the limit is out of bounds, or the schema is no name
     * @throws IllegalStateException as in {@link #emailClashes(DataSource, long, String, int)}, or if there is no such
     *     schema
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static List<EmailClash> emailClashes(
            DataSource dataSource, long organizationId, String after, int limit, String schema) {
        return new UniqueEmails(anyAutoCommit(dataSource, Objects.requireNonNull(schema, "schema")))
                .clashes(organizationId, after, limit);
    }

    /**
     * Lets each e-mail be of at most one contact of an organization, or of several again, as at the start. Stores must
     * {@linkplain JdbcContactRepositoryBuilder#expectUniqueEmails expect} it. It is one transaction, so a run that is
     * stopped has done all or nothing.
     *
     * <p>It waits for open transactions that wrote keys of contacts, and others that want to write such keys wait while
     * it works, in all organizations. It takes time in proportion to the organization's e-mails. A retryable failure
     * says that transactions stayed open for too long.
     *
     * <p>On H2, a transaction of a host above READ COMMITTED must have ended before. So must writes in portable SQL
     * that go through another engine than PostgreSQL. There this is called on the server that has the organization.
     *
     * @param dataSource connections with any auto-commit, to a user who owns the tables
     * @param organizationId which organization
     * @param on whether e-mails shall be unique
     * @throws IllegalStateException if several contacts have one e-mail ({@link #emailClashes}), if the tables are
     *     missing, or of a version this library cannot use, or need {@link #refold}. Nothing was changed
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void useUniqueEmails(DataSource dataSource, long organizationId, boolean on) {
        new UniqueEmails(anyAutoCommit(dataSource, null)).use(organizationId, on);
    }

    /**
     * {@link #useUniqueEmails(DataSource, long, boolean)} in a schema.
     *
     * @param dataSource connections with any auto-commit, to a user who owns the tables
     * @param organizationId which organization
     * @param on whether e-mails shall be unique
     * @param schema where the tables are
     * @throws IllegalArgumentException if the schema is no name
     * @throws IllegalStateException as in {@link #useUniqueEmails(DataSource, long, boolean)}, or if there is no such
     *     schema
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void useUniqueEmails(DataSource dataSource, long organizationId, boolean on, String schema) {
        new UniqueEmails(anyAutoCommit(dataSource, Objects.requireNonNull(schema, "schema"))).use(organizationId, on);
    }

    /**
     * Writes the search texts and sort keys of contacts again that a library with another folding wrote (contract §3).
     * Contacts themselves stay as they are: version, time of the update, revision and all fields. Deleted contacts are
     * written too.
     *
     * <p>It takes batches of 500 contacts, each a transaction. It may be stopped at any moment and started again, then
     * it goes on. Stores of this version of the library may write during it, older ones must be stopped before.
     *
     * @param dataSource connections with any auto-commit
     * @return how many contacts were written, 0 if none had to be
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static long refold(DataSource dataSource) {
        return refold(dataSource, done -> {});
    }

    /**
     * {@link #refold(DataSource)} with progress.
     *
     * @param dataSource connections with any auto-commit
     * @param progress gets the number of contacts written so far after each batch, in the caller's thread. Its
     *     exception ends the run, and what is written stays
     * @return as {@link #refold(DataSource)}
     * @throws IllegalStateException as in {@link #refold(DataSource)}
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static long refold(DataSource dataSource, LongConsumer progress) {
        return new Refold(anyAutoCommit(dataSource, null), progress).run();
    }

    /**
     * {@link #refold(DataSource, LongConsumer)} in a schema.
     *
     * @param dataSource connections with any auto-commit
     * @param progress as in {@link #refold(DataSource, LongConsumer)}
     * @param schema where the tables are
     * @return as {@link #refold(DataSource)}
     * @throws IllegalArgumentException if the schema is no name
     * @throws IllegalStateException as in {@link #refold(DataSource)}, or if there is no such schema
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static long refold(DataSource dataSource, LongConsumer progress, String schema) {
        return new Refold(anyAutoCommit(dataSource, Objects.requireNonNull(schema, "schema")), progress).run();
    }

    /** {@link #refold(DataSource, LongConsumer)} where a store would be refused, which an index tells. */
    static void refoldIfNeeded(Database database, LongConsumer progress) {
        if (!Migration.isFolded(database, database.dialect())) {
            new Refold(database, progress).run();
        }
    }

    private static Database anyAutoCommit(DataSource dataSource, @Nullable String schema) {
        return database(dataSource, () -> null, schema);
    }

    private static Database database(
            DataSource dataSource, @Nullable HostTransactions transactions, @Nullable String schema) {
        return new Database(
                dataSource,
                transactions == null ? null : transactions::current,
                schema == null ? null : new Schema(schema),
                thrown -> {});
    }
}
