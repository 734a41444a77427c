package dev.contactbook.it.keys;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.Processes;
import dev.contactbook.it.support.Store;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.JdbcContactRepositoryBuilder;
import dev.contactbook.spi.ContactRepository;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.tools.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Threads and processes that write a hundred addresses while e-mails become unique and shared again. Longer:
 * {@code -Dcontactbook.keys.millis=10000}.
 */
@SuppressWarnings("SystemOut")
class UniqueEmailRaceTest {
    private static final long SEED = Long.getLong("contactbook.seed", new Random().nextLong());
    private static final Duration TIME = Duration.ofMillis(Long.getLong("contactbook.keys.millis", 500));
    private static final int ADDRESSES = 100;
    private static final int THREADS = Integer.getInteger("contactbook.keys.threads", 8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.266")
    void threads_leave_one_contact_for_each_address(Store store) throws Exception {
        ContactRepository repository = store.choosing().withUniqueEmails();

        assertThat(race(Contacts.over(repository), new AtomicBoolean())).isEmpty();

        assertThat(ChoosingProcess.shared(Contacts.over(repository))).isEmpty();
    }

    @Test
    @Tag("3.269")
    void another_process_chooses_amid_writers_on_postgresql_until_it_is_killed() throws Exception {
        try (HikariDataSource schema = Postgres.freshSchema()) {
            raceChoices(schema);
        }
    }

    @Test
    @Tag("3.269")
    void another_process_chooses_amid_writers_on_a_server_of_h2_until_it_is_killed() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
                .start();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:tcp://localhost:" + server.getPort() + "/./race;USER=sa;PASSWORD=sa");
        try (HikariDataSource database = new HikariDataSource(config)) {
            raceChoices(database);
        } finally {
            server.stop();
        }
    }

    private void raceChoices(HikariDataSource database) throws Exception {
        ContactSchema.migrate(database);
        ContactRepository repository = expecting(database).build();
        Contacts contacts = Contacts.over(repository);
        Path errors = folder.resolve("errors");
        Process process = Processes.start(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChoosingProcess.class.getName(),
                        database.getJdbcUrl())
                .redirectError(errors.toFile()));
        try (BufferedReader rounds = process.inputReader(StandardCharsets.UTF_8)) {
            AtomicBoolean isOver = new AtomicBoolean();
            CompletableFuture<List<String>> failures = CompletableFuture.supplyAsync(() -> race(contacts, isOver));
            String first = rounds.readLine();
            assertThat(first).as(Files.readString(errors)).isEqualTo("1");
            assertThat(failures.get()).isEmpty();
            assertThat(process.isAlive()).as("not ended by shared addresses").isTrue();
            CompletableFuture<List<String>> more = CompletableFuture.supplyAsync(() -> race(contacts, isOver));
            process.destroyForcibly().waitFor();
            isOver.set(true);
            assertThat(more.get()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
        assertThat(ContactSchema.verify(database)).isEmpty();
        if (repository.uniqueKinds(ORGANIZATION).contains(ContactKey.Kind.EMAIL)) {
            assertThat(ChoosingProcess.shared(contacts)).isEmpty();
        }
    }

    private static JdbcContactRepositoryBuilder expecting(HikariDataSource database) {
        return JdbcContactRepository.builder(database).expectUniqueEmails();
    }

    /** What failed within the time, by anything but a clash. */
    private static List<String> race(Contacts contacts, AtomicBoolean isOver) {
        System.out.println("-Dcontactbook.seed=" + SEED);
        long end = System.nanoTime() + TIME.toNanos();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(SEED + i);
            threads.add(new Thread(() -> {
                do {
                    try {
                        step(contacts, random);
                    } catch (Duplicate | NotFound e) {
                        // Another thread was faster.
                    } catch (Invalid e) {
                        if (!e.errors().toString().contains("has not chosen")) {
                            failures.add(e.toString());
                        }
                    } catch (RuntimeException e) {
                        failures.add(e.toString());
                    }
                } while (System.nanoTime() < end && !isOver.get());
            }));
        }
        threads.forEach(Thread::start);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
        return List.copyOf(failures);
    }

