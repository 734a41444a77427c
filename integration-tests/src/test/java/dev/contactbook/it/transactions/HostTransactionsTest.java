package dev.contactbook.it.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkContacts;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.HostTransactions;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.JdbcContactRepositoryBuilder;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.WriteResult;
import dev.contactbook.tck.SampleContacts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Contacts in transactions that the host has open: by Spring, by hand, and on pools with auto-commit off. */
class HostTransactionsTest {
    private static final long ORGANIZATION = 456;
    private static final Caller ME = Caller.user(789).inOrganization(ORGANIZATION);

    enum Kind {
        H2,
        POSTGRESQL;

        /** A pool on a database with our tables and one of the host's. */
        HikariDataSource open(boolean autoCommit) {
            HikariDataSource tables;
            if (this == H2) {
                HikariConfig config = new HikariConfig();
                config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
                tables = new HikariDataSource(config);
            } else {
                tables = Postgres.freshSchema();
            }
            ContactSchema.migrate(tables);
            new JdbcTemplate(tables).execute("create table orders (name varchar(100))");
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(tables.getJdbcUrl());
            config.setAutoCommit(autoCommit);
            config.setMaximumPoolSize(3);
            tables.close();
            return new HikariDataSource(config);
        }
    }

    private HikariDataSource dataSource;

    @AfterEach
    void close() {
        if (dataSource != null) {
            dataSource.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.47")
    void contacts_and_rows_of_the_host_are_committed_together(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource, spring()));

        Contact ada = transaction().execute(status -> {
            order("before");
            Contact created = contacts.create(ME, contact -> contact.firstName("Ada"));
            contacts.patch(ME, created.id(), contact -> contact.lastName("Lovelace"));
            order("after");
            return contacts.get(ME, created.id());
        });

        assertThat(contacts.get(ME, ada.id())).isEqualTo(ada);
        assertThat(ada.lastName()).isEqualTo("Lovelace");
        assertThat(orders()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.66")
    void many_at_once_are_part_of_the_transaction_in_all_their_chunks(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource, spring()));
        Contacts outside = Contacts.over(JdbcContactRepository.over(dataSource));
        Contact ada = contacts.create(ME, contact -> contact.firstName("Ada"));
        BulkItem patch = BulkItem.patch(ada.id(), contact -> contact.lastName("King"));
        int many = BulkContacts.CHUNK + 1;

        assertThatThrownBy(() -> transaction().executeWithoutResult(status -> {
                    Stream<BulkItem> items = Stream.generate(() -> BulkItem.create(c -> c.firstName("Bob")))
                            .limit(many);
                    assertThat(contacts.bulk()
                                    .each(ME, Stream.concat(items, Stream.of(patch)))
                                    .contactsOrThrow())
                            .hasSize(many + 1);
                    contacts.bulk()
                            .allOrNothing(ME, List.of(BulkItem.delete(ada.id())))
                            .contactsOrThrow();
                    assertThat(contacts.list(ME, ContactQuery.page()).total()).hasValue(many);
                    assertThat(outside.list(ME, ContactQuery.page()).data()).containsExactly(ada);
                    throw new IllegalStateException("the host changes its mind");
                }))
                .hasMessage("the host changes its mind");
        assertThat(contacts.list(ME, ContactQuery.page()).data()).containsExactly(ada);

        transaction().executeWithoutResult(status -> contacts.bulk().each(ME, Stream.of(patch)));
        assertThat(outside.get(ME, ada.id()).lastName()).isEqualTo("King");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.256")
    void a_transaction_goes_on_after_a_duplicate_of_which_it_has_nothing(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource, spring()));
        Contact ada = contacts.create(ME, contact -> contact.firstName("Ada").externalId("crm", "1"));
        Contact bob = contacts.create(ME, contact -> contact.firstName("Bob"));

        transaction().executeWithoutResult(status -> {
            order("before");
            assertThatExceptionOfType(Duplicate.class)
                    .isThrownBy(() -> contacts.create(
                            ME,
                            contact -> contact.firstName("Eve")
                                    .externalId("crm", "1")
                                    .email("eve@example.com")))
                    .matches(duplicate -> duplicate.clashes().get(0).contactId().equals(OptionalLong.of(ada.id())));
            assertThatExceptionOfType(Duplicate.class)
                    .isThrownBy(() -> contacts.patch(ME, bob.id(), contact -> contact.externalId("crm", "1")));
            contacts.upsert(
                    ME, contact -> contact.lastName("Lovelace").externalId("crm", "1"), UpsertBy.externalId("crm"));
            order("after");
        });

