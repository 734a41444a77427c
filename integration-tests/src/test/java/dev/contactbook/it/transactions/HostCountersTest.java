package dev.contactbook.it.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.it.support.FeedReader;
import dev.contactbook.it.transactions.HostTransactionsTest.Kind;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Counters and revisions where a transaction of the host's stays open: who waits for whom, and what readers are told.
 */
class HostCountersTest {
    private static final long ORGANIZATION = 456;
    private static final Caller ME = Caller.user(789).inOrganization(ORGANIZATION);
    private static final int MANY = 16;

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
            for (int i = 1; i < MANY; i++) {
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
    void nobody_waits_for_transactions_that_wrote_other_contacts(Kind kind) throws SQLException {
        open(kind);
        Contacts others = Contacts.over(JdbcContactRepository.over(impatient));
        List<Contact> there = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            there.add(others.create(ME, contact -> contact.firstName("First")));
        }
        try (Connection one = begin();
                Connection two = begin()) {
            host(one).create(ME, contact -> contact.firstName("Host"));
            host(two).delete(ME, there.remove(0).id());
            host(one).patch(ME, there.remove(0).id(), contact -> contact.firstName("Host"));

            for (Contact contact : there) {
                others.create(ME, fresh -> fresh.firstName("Ann"));
                others.patch(ME, contact.id(), changes -> changes.firstName("Anna"));
                others.delete(ME, contact.id());
            }
            others.bulk()
                    .allOrNothing(ME, Collections.nCopies(3, BulkItem.create(contact -> contact.firstName("Bob"))))
                    .contactsOrThrow();
            one.commit();
            two.rollback();
        }

        assertThat(total(JdbcContactRepository.over(impatient))).isEqualTo(MANY + 4);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.67")
    void a_transaction_that_writes_much_holds_one_counter_beside_others_that_write(Kind kind) throws Exception {
        open(kind);
        Contacts others = Contacts.over(JdbcContactRepository.over(impatient));
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(2);
        Runnable writer = () -> {
            while (!done.get()) {
                long id = others.create(ME, contact -> contact.firstName("Ann")).id();
                others.patch(ME, id, contact -> contact.firstName("Anna"));
                begun.countDown();
            }
        };
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        try (Connection connection = begin()) {
            for (int i = 0; i < 2; i++) {
                writers.add(CompletableFuture.runAsync(writer, task -> new Thread(task).start()));
            }
            begun.await();
            Set<Long> mine = new HashSet<>();
            for (int i = 0; i < 30; i++) {
                Savepoint savepoint = connection.setSavepoint();
                if (i % 3 == 0) {
                    host(connection).create(ME, contact -> contact.firstName("Never"));
                    connection.rollback(savepoint);
                }
                Contact bob = host(connection).create(ME, contact -> contact.firstName("Bob"));
                mine.add(host(connection)
                        .patch(ME, bob.id(), contact -> contact.firstName("Bobby"))
                        .id());
                if (i == 15) {
                    host(connection)
                            .bulk()
                            .allOrNothing(
                                    ME, Collections.nCopies(3, BulkItem.create(contact -> contact.firstName("Bob"))))
                            .contactsOrThrow()
                            .forEach(contact -> mine.add(contact.id()));
                }
            }

            assertThat(stripesOf(connection, mine)).hasSize(1);
            connection.commit();
        } finally {
            done.set(true);
            CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.91")
    void above_read_committed_a_transaction_counts_though_others_counted_since_it_began(Kind kind) throws SQLException {
        open(kind);
        Contacts others = Contacts.over(JdbcContactRepository.over(impatient));
        others.create(ME, contact -> contact.firstName("Ann"));
        try (Connection connection = begin()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            host(connection).list(ME, ContactQuery.page());
            others.create(ME, contact -> contact.firstName("Ann"));
            Set<Long> mine = new HashSet<>();
            for (int i = 0; i < MANY; i++) {
                mine.add(host(connection)
                        .create(ME, contact -> contact.firstName("Bob"))
                        .id());
                others.create(ME, contact -> contact.firstName("Ann"));
            }

            assertThat(stripesOf(connection, mine)).hasSize(1);
            connection.commit();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    @Tag("3.91")
    void at_repeatable_read_calls_one_after_the_other_count_in_one_counter() throws SQLException {
        open(Kind.POSTGRESQL);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(dataSource.getJdbcUrl());
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        Set<Long> created = new HashSet<>();
        try (HikariDataSource isolated = new HikariDataSource(config);
                Connection connection = isolated.getConnection()) {
            Contacts contacts = Contacts.over(JdbcContactRepository.over(isolated));
            for (int i = 0; i < MANY; i++) {
                created.add(
                        contacts.create(ME, contact -> contact.firstName("Ann")).id());
            }

            assertThat(stripesOf(connection, created)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.90")
    void calls_that_are_their_own_transactions_begin_again_where_isolation_ends_them(Kind kind) throws Exception {
        open(kind);
        for (String isolation : List.of("TRANSACTION_REPEATABLE_READ", "TRANSACTION_SERIALIZABLE")) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(dataSource.getJdbcUrl());
            config.setMaximumPoolSize(4);
            config.setTransactionIsolation(isolation);
            try (HikariDataSource isolated = new HikariDataSource(config)) {
                Contacts contacts = Contacts.over(JdbcContactRepository.over(isolated));
                long shared =
                        contacts.create(ME, contact -> contact.firstName("0")).id();
                List<CompletableFuture<Void>> writers = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    writers.add(CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < 25; i++) {
                                    contacts.create(ME, contact -> contact.firstName("Ann"));
                                    String number = Thread.currentThread().getId() + " " + i;
                                    contacts.patch(ME, shared, contact -> contact.lastName(number));
                                }
                            },
                            task -> new Thread(task).start()));
                }
                CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new))
                        .join();
                assertThat(contacts.get(ME, shared).version()).isEqualTo(101);
            }
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
            for (int i = 0; i < MANY; i++) {
                Contacts.over(others).create(ME, contact -> contact.firstName("Ann"));
            }
            connection.commit();
        }

        assertThat(total(others)).isEqualTo(MANY + 1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.67")
    void two_transactions_that_write_in_turns_do_not_lock_each_other_out(Kind kind) throws SQLException {
        open(kind);
        Contacts others = Contacts.over(JdbcContactRepository.over(impatient));
        List<Contact> there = new ArrayList<>();
        for (int i = 0; i < 2 * MANY; i++) {
            there.add(others.create(ME, contact -> contact.firstName("Ann")));
        }
        try (Connection one = impatient.getConnection();
                Connection two = impatient.getConnection()) {
            one.setAutoCommit(false);
            two.setAutoCommit(false);
            for (int i = 0; i < 2 * MANY; i += 2) {
                rename(one, there.get(i));
                rename(two, there.get(i + 1));
            }
            one.commit();
            two.commit();
        }

        assertThat(others.list(ME, ContactQuery.page().limit(1_000)).data())
                .hasSize(2 * MANY)
                .allMatch(contact -> contact.firstName().equals("Renamed"));
    }

    private void rename(Connection connection, Contact contact) {
        host(connection).patch(ME, contact.id(), changes -> changes.firstName("Renamed"));
    }

    private static List<Integer> stripesOf(Connection connection, Set<Long> ids) {
        return new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                .queryForList(
                        "select distinct stripe from contactbook_contact where id in ("
                                + ids.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")",
                        Integer.class);
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
                .list(ORGANIZATION, ContactQuery.page().limit(0))
                .total()
                .orElseThrow();
    }
}
