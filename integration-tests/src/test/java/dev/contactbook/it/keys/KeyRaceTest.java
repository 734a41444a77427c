package dev.contactbook.it.keys;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ExternalId;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.Processes;
import dev.contactbook.it.support.Store;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.h2.tools.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Threads and processes that create, upsert and delete contacts with the same hundred external ids. Longer:
 * {@code -Dcontactbook.keys.millis=10000}.
 */
@Tag("3.255")
@Tag("3.263")
@SuppressWarnings("SystemOut")
class KeyRaceTest {
    private static final long SEED = Long.getLong("contactbook.seed", new Random().nextLong());
    private static final Duration TIME = Duration.ofMillis(Long.getLong("contactbook.keys.millis", 500));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void threads_leave_one_contact_for_each_id(Store store) throws Exception {
        System.out.println("-Dcontactbook.seed=" + SEED);
        ContactRepository repository = store.fresh();

        List<String> failures = new KeyRacers(repository, SEED).run(TIME);

        assertThat(failures).isEmpty();
        requireOneContactEach(repository);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.241")
    void a_key_that_moves_is_found_at_every_instant(Store store) throws Exception {
        Contacts contacts = Contacts.over(store.fresh());
        Contact first = contacts.create(CALLER, c -> c.firstName("A").externalId("crm", "1"));
        long second = contacts.create(CALLER, c -> c.firstName("B")).id();
        Thread mover = new Thread(() -> {
            for (int move = 0; move < 60; move++) {
                boolean isBack = move % 2 == 1;
                contacts.bulk()
                        .allOrNothing(
                                CALLER,
                                List.of(
                                        BulkItem.patch(isBack ? second : first.id(), c -> c.externalIds(List.of())),
                                        BulkItem.patch(isBack ? first.id() : second, c -> c.externalId("crm", "1"))));
            }
        });

        mover.start();
        int found = 1;
        while (mover.isAlive() && found == 1) {
            found = contacts.find(CALLER, ContactKey.externalId("crm", "1")).size();
        }
        mover.join();

        assertThat(found).isEqualTo(1);
    }

    @Test
    void processes_of_which_one_is_killed_leave_one_contact_for_each_id_on_postgresql() throws Exception {
        raceProcesses(Postgres.freshSchema());
    }

    @Test
    void processes_of_which_one_is_killed_leave_one_contact_for_each_id_on_a_server_of_h2() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
                .start();
        try {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:h2:tcp://localhost:" + server.getPort() + "/./race;USER=sa;PASSWORD=sa");
            raceProcesses(new HikariDataSource(config));
        } finally {
            server.stop();
        }
    }

    /** Each writer passes on a key that the other one needs. The transactions of the host would tell of a deadlock. */
    @Test
    void writers_that_pass_keys_on_never_wait_for_each_other_on_postgresql() throws Exception {
        try (HikariDataSource schema = Postgres.freshSchema()) {
            ContactSchema.migrate(schema);
            ThreadLocal<Connection> open = new ThreadLocal<>();
            Contacts contacts = Contacts.over(JdbcContactRepository.over(schema, open::get));
            Contact first = contacts.create(CALLER, c -> c.firstName("A").externalId("crm", "1"));
            Contact second = contacts.create(CALLER, c -> c.firstName("B").externalId("crm", "2"));
            long third = contacts.create(CALLER, c -> c.firstName("C")).id();
            long fourth = contacts.create(CALLER, c -> c.firstName("D")).id();
            List<List<BulkItem>> moves = List.of(movesBothTo(third, first), movesBothTo(fourth, second));
            Queue<Exception> failures = new ConcurrentLinkedQueue<>();
            CyclicBarrier start = new CyclicBarrier(moves.size());

            List<Thread> threads = moves.stream()
                    .map(move -> new Thread(() -> {
                        try {
                            for (int round = 0; round < 40 && failures.isEmpty(); round++) {
                                start.await(1, TimeUnit.MINUTES);
                                try (Connection connection = schema.getConnection()) {
                                    connection.setAutoCommit(false);
                                    open.set(connection);
                                    contacts.bulk().allOrNothing(CALLER, move);
                                    connection.rollback();
                                    connection.setAutoCommit(true);
                                }
                            }
                        } catch (Exception e) {
                            failures.add(e);
                            start.reset();
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(failures).isEmpty();
        }
    }

    private static List<BulkItem> movesBothTo(long contactId, Contact from) {
        ExternalId own = from.externalIds().get(0);
        return List.of(
                BulkItem.patch(from.id(), c -> c.removeExternalId(own.source(), own.id())),
                BulkItem.patch(contactId, c -> c.externalId("crm", "1").externalId("crm", "2")));
    }

    private void raceProcesses(HikariDataSource database) throws Exception {
        System.out.println("-Dcontactbook.seed=" + SEED);
        try (HikariDataSource schema = database) {
            ContactSchema.migrate(schema);
            List<Process> processes = new ArrayList<>();
            try {
                for (int number = 0; number < 2; number++) {
                    processes.add(start(schema.getJdbcUrl(), number));
                }
                ContactRepository repository = JdbcContactRepository.over(schema);
                while (found(repository).isEmpty()) {
                    assertThat(processes).allMatch(Process::isAlive, "running");
                }
                processes.get(0).destroyForcibly();
                assertThat(processes.get(1).waitFor(2, TimeUnit.MINUTES)).isTrue();

                assertThat(processes.get(1).exitValue())
                        .as(Files.readString(folder.resolve("errors1")))
                        .isZero();
                requireOneContactEach(repository);
            } finally {
                processes.forEach(Process::destroyForcibly);
            }
            for (Process process : processes) {
                process.waitFor();
            }
            assertThat(ContactSchema.verify(schema)).isEmpty();
        }
    }

    private static void requireOneContactEach(ContactRepository repository) {
        List<Contact> found = found(repository);
        assertThat(found).isNotEmpty();
        assertThat(found.stream().flatMap(contact -> contact.externalIds().stream()))
                .doesNotHaveDuplicates();
        assertThat(Contacts.over(repository).find(CALLER, keys()))
                .allSatisfy(contact -> assertThat(contact.isLive()).isTrue());
    }

    private static List<Contact> found(ContactRepository repository) {
        return repository.findByKeys(CALLER.organizationId(), keys(), 1_000);
    }

    private static List<ContactKey> keys() {
        return IntStream.range(0, KeyRacers.IDS)
                .mapToObj(i -> ContactKey.externalId("crm", "" + i))
                .toList();
    }

    private Process start(String url, int number) throws IOException {
        return Processes.start(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeyRacingProcess.class.getName(),
                        url,
                        Long.toString(SEED + number),
                        Long.toString(TIME.toMillis()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("errors" + number).toFile()));
    }
}
