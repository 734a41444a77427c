package dev.contactbook.jdbc.embedded;

import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.jdbc.dialect.Dialects;
import dev.contactbook.jdbc.schema.InstalledTables;
import dev.contactbook.jdbc.schema.SchemaScripts;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Opens an H2 file by the name that this process knows it by, and brings its tables up to a version. */
public final class H2FileOpening {
    /** Of the first reads of a file: after a kill, H2 can still hold locks. */
    private static final int MAX_ATTEMPTS = 5;

    /** By which of its names a file was opened, by its key: hard links are several names of one file. */
    private static final Map<Object, H2File> NAMES = new ConcurrentHashMap<>();

    private H2FileOpening() {}

    /** A connection to a file that has the newest tables and is still the one of its name. */
    public static Connection connect(H2File file, SchemaScripts scripts) throws SQLException {
        H2FileUpgrade upgrade = new H2FileUpgrade(file);
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            if (!file.exists()) {
                upgrade.run(scripts);
            }
            Object key = file.key();
            Connection connection = file.connect();
            boolean isGood = false;
            try {
                InstalledTables tables = patiently(() -> installed(connection)).requireReleased();
                isGood = tables.version() >= scripts.version() && Objects.equals(key, file.key());
                if (isGood) {
                    if (key != null) {
                        NAMES.put(key, file);
                    }
                    return connection;
                } else if (tables.version() < scripts.version()) {
                    requireAlone(connection);
                    connection.close();
                    upgrade.run(scripts);
                }
            } finally {
                if (!isGood) {
                    connection.close();
                }
            }
        }
        throw FilePath.openElsewhere();
    }

    /**
     * The name by which this process opened the same file before. By another one H2 would open the file a second time,
     * fail, and give up the first one's lock.
     */
    public static H2File knownName(H2File file) {
        Object key = file.exists() ? file.key() : null;
        H2File known = key == null ? null : NAMES.get(key);
        return known != null && known.exists() && Objects.equals(key, known.key()) ? known : file;
    }

    private static InstalledTables installed(Connection connection) {
        try {
            return InstalledTables.in(connection, Dialects.H2.with(TableNames.OF_CONNECTION));
        } catch (SQLException | RuntimeException e) {
            throw StorageFailures.translate(e, false);
        }
    }

    /** An upgrade gives up the lock that another connection of this process relies on. */
    private static void requireAlone(Connection connection) throws SQLException {
        int sessions = SqlRunner.query(
                        connection,
                        SqlFragment.of("select count(*) from information_schema.sessions"),
                        row -> row.getInt(1))
                .get(0);
        if (sessions > 1) {
            throw FilePath.failure("The database file must be upgraded and is open elsewhere in this process", true);
        }
    }

    /** Tries a read again that failed for a while. */
    public static <T> T patiently(Supplier<T> read) {
        int attempt = 1;
        while (true) {
            try {
                return read.get();
            } catch (Storage e) {
                if (!e.retryable() || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                attempt++;
            }
        }
    }
}
