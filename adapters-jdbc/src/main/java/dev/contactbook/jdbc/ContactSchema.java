package dev.contactbook.jdbc;

import dev.contactbook.domain.ContactsException.Storage;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The tables that {@link JdbcContactRepository} works on, and how they come into a database.
 *
 * <p>The script for each kind of database is in the jar: {@code /contactbook-schema/h2.sql} and
 * {@code /contactbook-schema/postgresql.sql}. It makes the newest tables in an empty schema and writes their version
 * down, so a host may run it with its own migration tool as well. Their version is 1. Tables of unreleased libraries
 * are refused. Thread-safe.
 */
public final class ContactSchema {
    /** How often a migration looks again after another one was quicker with a table. */
    private static final int MAX_ATTEMPTS = 10;

    private ContactSchema() {}

    /**
     * Brings the tables up to what this library works on; does nothing where they are already. Safe to be called by
     * several processes at once.
     *
     * @param dataSource connections with auto-commit on, to a user who may create tables; the tables go into its
     *     current schema
     * @throws IllegalArgumentException if the database is of a kind that is not supported, or its encoding is not UTF8
     * @throws IllegalStateException if the tables are of a newer version that this library cannot use, or of an
     *     unreleased one
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void migrate(DataSource dataSource) {
        migrate(dataSource, SchemaScripts.OF_THIS_LIBRARY);
    }

    /** The same with scripts that tests may choose. */
    static void migrate(DataSource dataSource, SchemaScripts scripts) {
        migrate(dataSource, new Database(dataSource, null), scripts);
    }

    /**
     * The same on connections with any auto-commit, and in the host's transaction if it has one open: on PostgreSQL the
     * tables are committed and rolled back with it, and other migrations wait for its end. H2 ends a transaction with
     * each statement that makes a table.
     *
     * @param dataSource connections to a user who may create tables; the tables go into its current schema
     * @param transactions tells which connection has a transaction open
     * @throws IllegalArgumentException if the database is of a kind that is not supported, or its encoding is not UTF8
     * @throws IllegalStateException if the tables are of a newer version that this library cannot use, or of an
     *     unreleased one
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void migrate(DataSource dataSource, HostTransactions transactions) {
        migrate(
                dataSource,
                new Database(dataSource, Objects.requireNonNull(transactions, "transactions")),
                SchemaScripts.OF_THIS_LIBRARY);
    }

    /**
     * Recounts all contacts of each organization, and looks at their revisions. It reads every contact once, by one
     * statement that sees one instant: others may write meanwhile.
     *
     * @param dataSource connections with any auto-commit
     * @return where counters or revisions are wrong, by organization; empty if all is well, and where the counters are
     *     off
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static List<CounterDrift> verify(DataSource dataSource) {
        return CounterRepair.verify(anyAutoCommit(dataSource));
    }

    /**
     * Mends what {@link #verify} finds: adds what an organization's counters lack of its live contacts, and gives a
     * revision to contacts that have none of their own, so that readers of the changes hear of them. An organization at
     * a time, while others may write; a failure that is worth a retry says that they got in its way too often.
     *
     * <p>Calls on one data source come one after the other. On H2 no other process may repair the same database
     * meanwhile.
     *
     * @param dataSource connections with any auto-commit
     * @return what was wrong
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static List<CounterDrift> repair(DataSource dataSource) {
        synchronized (dataSource) {
            return CounterRepair.repair(anyAutoCommit(dataSource));
        }
    }

    /**
     * Turns the counters of a database on, as they are from the start, or off. Off, totals are counted row by row,
     * which takes time in proportion to the contacts, and {@link dev.contactbook.spi.ChangeFeed} tells nothing; but a
     * write is a statement less on H2. Turning them on repairs them.
     *
     * <p>No store may be open on the database meanwhile, in any process: each looks once, when it is made.
     *
     * @param dataSource connections with any auto-commit
     * @param on whether writers shall keep them
     * @throws IllegalStateException if the tables are missing, or of a version this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void useCounters(DataSource dataSource, boolean on) {
        Database database = anyAutoCommit(dataSource);
        requireUsable(database);
        database.write(connection -> Sql.update(
                connection,
                Fragment.of(
                        "update contactbook_schema set counters = ?",
                        (position, statement, context) -> statement.setBoolean(position, on))));
        repair(dataSource);
    }

    /** Whether writers keep the counters: no version of the tables says that they are off. */
    static boolean usesCounters(Database database) {
        return database.read(connection -> Sql.query(
                        connection,
                        Fragment.of("select count(*) from contactbook_schema where not counters"),
                        row -> row.getInt(1) == 0)
                .get(0));
    }

    private static Database anyAutoCommit(DataSource dataSource) {
        return new Database(dataSource, () -> null);
    }

    /**
     * Threads that share the data source come one after the other: on H2, where nothing else keeps them apart, they
     * would wait for each other's locks at each statement, longer than its time for that.
     */
    private static void migrate(DataSource dataSource, Database database, SchemaScripts scripts) {
        Dialect dialect = database.dialect();
        synchronized (dataSource) {
            int version = installed(database).version();
            while (version < scripts.version()) {
                apply(database, dialect, scripts, version);
                version = installed(database).version();
            }
        }
        requireUsable(database, scripts.version());
    }

    /** Says what to do about tables that are missing, too old or too new. */
    static void requireUsable(Database database) {
        requireUsable(database, SchemaScripts.OF_THIS_LIBRARY.version());
    }

    private static void requireUsable(Database database, int needed) {
        InstalledTables installed = installed(database);
        if (installed.version() == 0) {
            throw new IllegalStateException(
                    "The database has no Contactbook tables: call ContactSchema.migrate(dataSource) first");
        } else if (installed.version() < needed) {
            throw new IllegalStateException("The database has version " + installed.version()
                    + " of the Contactbook tables, this library needs " + needed
                    + ": call ContactSchema.migrate(dataSource) first");
        } else if (installed.compatibleFrom() > needed) {
            throw new IllegalStateException("The database has version " + installed.version()
                    + " of the Contactbook tables, which needs a library for version " + installed.compatibleFrom()
                    + " or newer; this one is for version " + needed + ": update it");
        }
    }

    /**
     * Two processes may do this at once: where there is no lock for it, one can trip over the other, and looks again.
     */
    private static void apply(Database database, Dialect dialect, SchemaScripts scripts, int from) {
        String script = dialect.lockForMigration() + ";\n" + scripts.from(from, dialect);
        Storage failure = null;
        for (int attempt = 0; attempt < MAX_ATTEMPTS && installed(database).version() == from; attempt++) {
            try {
                database.run(script);
            } catch (Storage e) {
                failure = e;
            }
        }
        if (failure != null && installed(database).version() == from) {
            throw failure;
        }
    }

    private static InstalledTables installed(Database database) {
        return database.read(InstalledTables::in).requireReleased();
    }
}
