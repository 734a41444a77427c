package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.Change;
import dev.contactbook.tck.SampleContacts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

    private JdbcContactRepository store(Consumer<Exception> hook) {
        return JdbcContactRepository.builder(H2.migrated(pool)).onFailure(hook).build();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
