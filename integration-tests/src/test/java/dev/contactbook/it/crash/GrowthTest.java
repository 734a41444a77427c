package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.stream.IntStream;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The size of the embedded file beside what lives in it, while contacts are patched one by one, at random. For longer:
 * {@code -Dcontactbook.growth.seconds}; {@code -Dcontactbook.growth.pause} is a pause between two writes, in
 * milliseconds.
 */
class GrowthTest {
    private static final int SECONDS = Integer.getInteger("contactbook.growth.seconds", 0);
    private static final int CONTACTS = Integer.getInteger("contactbook.growth.contacts", 2_000);
    private static final int PAUSE = Integer.getInteger("contactbook.growth.pause", 0);
    private static final long SEED = Long.getLong("contactbook.growth.seed", System.nanoTime());

    private static final int QUICK_WRITES = 1_500;

    /** So much larger than what lives in it the file may be, besides what it last wrote. */
    private static final int FACTOR = 5;

    /** What so many writes wrote comes on top. */
    private static final int LATE_WRITES = 64;

    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void print_the_seed() {
        System.out.println("-Dcontactbook.growth.seed=" + SEED);
    }

    /** Few contacts, so that what is written counts, or many, so that what lives does. */
    static IntStream numbers() {
        return SECONDS == 0 ? IntStream.of(20, 2_000) : IntStream.of(CONTACTS);
    }

    @ParameterizedTest(name = "{0} contacts")
    @MethodSource("numbers")
    @Tag("3.88")
    @SuppressWarnings("SystemOut")
    void the_file_is_at_most_five_times_what_lives_in_it_plus_what_64_writes_wrote(int number) throws Exception {
        Path file = folder.resolve("contacts.mv.db");
        EmbeddedContactRepository repository = JdbcContactRepository.open(file);
        long bound;
        try (Connection connection = connect(file)) {
            bound = writeAndCompare(
                    load(Contacts.over(repository), number), Contacts.over(repository), file, store(connection));
            assertThat(repository.verify()).isEmpty();
        }
        long start = System.nanoTime();
        repository.close();
        System.out.printf(
                "closed in %,d ms: %,d KB%n", (System.nanoTime() - start) / 1_000_000, Files.size(file) >> 10);
        assertThat(Files.size(file)).as("closed").isLessThanOrEqualTo(bound);
    }

    @Test
    @Tag("3.88")
    void a_file_that_was_closed_is_free_when_close_returns() throws Exception {
        Path file = folder.resolve("contacts.mv.db");
        EmbeddedContactRepository repository = JdbcContactRepository.open(file);
        load(Contacts.over(repository), 2_000);

        repository.close();
        repository.close();

        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            assertThat(lock).isNotNull();
        }
    }

    /** The last bound. */
    @SuppressWarnings("SystemOut")
    private long writeAndCompare(long[] ids, Contacts contacts, Path file, MVStore store) throws Exception {
        Recently recently = new Recently(store);
        long start = System.nanoTime();
        long[] nanos = new long[1 << 22];
        int writes = 0;
        long bound = 0;
        int rows = 0;
        while (SECONDS == 0 ? writes < QUICK_WRITES : System.nanoTime() - start < SECONDS * 1_000_000_000L) {
            long id = ids[random.nextInt(ids.length)];
            long before = System.nanoTime();
            contacts.patch(CALLER, id, contact -> contact.lastName("Name" + random.nextInt()));
            nanos[writes++] = System.nanoTime() - before;
            recently.noteWrite();
            boolean isTime = SECONDS == 0
                    ? writes % (QUICK_WRITES / 10) == 0
                    : System.nanoTime() - start > rows * 10 * 1_000_000_000L;
            if (isTime) {
                rows++;
                long live = live(store);
                bound = FACTOR * live + recently.most();
                long size = Files.size(file);
                System.out.printf(
                        "%4d s: %d writes, file %,d KB, live %,d KB, 64 writes %,d KB, rest %.1f times live%n",
                        (System.nanoTime() - start) / 1_000_000_000,
                        writes,
                        size >> 10,
                        live >> 10,
                        recently.most() >> 10,
                        (double) (size - recently.most()) / live);
                assertThat(size).as("after " + writes + " writes").isLessThanOrEqualTo(bound);
            }
            if (PAUSE > 0) {
                Thread.sleep(PAUSE);
            }
        }
        Arrays.sort(nanos, 0, writes);
        System.out.printf(
                "a write: p50 %,d µs, p99 %,d µs%n", nanos[writes / 2] / 1000, nanos[writes * 99 / 100] / 1000);
        return bound;
    }

    private static long[] load(Contacts contacts, int number) {
        contacts.bulk()
                .each(
                        CALLER,
                        IntStream.range(0, number)
                                .mapToObj(index -> BulkItem.create(contact -> contact.firstName("First" + index)
                                        .lastName("Last" + index)
                                        .email("e" + index + "@example.com"))));
        return contacts.stream(CALLER, ContactQuery.page())
                .mapToLong(Contact::id)
                .toArray();
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:async:" + file.toString().replace(".mv.db", ""));
    }

    private static MVStore store(Connection connection) throws SQLException {
        return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                .getDatabase()
                .getStore()
                .getMvStore();
    }

    /** The bytes of all pages that the newest version of the file uses. */
    private static long live(MVStore store) {
        return store.getLayoutMap().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("chunk."))
                .mapToLong(entry -> store.getFileStore().createChunk(entry.getValue()).maxLenLive)
                .sum();
    }

    /** The most that so many writes in a row wrote to the file. */
    private static final class Recently {
        private final MVStore store;
        private final Deque<Long> bytes = new ArrayDeque<>();
        private long most;

        Recently(MVStore store) {
            this.store = store;
            bytes.add(bytesWritten());
        }

        void noteWrite() {
            bytes.add(bytesWritten());
            if (bytes.size() > LATE_WRITES + 1) {
                bytes.remove();
            }
            most = Math.max(most, bytes.getLast() - bytes.getFirst());
        }

        long most() {
            return most;
        }

        private long bytesWritten() {
            long[] written = {0};
            store.getFileStore().populateInfo((name, value) -> {
                if (name.equals("info.FILE_WRITE_BYTES")) {
                    written[0] = Long.parseLong(value);
                }
            });
            return written[0];
        }
    }
}
