package dev.contactbook.jdbc.schema;

import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.text.Folding;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.table.TableNames;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Brings the tables into a database, and up to a version. */
public final class Migration {
    /** How often a migration looks again after another one was quicker with a table. */
    private static final int MAX_ATTEMPTS = 10;

    /** A version of the folding is that of its rules times this, and the release of the JDK. */
    private static final int JDKS = 1_000;

    private Migration() {}

    /**
     * Threads that share the data source come one after the other: on H2, where nothing else keeps them apart, they
     * would wait for each other's locks at each statement, longer than its time for that.
     */
    public static void run(DataSource dataSource, Database database, SchemaScripts scripts) {
        Dialect dialect = database.dialect();
        synchronized (dataSource) {
            InstalledTables tables = installed(database, dialect);
            while (tables.version() < scripts.version()) {
                apply(database, dialect, scripts, tables.version());
                InstalledTables reached = installed(database, dialect);
                if (reached.version() <= tables.version()) {
                    throw unseen(database, dialect.tables());
                }
                tables = reached;
            }
            requireUsable(tables, database, dialect, scripts.version());
        }
    }

    /** Says what to do about tables that are missing, too old or too new. */
    public static void requireUsable(Database database, Dialect dialect) {
        requireUsable(installed(database, dialect), database, dialect, SchemaScripts.OF_THIS_LIBRARY.version());
    }

    private static void requireUsable(InstalledTables tables, Database database, Dialect dialect, int needed) {
        TableNames names = dialect.tables();
        tables.requireUsable(needed, () -> database.read(connection -> InstalledTables.schema(connection, names)));
    }

    /** Says what to do about contacts whose texts a library with other rules of folding wrote. */
    public static void requireFolded(Database database, Dialect dialect) {
        if (!isFolded(database, dialect)) {
            throw new IllegalStateException("The database has contacts whose search texts are of another version of the"
                    + " library: run ContactSchema.refold, and then start again");
        }
    }

    /**
     * Whether the rules of folding are those of this library for all contacts. Another JDK differs in letters only that
     * one of the two does not know, and stays usable. An index answers this, whatever the number of contacts, on H2
     * each of the two queries alone.
     */
    public static boolean isFolded(Database database, Dialect dialect) {
        TableNames names = dialect.tables();
        int first = Folding.RULES * JDKS; // a constant: SearchText would load what a start does not need
        return Stream.of("< " + first, ">= " + (first + JDKS))
                .allMatch(other -> database.read(connection -> SqlRunner.query(
                                connection,
                                SqlFragment.of(names.sql("select fold_version from contactbook_contact"
                                        + " where fold_version " + other + " " + dialect.first("1"))),
                                row -> row.getInt(1)))
                        .isEmpty());
    }

    /** Whether writers keep the counters: no version of the tables says that they are off. */
    public static boolean usesCounters(Database database) {
        return database.read(connection -> SqlRunner.query(
                        connection,
                        SqlFragment.of(
                                database.tables().sql("select count(*) from contactbook_schema where not counters")),
                        row -> row.getInt(1) == 0)
                .get(0));
    }

    /**
     * Two processes may do this at the same time. Without a lock for it, one can trip over the other, and looks again.
     */
    private static void apply(Database database, Dialect dialect, SchemaScripts scripts, int from) {
        String script = dialect.lockForMigration() + ";\n" + dialect.tables().sql(scripts.from(from, dialect));
        Storage failure = null;
        for (int attempt = 0;
                attempt < MAX_ATTEMPTS && installed(database, dialect).version() == from;
                attempt++) {
            try {
                database.run(script);
                return;
            } catch (Storage e) {
                failure = e;
            }
        }
        if (failure != null && installed(database, dialect).version() == from) {
            throw failure;
        }
    }

    /** A connection can have another current schema than the one before, by which the tables cannot be seen. */
    private static IllegalStateException unseen(Database database, TableNames names) {
        return new IllegalStateException("The script of the tables succeeded, but there are no tables of its version"
                + " in the schema " + database.read(connection -> InstalledTables.schema(connection, names))
                + ": check that all connections have the same current schema, or name the schema");
    }

    private static InstalledTables installed(Database database, Dialect dialect) {
        return database.read(connection -> InstalledTables.in(connection, dialect))
                .requireReleased();
    }
}
