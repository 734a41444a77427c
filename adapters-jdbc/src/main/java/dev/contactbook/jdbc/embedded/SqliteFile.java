package dev.contactbook.jdbc.embedded;

import com.zaxxer.hikari.HikariConfig;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.jdbc.dialect.Dialects;
import dev.contactbook.jdbc.schema.Migration;
import dev.contactbook.jdbc.schema.SchemaScripts;
import dev.contactbook.jdbc.table.TableNames;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jdbi.v3.core.ConnectionException;

/**
 * A SQLite file, with a write-ahead log beside it while it is open. Other processes may have it open as well.
 *
 * @param path the real path of the file, without symbolic links
 * @param isForced whether each commit is forced to the disk before it is answered. Else only the system has it
 */
public record SqliteFile(Path path, boolean isForced) implements DatabaseFile {
    private static final String DRIVER = "org.sqlite.JDBC";
    private static final String CLOSED = "The database has been closed";

    /** What SQLite calls the files that it has beside a database. */
    private static final List<String> SUFFIXES_OF_OTHERS = List.of("-wal", "-shm", "-journal");

    /** To read and write, by a URI, and to make no file: the library does that, for its owner alone. */
    private static final int OPEN_MODE = 0x2 | 0x40;

    /** For how long a statement waits for another process. Its call then begins it again, up to its deadline. */
    private static final int MILLIS_BETWEEN_ATTEMPTS = 100;

    /** For how long an open waits for another process that opens, closes or writes. */
    private static final int MILLIS_OF_OPENING = 10_000;

    /**
     * What every connection is set to. No function that a file names runs on its own, no page is believed to have its
     * size, and none is read but by a read that can fail. A sort takes memory, and leaves no texts in a temporary file.
     * A large write does not leave its log as large as it was. Where the system forces to the disk in two ways, the
     * true one.
     */
    private static final List<String> SETTINGS = List.of(
            "trusted_schema = off",
            "cell_size_check = on",
            "mmap_size = 0",
            "foreign_keys = on",
            "temp_store = memory",
            "journal_size_limit = 16777216",
            "fullfsync = on",
            "checkpoint_fullfsync = on");

    /**
     * Finds out which file a path means. Makes the folders that are missing.
     *
     * @throws IllegalArgumentException if the path cannot be a database file
     * @throws Storage if there can be no file
     */
    public static SqliteFile of(Path file, boolean isForced) {
        Path path = FilePath.named(file, "");
        if (file.toString().equals(":memory:") || file.toString().startsWith("file:")) {
            throw new IllegalArgumentException("file: must be a path, not a URI and not :memory:");
        }
        Path real = FilePath.real(path);
        if (SUFFIXES_OF_OTHERS.stream().anyMatch(suffix -> real.toString().endsWith(suffix))) {
            throw new IllegalArgumentException("file: must not end with -wal, -shm or -journal");
        }
        return new SqliteFile(real, isForced);
    }

    /**
     * Rejects versions of SQLite that can damage files, before any is touched.
     *
     * @throws IllegalStateException if the driver is missing, of such a version, or does not run here
     * @throws Storage if there is no memory
     */
    public static void requireTestedVersion() {
        loadDriver();
        Optional<String> objection;
        try (Connection connection = connect("jdbc:sqlite::memory:", new Properties())) {
            objection = Dialects.SQLITE.with(TableNames.OF_CONNECTION).objection(connection);
        } catch (SQLException | ConnectionException e) {
            Storage failure = StorageFailures.translate(e, false);
            throw failure.sqlState().isPresent() ? failure : notLoaded();
        } catch (LinkageError e) {
            throw notLoaded();
        }
        if (objection.isPresent()) {
            throw new IllegalStateException(objection.get());
        }
    }

    private static IllegalStateException notLoaded() {
        return new IllegalStateException("SQLite's native library could not be loaded: check that its driver supports"
                + " this system, and that java.io.tmpdir is writable");
    }

