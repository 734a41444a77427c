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
import dev.contactbook.jdbc.embedded.OwnerOnly;
import dev.contactbook.jdbc.embedded.SqliteFile;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.tck.SampleContacts;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** The SQLite file of an embedded store: where it can be, and who can use it. */
class SqliteFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    @Tag("3.3")
    void what_was_stored_is_there_when_the_file_is_opened_again(Durability durability) {
        Path file = folder.resolve("a/folder with spaces/kontakte-é");
        Contact stored;
        try (EmbeddedContactRepository repository = JdbcContactRepository.openSqlite(file, durability)) {
            stored = insert(repository);
        }

        assertThat(file.getParent().toFile().list()).containsExactly("kontakte-é");
        try (EmbeddedContactRepository repository = JdbcContactRepository.openSqlite(file, durability)) {
            assertThat(repository.find(ORGANIZATION, List.of(stored.id()))).containsValue(stored);
            assertThat(insert(repository).id()).isGreaterThan(stored.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.200")
    void every_connection_has_the_settings_that_the_promises_rest_on(Durability durability) throws SQLException {
        Path file = folder.resolve("contacts");
        JdbcContactRepository.openSqlite(file, durability).close();

        try (Connection connection =
                SqliteFile.of(file, durability == Durability.POWER_LOSS).connect()) {
            assertThat(pragma(connection, "synchronous")).isEqualTo(durability == Durability.POWER_LOSS ? "2" : "1");
            assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(connection, "fullfsync")).isEqualTo("1");
            assertThat(pragma(connection, "trusted_schema")).isEqualTo("0");
            assertThat(pragma(connection, "cell_size_check")).isEqualTo("1");
            assertThat(pragma(connection, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(connection, "temp_store")).isEqualTo("2");
            assertThat(pragma(connection, "page_size")).isEqualTo("4096");
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeQuery("pragma " + name).getString(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~",
                "%20",
                "mem:x",
                "contacts?mode=memory",
                "contacts?vfs=none&cache=shared",
                "contacts#fragment",
                "x;INIT=drop",
                "a\\b",
                "new\nline",
                "'quoted'",
                ":resource:x",
                "contacts.mv.db",
                "-x",
            })
    void an_odd_name_is_just_a_name(String name) {
        try (EmbeddedContactRepository repository = JdbcContactRepository.openSqlite(folder.resolve(name))) {
            insert(repository);
        }

        assertThat(folder.toFile().list()).containsExactly(name);
    }

    @ParameterizedTest
    @Tag("3.201")
    @ValueSource(strings = {":memory:", "file:contacts", "file:///contacts?mode=memory", ""})
    void what_is_no_path_is_rejected(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcContactRepository.openSqlite(Path.of(name)))
                .withMessageStartingWith("file: must");
    }

    @ParameterizedTest
    @Tag("3.201")
    @ValueSource(strings = {"contacts-wal", "contacts-shm", "contacts-journal"})
    void the_name_of_a_file_beside_a_database_is_rejected(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcContactRepository.openSqlite(folder.resolve(name)))
                .withMessageStartingWith("file: must not end with");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_path_on_another_file_system_is_rejected() throws IOException {
        Path zip = folder.resolve("a.zip");
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdbcContactRepository.openSqlite(files.getPath("/x")));
        }
    }

    @ParameterizedTest
    @MethodSource
    @Tag("5.7")
    @Tag("3.97")
    void a_place_where_no_database_can_be_is_a_documented_failure_that_names_no_path(String name, Obstacle obstacle)
            throws Exception {
        Path place = Files.createDirectory(folder.resolve("secret-place"));
        Path file = obstacle.in(place);

        assertThatThrownBy(() -> JdbcContactRepository.openSqlite(file))
                .isInstanceOfAny(Storage.class, IllegalArgumentException.class, IllegalStateException.class)
                .hasMessageNotContainingAny("secret-place", "contacts")
                .hasNoCause()
                .hasNoSuppressedExceptions()
                .satisfies(e -> {
                    if (e instanceof Storage failure) {
                        assertThat(failure.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
                        assertThat(failure.retryable()).as(failure.getMessage()).isFalse();
                    }
                });
    }

    static Stream<Arguments> a_place_where_no_database_can_be_is_a_documented_failure_that_names_no_path() {
        return Stream.of(
                obstacle("a dangling link", place -> link(place, "secret-place")),
                obstacle("a link to itself", place -> link(place, "contacts")),
                obstacle(
                        "a dangling link as folder",
                        place -> Files.createSymbolicLink(place.resolve("folder"), place.resolve("secret-place"))
                                .resolve("contacts")),
                obstacle("a folder", place -> Files.createDirectory(place.resolve("contacts"))),
                obstacle(
                        "a file as folder",
                        place -> Files.createFile(place.resolve("folder")).resolve("contacts")),
                obstacle("a folder that cannot be made", place -> Path.of("/proc/secret-place/contacts")),
                obstacle("too long a name", place -> place.resolve("secret-place".repeat(30))),
                obstacle("zeros", place -> Files.write(place.resolve("contacts"), new byte[100_000])),
                obstacle("a text", place -> Files.writeString(place.resolve("contacts"), "text ".repeat(9_999))),
                obstacle("several names", place -> {
                    Path file = Files.createFile(place.resolve("contacts"));
                    return Files.createLink(place.resolve("hard"), file);
                }));
    }

    private static Arguments obstacle(String name, Obstacle obstacle) {
        return Arguments.of(name, obstacle);
    }

    private static Path link(Path place, String target) throws IOException {
        return Files.createSymbolicLink(place.resolve("contacts"), place.resolve(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table contactbook_schema (version integer, compatible_from integer)",
                "create table contactbook_contact (id integer)",
                "insert into contactbook_schema (table_version, compatible_from) values (100, 99)"
            })
    @Tag("3.95")
    @Tag("3.97")
    void tables_of_other_libraries_are_rejected_and_stay_as_they_were(String tables) throws SQLException {
        Path file = folder.resolve("contacts");
        if (tables.startsWith("insert")) {
            JdbcContactRepository.openSqlite(file).close();
        }
        execute(file, tables);
        String before = schema(file);

        assertThatIllegalStateException().isThrownBy(() -> JdbcContactRepository.openSqlite(file));

        assertThat(schema(file)).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("contacts");
    }

    @Test
    @Tag("3.97")
    void a_file_that_is_no_database_stays_as_it_was() throws IOException {
        Path file = folder.resolve("contacts");
        Files.writeString(file, "no database at all ".repeat(1_000));

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> JdbcContactRepository.openSqlite(file))
                .withMessage(
                        "The database failed, SQL state XX001: the file is not a SQLite database, or is encrypted");
        assertThat(file).content().isEqualTo("no database at all ".repeat(1_000));
        assertThat(folder.toFile().list()).containsExactly("contacts");
    }

    @Test
    void a_file_with_a_table_of_the_hosts_gets_the_contacts_beside_it() throws SQLException {
        Path file = folder.resolve("contacts");
        execute(file, "create table hosts (id integer)");

        JdbcContactRepository.openSqlite(file).close();

        execute(file, "insert into hosts select count(*) from contactbook_contact");
    }

    @Test
    void an_empty_file_is_a_new_one() throws IOException {
        Path file = Files.createFile(folder.resolve("contacts"));

        try (EmbeddedContactRepository repository = JdbcContactRepository.openSqlite(file)) {
            assertThat(total(repository)).hasValue(0);
        }
    }

    @Test
    @Tag("3.98")
    void files_and_folders_are_their_owners_alone() throws IOException {
        Path file = folder.resolve("a/b/contacts");
        try (EmbeddedContactRepository repository = JdbcContactRepository.openSqlite(file)) {
            insert(repository);

            assertThat(file.getParent().toFile().list())
                    .containsExactlyInAnyOrder("contacts", "contacts-wal", "contacts-shm");
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
    void a_file_may_be_open_twice_and_by_a_link() throws IOException {
        Path file = folder.resolve("contacts");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("contacts"));
        EmbeddedContactRepository one = JdbcContactRepository.openSqlite(file);
        try (EmbeddedContactRepository another = JdbcContactRepository.openSqlite(link)) {
            assertThat(insert(one).id()).isLessThan(insert(another).id());
            assertThat(total(one)).hasValue(2);
            one.close();
            insert(another);
            assertThat(total(another)).hasValue(3);
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("contacts", "link");
    }

    @Test
    @Tag("3.200")
    @Tag("4.25")
    @Tag("5.10")
    void a_write_waits_for_another_process_until_its_deadline_at_most() throws SQLException {
        Path file = folder.resolve("contacts");
        try (EmbeddedContactRepository repository = JdbcContactRepository.openSqlite(file);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            insert(repository);
            statement.execute("begin immediate");
            WriteRequest ann = WriteRequest.of(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann"))));

            Storage expected = WorkBudget.outOfTime();
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() ->
                            repository.write(ann.withBudget(WorkBudget.of(Duration.ofMillis(300), Integer.MAX_VALUE))))
                    .withMessage(expected.getMessage())
                    .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
            assertThat(total(repository)).as("readers do not wait").hasValue(1);

            statement.execute("rollback");
            insert(repository);
            assertThat(total(repository)).hasValue(2);
        }
    }

    /** Each try waits a millisecond here. */
    @Test
    @Tag("4.25")
    void a_write_waits_for_another_process_until_its_deadline_however_often_it_has_to_try() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("contacts") + "?busy_timeout=1&journal_mode=wal";
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl(url);
        ContactSchema.migrate(dataSource);
        JdbcContactRepository repository = JdbcContactRepository.over(dataSource);
        WriteRequest ann = WriteRequest.of(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann"))));
        try (Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");

            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() ->
                            repository.write(ann.withBudget(WorkBudget.of(Duration.ofSeconds(1), Integer.MAX_VALUE))))
                    .withMessage(WorkBudget.outOfTime().getMessage());
            statement.execute("rollback");
        }
        assertThat(total(repository)).hasValue(0);
    }

    @Test
    @Tag("3.200")
    void a_write_goes_on_when_another_process_is_done() throws Exception {
        Path file = folder.resolve("contacts");
        try (EmbeddedContactRepository repository = JdbcContactRepository.openSqlite(file);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            CountDownLatch begun = new CountDownLatch(1);
            Thread writer = new Thread(() -> {
                begun.countDown();
                insert(repository);
            });
            writer.start();
            begun.await();

            statement.execute("rollback");
            writer.join();

            assertThat(total(repository)).hasValue(1);
        }
    }

    @Test
    void an_interrupted_thread_harms_nobody() throws InterruptedException {
        try (EmbeddedContactRepository repository = JdbcContactRepository.openSqlite(folder.resolve("contacts"))) {
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 50; i++) {
                    Thread.currentThread().interrupt();
                    insert(repository);
                }
            });
            writer.start();
            writer.join();

            assertThat(total(repository)).hasValue(50);
            assertThat(repository.verify()).isEmpty();
        }
    }

    /** Its pool makes further connections some time after the first. */
    @Test
    void after_close_nothing_is_open_whenever_it_is_called() {
        for (int round = 0; round < 40; round++) {
            try (EmbeddedContactRepository repository = JdbcContactRepository.openSqlite(folder.resolve("contacts"))) {
                for (int write = 0; write < 3 * round; write++) {
                    insert(repository);
                }
            }

            assertThat(folder.toFile().list()).as("round %d", round).containsExactly("contacts");
        }
    }

    @Test
    void after_close_calls_fail_and_close_may_be_called_again() {
        EmbeddedContactRepository repository = JdbcContactRepository.openSqlite(folder.resolve("contacts"));
        repository.close();

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> insert(repository))
                .matches(e -> e.outcome() == Storage.Outcome.NOT_APPLIED);
        assertThatExceptionOfType(Storage.class).isThrownBy(() -> total(repository));
        assertThatCode(repository::close).doesNotThrowAnyException();
    }

    private static String schema(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("select group_concat(sql) from sqlite_schema")
                    .getString(1);
        }
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Makes a place where no database can be. */
    @FunctionalInterface
    interface Obstacle {
        Path in(Path place) throws IOException, SQLException;
    }
}