    private static void step(Contacts contacts, Random random) {
        String email = random.nextInt(ADDRESSES) + "@example.com";
        String other = random.nextInt(ADDRESSES) + "@example.com";
        List<Contact> found = contacts.find(CALLER, ContactKey.email(email));
        if (random.nextInt(3) == 0) {
            contacts.upsert(CALLER, c -> c.firstName("U").addEmail(email).addEmail(other), UpsertBy.email());
        } else if (found.isEmpty()) {
            contacts.create(CALLER, c -> c.firstName("A").email(email).addEmail(other));
        } else {
            long id = found.get(0).id();
            switch (random.nextInt(4)) {
                case 0 -> contacts.delete(CALLER, id);
                case 1 -> contacts.create(CALLER, c -> c.firstName("B").email(email));
                case 2 -> contacts.patch(CALLER, id, c -> c.email(other));
                default -> contacts.patch(CALLER, id, c -> c.addEmail(other));
            }
        }
    }

    @Test
    @Tag("3.269")
    void a_choice_waits_for_an_open_transaction_of_the_host_and_lets_others_write_meanwhile() throws Exception {
        try (HikariDataSource schema = Postgres.freshSchema();
                Connection host = schema.getConnection()) {
            ContactSchema.migrate(schema);
            host.setAutoCommit(false);
            Contacts inside =
                    Contacts.over(expecting(schema).hostTransactions(() -> host).build());
            Contacts outside = Contacts.over(expecting(schema).build());
            inside.create(CALLER, c -> c.firstName("Ada").email("ada@example.com"));
            CompletableFuture<Void> choice =
                    CompletableFuture.runAsync(() -> ContactSchema.useUniqueEmails(schema, ORGANIZATION, true));
            JdbcTemplate sql = new JdbcTemplate(schema);
            while (sql.queryForObject("select count(*) from pg_locks where not granted", Long.class) == 0) {
                assertThat(choice).isNotDone();
            }

            outside.create(CALLER, c -> c.firstName("Eve").email("eve@example.com"));
            inside.create(CALLER, c -> c.firstName("Twin").email("ada@example.com"));
            host.commit();

            assertThatThrownBy(choice::join).hasCauseInstanceOf(IllegalStateException.class);
            host.setAutoCommit(true);
        }
    }

    @Test
    @Tag("3.269")
    void a_transaction_that_sees_an_older_choice_fails_and_may_begin_again() throws Exception {
        try (HikariDataSource schema = Postgres.freshSchema()) {
            ContactSchema.migrate(schema);
            for (int isolation : List.of(Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE)) {
                for (boolean expects : List.of(true, false)) {
                    requireFailure(schema, isolation, expects);
                }
            }
        }
    }

    private static void requireFailure(HikariDataSource schema, int isolation, boolean expects) throws SQLException {
        Contacts.over(expecting(schema).build()).create(CALLER, c -> c.firstName("First"));
        try (Connection host = schema.getConnection()) {
            JdbcContactRepositoryBuilder builder =
                    JdbcContactRepository.builder(schema).hostTransactions(() -> host);
            Contacts inside = Contacts.over((expects ? builder.expectUniqueEmails() : builder).build());
            host.setTransactionIsolation(isolation);
            host.setAutoCommit(false);
            inside.find(CALLER, ContactKey.email("ada@example.com"));
            ContactSchema.useUniqueEmails(schema, ORGANIZATION, true);

            assertThatThrownBy(
                            () -> inside.create(CALLER, c -> c.firstName("Ada").email("ada@example.com")))
                    .isInstanceOfSatisfying(Storage.class, e -> {
                        assertThat(e.sqlState()).contains("40001");
                        assertThat(e.retryable()).isTrue();
                    });
            host.rollback();
            host.setAutoCommit(true);
            host.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        ContactSchema.useUniqueEmails(schema, ORGANIZATION, false);
        assertThat(ContactSchema.verify(schema)).isEmpty();
    }
}
