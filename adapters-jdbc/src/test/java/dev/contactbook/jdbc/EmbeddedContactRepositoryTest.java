package dev.contactbook.jdbc;

import static dev.contactbook.jdbc.Stores.ORGANIZATION;
import static dev.contactbook.jdbc.Stores.insert;
import static dev.contactbook.jdbc.Stores.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.embedded.H2File;
import dev.contactbook.jdbc.embedded.H2FileOpening;
import dev.contactbook.jdbc.embedded.H2FileUpgrade;
import dev.contactbook.jdbc.embedded.OwnerOnly;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.tck.SampleContacts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedContactRepositoryTest {
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

    @ParameterizedTest
    @EnumSource
    @Tag("3.46")
    void a_file_that_is_opened_twice_has_one_writer_at_a_time_all_the_same(Name name) throws Exception {
        Path file = folder.resolve("contacts");
        JdbcContactRepository.open(file).close();
        Path other = name.of(folder);
        try (EmbeddedContactRepository one = JdbcContactRepository.open(file);
                EmbeddedContactRepository another = JdbcContactRepository.open(other);
                Connection host = H2File.of(file).connect();
                Statement statement = host.createStatement()) {
            Change ann = new Change.Insert(SampleContacts.named("Ann"));
            Contact stored = one.write(ORGANIZATION, List.of(ann))
                    .contacts()
                    .orElseThrow()
                    .get(0);
            host.setAutoCommit(false);
            statement.execute("update contactbook_contact set version = version");
            Change delete = new Change.Replace(stored, stored.deleted(stored.updatedAt(), null));
            Thread waiting = new Thread(() -> one.write(ORGANIZATION, List.of(delete)));
            waiting.start();
            awaitThatItIsIn("org.h2.mvstore.tx.Transaction", waiting);
            Thread next = new Thread(() -> another.write(ORGANIZATION + 1, List.of(ann)));
            next.start();

            awaitThatItIsIn(ReentrantLock.class.getName(), next);

            host.rollback();
            waiting.join();
            next.join();
            assertThat(total(another)).hasValue(0);
        }
    }

    @Test
    @Tag("4.25")
    void a_write_waits_for_another_one_of_the_same_file_until_its_deadline_at_most() throws InterruptedException {
        Path file = folder.resolve("contacts");
        try (EmbeddedContactRepository one = JdbcContactRepository.open(file);
                EmbeddedContactRepository another = JdbcContactRepository.open(file)) {
            WriteRequest ann = WriteRequest.of(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann"))));
            CountDownLatch isIn = new CountDownLatch(1);
            CompletableFuture<Void> goOn = new CompletableFuture<>();
            AtomicInteger looks = new AtomicInteger();
            WorkBudget slow = WorkBudget.of(Duration.ofHours(1), Integer.MAX_VALUE, () -> {
                if (looks.incrementAndGet() == 3) { // after those for the start and the wait
                    isIn.countDown();
                    goOn.join();
                }
                return 0;
            });
            Thread holder = new Thread(() -> one.write(ann.withBudget(slow)));
            holder.start();
            isIn.await();

            Storage expected = WorkBudget.outOfTime();
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(
                            () -> another.write(ann.withBudget(WorkBudget.of(Duration.ofMillis(1), Integer.MAX_VALUE))))
                    .withMessage(expected.getMessage())
                    .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);

            goOn.complete(null);
            holder.join();
            assertThat(total(another)).hasValue(1);
            insert(another);
        }
    }

    @Test
    @Tag("3.46")
    void closing_one_of_two_repositories_of_a_file_leaves_the_commits_that_a_kill_falls_back_to() throws SQLException {
        Path file = folder.resolve("contacts");
        EmbeddedContactRepository one = JdbcContactRepository.open(file);
        try (EmbeddedContactRepository another = JdbcContactRepository.open(file);
                Connection connection = H2File.of(file).connect()) {
            for (int i = 0; i < 64; i++) {
                insert(another);
            }
            MVStore store = ((SessionLocal)
                            connection.unwrap(JdbcConnection.class).getSession())
                    .getDatabase()
                    .getStore()
                    .getMvStore();
            long kept = store.getVersionsToKeep();

            one.close();
            one.close();

            assertThat(kept).isPositive();
            assertThat(store.getVersionsToKeep()).isEqualTo(kept);
        }
    }

    /** By which a file can be opened once more. */
    private enum Name {
        SAME {
            @Override
            Path of(Path folder) {
                return folder.resolve("contacts");
            }
        },
        SYMBOLIC_LINK {
            @Override
            Path of(Path folder) throws IOException {
                Files.createSymbolicLink(folder.resolve("link.mv.db"), Path.of("contacts.mv.db"));
                return folder.resolve("link");
            }
        },
        SYMBOLIC_LINK_TO_THE_FOLDER {
            @Override
            Path of(Path folder) throws IOException {
                return Files.createSymbolicLink(folder.resolve("elsewhere"), folder)
                        .resolve("contacts");
            }
        },
        HARD_LINK {
            @Override
            Path of(Path folder) throws IOException {
                return Files.createLink(folder.resolve("hard.mv.db"), folder.resolve("contacts.mv.db"));
            }
        };

        abstract Path of(Path folder) throws IOException;
    }

    @ParameterizedTest
    @MethodSource
    @Tag("5.7")
    @Tag("3.97")
    void a_place_where_no_database_can_be_is_a_documented_failure_that_names_no_path(String name, Obstacle obstacle)
            throws Exception {
        Path place = Files.createDirectory(folder.resolve("secret-place"));
        Path file = obstacle.in(place);

        assertThatThrownBy(() -> JdbcContactRepository.open(file))
                .isInstanceOfAny(Storage.class, IllegalArgumentException.class, IllegalStateException.class)
                .hasMessageNotContainingAny("secret-place", "contacts.mv.db")
                .hasNoCause()
                .hasNoSuppressedExceptions()
                .satisfies(e -> {
                    if (e instanceof Storage failure) {
                        assertThat(failure.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
                    }
                });
    }

    static Stream<Arguments> a_place_where_no_database_can_be_is_a_documented_failure_that_names_no_path() {
        return Stream.of(
                obstacle("a dangling link", place -> link(place, "secret-place.mv.db")),
                obstacle("a link to itself", place -> link(place, "contacts.mv.db")),
                obstacle("a link to a file of another name", place -> {
                    Files.writeString(place.resolve("secret-place.dat"), "");
                    return link(place, "secret-place.dat");
                }),
                obstacle("a link to a path that means something else", place -> {
                    Path target = Files.createFile(place.resolve("a;INIT=create table hacked(a int).mv.db"));
                    return link(place, target.toString());
                }),
                obstacle(
                        "a dangling link as folder",
                        place -> Files.createSymbolicLink(place.resolve("folder"), place.resolve("secret-place"))
                                .resolve("contacts")),
                obstacle("a folder", place -> Files.createDirectory(place.resolve("contacts.mv.db"))),
                obstacle(
                        "a file as folder",
                        place -> Files.createFile(place.resolve("folder")).resolve("contacts")),
                obstacle("a folder that cannot be made", place -> Path.of("/proc/secret-place/contacts")),
                obstacle("too long a name", place -> place.resolve("secret-place".repeat(30))),
                obstacle(
                        "too long a folder",
                        place -> place.resolve("secret-place".repeat(30)).resolve("contacts")),
                obstacle("too long a path", place -> {
                    Path deep = place;
                    for (int i = 0; i < 30; i++) {
                        deep = deep.resolve("secret-place".repeat(20));
                    }
                    return deep.resolve("contacts");
                }),
                obstacle("zeros", place -> Files.write(place.resolve("contacts.mv.db"), new byte[100_000])),
                obstacle("a text", place -> Files.writeString(place.resolve("contacts.mv.db"), "text ".repeat(9_999))),
                obstacle("one byte", place -> Files.write(place.resolve("contacts.mv.db"), new byte[1])),
                obstacle("a file with a password", place -> {
                    Path file = place.resolve("contacts");
                    execute("jdbc:h2:" + file, "secret-place", "select 1");
                    return file;
                }),
                obstacle("an encrypted file", place -> {
                    Path file = place.resolve("contacts");
                    execute("jdbc:h2:" + file + ";CIPHER=AES", "secret-place secret-place", "select 1");
                    return file;
                }),
                obstacle("the name of a copy", place -> place.resolve("contacts" + H2FileUpgrade.UNFINISHED)),
                obstacle(
                        "tables of an unreleased library",
                        place -> tables(
                                place, "create table contactbook_schema (version integer, compatible_from integer)")),
                obstacle("tables of the future", place -> {
                    JdbcContactRepository.open(place.resolve("contacts")).close();
                    return tables(
                            place,
                            "insert into contactbook_schema (table_version, compatible_from) values (%d, %d)"
                                    .formatted(ContactSchema.version() + 2, ContactSchema.version() + 1));
                }));
    }

    private static Arguments obstacle(String name, Obstacle obstacle) {
        return Arguments.of(name, obstacle);
    }

    private static Path link(Path place, String target) throws IOException {
        return Files.createSymbolicLink(place.resolve("contacts.mv.db"), place.resolve(target));
    }

    private static Path tables(Path place, String sql) throws SQLException {
        Path file = place.resolve("contacts");
        execute("jdbc:h2:" + file, "", sql);
        return file;
    }

    private static void execute(String url, String password, String sql) throws SQLException {
        try (Connection host = DriverManager.getConnection(url, "", password);
                Statement statement = host.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Makes a place where no database can be. */
    @FunctionalInterface
    interface Obstacle {
        Path in(Path place) throws IOException, SQLException;
    }

    @Test
    @Tag("3.97")
    void a_file_that_was_refused_has_the_tables_it_had() throws Exception {
        Path file = tables(folder, "create table contactbook_contact (id bigint)");

        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcContactRepository.open(file))
                .withMessageContaining("unreleased library");

        assertThat(folder.toFile().list()).containsExactly("contacts.mv.db");
        tables(folder, "alter table contactbook_contact rename to tables_are_as_they_were");
        JdbcContactRepository.open(file).close();
    }

    @Test
    @Tag("3.98")
    void files_and_folders_are_their_owners_alone() throws IOException {
        Path file = folder.resolve("a/b/contacts");
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(file)) {
            insert(repository);

            assertOwnersAlone();
        }
        assertOwnersAlone();
    }

    /** Where the file system knows owners. */
    private void assertOwnersAlone() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            assertThat(paths.skip(1).filter(path -> OwnerOnly.isPosix()).toList())
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void an_empty_file_is_a_new_one_and_a_copy_that_a_kill_left_is_replaced() throws IOException {
        Files.createFile(folder.resolve("contacts.mv.db"));
        Files.writeString(folder.resolve("contacts" + H2FileUpgrade.UNFINISHED), "left ".repeat(9_999));

        try (EmbeddedContactRepository repository = JdbcContactRepository.open(folder.resolve("contacts"))) {
            insert(repository);
        }

        assertThat(folder.toFile().list()).containsExactly("contacts.mv.db");
    }

    @Test
    void a_first_read_that_fails_for_a_while_is_tried_again_and_one_that_fails_for_another_reason_is_not() {
        AtomicInteger reads = new AtomicInteger();

        assertThat(H2FileOpening.<String>patiently(() -> {
                    if (reads.incrementAndGet() < 3) {
                        throw new Storage("locked", true, Storage.Outcome.NOT_APPLIED);
                    }
                    return "read";
                }))
                .isEqualTo("read");
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> H2FileOpening.patiently(() -> {
                    reads.incrementAndGet();
                    throw new Storage("locked", true, Storage.Outcome.NOT_APPLIED);
                }));
        assertThat(reads).as("it ends").hasValue(3 + 5);
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> H2FileOpening.patiently(() -> {
                    reads.incrementAndGet();
                    throw new Storage("broken", false, Storage.Outcome.NOT_APPLIED);
                }));
        assertThat(reads).hasValue(3 + 5 + 1);
    }

    @Test
    void a_file_with_a_table_of_the_hosts_gets_the_contacts_beside_it() throws SQLException {
        Path file = tables(folder, "create table hosts (id bigint)");

        JdbcContactRepository.open(file).close();

        tables(folder, "insert into hosts select count(*) from contactbook_contact");
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
}
