package dev.contactbook.jdbc;

import dev.contactbook.domain.ContactsException.Storage;
import java.io.File;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * An H2 database file, by a URL that loses nothing.
 *
 * @param url its JDBC URL
 */
record H2File(String url) {
    private static final String SUFFIX = ".mv.db";

    /**
     * Reads and writes through asynchronous channels: an ordinary one is closed when a thread is interrupted while it
     * uses it, and H2 then closes the whole database under everybody.
     */
    private static final String FILE_SYSTEM = "async:";

    /**
     * What H2's defaults lack. WRITE_DELAY=0: without it a commit is answered before it is written, and a kill loses it.
     * DB_CLOSE_ON_EXIT=FALSE: else H2 closes at SIGTERM under the requests that are still running; closing is
     * {@link EmbeddedContactRepository#close}. QUERY_CACHE_SIZE: more statements than the 8 that H2 keeps parsed.
     * TRACE_LEVEL: H2 writes statements with their values into a file beside the database, and paths to the console.
     */
    private static final String SETTINGS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64"
            + ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

    /** H2's own code for a file that another process has open. */
    private static final int DATABASE_ALREADY_OPEN = 90020;

    private static final String DRIVER = "org.h2.Driver";

    static H2File of(Path file) {
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException("file: must be on the default file system");
        }
        Path name = file.getFileName();
        if (name == null || name.toString().isEmpty() || name.toString().equals(SUFFIX)) {
            throw new IllegalArgumentException("file: must name a file");
        }
        String path = file.toAbsolutePath().normalize().toString();
        if (path.chars().anyMatch(H2File::meansSomethingElse)) {
            throw new IllegalArgumentException("file: must not contain semicolons, control characters or backslashes");
        }
        String base = path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
        return new H2File("jdbc:h2:" + FILE_SYSTEM + base + SETTINGS);
    }

    /**
     * In an H2 URL a semicolon starts a setting, and INIT is one that runs SQL. A backslash is a slash to H2, on systems
     * where it is a letter as well.
     */
    private static boolean meansSomethingElse(int character) {
        return character == ';'
                || Character.isISOControl(character)
                || (character == '\\' && File.separatorChar != '\\');
    }

    /** A connection that is nobody's but the caller's. */
    Connection connect() throws SQLException {
        try {
            Class.forName(DRIVER);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("An embedded database needs com.h2database:h2 at run time");
        }
        try {
            return DriverManager.getConnection(url);
        } catch (SQLException e) {
            if (e.getErrorCode() == DATABASE_ALREADY_OPEN) {
                throw new Storage("The database file is open in another process", true, Storage.Outcome.NOT_APPLIED);
            }
            throw e;
        }
    }
}
