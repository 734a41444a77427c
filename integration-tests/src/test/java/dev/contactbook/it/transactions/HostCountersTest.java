package dev.contactbook.it.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.FeedReader;
import dev.contactbook.it.transactions.HostTransactionsTest.Kind;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Counters and revisions where a transaction of the host's stays open: who waits for whom, and what readers are told. */
class HostCountersTest {
    private static final long ORGANIZATION = 456;
    private static final Caller ME = Caller.user(789).inOrganization(ORGANIZATION);
    private static final int STRIPES = 16;

    private HikariDataSource dataSource;
    private HikariDataSource impatient;

    @AfterEach
    void close() {
        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        impatient.close();
        dataSource.close();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.69")
    void a_reader_of_changes_hears_of_a_transaction_when_it_commits_however_late(Kind kind) throws SQLException {
        open(kind);
        FeedReader reader = new FeedReader(ORGANIZATION);
        JdbcContactRepository others = JdbcContactRepository.over(impatient);
        try (Connection connection = begin()) {
            Contact late = host(connection).create(ME, contact -> contact.firstName("Late"));

            List<Contact> early = new ArrayList<>();
            for (int i = 1; i < STRIPES; i++) {
                early.add(Contacts.over(others).create(ME, contact -> contact.firstName("Early")));
            }
            reader.readOn(others).assertKnows(early);
            assertThat(reader.knows(late.id())).isFalse();
            connection.commit();
            early.add(Contacts.over(others).create(ME, contact -> contact.firstName("Early")));

            early.add(late);
            reader.readOn(others).assertKnows(early);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.69")
    void a_reader_of_changes_never_hears_of_a_transaction_that_is_rolled_back(Kind kind) throws SQLException {
        open(kind);
        FeedReader reader = new FeedReader(ORGANIZATION);
        JdbcContactRepository others = JdbcContactRepository.over(impatient);
        Contact ann = Contacts.over(others).create(ME, contact -> contact.firstName("Ann"));
        reader.readOn(others);
        try (Connection connection = begin()) {
            Contact bob = host(connection).create(ME, contact -> contact.firstName("Bob"));
            host(connection).patch(ME, ann.id(), contact -> contact.firstName("Anna"));
            connection.rollback();

            Contact changed = Contacts.over(others).patch(ME, ann.id(), contact -> contact.firstName("Anne"));
            reader.readOn(others).assertKnows(List.of(changed));
            assertThat(reader.knows(bob.id())).isFalse();
            assertThat(total(others)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.67")
    void one_write_in_sixteen_waits_for_a_transaction_that_wrote_another_contact(Kind kind) throws SQLException {
        open(kind);
        Contacts others = Contacts.over(JdbcContactRepository.over(impatient));
        for (int i = 0; i < STRIPES; i++) {
            others.create(ME, contact -> contact.firstName("First")); // the counters are there from now on
        }
        try (Connection connection = begin()) {
            host(connection).create(ME, contact -> contact.firstName("Host"));

            List<Storage> waited = new ArrayList<>();
            for (int i = 0; i < STRIPES; i++) {
                Storage failure = catchThrowableOfType(
                        Storage.class, () -> others.create(ME, contact -> contact.firstName("Ann")));
                if (failure != null) {
                    waited.add(failure);
                }
            }
            assertThat(waited)
                    .hasSize(1)
                    .allMatch(failure -> failure.retryable() && failure.outcome() == Storage.Outcome.NOT_APPLIED);
            connection.commit();
            others.create(ME, contact -> contact.firstName("Ann"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.67")
    void without_counters_no_write_waits_for_a_transaction_that_wrote_another_contact(Kind kind) throws SQLException {
        open(kind);
        ContactSchema.useCounters(dataSource, false);
        JdbcContactRepository others = JdbcContactRepository.over(impatient);
        try (Connection connection = begin()) {
            host(connection).create(ME, contact -> contact.firstName("Host"));
            for (int i = 0; i < STRIPES; i++) {
                Contacts.over(others).create(ME, contact -> contact.firstName("Ann"));
            }
            connection.commit();
        }

        assertThat(total(others)).isEqualTo(STRIPES + 1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.67")
    void of_two_transactions_that_wait_for_each_others_stripes_one_is_ended_and_may_begin_again(Kind kind)
            throws SQLException {
        open(kind);
        Contacts others = Contacts.over(JdbcContactRepository.over(impatient));
        List<Contact> there = new ArrayList<>();
        for (int i = 0; i < 2 * STRIPES; i++) {
            there.add(others.create(ME, contact -> contact.firstName("Ann")));
        }
        try (Connection one = begin();
                Connection two = begin()) {
            rename(one, there.get(0));
            rename(two, there.get(1));
            CompletableFuture<Void> inOne = CompletableFuture.runAsync(
                    () -> rename(one, there.get(1 + STRIPES)), task -> new Thread(task).start());
            Storage failure = catchThrowableOfType(Storage.class, () -> rename(two, there.get(STRIPES)));
            if (failure != null) {
                two.rollback();
            }
            Storage failureInOne = failureOf(inOne);

            assertThat(failure == null && failureInOne == null).isFalse();
            for (Storage each : Arrays.asList(failure, failureInOne)) {
                assertThat(each == null || each.retryable() && each.outcome() == Storage.Outcome.NOT_APPLIED)
                        .isTrue();
            }
            if (failureInOne != null) {
                one.rollback();
            }
            one.commit();
            two.commit();
        }
    }

    private static @Nullable Storage failureOf(CompletableFuture<Void> work) {
        CompletionException thrown = catchThrowableOfType(CompletionException.class, work::join);
        return thrown == null ? null : (Storage) thrown.getCause();
    }

    private void rename(Connection connection, Contact contact) {
        host(connection).patch(ME, contact.id(), changes -> changes.firstName("Renamed"));
    }

    private void open(Kind kind) {
        dataSource = kind.open(true);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                dataSource.getJdbcUrl() + (kind == Kind.H2 ? ";LOCK_TIMEOUT=100" : "&options=-c%20lock_timeout%3D100"));
        config.setMaximumPoolSize(2);
        impatient = new HikariDataSource(config);
    }

    private Connection begin() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private Contacts host(Connection connection) {
        return Contacts.over(JdbcContactRepository.over(dataSource, () -> connection));
    }

    private static long total(JdbcContactRepository repository) {
        return repository
                .list(ORGANIZATION, ContactQuery.all().limit(0))
                .total()
                .orElseThrow();
    }
}
