package dev.contactbook.examples.boot;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL for the tests of this module, on a free port of the loopback address. It ends with the process. */
final class Postgres {
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    /** The URL of a new database. */
    static String freshDatabase() {
        String name = "deals_" + DATABASES.incrementAndGet();
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return SERVER.getJdbcUrl("postgres", name);
    }

    private static EmbeddedPostgres start() {
        // The folder of the other tests, where the programs are unpacked already.
        Path folder = Path.of(System.getProperty("contactbook.root", "../.."), "target/postgresql");
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(folder.toFile())
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
