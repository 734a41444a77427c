package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded store on a disk that is full for a while: a file system of H2's that takes only so many bytes stands in
 * for it.
 */
class FullDiskTest {
    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);
    private static final long PLENTY = 1L << 40;

    /** More than the store has connections. */
    private static final int THREADS = 12;

    @TempDir
    Path folder;

    @BeforeEach
    void insert_a_disk() {
        Disk.insert(PLENTY);
    }

    @AfterEach
    void remove_the_disk() {
        Disk.remove();
    }

    @Test
    @Tag("5.10")
    @Tag("5.11")
    @Tag("5.15")
    void while_the_disk_is_full_failures_say_so_and_with_space_the_next_call_works() {
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(folder.resolve("contacts"))) {
            Contacts contacts = Contacts.over(repository);
            List<Contact> answered = new ArrayList<>(List.of(create(contacts)));
            int inDoubt = 0;
            for (int space = 0; space < 60_000; space += 10_000) {
                Disk.setFree(space);
                for (int failures = 0; failures < 3; ) {
                    try {
                        answered.add(create(contacts));
                    } catch (Storage e) {
                        failures++;
                        inDoubt += e.outcome() == Storage.Outcome.UNKNOWN ? 1 : 0;
                        assertSaysThatItMayPass(e);
                    }
                }
                assertThat(contacts.get(CALLER, answered.get(0).id())).isEqualTo(answered.get(0));

                Disk.setFree(PLENTY);

                answered.add(create(contacts));
            }

            assertThat(answered)
                    .allSatisfy(contact ->
                            assertThat(contacts.get(CALLER, contact.id())).isEqualTo(contact));
            assertThat(contacts.list(CALLER, ContactQuery.page().limit(0))
                            .total()
                            .getAsLong())
                    .isBetween((long) answered.size(), (long) answered.size() + inDoubt);
            assertThat(repository.verify()).isEmpty();
        }
    }

    @Test
    @Tag("5.11")
    @Tag("5.15")
    void with_space_all_threads_go_on() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(folder.resolve("contacts"))) {
            Contacts contacts = Contacts.over(repository);
            Contact first = create(contacts);
            Disk.setFree(200_000);
            all(threads, () -> {
                boolean failed = false;
                while (!failed) {
                    try {
                        create(contacts);
                        contacts.get(CALLER, first.id());
                    } catch (Storage e) {
                        assertSaysThatItMayPass(e);
                        failed = true;
                    }
                }
            });

            Disk.setFree(PLENTY);

            all(threads, () -> {
                create(contacts);
                assertThat(contacts.get(CALLER, first.id())).isEqualTo(first);
            });
            assertThat(repository.verify()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void all(ExecutorService threads, Runnable work) throws InterruptedException, ExecutionException {
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            done.add(threads.submit(work));
        }
        for (Future<?> each : done) {
            each.get();
        }
    }

    private static Contact create(Contacts contacts) {
        return contacts.create(CALLER, c -> c.firstName("Ada"));
    }

    private static void assertSaysThatItMayPass(Storage failure) {
        assertThat(failure.retryable()).as(failure.getMessage()).isTrue();
        assertThat(failure).hasMessageStartingWith("The database failed");
    }
}
