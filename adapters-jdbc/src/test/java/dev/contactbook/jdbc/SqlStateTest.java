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
import java.util.List;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
        // With counters a write is a transaction, of which only the commit can be in doubt; so is a create.
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
        Contact bob = ann.changed(SampleContacts.full(1), ann.updatedAt().plusMillis(1));
        H2.update(pool, "alter table contactbook_contact add column failing int on update fail()");
        failure = thrown;

        Storage storage = catchThrowableOfType(
                Storage.class, () -> repository.write(ORGANIZATION, List.of(new Change.Replace(ann, bob))));

        String state = thrown.getSQLState() == null ? "" : ", SQL state " + thrown.getSQLState();
        assertThat(storage).hasMessage("The database failed" + state).hasNoCause();
        assertThat(storage.retryable()).isEqualTo(retryable);
        assertThat(storage.outcome()).isEqualTo(outcome);
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

    /** H2 passes on but one exception; PostgreSQL's driver adds the lost connection to the server's last words. */
    @ParameterizedTest
    @ValueSource(strings = {"53100", "40001", "23505"})
    @Tag("5.5")
    @Tag("5.10")
    void a_refusal_with_which_the_connection_ends_is_none(String state) {
        SQLException lastWords = new SQLException("secret", state);
        lastWords.setNextException(new SQLException("secret", "08006"));

        Storage storage = StorageFailures.translate(lastWords, true);

        assertThat(storage).hasMessage("The database failed, SQL state " + state);
        assertThat(storage.retryable()).isTrue();
        assertThat(storage.outcome()).isEqualTo(Outcome.UNKNOWN);
    }
}