    /** Where SQLite gets no memory for a connection at all, the driver says that the connection is closed. */
    private static Connection connect(String url, Properties properties) throws SQLException {
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw e.getErrorCode() == 0 && CLOSED.equals(e.getMessage()) ? StorageFailures.noMemory() : e;
        }
    }

    private static Class<?> loadDriver() {
        try {
            return Class.forName(DRIVER);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("An embedded SQLite database needs org.xerial:sqlite-jdbc at run time");
        }
    }

    /** By the copy of the driver, which several copies of the library may have in common. */
    @Override
    public Claim claim() {
        return Claim.of(path, loadDriver());
    }

    @Override
    public Connection open(SchemaScripts scripts) throws SQLException {
        makeSureOfFile();
        Connection connection = connect(MILLIS_OF_OPENING);
        boolean isGood = false;
        try {
            if (!query(connection, "pragma journal_mode = wal").equals("wal")) {
                throw FilePath.failure("The database file is where SQLite can keep no write-ahead log", false);
            }
            requireWritable(connection);
            SqliteConnections connections = new SqliteConnections(this);
            Migration.run(connections, Database.own(connections), scripts);
            isGood = true;
            return connection;
        } finally {
            if (!isGood) {
                connection.close();
            }
        }
    }

    /** SQLite gives the files beside it the rights of this one. */
    private void makeSureOfFile() {
        try {
            Files.createFile(path, OwnerOnly.file());
            FilePath.forceFolder(path);
        } catch (FileAlreadyExistsException e) {
            requireOneName();
        } catch (AccessDeniedException e) {
            throw FilePath.failure("The folder of the database file must be writable", false);
        } catch (IOException e) {
            throw FilePath.failure("The database file cannot be made", false);
        }
    }

    /** The log is found by the name of the file: by another name there would be another log. */
    private void requireOneName() {
        try {
            if (Files.isRegularFile(path) && FilePath.hasSeveralNames(path)) {
                throw FilePath.failure("The database file has several names (hard links): keep one", false);
            }
        } catch (IOException e) {
            throw FilePath.failure("The database file cannot be reached", false);
        }
    }

    /** SQLite opens a file that it cannot write as one to be read only, and does not say so. */
    private static void requireWritable(Connection connection) throws SQLException {
        execute(connection, "begin immediate");
        execute(connection, "rollback");
    }

    @Override
    public Connection connect() throws SQLException {
        return connect(MILLIS_BETWEEN_ATTEMPTS);
    }

    private Connection connect(int millisToWait) throws SQLException {
        loadDriver();
        Properties properties = new Properties();
        properties.setProperty("open_mode", Integer.toString(OPEN_MODE));
        properties.setProperty("busy_timeout", Integer.toString(millisToWait));
        Connection connection = connect("jdbc:sqlite:" + path.toUri(), properties);
        boolean isGood = false;
        try {
            for (String setting : SETTINGS) {
                execute(connection, "pragma " + setting);
            }
            execute(connection, "pragma synchronous = " + (isForced ? "full" : "normal"));
            isGood = true;
            return connection;
        } finally {
            if (!isGood) {
                connection.close();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void configure(HikariConfig pool) {
        pool.setDataSource(new SqliteConnections(this));
    }

    /** A statement that is only made has no part in that: SQLite interrupts whatever runs on the connection. */
    @Override
    public void interrupt(Connection inUse) {
        try (Statement any = inUse.unwrap(Connection.class).createStatement()) {
            any.cancel();
        } catch (SQLException | RuntimeException e) {
            // It goes on, and is interrupted again.
        }
    }

    @Override
    public Runnable housekeeping() {
        return () -> {}; // SQLite uses the pages of a file again, and moves its log into it, within writes
    }

    @Override
    public void end(Connection last) {
        // With its last connection SQLite moves its log into the file.
    }
}
