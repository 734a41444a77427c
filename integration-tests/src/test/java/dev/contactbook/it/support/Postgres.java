package dev.contactbook.it.support;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL, started once for all tests of a process on a free port of the loopback address; or the one at
 * {@code -Dcontactbook.postgres.url=jdbc:postgresql://…}, whose user is a superuser.
 *
 * <p>Where it cannot be started the tests that need it are aborted, and say why; under CI they fail.
 */
public final class Postgres {
    private static final String URL_PROPERTY = "contactbook.postgres.url";

    /** Instead of a URL: leave out the tests that need PostgreSQL. */
    private static final String NONE = "none";

    private static final String UNTESTED = "PostgreSQL cannot be started here, so nothing is tested on it: ";
    private static final AtomicLong NAMES = new AtomicLong();

    private static @Nullable String url;
    private static @Nullable Throwable failure;

    private Postgres() {}

    /** A pool on a new schema without tables; the caller closes it. */
    public static HikariDataSource freshSchema() {
        return freshSchema(url());
    }

    /** The same in another database of the server. */
    public static HikariDataSource freshSchema(String url) {
        return pool(inNewSchema(url, freshName()));
    }

    /** Makes a schema, and gives the URL in which it is the current one. */
    static String inNewSchema(String url, String schema) {
        execute(url, "create schema " + schema);
        return with(url, "currentSchema=" + schema);
    }

    /** The JDBC URL of a new database; the caller {@link #drop drops} it. */
    public static String freshDatabase(String options) {
        String database = freshName();
        execute("create database " + database + " " + options);
        return url().replaceFirst("(//[^/]*/)[^?]*", "$1" + database);
    }

    /** Drops a database that {@link #freshDatabase} made. */
    public static void drop(String url) {
        PostgresTables.forget(url);
        execute("drop database " + url.replaceFirst(".*//[^/]*/([^?]*).*", "$1") + " with (force)");
    }

    /** A name that nothing else on the server has. */
    public static String freshName() {
        return "contactbook_" + ProcessHandle.current().pid() + "_" + NAMES.incrementAndGet();
    }

    /** A URL with one more parameter. */
    public static String with(String url, String parameter) {
        return url + (url.contains("?") ? "&" : "?") + parameter;
    }

    /** A pool on a database. */
    public static HikariDataSource pool(String url) {
        return new HikariDataSource(config(url));
    }

    static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(10);
        // Many tests leave their pool open until the last one is done; the server has not that many connections.
        config.setMinimumIdle(0);
        config.setIdleTimeout(10_000);
        return config;
    }

    /** Runs a statement in the server's own database. */
    public static void execute(String sql) {
        execute(url(), sql);
    }

    private static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The JDBC URL of the server's own database. */
    public static synchronized String url() {
        if (NONE.equals(System.getProperty(URL_PROPERTY))) {
            return abort("Without PostgreSQL, as asked for by " + URL_PROPERTY);
        }
        if (url == null && failure == null) {
            url = System.getProperty(URL_PROPERTY);
            if (url == null) {
                try {
                    url = start();
                } catch (IOException | RuntimeException e) {
                    failure = e;
                    System.err.println(UNTESTED + e);
                }
            }
        }
        return url == null ? unavailable(failure) : url;
    }

    /** Aborts the test, or fails it under CI. */
    private static String unavailable(@Nullable Throwable failure) {
        String message = UNTESTED + failure;
        return Boolean.parseBoolean(System.getenv("CI")) ? fail(message, failure) : abort(message);
    }

    /**
     * A server on the loopback address. The programs are unpacked once for all modules, which are built in parallel.
     */
    public static EmbeddedPostgres.Builder builder() {
        Path folder = Path.of(System.getProperty("contactbook.root", ".."), "target/postgresql");
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setLocaleConfig("locale", "C") // one that every machine has, whatever its own is
                .setServerConfig("listen_addresses", "127.0.0.1");
    }

    @SuppressWarnings("resource") // it ends with the process
    private static String start() throws IOException {
        return builder()
                .setServerConfig("fsync", "off") // durability has tests of its own, on a server of their own
                .start()
                .getJdbcUrl("postgres", "postgres");
    }
}
