package dev.contactbook.jdbc.embedded;

import com.zaxxer.hikari.HikariConfig;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.jdbc.schema.SchemaScripts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An H2 database file, by a URL that loses nothing.
 *
 * @param path the real path of the file, without symbolic links
 */
public record H2File(Path path) implements DatabaseFile {
    static final String SUFFIX = ".mv.db";

    /**
     * Reads and writes through asynchronous channels: an ordinary one is closed when a thread is interrupted while it
     * uses it, and H2 then closes the whole database under everybody.
     */
    private static final String FILE_SYSTEM = "async:";

    /**
     * What H2's defaults lack. WRITE_DELAY=0: without it a commit is answered before it is written, and a kill loses
     * it. DB_CLOSE_ON_EXIT=FALSE: else H2 closes at SIGTERM under the requests that are still running. Closing is the
     * host's {@code close}. RETENTION_TIME: for ever, until {@link FileHousekeeping} says otherwise. H2 writes a commit
     * into the place of one that is no longer used and older than that. While it does, the commits before it name a
     * part that is no longer there, and a kill at that moment brings an old state back. IFEXISTS: H2 makes no file,
     * since {@link H2FileUpgrade} does. QUERY_CACHE_SIZE: more statements than the 8 that H2 keeps parsed. TRACE_LEVEL:
     * H2 writes statements with their values into a file beside the database, and paths to the console.
     */
    private static final String SETTINGS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;RETENTION_TIME=2147483647"
            + ";IFEXISTS=TRUE;QUERY_CACHE_SIZE=64;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

    /** Those that lost nothing in the tests of this library (docs/explanation/durability.md). */
    private static final Set<String> TESTED_VERSIONS = Set.of("2.4.240");

    /** H2's own code for a file that another process has open. */
    private static final int DATABASE_ALREADY_OPEN = 90020;

    private static final String DRIVER = "org.h2.Driver";

    /**
     * Finds out which file a path means. Makes the folders that are missing.
     *
     * @throws IllegalArgumentException if the path cannot be a database file
     * @throws Storage if there can be no file
     */
    public static H2File of(Path file) {
        Path path = FilePath.named(file, SUFFIX);
        requireNoOtherMeaning(path);
        if (!path.toString().endsWith(SUFFIX)) {
            path = path.resolveSibling(path.getFileName() + SUFFIX);
        }
        if (H2FileUpgrade.isUnfinished(path)) {
            throw new IllegalArgumentException("file: must not end with " + H2FileUpgrade.UNFINISHED);
        }
        Path real = FilePath.real(path);
        requireNoOtherMeaning(real);
        if (!real.toString().endsWith(SUFFIX)) {
            throw new IllegalArgumentException("file: a symbolic link must lead to a file that ends with " + SUFFIX);
        }
        return new H2File(real);
    }

    private static void requireNoOtherMeaning(Path path) {
        if (path.toString().chars().anyMatch(H2File::meansSomethingElse)) {
            throw new IllegalArgumentException("file: must not contain semicolons, control characters or backslashes");
        }
    }

    /**
     * In an H2 URL a semicolon starts a setting, and INIT is one that runs SQL. A backslash is a slash to H2, on
     * systems where it is a letter as well.
     */
    private static boolean meansSomethingElse(int character) {
        return character == ';'
                || Character.isISOControl(character)
                || (character == '\\' && File.separatorChar != '\\');
    }

    /**
     * Refuses versions of H2 that were not tested with files of ours.
     *
     * @throws IllegalStateException if H2 is missing or of another version
     */
    public static void requireTestedVersion() {
        String version = version();
        if (!TESTED_VERSIONS.contains(version)) {
            throw new IllegalStateException("An embedded database needs com.h2database:h2 2.4.240, not " + version
                    + ", which was not tested or loses data: set the version of the dependency to 2.4.240");
        }
    }

    /** Of a database in memory, before any file is touched. */
    private static String version() {
        loadDriver();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            return connection.getMetaData().getDatabaseProductVersion().replaceFirst(" .*", "");
        } catch (SQLException e) {
            throw StorageFailures.translate(e, false);
        }
    }

    private static void loadDriver() {
        try {
            Class.forName(DRIVER);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("An embedded database needs com.h2database:h2 2.4.240 at run time");
        }
    }

    /**
     * Whether it is there, and not empty: an empty file is a new one. Looks from outside, since to close a file gives
     * its locks up.
     */
    public boolean exists() {
        try {
            return Files.size(path) > 0;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw unreachable();
        }
    }

    /** Tells a file from another one that took its name. Null where the file system cannot. */
    @Nullable
    public Object key() {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            throw unreachable();
        }
    }

    private static Storage unreachable() {
        return FilePath.failure("The database file cannot be reached", false);
    }

    public String url() {
        String name = path.toString();
        return "jdbc:h2:" + FILE_SYSTEM + name.substring(0, name.length() - SUFFIX.length()) + SETTINGS;
    }

    @Override
    public Connection connect() throws SQLException {
        loadDriver();
        try {
            return DriverManager.getConnection(url());
        } catch (SQLException e) {
            if (e.getErrorCode() == DATABASE_ALREADY_OPEN) {
                throw FilePath.openElsewhere();
            }
            throw e;
        } catch (RuntimeException e) { // of H2's own kinds, which name the path
            throw StorageFailures.translate(e, false);
        }
    }

    /** By this copy of the library: two of them would not wait for each other's writes. */
    @Override
    public Claim claim() {
        return Claim.of(path, H2File.class);
    }

    @Override
    public Connection open(SchemaScripts scripts) throws SQLException {
        return H2FileOpening.connect(this, scripts);
    }

    @Override
    public void configure(HikariConfig pool) {
        pool.setJdbcUrl(url());
    }

    @Override
    public void interrupt(Connection inUse) {
        try {
            H2Session.of(inUse).cancel();
        } catch (SQLException | RuntimeException e) {
            // Then it has ended.
        }
    }

    @Override
    public Runnable housekeeping() {
        return new FileHousekeeping(this)::afterWrite;
    }

    @Override
    public void end(Connection last) throws SQLException {
        FileHousekeeping.end(last);
    }
}
