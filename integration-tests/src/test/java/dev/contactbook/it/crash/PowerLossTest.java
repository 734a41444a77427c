package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.NewContact;
import dev.contactbook.jdbc.Durability;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.async.FilePathAsync;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the option for power loss is worth: when a write is answered, the disk has been made to take all that was written.
 * A file system of H2's that counts stands in for the one that the embedded store uses.
 */
class PowerLossTest {
    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);

    /** Writes to any file that no force has followed yet, and forces. */
    private static final AtomicInteger UNFORCED = new AtomicInteger();

    private static final AtomicInteger WRITES = new AtomicInteger();
    private static final AtomicInteger FORCES = new AtomicInteger();

    @TempDir
    Path folder;

    @BeforeEach
    void count() {
        FilePath.register(new CountingFileSystem());
    }

    @AfterEach
    void count_no_more() {
        FilePath.register(new FilePathAsync());
    }

    @Test
    @Tag("3.46")
    void with_the_option_nothing_is_answered_before_the_disk_has_it() {
        try (EmbeddedContactRepository repository = open(Durability.POWER_LOSS)) {
            assertThat(writes(repository)).allSatisfy(write -> {
                int before = FORCES.get();
                int writesBefore = WRITES.get();
                write.run();

                assertThat(WRITES).hasValueGreaterThan(writesBefore);
                assertThat(FORCES).hasValueGreaterThan(before);
                assertThat(UNFORCED).hasValue(0);
            });
        }
    }

    @Test
    void without_the_option_the_system_has_it_and_the_disk_may_not() {
        try (EmbeddedContactRepository repository = open(Durability.PROCESS_KILL)) {
            assertThat(writes(repository)).allSatisfy(write -> {
                int before = FORCES.get();
                int writesBefore = WRITES.get();
                write.run();

                assertThat(WRITES).hasValueGreaterThan(writesBefore);
                assertThat(FORCES).hasValue(before);
                assertThat(UNFORCED).hasPositiveValue();
            });
        }
    }

    @Test
    void reads_force_nothing() {
        try (EmbeddedContactRepository repository = open(Durability.POWER_LOSS)) {
            Contacts contacts = Contacts.over(repository);
            long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
            int before = FORCES.get();

            contacts.get(CALLER, id);

            assertThat(FORCES).hasValue(before);
        }
    }

    private EmbeddedContactRepository open(Durability durability) {
        return JdbcContactRepository.open(folder.resolve("contacts"), durability);
    }

    /** Each kind of write, several times. */
    private static List<Runnable> writes(EmbeddedContactRepository repository) {
        Contacts contacts = Contacts.over(repository);
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        AtomicInteger count = new AtomicInteger();
        NewContact contact =
                new NewContact(ContactDetails.builder().firstName("Grace").build(), null, Instant.EPOCH);
        List<Runnable> writes = List.of(
                () -> contacts.create(CALLER, c -> c.firstName("Ada")),
                () -> contacts.patch(CALLER, id, c -> c.customField("Count", count.incrementAndGet())),
                () -> repository.write(ORGANIZATION, Collections.nCopies(3, new Change.Insert(contact))),
                () -> contacts.delete(
                        CALLER, contacts.create(CALLER, c -> c.firstName("Ada")).id()));
        return Collections.nCopies(5, writes).stream().flatMap(List::stream).toList();
    }

    /** H2 makes one for each path, by this public constructor. */
    public static final class CountingFileSystem extends FilePathAsync {
        @Override
        public FileChannel open(String mode) throws IOException {
            return new CountingFile(super.open(mode));
        }
    }

    /** A file that counts. */
    private static final class CountingFile extends WatchedFile {
        CountingFile(FileChannel file) {
            super(file);
        }

        private static int written(int bytes) {
            WRITES.incrementAndGet();
            UNFORCED.incrementAndGet();
            return bytes;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return written(super.write(source));
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return written(super.write(source, position));
        }

        @Override
        public void force(boolean metaData) throws IOException {
            int unforced = UNFORCED.get();
            super.force(metaData);
            FORCES.incrementAndGet();
            UNFORCED.addAndGet(-unforced);
        }
    }
}
