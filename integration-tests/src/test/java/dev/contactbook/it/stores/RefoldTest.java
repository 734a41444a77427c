package dev.contactbook.it.stores;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.SearchText;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.Processes;
import dev.contactbook.it.support.SqliteDatabases;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Contacts that a library with another folding wrote: planted, refused and folded again. */
class RefoldTest {
    private static final int BATCH = 500;
    private static final int CONTACTS = 2 * BATCH + 100;

    /** Whose texts begin with what no contact has, and whose keys sort before all others. */
    private static final String PLANT = "update contactbook_contact set fold_version = 1, name_words = 'x',"
            + " name_forms = 'x', email_addresses = 'x', phone_numbers = 'x', last_name_key = first_name_key,"
            + " email_key = first_name_key";

    private static final String OLD = "select count(*) from contactbook_contact where fold_version = 1";

    private enum Database {
        H2 {
            @Override
            HikariDataSource fresh() {
                return pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            }
        },
        SQLITE {
            @Override
            HikariDataSource fresh() {
                return SqliteDatabases.fresh();
            }
        },
        POSTGRESQL {
            @Override
            HikariDataSource fresh() {
                return Postgres.freshSchema();
            }
        };

        abstract HikariDataSource fresh();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.141")
    void a_store_of_another_folding_is_refused_until_it_is_folded_again(Database kind) {
        try (HikariDataSource database = kind.fresh()) {
            ContactSchema.migrate(database);
            fill(database);
            JdbcTemplate sql = new JdbcTemplate(database);
            List<String> before = rows(sql);
            sql.execute(PLANT);
            assertThat(rows(sql)).doesNotContainAnyElementsOf(before);

            assertThatIllegalStateException()
                    .isThrownBy(() -> JdbcContactRepository.over(database))
                    .withMessageContaining("ContactSchema.refold");
            assertThatCode(() -> ContactSchema.migrate(database)).doesNotThrowAnyException();
            assertThat(ContactSchema.verify(database)).isEmpty();
            List<Long> progress = new ArrayList<>();
            long done = ContactSchema.refold(database, progress::add);

            assertThat(done).isEqualTo(CONTACTS + 2);
            assertThat(progress).isSorted().endsWith(done).hasSize(4);
            assertThat(rows(sql)).isEqualTo(before);
            assertThat(ContactSchema.refold(database)).isZero();
            Contacts contacts = Contacts.over(JdbcContactRepository.over(database));
            assertThat(found(contacts, CALLER, "no1077 muller")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.141")
    void a_run_that_is_stopped_keeps_its_batches_and_the_next_one_goes_on(Database kind) {
        try (HikariDataSource database = kind.fresh()) {
            ContactSchema.migrate(database);
            fill(database);
            JdbcTemplate sql = new JdbcTemplate(database);
            List<String> before = rows(sql);
            sql.execute(PLANT);

            assertThatThrownBy(() -> ContactSchema.refold(database, done -> {
                        throw new IllegalArgumentException("stop");
                    }))
                    .hasMessage("stop");
            Integer left = sql.queryForObject(OLD, Integer.class);

            assertThat(left).isBetween(CONTACTS + 1 - BATCH, CONTACTS + 1);
            assertThatIllegalStateException().isThrownBy(() -> JdbcContactRepository.over(database));
            assertThat(ContactSchema.refold(database)).isEqualTo(left.longValue());
            assertThat(rows(sql)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.141")
    void a_contact_that_another_writer_changes_meanwhile_keeps_what_that_one_wrote(Database kind) {
        try (HikariDataSource database = kind.fresh()) {
            ContactSchema.migrate(database);
            Contacts contacts = Contacts.over(JdbcContactRepository.over(database));
            fill(database);
            JdbcTemplate sql = new JdbcTemplate(database);
            sql.execute(PLANT);
            long first = contacts.list(CALLER, ContactQuery.page().limit(1))
                    .data()
                    .get(0)
                    .id();
            long last = contacts.list(CALLER, ContactQuery.page().limit(1).sortBy(ContactFields.ID.desc()))
                    .data()
                    .get(0)
                    .id();
            AtomicBoolean changed = new AtomicBoolean();

            // After the first batch was read and before it is written, on SQLite before others are kept out.
            String write = kind == Database.SQLITE ? "commit" : "update contactbook_contact set name_words";
            DataSource interrupted = before(database, write, () -> {
                if (!changed.getAndSet(true)) {
                    contacts.patch(CALLER, first, c -> c.firstName("Erstwhile"));
                    contacts.patch(CALLER, last, c -> c.firstName("Lasting"));
                }
            });
            ContactSchema.refold(interrupted);

            assertThat(changed).isTrue();
            assertThat(sql.queryForObject(OLD, Integer.class)).isZero();
            Contacts again = Contacts.over(JdbcContactRepository.over(database));
            assertThat(found(again, CALLER, "erstwhile")).isEqualTo(1);
            assertThat(found(again, CALLER, "lasting")).isEqualTo(1);
            assertThat(found(again, CALLER, "no1001 muller")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.141")
    void contacts_of_a_newer_folding_are_refused_and_those_of_another_jdk_are_not(Database kind) {
        try (HikariDataSource database = kind.fresh()) {
            ContactSchema.migrate(database);
            Contacts.over(JdbcContactRepository.over(database)).create(CALLER, c -> c.firstName("Ada"));
            JdbcTemplate sql = new JdbcTemplate(database);
            int otherJdk = SearchText.FOLDING_VERSION / 1_000 * 1_000 + 999;

            sql.execute("update contactbook_contact set fold_version = " + otherJdk);
            assertThatCode(() -> JdbcContactRepository.over(database)).doesNotThrowAnyException();
            assertThat(ContactSchema.refold(database)).isEqualTo(1);
            assertThat(ContactSchema.refold(database)).isZero();
            sql.execute("update contactbook_contact set fold_version = " + (otherJdk + 1));
            assertThatIllegalStateException().isThrownBy(() -> JdbcContactRepository.over(database));
            assertThat(ContactSchema.refold(database)).isEqualTo(1);
        }
    }

    @Test
    @Tag("3.141")
    void a_killed_run_on_postgresql_goes_on() throws Exception {
        try (HikariDataSource database = Postgres.freshSchema()) {
            ContactSchema.migrate(database);
            fill(database);
            JdbcTemplate sql = new JdbcTemplate(database);
            List<String> before = rows(sql);
            sql.execute(PLANT);

            killed(database.getJdbcUrl());

            assertThat(sql.queryForObject(OLD, Integer.class)).isPositive();
            assertThat(ContactSchema.refold(database)).isPositive();
            assertThat(rows(sql)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("3.141")
    @Tag("3.142")
    void an_embedded_file_is_folded_again_when_it_opens_after_a_kill_too(boolean isSqlite, @TempDir Path folder)
            throws Exception {
        Function<Path, EmbeddedContactRepository> open =
                isSqlite ? JdbcContactRepository::openSqlite : JdbcContactRepository::open;
        Path file = folder.resolve("contacts");
        try (EmbeddedContactRepository store = open.apply(file)) {
            Contacts.over(store).bulk().each(CALLER, people(CONTACTS), result -> {});
        }
        // With H2, each batch is in the file.
        String url = isSqlite ? "jdbc:sqlite:" + file : "jdbc:h2:async:" + file + ";WRITE_DELAY=0";
        List<String> before;
        try (HikariDataSource database = pool(url)) {
            before = rows(new JdbcTemplate(database));
            new JdbcTemplate(database).execute(PLANT);
        }

        killed(url);

        try (HikariDataSource database = pool(url)) {
            assertThat(new JdbcTemplate(database).queryForObject(OLD, Integer.class))
                    .isEqualTo(CONTACTS - 2 * BATCH);
        }
        try (EmbeddedContactRepository store = open.apply(file)) {
            assertThat(found(Contacts.over(store), CALLER, "no1077 muller")).isEqualTo(1);
        }
        try (HikariDataSource database = pool(url)) {
            assertThat(rows(new JdbcTemplate(database))).isEqualTo(before);
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    /** Contacts of one organization, one of them deleted, and one of another organization. */
    private static void fill(DataSource database) {
        Contacts contacts = Contacts.over(JdbcContactRepository.over(database));
        contacts.bulk().each(CALLER, people(CONTACTS), result -> {});
        long gone = contacts.create(CALLER, c -> c.firstName("Gone")).id();
        contacts.delete(CALLER, gone);
        contacts.create(FOREIGNER, c -> c.firstName("Foreign"));
    }

    private static Stream<BulkItem> people(int count) {
        return IntStream.rangeClosed(1_001, 1_000 + count)
                .mapToObj(i -> BulkItem.create(c -> c.firstName("No" + i)
                        .lastName("Müller")
                        .email("No" + i + "@münchen.example")
                        .phone("030 23125" + i)));
    }

    private static long found(Contacts contacts, Caller caller, String name) {
        return contacts.search(caller, ContactSearch.byName(name)).total().orElseThrow();
    }

    /** Every column of every row, revisions too. */
    private static List<String> rows(JdbcTemplate sql) {
        return sql.queryForList("select * from contactbook_contact order by organization_id, id").stream()
                .map(RefoldTest::described)
                .toList();
    }

    private static String described(Map<String, Object> row) {
        return row.entrySet().stream()
                .map(column -> column.getKey() + "="
                        + (column.getValue() instanceof byte[] bytes ? Arrays.toString(bytes) : column.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static void killed(String url) throws Exception {
        Process process = Processes.start(new ProcessBuilder(Processes.java(RefoldingProcess.class, url))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
        assertThat(process.waitFor()).isEqualTo(RefoldingProcess.ENDED);
    }

    /** The same connections, which do something before each statement that begins like this. */
    private static DataSource before(DataSource database, String start, Runnable event) {
        return wrapped(
                DataSource.class,
                database,
                (method, result, argument) -> wrapped(Connection.class, result, (prepare, statement, text) -> {
                    if (prepare.equals("prepareStatement")
                            && String.valueOf(text).startsWith(start)) {
                        event.run();
                    }
                    return statement;
                }));
    }

    private interface Returned {
        Object of(String method, Object result, Object argument);
    }

    private static <T> T wrapped(Class<T> type, Object wrapped, Returned returned) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(wrapped, arguments);
                        return method.getName().startsWith("getConnection")
                                        || method.getName().startsWith("prepare")
                                ? returned.of(method.getName(), result, arguments == null ? "" : arguments[0])
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
