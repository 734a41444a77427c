package dev.contactbook.it.faults;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.ContactsException.Storage.Outcome;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** What becomes of calls that PostgreSQL itself refuses, gives up or is stopped in, and of the pool. */
class ServerFaultsTest extends PostgresFaults {
    /** A lock of the server's that the trigger below waits for. */
    private static final String GATE = "hashtext(current_schema)";

    private HikariDataSource pool;
    private ContactRepository repository;
    private Contacts contacts;
    private boolean closes;

    @BeforeEach
    void open() {
        connect("ApplicationName=contactbook");
    }

    private void connect(String setting) {
        close();
        pool = pool(2, 30_000, url(setting));
        repository = JdbcContactRepository.over(pool);
        contacts = Contacts.over(repository);
    }

    @AfterEach
    void close() {
        if (pool != null) {
            pool.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"statement_timeout, 57014", "lock_timeout, 55P03"})
    @Tag("5.5")
    @Tag("5.10")
    @Tag("5.11")
    void a_write_that_waits_too_long_for_a_lock_is_not_applied_and_worth_a_retry(String timeout, String state)
            throws SQLException {
        connect("options=-c%20" + timeout + "=500");
        Contact ada = contacts.create(CALLER, contact -> everyField(contact, "Ada"));
        Contact grace = contacts.create(CALLER, contact -> everyField(contact, "Grace"));

        try (Connection other = tables.getConnection()) {
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("select id from contactbook_contact where id = " + grace.id() + " for update");
            }
            assertFailure(failure(() -> contacts.delete(CALLER, grace.id())), state, Outcome.NOT_APPLIED, true);
            assertFailure(
                    failure(() -> repository.write(ORGANIZATION, List.of(rename(ada, "Eve"), rename(grace, "Eve")))),
                    state,
                    Outcome.NOT_APPLIED,
                    true);
            other.rollback();
        }

