package dev.contactbook.benchmarks.databases;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.jdbc.ContactIndex;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.Durability;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** An engine as a host takes it, with the settings that the library gives it, or recommends. */
public enum Engine {
    H2("H2, `open`", Engine::h2),
    SQLITE("SQLite, `openSqlite`", contacts -> sqlite(contacts, Durability.PROCESS_KILL)),
    SQLITE_POWER_LOSS("SQLite, `POWER_LOSS`", contacts -> sqlite(contacts, Durability.POWER_LOSS)),
    POSTGRESQL("PostgreSQL", contacts -> postgresql(contacts, pool -> {})),
    POSTGRESQL_SEARCH(
            "PostgreSQL, indexes for searches too",
            contacts -> postgresql(contacts, pool -> {
                DatabaseKind.execute(pool, "create extension if not exists pg_trgm schema public");
                Set<ContactIndex> wanted = EnumSet.copyOf(ContactIndex.defaults());
                wanted.addAll(Set.of(ContactIndex.NAME_SEARCH, ContactIndex.EMAIL_SEARCH, ContactIndex.PHONE_SEARCH));
                ContactSchema.useIndexes(pool, wanted);
            })),
    POSTGRESQL_FEWEST("PostgreSQL, no index to choose", contacts -> postgresql(contacts, Engine::dropIndexes)),
    POSTGRESQL_UNCOUNTED(
            "PostgreSQL, no counters either",
            contacts -> postgresql(contacts, pool -> {
                dropIndexes(pool);
                ContactSchema.useCounters(pool, false);
            }));

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // functions without a state
    private final IntFunction<Filled> opening;

    Engine(String label, IntFunction<Filled> opening) {
        this.label = label;
        this.opening = opening;
    }

    /** Opens a store of its own with so many contacts. */
    public Filled open(int contacts) {
        return opening.apply(contacts);
    }

    private static Filled h2(int contacts) {
        Path file = newFile();
        Path written = file.resolveSibling(file.getFileName() + ".mv.db");
        return embedded(
                contacts, () -> JdbcContactRepository.open(file), written, "jdbc:h2:file:" + file, "shutdown compact");
    }

    private static Filled sqlite(int contacts, Durability durability) {
        Path file = newFile();
        return embedded(
                contacts,
                () -> JdbcContactRepository.openSqlite(file, durability),
                file,
                "jdbc:sqlite:" + file,
                "vacuum");
    }

    private static Path newFile() {
        return Path.of(Objects.requireNonNull(System.getProperty(DatabaseKind.FOLDER)))
                .resolve("engine-" + System.nanoTime());
    }

    private static Filled embedded(int contacts, Opening opening, Path file, String url, String compaction) {
        try (EmbeddedContactRepository store = opening.open()) {
            Databases.fill(store, contacts);
        }
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(compaction);
        } catch (SQLException e) {
            if (e.getErrorCode() != ContactBytes.DATABASE_CALLED_AT_SHUTDOWN) {
                throw new IllegalStateException(e);
            }
        }
        try {
            double bytes = (double) Files.size(file) / contacts;
            EmbeddedContactRepository store = opening.open();
            return new Filled(Contacts.over(store), bytes, store::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Filled postgresql(int contacts, Consumer<HikariDataSource> choice) {
        HikariDataSource pool = DatabaseKind.open(DatabaseKind.POSTGRESQL.newUrl());
        Databases.fill(pool, contacts);
        choice.accept(pool);
        double bytes =
                Objects.requireNonNull(ContactBytes.inPostgresql(pool, contacts).get("all"));
        return new Filled(Contacts.over(JdbcContactRepository.over(pool)), bytes, pool);
    }

    private static void dropIndexes(HikariDataSource pool) {
        ContactSchema.useIndexes(pool, EnumSet.noneOf(ContactIndex.class));
    }

    @Override
    public String toString() {
        return label;
    }

    /** Opens an embedded store. */
    @FunctionalInterface
    private interface Opening {
        EmbeddedContactRepository open();
    }

    /**
     * A filled store.
     *
     * @param bytes what a contact takes in it, with all indexes, where nothing waits to be reclaimed
     * @param store what is closed afterwards
     */
    public record Filled(Contacts contacts, double bytes, Closeable store) implements Closeable {
        @Override
        public void close() throws IOException {
            store.close();
        }
    }
}
