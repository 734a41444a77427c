package dev.contactbook.jdbc;

import dev.contactbook.domain.ContactsException.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * The tables that {@link JdbcContactRepository} works on, and how they come into a database.
 *
 * <p>Each version of them is a script in the jar for each kind of database, {@code /contactbook-schema/v1/h2.sql} and
 * {@code /contactbook-schema/v1/postgresql.sql}, which also writes its version down: so a host may run it with its own
 * migration tool as well. Thread-safe.
 */
public final class ContactSchema {
    /** The version this library works on, and the newest it can make. */
    static final int VERSION = 1;

    /** Both spellings of a table's name count: H2 stores it in upper case, in lower case, or as written. */
    private static final String HAS_TABLE = "select count(*) from INFORMATION_SCHEMA.TABLES"
            + " where lower(TABLE_NAME) = 'contactbook_schema' and TABLE_SCHEMA = current_schema";

    private static final String NEWEST =
            "select version, compatible_from from contactbook_schema order by version desc fetch first 1 rows only";

    /** How often a migration looks again after another one was quicker with a table. */
    private static final int MAX_ATTEMPTS = 10;

    private ContactSchema() {}

    /**
     * Brings the tables up to what this library works on; does nothing where they are already. Safe to be called by
     * several processes at once.
     *
     * @param dataSource connections with auto-commit on, to a user who may create tables; the tables go into its current
     *     schema
     * @throws IllegalArgumentException if the database is of a kind that is not supported, or its encoding is not UTF8
     * @throws IllegalStateException if the tables are of a newer version that this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void migrate(DataSource dataSource) {
        migrate(new Database(dataSource, Durability.PROCESS_KILL, null));
    }

    /**
     * The same on connections with any auto-commit, and in the host's transaction if it has one open: on PostgreSQL the
     * tables are committed and rolled back with it, and other migrations wait for its end. H2 ends a transaction with each
     * statement that makes a table.
     *
     * @param dataSource connections to a user who may create tables; the tables go into its current schema
     * @param transactions tells which connection has a transaction open
     * @throws IllegalArgumentException if the database is of a kind that is not supported, or its encoding is not UTF8
     * @throws IllegalStateException if the tables are of a newer version that this library cannot use
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public static void migrate(DataSource dataSource, HostTransactions transactions) {
        migrate(new Database(
                dataSource, Durability.PROCESS_KILL, Objects.requireNonNull(transactions, "transactions")));
    }

    private static void migrate(Database database) {
        Dialect dialect = database.dialect();
        for (int version = current(database) + 1; version <= VERSION; version++) {
            apply(database, dialect, version);
        }
        requireUsable(database);
    }

    /** Says what to do about tables that are missing, too old or too new. */
    static void requireUsable(Database database) {
        Installed installed = installed(database)
                .orElseThrow(() -> new IllegalStateException(
                        "The database has no Contactbook tables: call ContactSchema.migrate(dataSource) first"));
        if (installed.version() < VERSION) {
            throw new IllegalStateException("The database has version " + installed.version()
                    + " of the Contactbook tables, this library needs " + VERSION
                    + ": call ContactSchema.migrate(dataSource) first");
        }
        if (installed.compatibleFrom() > VERSION) {
            throw new IllegalStateException("The database has version " + installed.version()
                    + " of the Contactbook tables, which needs a library for version " + installed.compatibleFrom()
                    + " or newer; this one is for version " + VERSION + ": update it");
        }
    }

    /** Two processes may do this at once: where there is no lock for it, one can trip over the other, and looks again. */
    private static void apply(Database database, Dialect dialect, int version) {
        String script = dialect.lockForMigration() + ";\n" + read(dialect.script(version));
        Storage failure = null;
        for (int attempt = 0; attempt < MAX_ATTEMPTS && current(database) < version; attempt++) {
            try {
                database.writeAtomically(handle -> handle.createScript(script).execute());
            } catch (Storage e) {
                failure = e;
            }
        }
        if (failure != null && current(database) < version) {
            throw failure;
        }
    }

    private static int current(Database database) {
        return installed(database).map(Installed::version).orElse(0);
    }

    private static Optional<Installed> installed(Database database) {
        return database.read(handle -> hasTable(handle)
                ? handle.createQuery(NEWEST)
                        .map((row, context) -> new Installed(row.getInt(1), row.getInt(2)))
                        .findOne()
                : Optional.empty());
    }

    private static boolean hasTable(Handle handle) {
        return handle.createQuery(HAS_TABLE)
                        .map((row, context) -> row.getInt(1))
                        .one()
                > 0;
    }

    private static String read(String resource) {
        try (InputStream in = ContactSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing in the jar: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The newest version of the tables in a database.
     *
     * @param version which one
     * @param compatibleFrom the oldest version whose library can still work on it
     */
    private record Installed(int version, int compatibleFrom) {}
}
