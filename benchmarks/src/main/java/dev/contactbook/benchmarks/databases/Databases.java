package dev.contactbook.benchmarks.databases;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkResult;
import dev.contactbook.api.Contacts;
import dev.contactbook.benchmarks.data.People;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The databases of a run: a PostgreSQL that all contenders share, and contacts in numbers that are filled in once. */
public final class Databases implements AutoCloseable {
    public static final long ORGANIZATION = 456;
    public static final Caller ME = Caller.user(789).inOrganization(ORGANIZATION);

    /** How many users of the host own contacts, and how many companies they belong to. */
    private static final int USERS = 100;

    private static final int COMPANIES = 1_000;

    private static final int BATCH = 10_000;

    private final Path folder;
    private final EmbeddedPostgres server;

    /** Starts the PostgreSQL, and tells the contenders where it is. */
    public Databases() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "databases")
                .toAbsolutePath();
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Path.of("target/postgresql").toFile())
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        System.setProperty(DatabaseKind.FOLDER, folder.toString());
        System.setProperty(DatabaseKind.SERVER, server.getJdbcUrl("postgres", "postgres"));
    }

    /** Fills databases with so many contacts, and with the users and companies that they name. */
    public void fill(int contacts) {
        for (DatabaseKind database : List.of(DatabaseKind.H2_FILE, DatabaseKind.POSTGRESQL)) {
            try (HikariDataSource pool = DatabaseKind.open(database.filledUrl(contacts))) {
                fill(pool, contacts);
                DatabaseKind.execute(
                        pool,
                        "create table host_user"
                                + " (id bigint primary key, first_name varchar(80), last_name varchar(80))");
                DatabaseKind.execute(pool, "create table host_company (id bigint primary key, name varchar(80))");
                for (int id = 1; id <= USERS; id++) {
                    DatabaseKind.execute(
                            pool, "insert into host_user values (" + id + ", 'User', 'Number " + id + "')");
                }
                for (int id = 1; id <= COMPANIES; id++) {
                    DatabaseKind.execute(pool, "insert into host_company values (" + id + ", 'Company " + id + "')");
                }
                DatabaseKind.execute(pool, database.isPostgresql() ? "vacuum analyze" : "analyze");
            }
        }
    }

    /** Makes the tables and fills them. */
    public static void fill(HikariDataSource pool, int contacts) {
        ContactSchema.migrate(pool);
        fill(JdbcContactRepository.over(pool), contacts);
    }

    /** Fills a store. */
    static void fill(ContactRepository store, int contacts) {
        Contacts library = Contacts.over(store);
        People people = new People();
        for (int left = contacts; left > 0; left -= BATCH) {
            library.bulk()
                    .each(
                            ME,
                            Stream.generate(() -> BulkItem.create(ContactPatch.of(people::next)))
                                    .limit(Math.min(left, BATCH)),
                            Databases::requireStored);
        }
    }

    public static void requireStored(BulkResult result) {
        if (result.contact().isEmpty()) {
            throw new IllegalStateException(result.toString());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (Stream<Path> files = Files.list(folder)) { // a million contacts are a gigabyte
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
