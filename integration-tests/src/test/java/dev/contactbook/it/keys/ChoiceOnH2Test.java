package dev.contactbook.it.keys;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.JdbcContactRepositoryBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A write on H2 whose statement begins while another connection is about to commit a choice. */
class ChoiceOnH2Test {
    private static final String ADA = "ada@example.com";
    private static final String BOB = "bob@example.com";

    /** Statements that have begun, and so have decided what they see of the keys. */
    private static final String AT_KEYS = "select count(*) from information_schema.sessions"
            + " where session_id <> session_id() and executing_statement like '%contactbook_key%'";

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=60000", "sa", "");
    private final CountDownLatch isDone = new CountDownLatch(1);
    private final CountDownLatch mayCommit = new CountDownLatch(1);

    @BeforeEach
    void migrate() {
        ContactSchema.migrate(database);
    }

    @AfterEach
    void close() {
        assertThat(ContactSchema.verify(database)).isEmpty();
        assertThat(ContactSchema.emailClashes(database, ORGANIZATION, "", 1)).isEmpty();
        database.dispose();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("3.267")
    @Tag("3.269")
    void a_write_that_adds_an_email_is_refused_by_the_new_choice(boolean expects) throws Exception {
        Contacts contacts = contacts(expects);
        contacts.create(CALLER, c -> c.firstName("Ada").email(ADA));

        assertThatThrownBy(() -> whileItIsChosen(
                        () -> contacts.create(CALLER, c -> c.firstName("Twin").email(ADA))))
                .hasCauseInstanceOf(expects ? Duplicate.class : Storage.class);

        assertThat(contacts.find(CALLER, ContactKey.email(ADA))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("3.267")
    @Tag("3.269")
    void a_write_that_frees_an_email_frees_it_where_it_is_unique(boolean expects) throws Exception {
        Contacts contacts = contacts(expects);
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").email(ADA));

        whileItIsChosen(() -> contacts.delete(CALLER, ada.id()));

        assertThat(contacts(true)
                        .create(CALLER, c -> c.firstName("Heir").email(ADA))
                        .email())
                .isEqualTo(ADA);
    }

    @Test
    @Tag("3.269")
    void contacts_of_one_call_swap_emails_as_the_new_choice_demands() throws Exception {
        Contacts contacts = contacts(true);
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").email(ADA));
        Contact bob = contacts.create(CALLER, c -> c.firstName("Bob").email(BOB));

        whileItIsChosen(() -> contacts.bulk()
                .allOrNothing(
                        CALLER,
                        List.of(
                                BulkItem.patch(ada.id(), c -> c.email(BOB)),
                                BulkItem.patch(bob.id(), c -> c.email(ADA))))
                .contactsOrThrow());

        assertThat(contacts.find(CALLER, ContactKey.email(ADA)))
                .extracting(Contact::firstName)
                .containsExactly("Bob");
    }

    private Contacts contacts(boolean expects) {
        JdbcContactRepositoryBuilder builder = JdbcContactRepository.builder(database);
        return Contacts.over((expects ? builder.expectUniqueEmails() : builder).build());
    }

    /** The choice has done all but its commit when the write begins, and commits when a statement of it waits. */
    private void whileItIsChosen(Supplier<?> call) throws InterruptedException {
        Executor threads = task -> new Thread(task).start(); // the common pool has one thread on two processors
        CompletableFuture<Void> choice = CompletableFuture.runAsync(
                () -> ContactSchema.useUniqueEmails(new Held(), ORGANIZATION, true), threads);
        isDone.await();
        CompletableFuture<?> write = CompletableFuture.supplyAsync(call, threads);
        JdbcTemplate sql = new JdbcTemplate(database);
        while (sql.queryForObject(AT_KEYS, Long.class) == 0) {
            assertThat(write).isNotDone();
        }
        mayCommit.countDown();
        choice.join();
        write.join();
    }

    /** The database, on which nothing is committed before it may be. */
    private final class Held extends DelegatingDataSource {
        Held() {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                        if (method.getName().equals("commit")) {
                            isDone.countDown();
                            mayCommit.await();
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