        assertThat(stored()).containsExactly(ada, grace);
        assertThat(contacts.delete(CALLER, grace.id()).isLive()).isFalse();
        assertWorks(pool);
    }

    @Test
    @Tag("5.5")
    @Tag("5.10")
    @Tag("5.11")
    void a_pool_without_a_free_connection_has_written_nothing() throws SQLException {
        try (HikariDataSource small = pool(1, 250, url("ApplicationName=small"))) {
            Contacts exhausted = Contacts.over(JdbcContactRepository.over(small));
            try (Connection only = small.getConnection()) {
                assertThat(only.isValid(0)).isTrue();
                Storage failure = failure(() -> exhausted.create(CALLER, contact -> contact.firstName("Ada")));
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(failure.retryable()).isTrue();
            }

            assertThat(stored()).isEmpty();
            assertWorks(small);
        }
    }

    @Test
    @Tag("3.2")
    void two_lists_that_touch_the_same_contacts_in_another_order_never_lock_each_other_out() throws SQLException {
        Contact ada = contacts.create(CALLER, contact -> contact.firstName("Ada"));
        Contact bob = contacts.create(CALLER, contact -> contact.firstName("Bob"));
        CompletableFuture<String> one;
        CompletableFuture<String> other;

        try (Connection gate = closedGate("update")) {
            one = answer("One", ada, bob);
            other = answer("Other", bob, ada);
            awaitWaiting(2);
            gate.rollback();
        }
        List<String> answers = List.of(one.join(), other.join());

        String winner = answers.get(0).equals("One") ? "One" : "Other";
        assertThat(answers).containsExactlyInAnyOrder(winner, "stale");
        assertThat(stored()).extracting(Contact::firstName).containsExactly(winner, winner);
    }

    @Test
    @Tag("3.90")
    @Tag("5.11")
    void a_list_that_the_host_locks_out_while_it_locks_out_the_host_begins_again() throws SQLException {
        connect("ApplicationName=contactbook&options=-c%20deadlock_timeout%3D100");
        Contact ada = contacts.create(CALLER, contact -> contact.firstName("Ada"));
        Contact bob = contacts.create(CALLER, contact -> contact.firstName("Bob"));
        execute("create table hosts (id int)");
        execute("create function of_host() returns trigger language plpgsql as"
                + " $$ begin insert into hosts values (1); return new; end $$");
        // By name after the gate.
        execute("create trigger later after update on contactbook_contact for each row execute function of_host()");
        CompletableFuture<String> list;
        CompletableFuture<Void> hosts;

        try (Connection gate = closedGate("update");
                Connection host = tables.getConnection()) {
            host.setAutoCommit(false);
            run(host, "set local deadlock_timeout = '1h'");
            run(host, "lock table hosts");
            list = answer("List", ada, bob);
            awaitAtGate(1);
            hosts = inAThread(() -> run(host, "select 1 from contactbook_contact for update"));
            awaitWaiting(1, "application_name <> 'contactbook'");
            gate.rollback();

            hosts.join(); // it gets its locks since the database ended the list
            host.rollback();
            assertThat(list.join()).isEqualTo("List");
        }

        assertThat(stored()).extracting(Contact::firstName).containsExactly("List", "List");
        execute("drop trigger gate on contactbook_contact");
        execute("drop trigger later on contactbook_contact");
        assertWorks(pool);
    }

    private static Void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> CompletableFuture<T> inAThread(Supplier<T> work) {
        return supplyAsync(work, task -> new Thread(task).start());
    }

    /** The name that was stored, or what the failure says. */
    private CompletableFuture<String> answer(String name, Contact... contactsInOrder) {
        List<Change> changes =
                Stream.of(contactsInOrder).map(before -> rename(before, name)).toList();
        return inAThread(() -> {
            try {
                return repository
                        .write(ORGANIZATION, changes)
                        .contacts()
                        .map(stored -> stored.get(1).firstName())
                        .orElse("stale");
            } catch (Storage e) {
                return e.getMessage().replaceFirst(".*, ", "") + " " + e.outcome() + " " + e.retryable();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    @Tag("5.5")
    @Tag("5.10")
    @Tag("5.11")
    void a_change_that_the_hosts_transaction_cannot_see_is_not_applied_and_worth_a_retry(int isolation)
            throws SQLException {
        Contact ada = contacts.create(CALLER, contact -> contact.firstName("Ada"));
        ThreadLocal<Connection> current = new ThreadLocal<>();
        Contacts inTransaction = Contacts.over(JdbcContactRepository.over(pool, current::get));

        try (Connection connection = pool.getConnection()) {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            current.set(connection);
            assertThat(inTransaction.get(CALLER, ada.id())).isEqualTo(ada);
            contacts.patch(CALLER, ada.id(), contact -> contact.lastName("Lovelace"));

            assertFailure(
                    failure(() -> inTransaction.patch(CALLER, ada.id(), contact -> contact.lastName("King"))),
                    "40001",
                    Outcome.NOT_APPLIED,
                    true);
            connection.rollback();

            assertThat(inTransaction
                            .patch(CALLER, ada.id(), contact -> contact.lastName("King"))
                            .version())
                    .isEqualTo(3);
            connection.commit();
        } finally {
            current.remove();
        }

        assertThat(stored()).extracting(Contact::lastName).containsExactly("King");
        assertWorks(pool);
    }

    /**
     * A trigger that raises the error stands in for the server that is in trouble: what is told of it is the same,
     * since the driver reports both in the same way. A full disk cannot be had without filling one.
     */
    @ParameterizedTest
    @CsvSource({
        "53100, true", // disk full
        "53200, true", // out of memory
        "53400, true", // a configured limit
        "58030, false", // input or output
        "54000, false", // beyond what the program can
        "P0001, false" // what triggers raise unless told otherwise
    })
    @Tag("5.5")
    @Tag("5.10")
    @Tag("5.11")
    void an_error_of_the_server_is_not_applied_whatever_it_lacked(String state, boolean retryable) throws SQLException {
        execute("create function fail() returns trigger language plpgsql as $$ begin"
                + " if new.first_name = 'Grace' then raise exception 'secret' using errcode = '" + state + "'; end if;"
                + " return new; end $$");
        execute("create trigger fails after insert on contactbook_contact for each row execute function fail()");

        assertFailure(
                failure(() -> contacts.create(CALLER, contact -> everyField(contact, "Grace"))),
                state,
                Outcome.NOT_APPLIED,
                retryable);
        assertFailure(
                failure(() -> repository.write(ORGANIZATION, List.of(insert("Ada"), insert("Grace")))),
                state,
                Outcome.NOT_APPLIED,
                retryable);

        assertThat(stored()).isEmpty();
        assertWorks(pool);
    }

    /** As the one above, but only when everything is done and the transaction is about to end. */
    @Test
    @Tag("5.5")
    @Tag("5.11")
    void an_error_at_the_commit_is_not_applied() throws SQLException {
        execute("create function fail() returns trigger language plpgsql as $$ begin"
                + " if new.first_name = 'Grace' then raise exception 'secret' using errcode = '53100'; end if;"
                + " return new; end $$");
        execute("create constraint trigger fails after insert on contactbook_contact deferrable initially deferred"
                + " for each row execute function fail()");

        assertFailure(
                failure(() -> contacts.create(CALLER, contact -> everyField(contact, "Grace"))),
                "53100",
                Outcome.NOT_APPLIED,
                true);
        assertFailure(
                failure(() -> repository.write(ORGANIZATION, List.of(insert("Grace"), insert("Ada")))),
                "53100",
                Outcome.NOT_APPLIED,
                true);

        assertThat(stored()).isEmpty();
        assertWorks(pool);
    }

    @Test
    @Tag("5.5")
    @Tag("5.10")
    void a_server_with_too_many_connections_has_written_nothing() throws SQLException {
        String schema = schema();
        String role = schema + "_limited";
        execute("create role " + role + " login password 'few'");
        execute("grant usage on schema " + schema + " to " + role);
        execute("grant all on all tables in schema " + schema + " to " + role);
        PGSimpleDataSource limited = new PGSimpleDataSource();
        limited.setUrl(tables.getJdbcUrl());
        limited.setUser(role);
        limited.setPassword("few");
        Contacts refused = Contacts.over(JdbcContactRepository.over(limited));

        try (Connection only = limited.getConnection()) {
            assertThat(only.isValid(0)).isTrue();
            // Not before: the server may still count connections that were closed.
            execute("alter role " + role + " connection limit 1");
            assertFailure(
                    failure(() -> refused.create(CALLER, contact -> contact.firstName("Ada"))),
                    "53300",
                    Outcome.NOT_APPLIED,
                    true);
        }
        execute("drop owned by " + role);
        execute("drop role " + role);
        assertThat(stored()).isEmpty();
    }

    @Test
    @Tag("5.5")
    @Tag("5.10")
    @Tag("5.11")
    void a_write_whose_connection_the_server_ends_is_unknown_unless_its_commit_was_to_come() throws SQLException {
        CompletableFuture<Storage> single;
        CompletableFuture<Storage> list;
        Connection gate = closedGate("insert");
        try (gate) {
            single = inAThread(() -> failure(() -> repository.write(ORGANIZATION, List.of(insert("Ada")))));
            list = inAThread(() ->
                    failure(() -> repository.write(ORGANIZATION, List.of(insert("Grace"), insert("Eve")))));
            awaitAtGate(2);
            execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where wait_event = 'advisory' and application_name = 'contactbook'");
            assertFailure(single.join(), "57P01", Outcome.UNKNOWN, true);
            assertFailure(list.join(), "57P01", Outcome.NOT_APPLIED, true);
            gate.rollback();
        }

        assertThat(stored()).isEmpty();
        execute("drop trigger gate on contactbook_contact");
        assertWorks(pool);
    }

    /** The server's last words have the state of a refusal, and yet the same call may succeed on another connection. */
    @Test
    @Tag("5.5")
    @Tag("5.10")
    @Tag("5.11")
    void a_transaction_of_the_host_that_the_server_ended_is_not_applied_and_worth_a_retry() throws SQLException {
        connect("options=-c%20idle_in_transaction_session_timeout=100");
        ThreadLocal<Connection> current = new ThreadLocal<>();
        Contacts inTransaction = Contacts.over(JdbcContactRepository.over(pool, current::get));

        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            current.set(connection);
            inTransaction.create(CALLER, contact -> contact.firstName("Ada"));
            awaitEndOf(connection.unwrap(PGConnection.class).getBackendPID());

            Storage failure = failure(() -> inTransaction.create(CALLER, contact -> contact.firstName("Eve")));
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.retryable()).isTrue();
        } finally {
            current.remove();
        }

        assertThat(stored()).isEmpty();
        assertWorks(pool);
    }

    @Test
    @Tag("5.5")
    @Tag("5.11")
    void a_connection_that_was_closed_before_the_call_has_written_nothing() throws SQLException {
        PGSimpleDataSource broken = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                if (closes) {
                    connection.close();
                }
                return connection;
            }
        };
        broken.setUrl(tables.getJdbcUrl());
        ContactRepository closed = JdbcContactRepository.over(broken);
        closes = true;

        for (List<Change> changes : List.of(List.of(insert("Ada")), List.of(insert("Ada"), insert("Eve")))) {
            assertFailure(failure(() -> closed.write(ORGANIZATION, changes)), "08003", Outcome.NOT_APPLIED, true);
        }
        assertThat(stored()).isEmpty();
    }

    private String schema() throws SQLException {
        try (Connection connection = tables.getConnection()) {
            return connection.getSchema();
        }
    }

    /** Makes every such statement on our table wait at its end, until the transaction of the connection ends. */
    private Connection closedGate(String statement) throws SQLException {
        execute("create function gate() returns trigger language plpgsql as $$ begin"
                + " perform pg_advisory_xact_lock_shared(" + GATE + "); return new; end $$");
        execute("create trigger gate after " + statement
                + " on contactbook_contact for each row execute function gate()");
        Connection gate = tables.getConnection();
        gate.setAutoCommit(false);
        try (Statement lock = gate.createStatement()) {
            lock.execute("select pg_advisory_xact_lock(" + GATE + ")");
        }
        return gate;
    }

    private void awaitAtGate(int count) throws SQLException {
        await(count + " = (select count(*) from pg_locks where locktype = 'advisory' and not granted"
                + " and objid = cast(cast(" + GATE + " as bit(32)) as bigint)::oid)");
    }

    /** Until so many of our connections wait for a lock. */
    private void awaitWaiting(int count) throws SQLException {
        awaitWaiting(count, "application_name = 'contactbook'");
    }

    private void awaitWaiting(int count, String whose) throws SQLException {
        await(count + " = (select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock' and " + whose + ")");
    }

    private void awaitEndOf(int backend) throws SQLException {
        await("not exists (select 1 from pg_stat_activity where pid = " + backend + ")");
    }

    /** Asks until it is so. */
    private void await(String condition) throws SQLException {
        try (Connection connection = tables.getConnection();
                Statement statement = connection.createStatement()) {
            boolean so = false;
            while (!so) {
                Thread.onSpinWait();
                try (ResultSet row = statement.executeQuery("select " + condition)) {
                    row.next();
                    so = row.getBoolean(1);
                }
            }
        }
    }

    private static Change rename(Contact before, String firstName) {
        return new Change.Replace(
                before,
                before.changed(
                        before.details().toBuilder().firstName(firstName).build(),
                        before.updatedAt().plusMillis(1),
                        null));
    }
}