        assertThat(contacts.find(ME, ContactKey.externalId("crm", "1")))
                .extracting(Contact::lastName)
                .containsExactly("Lovelace");
        assertThat(contacts.get(ME, bob.id())).isEqualTo(bob);
        assertThat(contacts.list(ME, ContactQuery.page()).total()).hasValue(2);
        assertThat(orders()).isEqualTo(2);
        assertThat(ContactSchema.verify(dataSource)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.256")
    @Tag("3.266")
    void a_transaction_goes_on_after_a_clash_of_unique_emails(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = Contacts.over(JdbcContactRepository.builder(dataSource)
                .hostTransactions(spring())
                .expectUniqueEmails()
                .build());
        Contact ada = contacts.create(ME, contact -> contact.firstName("Ada").email("ada@example.com"));
        ContactSchema.useUniqueEmails(dataSource, ME.organizationId(), true);

        transaction().executeWithoutResult(status -> {
            order("before");
            assertThatExceptionOfType(Duplicate.class)
                    .isThrownBy(() -> contacts.create(
                            ME, contact -> contact.firstName("Eve").email("ADA@example.com")))
                    .matches(duplicate -> duplicate.clashes().get(0).contactId().equals(OptionalLong.of(ada.id())));
            contacts.upsert(ME, contact -> contact.lastName("Lovelace").email("ada@example.com"), UpsertBy.email());
            order("after");
        });

        assertThat(contacts.find(ME, ContactKey.email("ada@example.com")))
                .extracting(Contact::lastName)
                .containsExactly("Lovelace");
        assertThat(orders()).isEqualTo(2);
        assertThat(ContactSchema.verify(dataSource)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.256")
    @Tag("3.266")
    void a_clash_is_told_beside_an_address_that_became_free_since_the_transaction_began(Kind kind) {
        dataSource = kind.open(true);
        JdbcContactRepositoryBuilder builder =
                JdbcContactRepository.builder(dataSource).expectUniqueEmails();
        Contacts others = Contacts.over(builder.build());
        Contacts contacts = Contacts.over(builder.hostTransactions(spring()).build());
        ContactSchema.useUniqueEmails(dataSource, ME.organizationId(), true);
        Contact ada = others.create(ME, contact -> contact.firstName("Ada").email("ada@example.com"));
        Contact bob = others.create(ME, contact -> contact.firstName("Bob").email("bob@example.com"));
        TransactionTemplate snapshot = transaction();
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        snapshot.executeWithoutResult(status -> {
            contacts.get(ME, ada.id());
            others.delete(ME, ada.id());
            assertThatExceptionOfType(Duplicate.class)
                    .isThrownBy(() -> contacts.create(
                            ME,
                            contact -> contact.firstName("Eve")
                                    .email("ada@example.com")
                                    .addEmail("bob@example.com")))
                    .matches(duplicate -> duplicate.clashes().get(0).contactId().equals(OptionalLong.of(bob.id())));
            status.setRollbackOnly();
        });
    }

    @ParameterizedTest
    @EnumSource
    @Tag("5.18")
    void a_closed_connection_of_the_pool_is_no_transaction_and_said_so(Kind kind) throws SQLException {
        dataSource = kind.open(true);
        Connection closed = dataSource.getConnection();
        closed.close();

        assertSaysClosed(closed);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("5.18")
    void a_closed_connection_of_the_driver_is_no_transaction_and_said_so(Kind kind) throws SQLException {
        dataSource = kind.open(true);
        Connection closed = DriverManager.getConnection(dataSource.getJdbcUrl());
        closed.close();

        assertSaysClosed(closed);
    }

    private void assertSaysClosed(Connection closed) {
        Contacts outside = Contacts.over(JdbcContactRepository.over(dataSource));
        Contact ada = outside.create(ME, contact -> contact.firstName("Ada"));
        List<Exception> originals = new ArrayList<>();
        AtomicReference<Connection> current = new AtomicReference<>();
        Contacts contacts = Contacts.over(JdbcContactRepository.builder(dataSource)
                .hostTransactions(current::get)
                .onFailure(originals::add)
                .build());
        List<ThrowingCallable> calls = List.of(
                () -> contacts.get(ME, ada.id()),
                () -> contacts.create(ME, contact -> contact.firstName("Eve")),
                () -> contacts.delete(ME, ada.id()));
        current.set(closed);

        for (ThrowingCallable call : calls) {
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(call)
                    .withMessage("The connection of the host's transaction is closed: begin a new transaction,"
                            + " or return null from HostTransactions outside of one")
                    .matches(failure -> !failure.retryable())
                    .matches(failure -> failure.outcome() == Storage.Outcome.NOT_APPLIED)
                    .matches(failure -> failure.sqlState().isEmpty());
        }
        assertThat(originals).hasSameSizeAs(calls).allMatch(original -> original.getCause() instanceof SQLException);
        assertThat(outside.list(ME, ContactQuery.page()).data()).containsExactly(ada);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.47")
    void contacts_and_rows_of_the_host_are_rolled_back_together(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource, spring()));
        Contact ada = contacts.create(ME, contact -> contact.firstName("Ada"));

        assertThatThrownBy(() -> transaction().executeWithoutResult(status -> {
                    order("rolled back");
                    contacts.patch(ME, ada.id(), contact -> contact.lastName("King"));
                    Contact bob = contacts.create(ME, contact -> contact.firstName("Bob"));
                    contacts.delete(ME, ada.id());
                    assertThat(contacts.list(ME, ContactQuery.page()).data()).containsExactly(bob);
                    throw new IllegalStateException("the host changes its mind");
                }))
                .hasMessage("the host changes its mind");

        assertThat(contacts.list(ME, ContactQuery.page()).data()).containsExactly(ada);
        assertThat(orders()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.47")
    void another_connection_sees_nothing_before_the_host_commits(Kind kind) {
        dataSource = kind.open(true);
        Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource, spring()));
        Contacts others = Contacts.over(JdbcContactRepository.over(dataSource));

        Contact ada = transaction().execute(status -> {
            Contact created = contacts.create(ME, contact -> contact.firstName("Ada"));
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> others.get(ME, created.id()));
            return created;
        });

        assertThat(others.get(ME, ada.id())).isEqualTo(ada);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.47")
    void a_transaction_opened_by_hand_will_do(Kind kind) throws SQLException {
        dataSource = kind.open(true);
        ThreadLocal<Connection> current = new ThreadLocal<>();
        Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource, current::get));

        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            current.set(connection);
            contacts.create(ME, contact -> contact.firstName("Ada"));
            connection.rollback();
            contacts.create(ME, contact -> contact.firstName("Bob"));
            connection.commit();
            current.remove();
        }

        assertThat(contacts.list(ME, ContactQuery.page()).data())
                .extracting(Contact::firstName)
                .containsExactly("Bob");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.48")
    void on_a_pool_with_auto_commit_off_a_call_outside_of_transactions_is_committed(Kind kind) {
        dataSource = kind.open(false);
        Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource, spring()));

