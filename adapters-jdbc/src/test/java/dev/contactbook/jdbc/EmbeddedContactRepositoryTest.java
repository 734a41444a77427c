package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.SampleContacts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedContactRepositoryTest {
    private static final long ORGANIZATION = 456;

    @TempDir
    Path folder;

    @Test
    @Tag("3.3")
    void what_was_stored_is_there_when_the_file_is_opened_again() {
        Path file = folder.resolve("a/folder with spaces/kontakte-é");
        Contact stored;
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(file)) {
            stored = insert(repository);
        }

        try (EmbeddedContactRepository repository = JdbcContactRepository.open(file)) {
            assertThat(repository.find(ORGANIZATION, List.of(stored.id()))).containsValue(stored);
            assertThat(insert(repository).id()).isGreaterThan(stored.id());
        }
        assertThat(folder.resolve("a/folder with spaces/kontakte-é.mv.db")).isRegularFile();
    }

    @Test
    @Tag("3.96")
    void what_h2_cannot_promise_is_refused_and_no_file_is_made() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcContactRepository.open(folder.resolve("contacts"), Durability.POWER_LOSS))
                .withMessageStartingWith("durability: must be PROCESS_KILL");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void the_name_of_the_file_itself_opens_it_too() {
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(folder.resolve("contacts"))) {
            insert(repository);
        }

        try (EmbeddedContactRepository repository = JdbcContactRepository.open(folder.resolve("contacts.mv.db"))) {
            assertThat(total(repository)).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x;INIT=create table hacked(a int)",
                "a;b/contacts",
                "new\nline",
                "tab\there",
                "a\\b",
                ".mv.db",
                "",
            })
    void a_path_that_could_mean_something_else_to_h2_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcContactRepository.open(name.isEmpty() ? Path.of("") : folder.resolve(name)))
                .withMessageStartingWith("file: must");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "%20", "mem:x", "${user.home}", "'quoted'", "zip:x", "-x"})
    void an_odd_name_is_just_a_name(String name) {
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(folder.resolve(name))) {
            insert(repository);
        }

        assertThat(folder.resolve(name + ".mv.db")).isRegularFile();
    }

    @Test
    void a_path_on_another_file_system_is_refused() throws IOException {
        Path zip = folder.resolve("a.zip");
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> JdbcContactRepository.open(files.getPath("/x")));
        }
    }

    @Test
    @Tag("5.7")
    void a_file_that_is_no_database_is_a_storage_failure_that_names_no_path() throws IOException {
        Path file = folder.resolve("secret-place.mv.db");
        Files.writeString(file, "no database at all ".repeat(1_000));

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> JdbcContactRepository.open(file))
                .withMessageNotContaining("secret-place")
                .withNoCause();
        assertThat(file).content().startsWith("no database at all");
        assertThat(folder.toFile().list()).as("H2 writes no trace").containsExactly("secret-place.mv.db");
    }

    @Test
    void an_interrupted_thread_harms_nobody() throws InterruptedException {
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(folder.resolve("contacts"))) {
            AtomicInteger stored = new AtomicInteger();
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 50; i++) {
                    Thread.currentThread().interrupt();
                    insert(repository);
                    stored.incrementAndGet();
                }
            });
            writer.start();
            writer.join();

            assertThat(stored).hasValue(50);
            insert(repository);
            assertThat(total(repository)).hasValue(51);
        }
    }

    @Test
    @Tag("3.46")
    void a_file_that_is_opened_twice_has_one_writer_at_a_time_all_the_same() throws Exception {
        Path file = folder.resolve("contacts");
        try (EmbeddedContactRepository one = JdbcContactRepository.open(file);
                EmbeddedContactRepository another = JdbcContactRepository.open(file);
                Connection host = H2File.of(file).connect();
                Statement statement = host.createStatement()) {
            Change ann = new Change.Insert(SampleContacts.named("Ann"));
            one.write(ORGANIZATION, Collections.nCopies(Stripe.COUNT, ann));
            host.setAutoCommit(false);
            statement.execute("update contactbook_counter set live = live + 1");
            Thread waiting = new Thread(() -> one.write(ORGANIZATION, List.of(ann)));
            waiting.start();
            awaitThatItIsIn("org.h2.mvstore.tx.Transaction", waiting);
            Thread next = new Thread(() -> another.write(ORGANIZATION + 1, List.of(ann)));
            next.start();

            awaitThatItIsIn(ReentrantLock.class.getName(), next);

            host.rollback();
            waiting.join();
            next.join();
            assertThat(total(another)).hasValue(Stripe.COUNT + 1);
        }
    }

    /** Waits until a thread waits in code of a class. */
    private static void awaitThatItIsIn(String className, Thread thread) {
        boolean isThere = false;
        while (!isThere) {
            assertThat(thread.isAlive()).as("it went on").isTrue();
            isThere = thread.getState() != Thread.State.RUNNABLE
                    && Arrays.stream(thread.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith(className));
        }
    }

    @Test
    void after_close_calls_fail_and_close_may_be_called_again() {
        EmbeddedContactRepository repository = JdbcContactRepository.open(folder.resolve("contacts"));
        repository.close();

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> insert(repository))
                .matches(e -> e.outcome() == Storage.Outcome.NOT_APPLIED);
        assertThatExceptionOfType(Storage.class).isThrownBy(() -> total(repository));
        assertThatCode(repository::close).doesNotThrowAnyException();
    }

    @Test
    void after_close_the_file_is_free() throws IOException {
        JdbcContactRepository.open(folder.resolve("contacts")).close();

        try (FileChannel file = FileChannel.open(folder.resolve("contacts.mv.db"), StandardOpenOption.WRITE)) {
            assertThat(file.tryLock()).isNotNull();
        }
    }

    @Test
    void a_file_that_somebody_else_has_locked_is_a_failure_worth_a_retry() throws IOException {
        Path file = folder.resolve("contacts.mv.db");
        JdbcContactRepository.open(file).close();

        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
            other.lock();
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> JdbcContactRepository.open(file))
                    .withMessage("The database file is open in another process")
                    .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
        }
        JdbcContactRepository.open(file).close();
    }

    private static Contact insert(ContactRepository repository) {
        return repository
                .write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.newContact(SampleContacts.full(1), 1))))
                .match(stored -> stored.get(0), stale -> null);
    }

    private static OptionalLong total(ContactRepository repository) {
        return repository.list(ORGANIZATION, ContactQuery.all().limit(0)).total();
    }
}
