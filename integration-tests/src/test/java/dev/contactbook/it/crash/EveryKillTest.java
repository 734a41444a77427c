package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.NewContact;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.async.FilePathAsync;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill at every moment there is: what the embedded store writes to its file is recorded, write for write, and after each
 * one the file is opened as it was then. A kill of a process keeps all its writes up to one of them.
 */
class EveryKillTest {
    private static final int ROUNDS = Integer.getInteger("contactbook.kill.rounds", 1);
    private static final long SEED = Long.getLong("contactbook.kill.seed", System.nanoTime());

    private static final int OPERATIONS = 6;
    private static final int KEPT = 10;

    /** What was done to the file since it was opened. */
    private static final List<Write> WRITES = Collections.synchronizedList(new ArrayList<>());

    private final Random random = new Random(SEED);
    private long largestId;
    private int stamps;

    @TempDir
    Path folder;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void record() {
        System.out.println("-Dcontactbook.kill.seed=" + SEED);
        FilePath.register(new RecordingFileSystem());
    }

    @AfterEach
    void record_no_more() {
        FilePath.register(new FilePathAsync());
    }

    @Test
    @Tag("3.46")
    void whenever_it_is_killed_what_was_answered_is_there_and_one_operation_more_or_not() throws Exception {
        Path database = folder.resolve("contacts.mv.db");
        JdbcContactRepository.open(database).close();
        Map<Long, Contact> before = Map.of();
        for (int round = 1; round <= ROUNDS; round++) {
            byte[] start = Files.readAllBytes(database);
            WRITES.clear();
            List<Answered> answers = new ArrayList<>(List.of(new Answered(0, before)));
            try (EmbeddedContactRepository repository = JdbcContactRepository.open(database)) {
                for (int operation = 0; operation < OPERATIONS; operation++) {
                    write(repository, answers.get(operation).stored());
                    answers.add(new Answered(WRITES.size(), find(repository)));
                }
            }

            for (int kill = 0; kill <= WRITES.size(); kill++) {
                int writes = kill;
                long answered = answers.stream()
                        .filter(answer -> answer.writes() <= writes)
                        .count();
                List<Map<Long, Contact>> possible = answers.stream()
                        .skip(answered - 1)
                        .limit(2)
                        .map(Answered::stored)
                        .toList();
                assertThat(storedIn(file(start, kill)))
                        .as("round %d of seed %d, killed after %d of %d writes", round, SEED, kill, WRITES.size())
                        .isIn(possible);
            }
            before = answers.get(OPERATIONS).stored();
        }
    }

    /** One operation: contacts in, and others changed and out, by one list of changes. */
    private void write(EmbeddedContactRepository repository, Map<Long, Contact> stored) {
        List<Contact> all = new ArrayList<>(stored.values());
        Collections.shuffle(all, random);
        List<Change> changes = new ArrayList<>();
        int removed = Math.max(0, all.size() - random.nextInt(KEPT));
        all.subList(0, removed).forEach(contact -> changes.add(new Change.Remove(contact)));
        all.subList(removed, all.size()).stream()
                .limit(random.nextInt(3))
                .forEach(contact ->
                        changes.add(new Change.Replace(contact, contact.changed(details(), Instant.ofEpochMilli(1)))));
        for (int inserts = 1 + random.nextInt(4); inserts > 0; inserts--) {
            changes.add(new Change.Insert(new NewContact(details(), null, Instant.EPOCH)));
        }
        repository
                .write(ORGANIZATION, changes)
                .match(written -> written, index -> {
                    throw new AssertionError("stale at " + index);
                })
                .forEach(contact -> largestId = Math.max(largestId, contact.id()));
    }

    private ContactDetails details() {
        ContactDetails.Builder details = ContactDetails.builder();
        Writer.stamp(details, "stamp" + ++stamps);
        return details.build();
    }

    private Map<Long, Contact> find(ContactRepository repository) {
        // More ids than were given: a write that was not answered may be there.
        return repository.find(
                ORGANIZATION, LongStream.rangeClosed(1, largestId + 100).boxed().toList());
    }

    private static byte[] file(byte[] start, int kill) {
        byte[] file = start;
        int size = start.length;
        for (Write write : WRITES.subList(0, kill)) {
            size = (int)
                    (write.truncates() ? write.position() : Math.max(size, write.position() + write.bytes().length));
            file = Arrays.copyOf(file, size);
            System.arraycopy(write.bytes(), 0, file, (int) write.position(), write.bytes().length);
        }
        return file;
    }

    /** What anybody finds who opens it with H2. */
    private Map<Long, Contact> storedIn(byte[] file) throws IOException, SQLException {
        Files.write(folder.resolve("killed.mv.db"), file);
        String url = "jdbc:h2:" + folder.resolve("killed");
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            Map<Long, Contact> stored = find(JdbcContactRepository.over(dataSource));
            statement.execute("shutdown immediately");
            return stored;
        }
    }

    /**
     * What had been answered.
     *
     * @param writes to the file, up to the answer
     * @param stored all contacts, from then on
     */
    private record Answered(int writes, Map<Long, Contact> stored) {}

    /**
     * One write to the file.
     *
     * @param position where
     * @param bytes what, or nothing where it ends the file there
     */
    private record Write(long position, byte[] bytes) {
        boolean truncates() {
            return bytes.length == 0;
        }
    }

    /** H2 makes one for each path, by this public constructor. */
    public static final class RecordingFileSystem extends FilePathAsync {
        @Override
        public FileChannel open(String mode) throws IOException {
            return new RecordingFile(super.open(mode));
        }
    }

    /** A file that records. */
    private static final class RecordingFile extends WatchedFile {
        RecordingFile(FileChannel file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException("H2 always says where");
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            ByteBuffer given = source.duplicate();
            byte[] written = new byte[super.write(source, position)];
            given.get(written);
            WRITES.add(new Write(position, written));
            return written.length;
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            super.truncate(size);
            WRITES.add(new Write(size, new byte[0]));
            return this;
        }
    }
}
