package dev.contactbook.it.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkContacts;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkResult;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.User;
import dev.contactbook.it.transactions.HostTransactionsTest.Kind;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Directory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** H2 takes back all of a transaction that a deadlock ends, and goes on in a new one. */
class LostTransactionTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    private CompletableFuture<Void> waiting = CompletableFuture.completedFuture(null);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("3.59")
    void each_ends_with_the_deadlock_that_took_its_earlier_chunks(boolean counting) throws SQLException {
        try (HikariDataSource database = Kind.H2.open(true);
                Connection host = database.getConnection();
                Connection another = database.getConnection()) {
            ContactSchema.useCounters(database, counting);
            Contacts contacts = Contacts.over(JdbcContactRepository.over(database));
            Contacts inTransaction = Contacts.over(JdbcContactRepository.over(database, () -> host));
            Contact ada = contacts.create(ME, contact -> contact.firstName("Ada"));
            Contact eve = contacts.create(ME, contact -> contact.firstName("Eve"));
            Stream<BulkItem> items =
                    Stream.concat(Stream.generate(() -> patch(ada)).limit(BulkContacts.CHUNK), Stream.of(patch(eve)));

            assertEndsWithItsDeadlock(
                    database,
                    host,
                    another,
                    ada,
                    eve,
                    results -> inTransaction.bulk().each(ME, items, results));

            assertThat(contacts.list(ME, ContactQuery.page()).data()).containsExactly(ada, eve);
        }
    }

    @Test
    @Tag("3.59")
    void each_ends_too_where_a_directory_on_its_connection_meets_the_deadlock() throws SQLException {
        try (HikariDataSource database = Kind.H2.open(true);
                Connection host = database.getConnection();
                Connection another = database.getConnection()) {
            Contacts contacts = Contacts.over(JdbcContactRepository.over(database));
            Contact ada = contacts.create(ME, contact -> contact.firstName("Ada"));
            Contact eve = contacts.create(ME, contact -> contact.firstName("Eve"));
            Contact joe = contacts.create(ME, contact -> contact.firstName("Joe"));
            Contacts inTransaction = Contacts.builder(JdbcContactRepository.over(database, () -> host))
                    .directory(swallowing(() -> lock(host, eve)))
                    .build();
            Stream<BulkItem> items = Stream.concat(
                    Stream.generate(() -> patch(ada)).limit(BulkContacts.CHUNK),
                    Stream.of(BulkItem.patch(joe.id(), changed -> changed.owner(7L))));

            assertEndsWithItsDeadlock(
                    database,
                    host,
                    another,
                    ada,
                    eve,
                    results -> inTransaction.bulk().each(ME, items, results));

            assertThat(contacts.list(ME, ContactQuery.page()).data()).containsExactly(ada, eve, joe);
        }
    }

    /** A run whose second chunk waits for one contact, while the other transaction waits for the other. */
    private void assertEndsWithItsDeadlock(
            HikariDataSource database,
            Connection host,
            Connection another,
            Contact changed,
            Contact locked,
            Consumer<Consumer<BulkResult>> run)
            throws SQLException {
        List<BulkResult> handedOver = new ArrayList<>();
        host.setAutoCommit(false);
        another.setAutoCommit(false);
        lock(another, locked);

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> run.accept(result -> {
                    handedOver.add(result);
                    if (handedOver.size() == BulkContacts.CHUNK) {
                        waiting = CompletableFuture.runAsync(() -> lock(another, changed));
                        awaitThatOneWaits(database);
                    }
                }))
                .matches(Storage::endedTransaction);
        host.rollback();
        waiting.join();
        another.rollback();

        assertThat(handedOver).hasSize(BulkContacts.CHUNK);
    }

    /** Knows every user, whatever its statement came to. */
    private static Directory swallowing(Runnable statement) {
        return new Directory() {
            @Override
            public Map<Long, User> users(long organizationId, Set<Long> ids) {
                try {
                    statement.run();
                } catch (DataAccessException e) {
                    // It knows its users all the same.
                }
                return ids.stream().collect(Collectors.toMap(id -> id, id -> new User(id, "Ann", null)));
            }

            @Override
            public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
                return Map.of();
            }
        };
    }

    private static BulkItem patch(Contact contact) {
        return BulkItem.patch(contact.id(), changed -> changed.lastName("King"));
    }

    private static void lock(Connection connection, Contact contact) {
        JdbcTemplate template = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        template.execute("set lock_timeout 60000");
        template.update("update contactbook_contact set phone = '1' where id = ?", contact.id());
    }

    private void awaitThatOneWaits(HikariDataSource database) {
        JdbcTemplate template = new JdbcTemplate(database);
        String blocked = "select count(*) from information_schema.sessions where blocker_id is not null";
        while (!waiting.isDone() && template.queryForObject(blocked, Integer.class) == 0) {
            Thread.onSpinWait();
        }
    }
}
