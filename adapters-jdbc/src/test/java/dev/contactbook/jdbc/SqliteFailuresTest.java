package dev.contactbook.jdbc;

import static dev.contactbook.jdbc.Stores.ORGANIZATION;
import static dev.contactbook.jdbc.Stores.insert;
import static dev.contactbook.jdbc.Stores.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.ContactsException.Storage.Outcome;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.tck.SampleContacts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite fails with, each made to happen, and the state by which the library says it. */
class SqliteFailuresTest {
    private final List<Connection> open = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : open) {
            connection.close();
        }
    }

    @Test
    @Tag("5.10")
    @Tag("5.11")
    @Tag("5.16")
    void a_full_disk_is_worth_a_retry_nothing_is_stored_and_with_space_the_next_call_works() throws SQLException {
        JdbcContactRepository repository = JdbcContactRepository.over(migrated());
        List<Contact> stored = new ArrayList<>(List.of(insert(repository)));
        JdbcContactRepository withoutSpace =
                JdbcContactRepository.over(file(config -> config.setPragma(Pragma.MAX_PAGE_COUNT, "1")));
        List<Change> many = Collections.nCopies(200, new Change.Insert(SampleContacts.named("Ada")));

        Storage full = failure(() -> {
            while (true) {
                stored.add(insert(withoutSpace));
            }
        });
        Storage fullOfMany = failure(() -> withoutSpace.write(ORGANIZATION, many));

        assertThat(List.of(full, fullOfMany))
                .allSatisfy(each -> assertIs(each, "53100", true, Outcome.NOT_APPLIED)
                        .hasMessageEndingWith(": the disk is full, free some space"));
        assertThat(withoutSpace.find(ORGANIZATION, List.of(stored.get(0).id()))).hasSize(1);
        stored.add(insert(repository));
        assertThat(total(repository)).hasValue(stored.size());
        assertThat(ContactSchema.verify(file())).isEmpty();
    }

    @Test
    @Tag("5.10")
    @Tag("5.16")
    void a_file_that_is_read_only_can_be_read_and_says_so_to_writers() throws SQLException {
        Contact ada = insert(JdbcContactRepository.over(migrated()));
        JdbcContactRepository readOnly = JdbcContactRepository.over(file(config -> config.setReadOnly(true)));

        assertIs(failure(() -> insert(readOnly)), "25006", false, Outcome.NOT_APPLIED)
                .hasMessageEndingWith(": the file or its folder is read-only, make both writable");
        assertThat(readOnly.find(ORGANIZATION, List.of(ada.id()))).containsValue(ada);
    }

    @Test
    @Tag("5.10")
    @Tag("5.16")
    void a_lock_that_another_process_holds_is_worth_a_retry() throws SQLException {
        DataSource impatient = file(config -> config.setBusyTimeout(1));
        migrated();
        JdbcContactRepository repository = JdbcContactRepository.over(impatient);
        insert(repository);
        try (Connection other = file().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");

            assertIs(failure(() -> insert(repository)), "55P03", true, Outcome.NOT_APPLIED)
                    .hasMessageEndingWith(": another process holds the lock of the file, keep its transactions short");
            assertIs(failure(() -> repository.numberedIds("user").numberOf("x")), "55P03", true, Outcome.NOT_APPLIED);
        }
        insert(repository);
        assertThat(total(repository)).hasValue(2);
    }

    @Test
    @Tag("5.7")
    @Tag("5.10")
    @Tag("5.16")
    void what_a_trigger_of_the_host_refuses_is_not_stored_and_its_words_are_not_told() throws SQLException {
        DataSource file = migrated();
        JdbcContactRepository repository = JdbcContactRepository.over(file);
        insert(repository);
        update(
                file,
                "create trigger refuse before insert on contactbook_contact"
                        + " begin select raise(abort, 'Ada is secret'); end");

        assertIs(failure(() -> insert(repository)), "23000", false, Outcome.NOT_APPLIED)
                .hasMessageNotContaining("secret");
        assertThat(total(repository)).hasValue(1);
        assertThat(ContactSchema.verify(file)).isEmpty();
    }

    @Test
    @Tag("5.10")
    @Tag("5.16")
    void a_damaged_file_is_no_answer() throws SQLException, IOException {
        DataSource file = migrated();
        JdbcContactRepository repository = JdbcContactRepository.over(file);
        repository.write(ORGANIZATION, Collections.nCopies(500, new Change.Insert(SampleContacts.named("Ada"))));
        update(file, "pragma wal_checkpoint(truncate)");
        try (RandomAccessFile bytes =
                new RandomAccessFile(folder.resolve("contacts").toFile(), "rw")) {
            for (long page = 4_096; page < bytes.length(); page += 4_096) {
                bytes.seek(page);
                bytes.write(new byte[64]);
            }
        }

        assertIs(failure(() -> repository.find(ORGANIZATION, List.of(250L))), "XX001", false, Outcome.NOT_APPLIED)
                .hasMessageEndingWith(": the database file is damaged, restore a copy");
        assertThat(failure(() -> insert(repository)).sqlState()).hasValue("XX001");
    }

    @Test
    @Tag("5.16")
    void tables_that_do_not_match_say_what_to_do() throws SQLException {
        DataSource file = migrated();
        JdbcContactRepository repository = JdbcContactRepository.over(file);
        update(file, "drop table contactbook_counter");

        assertIs(failure(() -> insert(repository)), "42000", false, Outcome.NOT_APPLIED)
                .hasMessageEndingWith(": the tables do not match this version, run ContactSchema.migrate");
    }

    @Test
    @Tag("3.84")
    @Tag("4.25")
    @Tag("5.11")
    void a_statement_ends_at_the_deadline_and_the_next_call_on_its_connection_works() throws SQLException {
        DataSource file = migrated();
        try (Connection only = file.getConnection()) {
            JdbcContactRepository repository = JdbcContactRepository.over(Interposed.only(only));
            Contact ada = repository
                    .write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ada"))))
                    .contacts()
                    .orElseThrow()
                    .get(0);
            update(file, "alter table contactbook_contact rename to contacts_of_test");
            update(
                    file,
                    "create view contactbook_contact as with recursive slow (n) as"
                            + " (select 1 union all select n + 1 from slow where n < 1000000000000)"
                            + " select c.* from contacts_of_test c, slow");
            ListRequest search = ListRequest.of(
                    ORGANIZATION, ContactQuery.of(ContactSearch.byName("ada")).limit(0));

            for (int round = 0; round < 3; round++) {
                assertOutOfTime(() -> repository.list(search.withBudget(moment())));
            }

            update(file, "drop view contactbook_contact");
            update(file, "alter table contacts_of_test rename to contactbook_contact");
            assertThat(only.getAutoCommit()).isTrue();
            for (int round = 0; round < 100; round++) {
                assertThat(repository.find(ORGANIZATION, List.of(ada.id()))).containsValue(ada);
            }
            insert(repository);
            assertThat(total(repository)).hasValue(2);
        }
    }

    @Test
    @Tag("3.84")
    @Tag("4.25")
    void a_write_that_takes_too_long_ends_at_the_deadline_and_nothing_is_stored() throws SQLException {
        DataSource file = migrated();
        JdbcContactRepository repository = JdbcContactRepository.over(file);
        insert(repository);
        update(
                file,
                "create trigger slow after insert on contactbook_contact begin"
                        + " insert into contactbook_counter select new.organization_id, n, 1, 0, 0"
                        + " from (with recursive slow (n) as"
                        + " (select 1 union all select n + 1 from slow where n < 1000000000000) select n from slow); end");
        WriteRequest write = WriteRequest.of(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ada"))));

        assertOutOfTime(() -> repository.write(write.withBudget(moment())));

        update(file, "drop trigger slow");
        insert(repository);
        assertThat(total(repository)).hasValue(2);
        assertThat(ContactSchema.verify(file)).isEmpty();
    }

    /** As the driver throws it, of a commit: what cannot be made to happen here, and every kind beside. */
    @ParameterizedTest
    @CsvSource({
        "SQLITE_FULL, 53100, true, NOT_APPLIED",
        "SQLITE_NOMEM, 53200, true, UNKNOWN",
        "SQLITE_IOERR, 58030, true, UNKNOWN",
        "SQLITE_IOERR_FSYNC, 58030, true, UNKNOWN",
        "SQLITE_IOERR_SHMSIZE, 58030, true, UNKNOWN",
        "SQLITE_BUSY, 55P03, true, NOT_APPLIED",
        "SQLITE_BUSY_SNAPSHOT, 55P03, true, NOT_APPLIED",
        "SQLITE_LOCKED, 55P03, true, NOT_APPLIED",
        "SQLITE_PROTOCOL, 55P03, true, NOT_APPLIED",
        "SQLITE_INTERRUPT, 57014, true, NOT_APPLIED",
        "SQLITE_READONLY_DBMOVED, 25006, false, NOT_APPLIED",
        "SQLITE_CANTOPEN, 58P01, false, NOT_APPLIED",
        "SQLITE_CORRUPT_INDEX, XX001, false, UNKNOWN",
        "SQLITE_NOTADB, XX001, false, NOT_APPLIED",
        "SQLITE_TOOBIG, 54000, false, NOT_APPLIED",
        "SQLITE_CONSTRAINT_UNIQUE, 23000, false, NOT_APPLIED",
        "SQLITE_MISMATCH, 22000, false, NOT_APPLIED",
        "SQLITE_AUTH, 42501, false, NOT_APPLIED",
        "SQLITE_PERM, 42501, false, NOT_APPLIED",
        "SQLITE_ERROR, 42000, false, NOT_APPLIED"
    })
    @Tag("5.5")
    @Tag("5.7")
    @Tag("5.10")
    @Tag("5.16")
    void a_code_of_sqlite_has_the_state_of_the_same_meaning(
            SQLiteErrorCode code, String state, boolean retryable, Outcome outcome) {
        SQLException thrown = new SQLiteException("[" + code + "] Ada is secret", code);

        assertIs(StorageFailures.translate(thrown, true), state, retryable, outcome)
                .hasMessageMatching("The database failed, SQL state " + state + ": .+")
                .hasMessageNotContaining("secret");
        assertThat(StorageFailures.translate(thrown, false).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    /** Its native part has no code where it needs memory itself. */
    @Test
    @Tag("5.10")
    @Tag("5.16")
    void a_lack_of_memory_of_the_driver_itself_says_so_too() {
        SQLException thrown = new SQLException("Out of memory");

        assertIs(StorageFailures.translate(thrown, true), "53200", true, Outcome.UNKNOWN)
                .hasMessageEndingWith(": memory was exhausted, give the process more");
        assertThat(StorageFailures.translate(thrown, false).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    /** The next call's statement runs while the deadline of the call before has passed. */
    @Test
    @Tag("3.84")
    @Tag("5.11")
    void a_deadline_that_passes_when_the_connection_is_given_back_ends_nothing_of_the_next_call() throws SQLException {
        DataSource file = migrated();
        AtomicLong clock = new AtomicLong();
        List<Integer> counted = new ArrayList<>();
        try (Connection only = file.getConnection()) {
            JdbcContactRepository repository = JdbcContactRepository.over(Interposed.only(only, () -> {
                if (clock.get() < 0) {
                    clock.set(Duration.ofHours(1).toNanos());
                    counted.add(count(only));
                }
            }));
            insert(repository);
            clock.set(-1);

            repository.list(ListRequest.of(ORGANIZATION, ContactQuery.page().limit(1))
                    .withBudget(WorkBudget.of(Duration.ofMillis(1), Integer.MAX_VALUE, clock::get)));
        }

        assertThat(counted).containsExactly(2_000_000);
    }

    private static int count(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000000)"
                            + " select count(*) from n")
                    .getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.2", "3.50.99", "2.99.99", "3.7"})
    @Tag("3.202")
    void a_version_whose_checkpoints_can_damage_a_file_is_rejected(String version) throws SQLException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcContactRepository.over(ofVersion(version)))
                .withMessageContainingAll("SQLite " + version, "3.51.3.0 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.3", "3.51.10", "3.52.0", "4.0"})
    @Tag("3.202")
    void a_later_version_is_accepted(String version) throws SQLException {
        migrated();

        insert(JdbcContactRepository.over(ofVersion(version)));
    }

    /** A connection on which SQLite calls itself so. */
    private DataSource ofVersion(String version) throws SQLException {
        Connection connection = file().getConnection();
        open.add(connection);
        Function.create(connection, "sqlite_version", new Function() {
            @Override
            protected void xFunc() throws SQLException {
                result(version);
            }
        });
        return Interposed.only(connection);
    }

    @Test
    @Tag("3.202")
    void transactions_of_the_host_and_named_schemas_are_rejected() throws SQLException {
        DataSource file = migrated();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcContactRepository.over(file, () -> null))
                .withMessageContaining("openSqlite");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> JdbcContactRepository.builder(file).schema("main").build())
                .withMessageStartingWith("schema: ");
    }

    private static void assertOutOfTime(ThrowingCallable call) {
        Storage expected = WorkBudget.outOfTime();
        assertThat(failure(call))
                .hasMessage(expected.getMessage())
                .matches(e -> e.retryable() && e.outcome() == expected.outcome());
    }

    private static WorkBudget moment() {
        return WorkBudget.of(Duration.ofMillis(200), Integer.MAX_VALUE);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertIs(
            Storage failure, String state, boolean retryable, Outcome outcome) {
        assertThat(failure.sqlState()).hasValue(state);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.outcome()).isEqualTo(outcome);
        return assertThat(failure).hasNoCause().hasMessageStartingWith("The database failed, SQL state " + state);
    }

    private static Storage failure(ThrowingCallable call) {
        return catchThrowableOfType(Storage.class, call);
    }

    private DataSource migrated() {
        DataSource file = file();
        ContactSchema.migrate(file);
        return file;
    }

    private DataSource file() {
        return file(config -> {});
    }

    private DataSource file(Consumer<SQLiteConfig> settings) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        settings.accept(config);
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + folder.resolve("contacts"));
        return dataSource;
    }

    private static void update(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
