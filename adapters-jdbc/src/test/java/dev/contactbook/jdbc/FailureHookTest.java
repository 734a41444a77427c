package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.sql.Deadline;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.tck.SampleContacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FailureHookTest {
    private static final long ORGANIZATION = 456;

    private final JdbcConnectionPool pool = H2.inMemory("");
    private final List<Exception> heard = new ArrayList<>();

    @AfterEach
    void dispose() {
        pool.dispose();
    }

    @Test
    @Tag("5.17")
    void a_hook_gets_the_original_exception_once_and_the_failure_is_as_without_it() throws SQLException {
        JdbcContactRepository with = store(heard::add);
        JdbcContactRepository without = JdbcContactRepository.over(pool);
        H2.update(pool, "drop table contactbook_contact");

        Storage told = catchThrowableOfType(Storage.class, () -> with.find(ORGANIZATION, List.of(1L)));
        Storage same = catchThrowableOfType(Storage.class, () -> without.find(ORGANIZATION, List.of(1L)));

        assertThat(heard)
                .singleElement()
                .satisfies(original -> assertThat(original)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("CONTACTBOOK_CONTACT")
                        .hasMessageContaining("not found"));
        assertThat(told).hasMessage(same.getMessage()).hasNoCause().hasNoSuppressedExceptions();
        assertThat(told.sqlState()).isEqualTo(same.sqlState()).isNotEmpty();
    }

    @Test
    @Tag("5.17")
    void a_write_that_fails_is_handed_over_once_too() throws SQLException {
        JdbcContactRepository store = store(heard::add);
        H2.update(pool, "drop table contactbook_contact");

        Storage failure = catchThrowableOfType(
                Storage.class,
                () -> store.write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann")))));

        assertThat(failure.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
        assertThat(heard).hasSize(1);
    }

    @Test
    @Tag("5.17")
    void what_a_hook_throws_changes_nothing() throws SQLException {
        for (Throwable thrown : List.of(new IllegalStateException("of the hook"), new AssertionError("of the hook"))) {
            JdbcContactRepository store = store(original -> {
                heard.add(original);
                sneak(thrown);
            });
            H2.update(pool, "alter table contactbook_contact rename to gone");

            Storage failure = catchThrowableOfType(Storage.class, () -> store.find(ORGANIZATION, List.of(1L)));

            assertThat(failure.sqlState()).hasValue("42S02");
            assertThat(failure).hasNoCause().hasNoSuppressedExceptions();
            H2.update(pool, "alter table gone rename to contactbook_contact");
            assertThat(store.find(ORGANIZATION, List.of(1L))).isEmpty();
        }
        assertThat(heard).hasSize(2);
    }

    @Test
    @Tag("5.17")
    void what_is_no_failure_of_the_database_is_not_handed_over() {
        JdbcContactRepository store = store(heard::add);

        store.find(ORGANIZATION, List.of(1L));

        assertThat(heard).isEmpty();
    }

    @Test
    @Tag("5.17")
    void a_hook_can_write_to_a_contact_of_the_write_that_failed() throws SQLException {
        H2.migrated(pool);
        List<Contact> before = twoContacts();
        H2.update(pool, "alter table contactbook_contact add constraint no_full check (last_name is null)");
        List<String> hooked = new ArrayList<>();
        JdbcContactRepository store = store(original -> {
            heard.add(original);
            hooked.add(outcome(() -> H2.update(
                    pool,
                    "update contactbook_contact set avatar_url = '/failed' where id = "
                            + before.get(0).id())));
        });

        Storage failure = catchThrowableOfType(
                Storage.class,
                () -> store.write(
                        ORGANIZATION,
                        List.of(
                                replaced(
                                        before.get(0),
                                        SampleContacts.named("Amy").details()),
                                replaced(before.get(1), SampleContacts.full(1)))));

        assertThat(failure.sqlState()).hasValue("23513");
        assertThat(hooked).containsExactly("done");
        assertThat(heard).hasSize(1);
        assertThat(H2.query(
                        pool,
                        "select avatar_url from contactbook_contact where first_name = 'Ann' and last_name is null"))
                .containsExactly("/failed");
    }

    @Test
    @Tag("5.17")
    void a_hook_can_call_the_store_on_a_pool_of_one_connection() throws SQLException {
        pool.setMaxConnections(1);
        pool.setLoginTimeout(1);
        AtomicReference<JdbcContactRepository> store = new AtomicReference<>();
        List<String> hooked = new ArrayList<>();
        store.set(store(original -> hooked.add(outcome(() -> {
            H2.update(pool, "alter table gone rename to contactbook_contact");
            store.get().find(ORGANIZATION, List.of(1L));
        }))));
        H2.update(pool, "alter table contactbook_contact rename to gone");

        Storage failure = catchThrowableOfType(Storage.class, () -> store.get().find(ORGANIZATION, List.of(1L)));

        assertThat(failure.sqlState()).hasValue("42S02");
        assertThat(hooked).containsExactly("done");
    }

    @Test
    @Tag("5.17")
    void a_failure_within_a_hook_calls_no_hook() throws SQLException {
        AtomicReference<JdbcContactRepository> store = new AtomicReference<>();
        store.set(store(original -> {
            heard.add(original);
            if (heard.size() < 3) {
                store.get().find(ORGANIZATION, List.of(1L));
            }
        }));
        H2.update(pool, "drop table contactbook_contact");

        for (int call = 1; call <= 2; call++) {
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> store.get().find(ORGANIZATION, List.of(1L)));
            assertThat(heard).hasSize(call);
        }
    }

    @Test
    @Tag("5.17")
    void in_a_transaction_of_the_host_the_hook_gets_the_failure_of_each_call_once() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            JdbcContactRepository store = JdbcContactRepository.builder(H2.migrated(pool))
                    .hostTransactions(() -> connection)
                    .onFailure(heard::add)
                    .build();
            H2.update(pool, "drop table contactbook_contact");

            assertThatExceptionOfType(Storage.class).isThrownBy(() -> store.find(ORGANIZATION, List.of(1L)));
            assertThat(heard).hasSize(1);
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(
                            () -> store.write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann")))));
            assertThat(heard).hasSize(2);
        }
    }

    @Test
    @Tag("5.17")
    void a_deadline_that_passes_within_the_hook_changes_neither_the_failure_nor_what_the_hook_reads() {
        AtomicLong nanos = new AtomicLong();
        WorkBudget budget = WorkBudget.of(Duration.ofSeconds(1), 1_000, nanos::get);
        List<String> hooked = new ArrayList<>();
        Database database = new Database(H2.migrated(pool), null, null, original -> {
            nanos.set(Duration.ofSeconds(2).toNanos());
            hooked.add(outcome(() -> JdbcContactRepository.over(pool)));
        });

        Storage failure = catchThrowableOfType(
                Storage.class,
                () -> Deadline.of(Optional.empty(), budget, true)
                        .during(() -> database.read(connection -> {
                            throw new SQLException("secret", "57014");
                        })));

        assertThat(failure.sqlState()).hasValue("57014");
        assertThat(hooked).containsExactly("done");
    }

    private List<Contact> twoContacts() {
        return JdbcContactRepository.over(pool)
                .write(
                        ORGANIZATION,
                        List.of(
                                new Change.Insert(SampleContacts.named("Ann")),
                                new Change.Insert(SampleContacts.named("Bob"))))
                .contacts()
                .orElseThrow();
    }

    private static Change replaced(Contact before, ContactDetails after) {
        return new Change.Replace(
                before, before.changed(after, before.updatedAt().plusMillis(1), null));
    }

    private static String outcome(Step step) {
        try {
            step.run();
            return "done";
        } catch (SQLException | RuntimeException e) {
            return e.toString();
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }

    private JdbcContactRepository store(Consumer<Exception> hook) {
        return JdbcContactRepository.builder(H2.migrated(pool)).onFailure(hook).build();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