        Contact ada = contacts.create(ME, contact -> contact.firstName("Ada"));
        contacts.patch(ME, ada.id(), contact -> contact.lastName("Lovelace"));
        contacts.create(ME, contact -> contact.firstName("Bob"));
        contacts.list(ME, ContactQuery.page().limit(1));

        assertThat(new JdbcTemplate(dataSource).queryForObject("select count(*) from contactbook_contact", Long.class))
                .isEqualTo(2);
        assertThat(contacts.get(ME, ada.id()).lastName()).isEqualTo("Lovelace");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.48")
    void a_pool_with_auto_commit_off_whose_host_does_not_tell_its_transactions_is_refused(Kind kind) {
        dataSource = kind.open(false);

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> JdbcContactRepository.over(dataSource))
                .withMessageContaining("auto-commit off");
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> ContactSchema.migrate(dataSource))
                .withMessageContaining("auto-commit off");
        ContactSchema.migrate(dataSource, () -> null);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.48")
    void a_connection_goes_back_to_its_pool_as_it_came(Kind kind) throws SQLException {
        dataSource = kind.open(false);
        try (Connection only = dataSource.getConnection()) {
            OneConnection host = new OneConnection(only);
            Contacts contacts = Contacts.over(JdbcContactRepository.over(host, () -> null));

            contacts.create(ME, contact -> contact.firstName("Ada"));
            assertThat(only.getAutoCommit()).isFalse();

            try (PreparedStatement rename = only.prepareStatement("alter table contactbook_contact rename to gone")) {
                rename.execute();
            }
            assertThatExceptionOfType(Storage.class).isThrownBy(() -> contacts.get(ME, 1));
            assertThat(only.getAutoCommit()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.49")
    void nothing_is_set_on_the_hosts_connection(Kind kind) throws SQLException {
        dataSource = kind.open(true);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            String schema = connection.getSchema();
            Settings settings = new Settings(connection);
            Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource, settings::connection));

            Contact ada = contacts.create(ME, contact -> contact.firstName("Ada"));
            contacts.create(ME, contact -> contact.firstName("Bob"));
            contacts.patch(ME, ada.id(), contact -> contact.lastName("Lovelace"));
            assertThat(contacts.list(ME, ContactQuery.page().limit(1)).total()).hasValue(2);
            contacts.delete(ME, ada.id());

            assertThat(settings.changes()).isEmpty();
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.isClosed()).isFalse();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(connection.getSchema()).isEqualTo(schema);
            connection.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.49")
    void a_list_of_changes_that_comes_too_late_takes_back_only_itself(Kind kind) {
        dataSource = kind.open(true);
        JdbcContactRepository repository = JdbcContactRepository.over(dataSource, spring());
        Contacts contacts = Contacts.over(repository);

        transaction().executeWithoutResult(status -> {
            order("kept");
            Contact ada = contacts.create(ME, contact -> contact.firstName("Ada"));
            Contact later = contacts.patch(ME, ada.id(), contact -> contact.lastName("Lovelace"));
            WriteResult result = repository.write(
                    ORGANIZATION,
                    List.of(
                            new Change.Insert(SampleContacts.named("Bob")),
                            new Change.Replace(ada, ada.changed(ada.details(), later.updatedAt(), null))));
            assertThat(result.staleIndex()).hasValue(1);
        });

        assertThat(contacts.list(ME, ContactQuery.page()).data())
                .extracting(Contact::lastName)
                .containsExactly("Lovelace");
        assertThat(orders()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.50")
    void listeners_hear_of_a_change_when_it_is_made_and_nothing_of_a_rollback(Kind kind) {
        dataSource = kind.open(true);
        List<String> heard = new ArrayList<>();
        ContactListener listener = new ContactListener() {
            @Override
            public void created(Caller caller, Contact created) {
                heard.add("created");
            }
        };
        Contacts contacts = Contacts.builder(JdbcContactRepository.over(dataSource, spring()))
                .listener(listener)
                .build();

        transaction().executeWithoutResult(status -> {
            contacts.create(ME, contact -> contact.firstName("Ada"));
            assertThat(heard).containsExactly("created");
            status.setRollbackOnly();
        });

        assertThat(heard).containsExactly("created");
        assertThat(contacts.list(ME, ContactQuery.page()).data()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("5.5")
    void what_fails_in_the_hosts_transaction_is_not_applied(Kind kind) throws SQLException {
        dataSource = kind.open(true);
        ThreadLocal<Connection> current = new ThreadLocal<>();
        Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource, current::get));

        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            current.set(connection);
            Contact ada = contacts.create(ME, contact -> contact.firstName("Ada"));
            JdbcUtils.closeConnection(connection); // as one that broke
            Storage failure = catchThrowableOfType(
                    Storage.class, () -> contacts.patch(ME, ada.id(), contact -> contact.lastName("Lovelace")));
            assertThat(failure.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
            current.remove();
        }

        assertThat(contacts.list(ME, ContactQuery.page()).data()).isEmpty();
    }

    /** As the README has it. */
    private HostTransactions spring() {
        return () -> TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
                ? holder.getConnection()
                : null;
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    private void order(String name) {
        new JdbcTemplate(dataSource).update("insert into orders values (?)", name);
    }

    private long orders() {
        return new JdbcTemplate(dataSource).queryForObject("select count(*) from orders", Long.class);
    }
}
