package dev.contactbook.it.faults;

import static dev.contactbook.it.faults.Breaking.EXECUTE;
import static dev.contactbook.it.faults.Breaking.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.TemporaryFolder;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.tck.SampleContacts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteDataSource;

/** A connection that cannot be restored after a call is no other call's. */
class BrokenConnectionTest {
    private static final long ORGANIZATION = 456;
    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);
    private static final Change INSERT = new Change.Insert(SampleContacts.named("Ada"));
    private static final List<Throwable> KINDS_OF_FAILURES =
            List.of(new LinkageError("by the test"), new SQLException("by the test"));

    /** What fails one after the other. */
    private static final List<List<String>> SEQUENCES = List.of(
            List.of(EXECUTE),
            List.of(EXECUTE, "rollback"),
            List.of(EXECUTE, "rollback", "rollback"),
            List.of(EXECUTE, "rollback", "setAutoCommit"),
            List.of(EXECUTE, "rollback", "setAutoCommit", "setAutoCommit"),
            List.of(EXECUTE, "rollback", "rollback", "rollback", "rollback"),
            List.of(EXECUTE, "rollback", "abort", "rollback", "setAutoCommit"),
            List.of(EXECUTE, "setAutoCommit"),
            List.of(EXECUTE, "setAutoCommit", "setAutoCommit", "setAutoCommit"));

    /** It is read by several statements, in one snapshot. */
    private static final ContactQuery OF_TWO =
            ContactQuery.page().where(ContactFields.FIRST_NAME.startsWith("A")).limit(1);

    private final Breaking breaking = new Breaking();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void close_databases() throws Exception {
        breaking.noMore();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** All databases over all kinds of pool. */
    static Stream<Arguments> databases() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Pooled.values()).map(pooled -> arguments(kind, pooled)));
    }

    @ParameterizedTest
    @MethodSource("databases")
    @Tag("5.11")
    @Tag("5.14")
    void after_a_write_that_failed_the_next_call_works_whatever_else_failed(Kind kind, Pooled pooled) {
        JdbcContactRepository repository = repository(kind, pooled);

        assertNextCallWorks(
                Contacts.over(repository), id -> repository.write(ORGANIZATION, Collections.nCopies(2, INSERT)));
    }

    @ParameterizedTest
    @MethodSource("databases")
    @Tag("5.11")
    @Tag("5.14")
    void after_a_read_that_failed_the_next_call_works_whatever_else_failed(Kind kind, Pooled pooled) {
        Contacts contacts = Contacts.over(repository(kind, pooled));
        contacts.create(CALLER, c -> c.firstName("Ada"));

        assertNextCallWorks(contacts, id -> contacts.list(CALLER, OF_TWO));
    }

    private void assertNextCallWorks(Contacts contacts, LongConsumer call) {
        for (Throwable thrown : KINDS_OF_FAILURES) {
            for (List<String> methods : SEQUENCES) {
                Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));
                breaking.at(thrown, methods);

                Throwable failure = catchThrowable(() -> call.accept(ada.id()));

                assertIsAbout(failure, thrown);
                breaking.noMore();
                assertThatNoException().as("%s at %s", thrown, methods).isThrownBy(() -> assertWorks(contacts, ada));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("5.11")
    @Tag("5.14")
    void an_isolation_that_cannot_be_put_back_is_the_next_calls_no_more_than_auto_commit(Pooled pooled) {
        for (Throwable thrown : KINDS_OF_FAILURES) {
            Contacts contacts = Contacts.over(repository(Kind.H2, pooled));
            Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));
            contacts.create(CALLER, c -> c.firstName("Ada"));
            breaking.at(
                    thrown,
                    List.of(after("setTransactionIsolation"), "setTransactionIsolation", "setTransactionIsolation"));

            assertThat(contacts.list(CALLER, OF_TWO).total()).hasValue(2);

            breaking.noMore();
            assertThat(breaking.calls()).contains("abort");
            assertWorks(contacts, ada);
        }
    }

    /** As a server of H2 fails where another session ends in that moment. */
    @ParameterizedTest
    @EnumSource
    @Tag("5.14")
    void an_isolation_that_h2_could_not_tell_is_asked_for_again(Pooled pooled) {
        Contacts contacts = Contacts.over(repository(Kind.H2, pooled));
        contacts.create(CALLER, c -> c.firstName("Ada"));
        contacts.create(CALLER, c -> c.firstName("Ada"));
        breaking.at(new SQLException("General error", "HY000", 50_000), List.of("getTransactionIsolation"));

        assertThat(contacts.list(CALLER, OF_TWO).total()).hasValue(2);

        assertThat(breaking.calls()).containsSubsequence("getTransactionIsolation", "getTransactionIsolation");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("5.14")
    void what_is_committed_is_answered_though_its_connection_cannot_be_restored(Kind kind) {
        for (Throwable thrown : KINDS_OF_FAILURES) {
            JdbcContactRepository repository = repository(kind, Pooled.BY_HIKARI);
            breaking.at(thrown, List.of(after("commit"), "setAutoCommit"));

            repository.write(ORGANIZATION, Collections.nCopies(2, INSERT));

            assertThat(breaking.calls()).contains("abort");
            breaking.noMore();
            assertThat(repository.list(ORGANIZATION, ContactQuery.page()).contacts())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
    @Tag("3.49")
    @Tag("5.14")
    void the_connection_of_a_hosts_transaction_is_the_hosts_to_end_whatever_fails_on_it(Kind kind) throws SQLException {
        for (Throwable thrown : KINDS_OF_FAILURES) {
            DataSource dataSource = Pooled.BY_HIKARI.over(kind.fresh(open), open);
            ContactSchema.migrate(dataSource);
            Connection[] current = {null};
            Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource, () -> current[0]));
            try (Connection connection = breaking.over(dataSource.getConnection())) {
                connection.setAutoCommit(false);
                current[0] = connection;
                breaking.at(thrown, List.of(EXECUTE, "rollback"));

                Throwable failure = catchThrowable(() -> contacts.create(CALLER, c -> c.firstName("Ada")));

                // On H2 a create is behind a savepoint: what becomes of the host's transaction without it is unknown.
                if (thrown instanceof SQLException && kind == Kind.H2) {
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    Storage.class,
                                    storage -> assertThat(storage.outcome()).isEqualTo(Storage.Outcome.UNKNOWN));
                } else {
                    assertIsAbout(failure, thrown);
                }
                assertThat(breaking.calls()).doesNotContain("abort", "close");
                breaking.noMore();
                connection.rollback();
                assertThat(contacts.create(CALLER, c -> c.firstName("Ada")).id())
                        .isPositive();
                connection.rollback();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
    @Tag("5.14")
    void the_connection_that_a_data_source_has_bound_to_the_hosts_transaction_is_not_ended(Kind kind) {
        DataSource pool = Pooled.BY_HIKARI.over(breaking.over(kind.fresh(open)), open);
        DataSource bound = new TransactionAwareDataSourceProxy(pool);
        ContactSchema.migrate(pool);
        Contacts contacts = Contacts.over(JdbcContactRepository.over(bound));
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));
        breaking.at(new AssertionError("none"), List.of());

        new TransactionTemplate(new DataSourceTransactionManager(pool)).executeWithoutResult(status -> {
            new JdbcTemplate(pool).update("update contactbook_contact set last_name = 'King'");
            assertThatExceptionOfType(Storage.class).isThrownBy(() -> contacts.create(CALLER, c -> c.firstName("Eve")));
        });

        assertThat(breaking.calls()).doesNotContain("abort", "close");
        assertThat(contacts.get(CALLER, ada.id()).lastName()).isEqualTo("King");
    }

    private JdbcContactRepository repository(Kind kind, Pooled pooled) {
        DataSource dataSource = pooled.over(breaking.over(kind.fresh(open)), open);
        ContactSchema.migrate(dataSource);
        return JdbcContactRepository.over(dataSource);
    }

    /** What failed in the clean-up does not hide what failed first. */
    private static void assertIsAbout(Throwable failure, Throwable thrown) {
        if (thrown instanceof Error) {
            assertThat(failure).isSameAs(thrown);
        } else {
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            Storage.class,
                            storage -> assertThat(storage.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED));
        }
    }

    private static void assertWorks(Contacts contacts, Contact ada) {
        assertThat(contacts.get(CALLER, ada.id())).isEqualTo(ada);
        assertThat(contacts.patch(CALLER, ada.id(), c -> c.lastName("King")).version())
                .isEqualTo(2);
        assertThat(contacts.get(CALLER, ada.id()).lastName()).isEqualTo("King");
    }

    private enum Pooled {
        BY_HIKARI {
            @Override
            DataSource over(DataSource target, Deque<AutoCloseable> open) {
                HikariConfig config = new HikariConfig();
                config.setDataSource(target);
                config.setMaximumPoolSize(1);
                HikariDataSource pool = new HikariDataSource(config);
                open.push(pool);
                return pool;
            }
        },

        BY_HIKARI_WITHIN_ANOTHER {
            @Override
            DataSource over(DataSource target, Deque<AutoCloseable> open) {
                return new DelegatingDataSource(BY_HIKARI.over(target, open));
            }
        },

        PLAINLY {
            @Override
            DataSource over(DataSource target, Deque<AutoCloseable> open) {
                return OneAtATime.over(target);
            }
        };

        abstract DataSource over(DataSource target, Deque<AutoCloseable> open);
    }

    private enum Kind {
        H2 {
            @Override
            DataSource fresh(Deque<AutoCloseable> open) {
                JdbcDataSource database = new JdbcDataSource();
                database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
                open.add(() -> {
                    try (Connection connection = database.getConnection()) {
                        connection.createStatement().execute("shutdown");
                    }
                });
                return database;
            }
        },

        SQLITE {
            @Override
            DataSource fresh(Deque<AutoCloseable> open) {
                Path folder = TemporaryFolder.make();
                SQLiteDataSource database = new SQLiteDataSource();
                database.setUrl("jdbc:sqlite:" + folder.resolve("contacts") + "?journal_mode=WAL");
                open.add(() -> TemporaryFolder.delete(folder));
                return database;
            }
        },

        POSTGRESQL {
            @Override
            DataSource fresh(Deque<AutoCloseable> open) {
                try (HikariDataSource pool = Postgres.freshSchema()) {
                    PGSimpleDataSource database = new PGSimpleDataSource();
                    database.setURL(pool.getJdbcUrl());
                    return database;
                }
            }
        };

        abstract DataSource fresh(Deque<AutoCloseable> open);
    }
}
