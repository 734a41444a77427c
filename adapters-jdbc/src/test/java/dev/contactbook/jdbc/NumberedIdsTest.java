package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.contactbook.domain.ContactsException.Storage;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Moments in which somebody else has the same text or number. */
@Tag("3.130")
class NumberedIdsTest {
    private static final String INSERT = "insert into contactbook_numbered_id";

    private final JdbcConnectionPool pool = H2.inMemory("");

    @BeforeEach
    void migrate() {
        H2.migrated(pool);
    }

    @AfterEach
    void dispose() {
        pool.dispose();
    }

    @Test
    void a_text_that_another_process_numbers_meanwhile_has_the_number_of_that_process() throws SQLException {
        NumberedIds other = users(pool);
        NumberedIds users = users(Interposed.before(pool, INSERT, () -> other.numberOf("ada")));

        assertThat(users.numberOf("ada")).isEqualTo(other.numberOf("ada"));
        assertThat(rows()).hasSize(1);
    }

    @Test
    void a_number_that_another_text_has_is_not_taken() throws SQLException {
        AtomicInteger inserts = new AtomicInteger();
        NumberedIds users = users(Interposed.before(pool, INSERT, () -> {
            if (inserts.incrementAndGet() == 1) {
                takeEveryNumber();
            } else {
                giveThemBack();
            }
        }));

        long number = users.numberOf("ada");

        assertThat(inserts).hasValue(2);
        assertThat(rows()).containsExactly(String.valueOf(number));
    }

    @Test
    void without_a_free_number_the_call_fails_and_may_be_tried_again() throws SQLException {
        takeEveryNumber();

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> users(pool).numberOf("ada"))
                .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
        assertThat(rows()).isEmpty();
    }

    /** Each new row has the same number as the one that is there. */
    private void takeEveryNumber() {
        update("alter table contactbook_numbered_id add taken integer default 1 unique");
        update("insert into contactbook_numbered_id (kind, id, number) values ('user', stringtoutf8('eve'), 1)");
    }

    private void giveThemBack() {
        update("alter table contactbook_numbered_id drop column taken");
    }

    private void update(String sql) {
        try {
            H2.update(pool, sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> rows() throws SQLException {
        return H2.query(pool, "select number from contactbook_numbered_id where id <> stringtoutf8('eve')");
    }

    private static NumberedIds users(DataSource dataSource) {
        return JdbcContactRepository.over(dataSource).numberedIds("user");
    }
}
