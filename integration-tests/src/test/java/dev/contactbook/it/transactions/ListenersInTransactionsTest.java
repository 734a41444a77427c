package dev.contactbook.it.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkContacts;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkResult;
import dev.contactbook.api.Contacts;
import dev.contactbook.api.ContactsBuilder;
import dev.contactbook.api.WhenItFails;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.transactions.HostTransactionsTest.Kind;
import dev.contactbook.jdbc.HostTransactions;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactListener;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Listeners that write in the host's transaction, as for an outbox, and what becomes of it all when they fail. */
class ListenersInTransactionsTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    /** Longer than the column of the host's table takes. */
    private static final String TOO_LONG = "x".repeat(101);

    private final List<String> told = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();
    private HikariDataSource dataSource;

    @AfterEach
    void close() {
        if (dataSource != null) {
            dataSource.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.81")
    void what_a_listener_writes_in_the_hosts_transaction_is_committed_and_rolled_back_with_the_change(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = outbox().build();

        transaction().executeWithoutResult(status -> {
            Contact ada = contacts.create(ME, c -> c.firstName("Ada"));
            contacts.patch(ME, ada.id(), c -> c.lastName("Lovelace"));
            contacts.bulk().each(ME, Stream.of(create("Bob"), BulkItem.delete(ada.id())));
        });
        transaction().executeWithoutResult(status -> {
            contacts.create(ME, c -> c.firstName("Eve"));
            status.setRollbackOnly();
        });

        assertThat(stored(contacts)).containsExactly("Bob");
        assertThat(outboxRows()).containsExactly("created Ada", "patched Ada", "created Bob", "deleted Ada");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.81")
    void a_listener_whose_sql_fails_leaves_nothing_of_the_hosts_transaction(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = outbox().build();
        Contact ada = contacts.create(ME, c -> c.firstName("Ada"));
        int rows = outboxRows().size();

        for (Runnable change : List.<Runnable>of(
                () -> contacts.create(ME, c -> c.firstName(TOO_LONG)),
                () -> contacts.patch(ME, ada.id(), c -> c.firstName(TOO_LONG)),
                () -> contacts.bulk().each(ME, Stream.of(create("Bob"), create(TOO_LONG), create("Eve"))),
                () -> contacts.bulk().allOrNothing(ME, List.of(create("Bob"), create(TOO_LONG), create("Eve"))))) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> transaction().executeWithoutResult(status -> {
                        new JdbcTemplate(dataSource).update("insert into orders values (?)", "the host's own");
                        change.run();
                    }));

            assertThat(contacts.list(ME, ContactQuery.page()).data()).containsExactly(ada);
            assertThat(outboxRows()).hasSize(rows);
        }
        assertThat(reported).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.81")
    void whatever_a_listener_throws_reaches_the_caller_as_it_is_and_nothing_more_is_told(Kind kind) {
        dataSource = kind.open(true);
        for (Throwable thrown : List.of(
                new IllegalStateException("down"),
                new AssertionError("down"),
                new IOException("down"),
                new NotFound(7),
                new Storage("down", false, Storage.Outcome.NOT_APPLIED),
                new Storage("down", true, Storage.Outcome.UNKNOWN))) {
            Contacts contacts = builder()
                    .listener(telling(contact -> sneak(thrown)))
                    .listener(telling(contact -> {}))
                    .build();

            for (Consumer<BulkContacts> many : List.<Consumer<BulkContacts>>of(
                    bulk -> contacts.create(ME, c -> c.firstName("Ada")),
                    bulk -> bulk.each(ME, Stream.of(create("Ada"), create("Bob"))),
                    bulk -> bulk.allOrNothing(ME, List.of(create("Ada"), create("Bob"))))) {
                told.clear();
                Throwable caught = transaction().execute(status -> {
                    status.setRollbackOnly();
                    return catchThrowable(() -> many.accept(contacts.bulk()));
                });
                assertThat(caught).isSameAs(thrown);
                assertThat(told).containsExactly("created Ada");
            }
        }
        assertThat(reported).isEmpty();
    }

    /** PostgreSQL commits nothing then, and says nothing; on H2 a failed statement harms no other. */
    @ParameterizedTest
    @EnumSource
    @Tag("3.81")
    void one_that_catches_what_its_sql_threw_and_leaves_the_transaction_unusable_fails_the_call(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = builder()
                .listener(telling(contact ->
                        assertThat(catchThrowable(() -> insert(TOO_LONG))).isNotNull()))
                .build();

        for (Consumer<BulkContacts> change : List.<Consumer<BulkContacts>>of(
                bulk -> contacts.create(ME, c -> c.firstName("Ada")),
                bulk -> bulk.each(ME, Stream.of(create("Ada"))).contactsOrThrow(),
                bulk -> bulk.allOrNothing(ME, List.of(create("Ada"))).contactsOrThrow())) {
            int before = stored(contacts).size();
            Throwable thrown =
                    catchThrowable(() -> transaction().executeWithoutResult(status -> change.accept(contacts.bulk())));

            if (kind == Kind.POSTGRESQL) {
                assertThat(thrown).isInstanceOf(Storage.class);
                assertThat(stored(contacts)).isEmpty();
            } else {
                assertThat(thrown).isNull();
                assertThat(stored(contacts)).hasSize(before + 1);
            }
        }
    }

    /** H2 does so of its own accord after a deadlock, which a listener may catch; PostgreSQL never does. */
    @Test
    @Tag("3.81")
    @Tag("3.83")
    void on_h2_one_after_which_the_hosts_transaction_is_gone_fails_the_call() {
        dataSource = Kind.H2.open(true);
        for (WhenItFails whenItFails : WhenItFails.values()) {
            Contacts contacts = builder()
                    .listener(telling(contact -> new JdbcTemplate(dataSource).execute("rollback")), whenItFails)
                    .build();

            Throwable thrown = catchThrowable(() ->
                    transaction().executeWithoutResult(status -> contacts.create(ME, c -> c.firstName("Ada"))));

            assertThat(thrown).as(whenItFails.name()).isInstanceOf(Storage.class);
            assertThat(stored(contacts)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.82")
    void of_each_the_results_of_a_chunk_are_not_handed_over_when_a_listener_throws(Kind kind) {
        dataSource = kind.open(true);
        int many = BulkContacts.CHUNK + 2;
        Contacts contacts = builder()
                .listener(telling(contact -> {
                    if (told.size() == BulkContacts.CHUNK + 1) {
                        throw new IllegalStateException("down");
                    }
                }))
                .build();
        List<BulkResult> handedOver = new ArrayList<>();
        List<Long> progress = new ArrayList<>();

        Throwable thrown = transaction().execute(status -> {
            Throwable caught = catchThrowable(() -> contacts.bulk()
                    .onProgress(reached -> progress.add(reached.done()))
                    .each(ME, Stream.generate(() -> create("Bob")).limit(many), handedOver::add));
            assertThat(contacts.list(ME, ContactQuery.page()).total()).hasValue(many);
            status.setRollbackOnly();
            return caught;
        });

        assertThat(thrown).hasMessage("down");
        assertThat(handedOver).hasSize(BulkContacts.CHUNK);
        assertThat(progress).containsExactly((long) BulkContacts.CHUNK);
        assertThat(stored(contacts)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.83")
    void one_that_is_to_report_costs_neither_the_change_nor_the_next_listener_nor_the_hosts_rows(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = builder()
                .listener(
                        telling(contact -> {
                            insert("half of what it does");
                            insert(TOO_LONG);
                        }),
                        WhenItFails.REPORT)
                .listener(telling(contact -> insert("next " + contact.firstName())), WhenItFails.REPORT)
                .build();

        transaction().executeWithoutResult(status -> {
            insert("the host's own");
            contacts.create(ME, c -> c.firstName("Ada"));
            contacts.bulk().each(ME, Stream.of(create("Bob"))).contactsOrThrow();
            contacts.bulk().allOrNothing(ME, List.of(create("Eve"))).contactsOrThrow();
            insert("after");
        });

        assertThat(stored(contacts)).containsExactly("Ada", "Bob", "Eve");
        assertThat(outboxRows()).containsExactly("the host's own", "next Ada", "next Bob", "next Eve", "after");
        assertThat(reported).hasSize(3).allMatch(DataAccessException.class::isInstance);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.83")
    void the_hook_hears_when_the_transaction_takes_statements_again(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = builder()
                .listener(telling(contact -> insert(TOO_LONG)), WhenItFails.REPORT)
                .onListenerFailure((contact, thrown) -> insert("failed of " + contact.firstName()))
                .build();

        transaction().executeWithoutResult(status -> contacts.create(ME, c -> c.firstName("Ada")));

        assertThat(stored(contacts)).containsExactly("Ada");
        assertThat(outboxRows()).containsExactly("failed of Ada");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.83")
    void a_hook_that_leaves_the_transaction_unusable_fails_the_call(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = builder()
                .listener(telling(contact -> insert(TOO_LONG)), WhenItFails.REPORT)
                .onListenerFailure((contact, thrown) -> insert(TOO_LONG))
                .build();

        Throwable thrown = catchThrowable(() ->
                transaction().executeWithoutResult(status -> contacts.create(ME, c -> c.firstName("Ada"))));

        if (kind == Kind.POSTGRESQL) {
            assertThat(thrown).isInstanceOf(Storage.class);
        } else {
            assertThat(thrown).isNull();
        }
        assertThat(stored(contacts)).hasSize(kind == Kind.POSTGRESQL ? 0 : 1);
    }

    /** On H2 a failed statement harms no other, so there the listener has simply succeeded. */
    @ParameterizedTest
    @EnumSource
    @Tag("3.83")
    void one_that_is_to_report_and_catches_what_its_sql_threw_loses_no_contact(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = builder()
                .listener(
                        telling(contact -> assertThat(catchThrowable(() -> insert(TOO_LONG)))
                                .isNotNull()),
                        WhenItFails.REPORT)
                .build();

        transaction().executeWithoutResult(status -> contacts.create(ME, c -> c.firstName("Ada")));

        assertThat(stored(contacts)).containsExactly("Ada");
        assertThat(reported).hasSize(kind == Kind.POSTGRESQL ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.83")
    void where_there_is_no_way_back_the_caller_hears_of_it(Kind kind) throws SQLException {
        dataSource = kind.open(true);
        ThreadLocal<Connection> current = new ThreadLocal<>();
        Contacts contacts = Contacts.builder(JdbcContactRepository.over(dataSource, current::get))
                .listener(
                        telling(contact -> {
                            rollBack(current.get()); // and the savepoint with it
                            throw new IllegalStateException("down");
                        }),
                        WhenItFails.REPORT)
                .build();

        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            current.set(connection);

            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> contacts.create(ME, c -> c.firstName("Ada")))
                    .matches(failure -> failure.outcome() == Storage.Outcome.UNKNOWN);
            connection.rollback();
            current.remove();
        }

        assertThat(stored(contacts)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.41")
    void in_a_call_that_is_its_own_transaction_the_change_stands_and_the_call_succeeds(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = outbox().listener(telling(contact -> {})).build();

        contacts.create(ME, c -> c.firstName(TOO_LONG));

        assertThat(stored(contacts)).containsExactly(TOO_LONG);
        assertThat(told).containsExactly("created " + TOO_LONG);
        assertThat(reported).hasSize(1);
    }

    private ContactsBuilder builder() {
        return Contacts.builder(JdbcContactRepository.over(dataSource, spring()))
                .onListenerFailure((contact, thrown) -> reported.add(thrown));
    }

    /** With a listener that writes down each change, by names that its table may not take. */
    private ContactsBuilder outbox() {
        return builder().listener(new ContactListener() {
            @Override
            public void created(Caller caller, Contact created) {
                insert("created " + created.firstName());
            }

            @Override
            public void patched(Caller caller, Contact before, Contact after) {
                insert("patched " + after.firstName());
            }

            @Override
            public void deleted(Caller caller, Contact deleted) {
                insert("deleted " + deleted.firstName());
            }
        });
    }

    /** A listener to new contacts that keeps what it was told, and then does something. */
    private ContactListener telling(Consumer<Contact> then) {
        return new ContactListener() {
            @Override
            public void created(Caller caller, Contact created) {
                told.add("created " + created.firstName());
                then.accept(created);
            }
        };
    }

    private static BulkItem create(String firstName) {
        return BulkItem.create(c -> c.firstName(firstName));
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private HostTransactions spring() {
        return () -> TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
                ? holder.getConnection()
                : null;
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    private void insert(String name) {
        new JdbcTemplate(dataSource).update("insert into orders values (?)", name);
    }

    private List<String> outboxRows() {
        return new JdbcTemplate(dataSource).queryForList("select name from orders", String.class);
    }

    private List<String> stored(Contacts contacts) {
        return contacts.list(ME, ContactQuery.page()).data().stream()
                .map(Contact::firstName)
                .toList();
    }
}
