package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.ContactsException.Storage.Outcome;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.spi.Change;
import dev.contactbook.tck.SampleContacts;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of the exceptions that a statement can fail with. Public, since the database calls a function of it that
 * throws them.
 */
public class SqlStateTest {
    private static final long ORGANIZATION = 456;

    private static volatile @Nullable SQLException failure;

    private final JdbcConnectionPool pool = H2.inMemory("");
    private JdbcContactRepository repository;

    @BeforeEach
    void migrate() throws SQLException {
        failure = null;
        ContactSchema.migrate(pool);
        // With counters a write is a transaction, of which only the commit can be in doubt. So is a change of keys.
        ContactSchema.useCounters(pool, false);
        repository = JdbcContactRepository.over(pool);
        H2.update(pool, "create alias fail for '" + SqlStateTest.class.getName() + ".fail'");
    }

    @AfterEach
    void dispose() {
        pool.dispose();
    }

    /** Called by the database. */
    public static int fail() throws SQLException {
        SQLException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return 1;
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                // The statement was refused.
                arguments(new SQLException("secret", "23505"), false, Outcome.NOT_APPLIED),
                arguments(new SQLException("secret", "0A000"), false, Outcome.NOT_APPLIED),
                arguments(new SQLException("secret", "55006"), false, Outcome.NOT_APPLIED),
                arguments(new SQLException("secret", "P0001"), false, Outcome.NOT_APPLIED),
                // Refused as well, but not for ever: no lock in time, cancelled, disk full.
                arguments(new SQLException("secret", "HYT00"), true, Outcome.NOT_APPLIED),
                arguments(new SQLException("secret", "55P03"), true, Outcome.NOT_APPLIED),
                arguments(new SQLException("secret", "57014"), true, Outcome.NOT_APPLIED),
                arguments(new SQLException("secret", "53100"), true, Outcome.NOT_APPLIED),
                arguments(new SQLException("secret", "25P03"), true, Outcome.NOT_APPLIED),
                arguments(new SQLException("secret", "25P04"), true, Outcome.NOT_APPLIED),
                // A constraint refused the commit.
                arguments(new SQLException("secret", "40002"), false, Outcome.NOT_APPLIED),
                // The transaction was rolled back; 40003 says that nobody knows.
                arguments(new SQLException("secret", "40001"), true, Outcome.NOT_APPLIED),
                arguments(new SQLException("secret", "40003"), false, Outcome.UNKNOWN),
                // The connection broke, perhaps after the commit.
                arguments(new SQLException("secret", "08006"), true, Outcome.UNKNOWN),
                arguments(new SQLException("secret", "57P01"), true, Outcome.UNKNOWN),
                arguments(new SQLException("secret", "57P02"), true, Outcome.UNKNOWN),
                arguments(new SQLException("secret", "57P03"), true, Outcome.UNKNOWN),
                // Anything may have happened.
                arguments(new SQLException("secret", "XX000"), false, Outcome.UNKNOWN),
                arguments(new SQLException("secret", "HYT01"), false, Outcome.UNKNOWN),
                arguments(new SQLException("secret", "2350"), false, Outcome.UNKNOWN),
                arguments(new SQLException("secret", "235050"), false, Outcome.UNKNOWN),
                arguments(new SQLException("secret"), false, Outcome.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @Tag("5.7")
    @Tag("5.10")
    void a_failed_write_says_whether_to_retry_and_what_became_of_it(
            SQLException thrown, boolean retryable, Outcome outcome) throws SQLException {
        Contact ann = repository
                .write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann"))))
                .contacts()
                .orElseThrow()
                .get(0);
        Contact bob = ann.changed(
                SampleContacts.named("Bob").details(), ann.updatedAt().plusMillis(1), null);
        H2.update(pool, "alter table contactbook_contact add column failing int on update fail()");
        failure = thrown;

        Storage storage = catchThrowableOfType(
                Storage.class, () -> repository.write(ORGANIZATION, List.of(new Change.Replace(ann, bob))));

        Optional<String> state = Optional.ofNullable(thrown.getSQLState()).filter(text -> text.length() == 5);
        assertThat(storage).hasNoCause();
        assertThat(storage.getMessage())
                .startsWith("The database failed"
                        + state.map(", SQL state "::concat).orElse(""))
                .doesNotContain("secret");
        assertThat(storage.sqlState()).isEqualTo(state);
        assertThat(storage.retryable()).isEqualTo(retryable);
        assertThat(storage.outcome()).isEqualTo(outcome);
    }

    @Test
    @Tag("5.7")
    void a_write_of_keys_that_fails_before_its_commit_is_not_applied_whatever_the_state() throws SQLException {
        Contact ann = repository
                .write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann"))))
                .contacts()
                .orElseThrow()
                .get(0);
        Contact bob = ann.changed(SampleContacts.full(1), ann.updatedAt().plusMillis(1), null);
        H2.update(pool, "alter table contactbook_key add column failing int default fail()");
        failure = new SQLException("secret", "XX000");

        Storage storage = catchThrowableOfType(
                Storage.class, () -> repository.write(ORGANIZATION, List.of(new Change.Replace(ann, bob))));

        assertThat(storage.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(repository.find(ORGANIZATION, List.of(ann.id()))).containsValue(ann);
    }

    @Test
    void a_read_that_fails_has_written_nothing_whatever_the_state() throws SQLException {
        long id = repository
                .write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann"))))
                .contacts()
                .orElseThrow()
                .get(0)
                .id();
        H2.update(pool, "alter table contactbook_contact rename to contacts");
        H2.update(pool, "create view contactbook_contact as select * from contacts where fail() = 1");
        assertThat(repository.find(ORGANIZATION, List.of(id))).hasSize(1);
        failure = new SQLException("secret", "XX000");

        Storage storage = catchThrowableOfType(Storage.class, () -> repository.find(ORGANIZATION, List.of(id)));

        assertThat(storage).hasMessage("The database failed, SQL state XX000");
        assertThat(storage.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "08006 | check that the database runs and is reachable",
                "22001 | look for constraints or triggers of your own",
                "23505 | look for constraints or triggers of your own",
                "25006 | check whether it is read-only or has failed before",
                "25P03 | keep transactions short or raise its timeout",
                "25P04 | keep transactions short or raise its timeout",
                "28P01 | check user and password",
                "3F000 | check its name",
                "40002 | look for constraints or triggers of your own",
                "40001 | repeat yours",
                "42S22 | run ContactSchema.migrate",
                "42501 | grant them",
                "90096 | grant them",
                "53300 | free some or raise the limits",
                "55P03 | keep transactions short",
                "HYT00 | keep transactions short",
                "55006 | check its log",
                "57014 | check timeouts of the database",
                "57P01 | repeat the call later",
                "58030 | check its disk",
                "90098 | check disk and memory of the process",
                "P0001 | look for triggers of your own"
            })
    @Tag("5.16")
    void a_failure_says_what_to_do_by_the_class_of_its_state(String state, String advice) {
        Storage storage = StorageFailures.translate(new SQLException("secret", state), true);

        assertThat(storage.getMessage())
                .startsWith("The database failed, SQL state " + state + ": ")
                .contains(advice)
                .doesNotContain("secret");
        assertThat(storage.sqlState()).hasValue(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX000", "40003", "HYT01"})
    @Tag("5.16")
    void a_state_that_nothing_is_known_of_comes_without_advice(String state) {
        Storage storage = StorageFailures.translate(new SQLException("secret", state), true);

        assertThat(storage).hasMessage("The database failed, SQL state " + state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2350", "235050", "23 05", "23505\n", "Ada Lovelace", "2350\u0665"})
    @Tag("5.16")
    void a_text_of_a_driver_that_is_no_state_is_not_told(String text) {
        Storage storage = StorageFailures.translate(new SQLException("secret", text), true);

        assertThat(storage).hasMessage("The database failed");
        assertThat(storage.sqlState()).isEmpty();
    }

    @Test
    @Tag("5.16")
    void a_connection_that_is_refused_by_a_state_has_the_advice_of_the_state() {
        Storage storage = StorageFailures.translate(new SQLTransientConnectionException("secret", "28P01"), true);

        assertThat(storage.getMessage()).contains("check user and password").doesNotContain("no connection was free");
        assertThat(storage.retryable()).isFalse();
    }

    @Test
    @Tag("5.16")
    void a_pool_without_a_free_connection_is_told_apart() {
        Storage storage = StorageFailures.translate(new SQLTransientConnectionException("secret"), true);

        assertThat(storage)
                .hasMessage("The database failed: no connection was free, enlarge the pool or keep transactions short");
        assertThat(storage.sqlState()).isEmpty();
    }

    /** H2 passes on but one exception; PostgreSQL's driver adds the lost connection to the server's last words. */
    @ParameterizedTest
    @ValueSource(strings = {"53100", "40001", "23505"})
    @Tag("5.5")
    @Tag("5.10")
    void a_refusal_with_which_the_connection_ends_is_none(String state) {
        SQLException lastWords = new SQLException("secret", state);
        lastWords.setNextException(new SQLException("secret", "08006"));

        Storage storage = StorageFailures.translate(lastWords, true);

        assertThat(storage.getMessage()).startsWith("The database failed, SQL state " + state + ": ");
        assertThat(storage.retryable()).isTrue();
        assertThat(storage.outcome()).isEqualTo(Outcome.UNKNOWN);
    }
}
