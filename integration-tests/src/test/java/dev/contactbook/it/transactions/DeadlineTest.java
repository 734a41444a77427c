package dev.contactbook.it.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.SqliteDatabases;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.tck.SampleContacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Calls that would take hours, but have a moment: on connections of their own and in transactions of the host's. */
class DeadlineTest {
    private static final long ORGANIZATION = 456;

    /** Long enough for a short statement on a busy machine, and nothing beside the hours that the long ones take. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    private static final int ANY_ROWS = Integer.MAX_VALUE;

    /** Counts the contacts that it finds, which reads the whole table. */
    private static final ContactQuery COUNT =
            ContactQuery.of(ContactSearch.byName("ann")).limit(0);

    enum Kind {
        /** Its connections have a limit for statements already. */
        H2("select setting_value from information_schema.settings where setting_name = 'QUERY_TIMEOUT'", "54321") {
            @Override
            HikariDataSource open() {
                HikariConfig config = new HikariConfig();
                config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;QUERY_TIMEOUT=54321");
                return new HikariDataSource(config);
            }
        },
        SQLITE("pragma busy_timeout", "3000") {
            @Override
            HikariDataSource open() {
                return SqliteDatabases.fresh();
            }
        },
        POSTGRESQL("select current_setting('statement_timeout')", "0") {
            @Override
            HikariDataSource open() {
                return Postgres.freshSchema();
            }
        };

        private final String limit;
        private final String asBefore;

        Kind(String limit, String asBefore) {
            this.limit = limit;
            this.asBefore = asBefore;
        }

        abstract HikariDataSource open();

        /** Lets every query for contacts take hours. */
        void slowDown(JdbcTemplate jdbc) {
            jdbc.execute("alter table contactbook_contact rename to contacts_of_test");
            jdbc.execute("create view contactbook_contact as select c.* from contacts_of_test c, "
                    + switch (this) {
                        case H2 -> "system_range(1, 1000000000)";
                        case SQLITE ->
                            "(with recursive n (n) as (select 1 union all select n + 1 from n where n < 1000000000000)"
                                    + " select n from n)";
                        case POSTGRESQL -> "(select pg_sleep(3600)) slow";
                    });
        }

