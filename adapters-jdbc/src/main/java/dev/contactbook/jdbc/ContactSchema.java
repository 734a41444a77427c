package dev.contactbook.jdbc;

import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.schema.Migration;
import dev.contactbook.jdbc.schema.SchemaScripts;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables that {@link JdbcContactRepository} works on, and how they come into a database.
 *
 * <p>The script for each kind of database is in the jar: {@code /contactbook-schema/h2.sql} and
 * {@code /contactbook-schema/postgresql.sql}. It makes the newest tables in an empty schema and writes their version
 * down, so a host may run it with its own migration tool as well. Their version is 1. Tables of unreleased libraries
 * are refused. Thread-safe.
 */
public final class ContactSchema {
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
        Migration.run(dataSource, database(dataSource, null), scripts);
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
        Migration.run(
                dataSource,
                database(dataSource, Objects.requireNonNull(transactions, "transactions")),
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
        Migration.requireUsable(database);
        database.write(connection -> SqlRunner.update(
                connection,
                SqlFragment.of(
                        "update contactbook_schema set counters = ?",
                        (position, statement, context) -> statement.setBoolean(position, on))));
        repair(dataSource);
    }

    private static Database anyAutoCommit(DataSource dataSource) {
        return new Database(dataSource, () -> null);
    }

    static Database database(DataSource dataSource, @Nullable HostTransactions transactions) {
        return new Database(dataSource, transactions == null ? null : transactions::current);
    }
}