        void speedUp(JdbcTemplate jdbc) {
            jdbc.execute("drop view contactbook_contact");
            jdbc.execute("alter table contacts_of_test rename to contactbook_contact");
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
    @Tag("3.84")
    void a_statement_ends_at_the_deadline_and_its_connection_is_as_before(Kind kind) throws SQLException {
        try (Connection only = open(kind).getConnection()) {
            OneConnection host = new OneConnection(only);
            JdbcTemplate jdbc = new JdbcTemplate(host);
            JdbcContactRepository repository = JdbcContactRepository.over(host);
            Contact ann = insert(repository, "Ann");
            kind.slowDown(jdbc);

            requireOutOfTime(
                    () -> repository.list(ListRequest.of(ORGANIZATION, COUNT).withBudget(moment())));

            kind.speedUp(jdbc);
            assertThat(only.getAutoCommit()).isTrue();
            assertThat(jdbc.queryForObject(kind.limit, String.class)).isEqualTo(kind.asBefore);
            assertThat(repository
                            .list(ListRequest.of(ORGANIZATION, COUNT)
                                    .withBudget(WorkBudget.of(Duration.ofHours(1), ANY_ROWS)))
                            .total())
                    .hasValue(1);
            assertThat(repository.find(ORGANIZATION, List.of(ann.id()))).containsValue(ann);
        }
    }

    @Test
    @Tag("3.84")
    void a_statement_in_a_transaction_of_the_hosts_is_cancelled_on_postgresql_and_nothing_is_set() throws SQLException {
        try (Connection connection = open(Kind.POSTGRESQL).getConnection()) {
            JdbcContactRepository repository = JdbcContactRepository.over(dataSource);
            insert(repository, "Ann");
            connection.setAutoCommit(false);
            Settings settings = new Settings(connection);
            JdbcContactRepository inside = JdbcContactRepository.over(dataSource, settings::connection);
            connection.rollback();
            Kind.POSTGRESQL.slowDown(new JdbcTemplate(dataSource));

            requireOutOfTime(
                    () -> inside.list(ListRequest.of(ORGANIZATION, COUNT).withBudget(moment())));

            assertThat(settings.changes()).isEmpty();
            connection.rollback();
            Kind.POSTGRESQL.speedUp(new JdbcTemplate(dataSource));
            assertThat(inside.list(ListRequest.of(ORGANIZATION, COUNT).withBudget(moment()))
                            .total())
                    .hasValue(1);
            connection.rollback();
        }
    }

    @Test
    @Tag("3.84")
    void a_write_that_waits_for_a_lock_on_postgresql_ends_at_the_deadline_and_changes_nothing() throws SQLException {
        JdbcContactRepository repository = JdbcContactRepository.over(open(Kind.POSTGRESQL));
        Contact ann = insert(repository, "Ann");
        Change toBob = new Change.Replace(
                ann, ann.changed(SampleContacts.full(1), ann.updatedAt().plusMillis(1), null));

        for (List<Change> changes : List.of(List.of(toBob), List.of(toBob, insertOf("Eve")))) {
            try (Connection host = dataSource.getConnection()) {
                host.setAutoCommit(false);
                host.createStatement().execute("select 1 from contactbook_contact for update");

                requireOutOfTime(() ->
                        repository.write(WriteRequest.of(ORGANIZATION, changes).withBudget(moment())));
                host.rollback();
            }
        }

        assertThat(repository.list(ORGANIZATION, ContactQuery.page()).contacts())
                .containsExactly(ann);
        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        List<Contact> written = repository
                .write(WriteRequest.of(ORGANIZATION, List.of(toBob)).withBudget(moment()))
                .contacts()
                .orElseThrow();
        assertThat(written).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.84")
    void whenever_the_deadline_passes_there_is_a_whole_page_or_none_and_the_connection_is_good(Kind kind)
            throws SQLException {
        JdbcContactRepository outside = JdbcContactRepository.over(open(kind));
        outside.write(ORGANIZATION, Collections.nCopies(1_100, insertOf("Ann")));
        ContactQuery decided =
                ContactQuery.page().where(ContactFields.custom("x").isMissing()).limit(1);
        Rows page = outside.list(ORGANIZATION, decided);

        try (Connection own = dataSource.getConnection();
                Connection host = dataSource.getConnection()) {
            host.setAutoCommit(false);
            Settings settings = new Settings(host);
            List<JdbcContactRepository> repositories =
                    new ArrayList<>(List.of(JdbcContactRepository.over(new OneConnection(own))));
            if (kind != Kind.SQLITE) {
                repositories.add(JdbcContactRepository.over(dataSource, settings::connection));
            }
            for (JdbcContactRepository repository : repositories) {
                List<Integer> failed = new ArrayList<>();
                for (int looks : List.of(1, 2, 3, 4, 5, 400, 600, 1_000, 1_050, 1_000_000)) {
                    try {
                        assertThat(repository.list(
                                        ListRequest.of(ORGANIZATION, decided).withBudget(hours(looks))))
                                .isEqualTo(page);
                    } catch (Storage e) {
                        assertThat(e).hasMessage(WorkBudget.outOfTime().getMessage());
                        failed.add(looks);
                    }
                    assertThat(own.getAutoCommit()).isTrue();
                    assertThat(settings.changes()).isEmpty();
                    if (kind == Kind.POSTGRESQL) {
                        host.rollback();
                    }
                }
                assertThat(failed).contains(1, 2, 3, 4, 5, 400, 600).doesNotContain(1_000_000);
            }
            assertThat(new JdbcTemplate(new OneConnection(own)).queryForObject(kind.limit, String.class))
                    .isEqualTo(kind.asBefore);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("4.25")
    void whenever_the_deadline_passes_in_a_write_of_many_nothing_is_written(Kind kind) {
        JdbcContactRepository repository = JdbcContactRepository.over(open(kind));
        List<Change> many = Collections.nCopies(1_000, insertOf("Ann"));
        WriteRequest unbounded = WriteRequest.of(ORGANIZATION, many);
        repository.write(unbounded); // the first one of an organization takes a statement more
        AtomicInteger looks = new AtomicInteger();
        repository.write(
                unbounded.withBudget(WorkBudget.of(Duration.ofHours(1), ANY_ROWS, () -> looks.getAndIncrement() * 0L)));
        long written = total(repository);
        int lastLook = looks.get() - 1; // the first begins the budget

        for (int look = 1; look <= lastLook; look++) {
            WriteRequest late = unbounded.withBudget(hours(look));
            requireOutOfTime(() -> repository.write(late));
            assertThat(total(repository)).as("at look %s of %s", look, lastLook).isEqualTo(written);
        }

        assertThat(repository.write(unbounded.withBudget(hours(lastLook + 10))).contacts())
                .isPresent();
        if (kind == Kind.H2) {
            assertThat(lastLook).as("before each piece, and before the commit").isGreaterThanOrEqualTo(10);
        }
    }

    private static long total(JdbcContactRepository repository) {
        return repository.list(ORGANIZATION, ContactQuery.page()).total().orElseThrow();
    }

    private HikariDataSource open(Kind kind) {
        dataSource = kind.open();
        ContactSchema.migrate(dataSource);
        return dataSource;
    }

    private static WorkBudget moment() {
        return WorkBudget.of(MOMENT, ANY_ROWS);
    }

    /** So many hours, one of which passes with each look at the clock. */
    private static WorkBudget hours(int hours) {
        AtomicLong clock = new AtomicLong();
        return WorkBudget.of(
                Duration.ofHours(hours),
                ANY_ROWS,
                () -> clock.getAndAdd(Duration.ofHours(1).toNanos()));
    }

    private static Change insertOf(String name) {
        return new Change.Insert(SampleContacts.named(name));
    }

    private static Contact insert(JdbcContactRepository repository, String name) {
        return repository
                .write(ORGANIZATION, List.of(insertOf(name)))
                .contacts()
                .orElseThrow()
                .get(0);
    }

    private static void requireOutOfTime(ThrowingCallable call) {
        Storage expected = WorkBudget.outOfTime();
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(call)
                .withMessage(expected.getMessage())
                .matches(e -> e.retryable() == expected.retryable() && e.outcome() == expected.outcome());
    }
}
