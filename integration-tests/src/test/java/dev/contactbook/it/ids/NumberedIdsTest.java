package dev.contactbook.it.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.postgres.Recorder;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.NumberedIds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Ids of the host that are texts, and their numbers. */
class NumberedIdsTest {
    private static final String UUID_OF_ADA = "0b9f7c1e-5a0e-4b52-8f5e-7c1f8d8c9a10";
    private static final int MAX_CACHED = 10_000;

    private HikariDataSource dataSource;

    @AfterEach
    void close() {
        if (dataSource != null) {
            dataSource.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.130")
    void a_text_has_one_number_in_every_instance_and_the_number_has_the_text(NumberedDatabase database) {
        dataSource = database.migrated();
        NumberedIds users = database.ids(dataSource, "user");
        NumberedIds elsewhere = database.ids(dataSource, "user");

        long ada = users.numberOf(UUID_OF_ADA);

        assertThat(ada).isBetween(1L, (1L << 53) - 1);
        assertThat(users.numberOf(UUID_OF_ADA)).isEqualTo(ada);
        assertThat(users.textOf(ada)).hasValue(UUID_OF_ADA);
        assertThat(elsewhere.textOf(ada)).hasValue(UUID_OF_ADA);
        assertThat(elsewhere.numberOf(UUID_OF_ADA)).isEqualTo(ada);
        assertThat(database.ids(dataSource, "user").knownNumberOf(UUID_OF_ADA)).hasValue(ada);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.130")
    void kinds_are_independent(NumberedDatabase database) {
        dataSource = database.migrated();
        NumberedIds users = database.ids(dataSource, "user");
        NumberedIds tenants = database.ids(dataSource, "tenant");

        long user = users.numberOf(UUID_OF_ADA);

        assertThat(tenants.knownNumberOf(UUID_OF_ADA)).isEmpty();
        assertThat(tenants.textOf(user)).isEmpty();
        assertThat(tenants.numberOf(UUID_OF_ADA)).isNotEqualTo(user);
        assertThat(users.numberOf(UUID_OF_ADA)).isEqualTo(user);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.130")
    void texts_are_told_apart_to_the_letter(NumberedDatabase database) {
        dataSource = database.migrated();
        NumberedIds users = database.ids(dataSource, "user");
        List<String> texts = List.of(
                "ada",
                "Ada",
                "ADA",
                " ada",
                "ada ",
                "ádá",
                "a\u0301da\u0301",
                "auth0|5f7c8ec7c33c6c004bbafe82",
                "'; drop table contactbook_numbered_id; --",
                "%",
                "_",
                "\\",
                "?",
                "{ada}",
                "\"ada\"",
                "stra\u00dfe",
                "strasse",
                "a\u200bda",
                "\u202eada",
                "\uffff",
                "1",
                "01",
                "\ud83d\ude00".repeat(NumberedIds.MAX_LENGTH),
                "x".repeat(NumberedIds.MAX_LENGTH));
        Map<String, Long> numbers = new HashMap<>();

        texts.forEach(text -> numbers.put(text, users.numberOf(text)));

        assertThat(new HashSet<>(numbers.values())).hasSameSizeAs(texts);
        NumberedIds elsewhere = database.ids(dataSource, "user");
        assertThat(elsewhere.textsOf(numbers.values())).hasSameSizeAs(texts);
        NumberedIds yetElsewhere = database.ids(dataSource, "user");
        assertThat(texts).allSatisfy(text -> {
            assertThat(yetElsewhere.numberOf(text)).isEqualTo(numbers.get(text));
            assertThat(elsewhere.textOf(numbers.get(text))).hasValue(text);
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
    @Tag("3.131")
    void a_rollback_of_the_host_takes_back_no_number(NumberedDatabase database) throws SQLException {
        dataSource = database.migrated();
        ThreadLocal<Connection> open = new ThreadLocal<>();
        NumberedIds users = database.ids(dataSource, open::get, "user");
        long ada;
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            transaction.createStatement().execute("select 1");
            open.set(transaction);

            ada = users.numberOf(UUID_OF_ADA);

            assertThat(transaction.getAutoCommit()).isFalse();
            transaction.rollback();
        } finally {
            open.remove();
        }

        assertThat(database.ids(dataSource, "user").knownNumberOf(UUID_OF_ADA)).hasValue(ada);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
    @Tag("3.131")
    void a_data_source_that_hands_out_the_open_transaction_is_refused_and_nothing_is_committed(
            NumberedDatabase database) {
        dataSource = database.migrated();
        JdbcTemplate sql = new JdbcTemplate(dataSource);
        sql.execute("create table orders (name varchar(100))");
        NumberedIds users = database.ids(
                new TransactionAwareDataSourceProxy(dataSource),
                () -> TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
                        ? holder.getConnection()
                        : null,
                "user");
        long ada = users.numberOf(UUID_OF_ADA);

        new TransactionTemplate(new DataSourceTransactionManager(dataSource)).executeWithoutResult(status -> {
            sql.update("insert into orders values ('one')");
            assertThat(users.numberOf(UUID_OF_ADA)).isEqualTo(ada);
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> users.numberOf("eve"))
                    .withMessageContaining("before the transaction begins")
                    .matches(e -> !e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
            status.setRollbackOnly();
        });

        assertThat(sql.queryForObject("select count(*) from orders", Long.class))
                .isZero();
        assertThat(users.numberOf("eve")).isPositive();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
    @Tag("3.131")
    void a_pool_without_auto_commit_commits_a_number_too(NumberedDatabase database) {
        HikariDataSource tables = database.migrated();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(tables.getJdbcUrl());
        config.setAutoCommit(false);
        tables.close();
        dataSource = new HikariDataSource(config);

        long ada = database.ids(dataSource, () -> null, "user").numberOf(UUID_OF_ADA);

        assertThat(database.ids(dataSource, () -> null, "user").knownNumberOf(UUID_OF_ADA))
                .hasValue(ada);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.130")
    void looking_for_a_number_gives_none(NumberedDatabase database) {
        dataSource = database.migrated();
        NumberedIds users = database.ids(dataSource, "user");

        assertThat(users.knownNumberOf(UUID_OF_ADA)).isEmpty();
        assertThat(users.textOf(7)).isEmpty();
        assertThat(users.textsOf(List.of())).isEmpty();
        assertThat(users.textsOf(List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE)))
                .isEmpty();
        assertThat(new JdbcTemplate(dataSource)
                        .queryForObject("select count(*) from contactbook_numbered_id", Long.class))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.132")
    void up_to_a_thousand_numbers_are_looked_up_by_one_statement(NumberedDatabase database) {
        dataSource = database.migrated();
        Recorder recorder = new Recorder(dataSource);
        long ada = database.ids(dataSource, "user").numberOf(UUID_OF_ADA);
        NumberedIds users = database.ids(recorder.dataSource(), "user");
        List<Long> numbers = new ArrayList<>(
                LongStream.range(0, NumberedIds.MAX_NUMBERS - 1).boxed().toList());
        numbers.add(ada);

        List<Recorder.Sent> sent =
                recorder.during(() -> assertThat(users.textsOf(numbers)).isEqualTo(Map.of(ada, UUID_OF_ADA)));

        assertThat(sent).extracting(Recorder.Sent::what).containsOnlyOnce(select(sent));
        numbers.add(-1L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> users.textsOf(numbers))
                .withMessageStartingWith("wanted:");
    }

    private static String select(List<Recorder.Sent> sent) {
        return sent.stream()
                .map(Recorder.Sent::what)
                .filter(sql -> sql.startsWith("select id, number"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Tag("3.132")
    void what_was_used_last_needs_no_connection_and_the_rest_is_forgotten() {
        dataSource = NumberedDatabase.H2.migrated();
        new JdbcTemplate(dataSource)
                .execute("insert into contactbook_numbered_id (kind, id, number)"
                        + " select 'user', stringtoutf8('user' || x), x from system_range(1, " + (MAX_CACHED + 1)
                        + ")");
        Recorder recorder = new Recorder(dataSource);
        NumberedIds users = NumberedDatabase.H2.ids(recorder.dataSource(), "user");
        users.numberOf("user1");
        users.numberOf("user2");
        for (long first = 3; first <= MAX_CACHED; first += NumberedIds.MAX_NUMBERS) {
            users.textsOf(LongStream.range(first, Math.min(first + NumberedIds.MAX_NUMBERS, MAX_CACHED + 1))
                    .boxed()
                    .toList());
        }

        assertThat(recorder.during(() -> {
                    users.numberOf("user1");
                    users.textOf(1);
                    users.numberOf("user" + MAX_CACHED);
                }))
                .isEmpty();
        users.numberOf("user" + (MAX_CACHED + 1)); // one too many, and user2 was used longest ago
        assertThat(recorder.during(() -> {
                    users.numberOf("user1");
                    users.textOf(1);
                    users.textOf(MAX_CACHED + 1);
                }))
                .isEmpty();
        assertThat(recorder.during(() -> users.numberOf("user2"))).isNotEmpty();
    }

    @Test
    @Tag("3.133")
    void a_text_that_is_no_id_is_rejected_without_being_shown() {
        dataSource = NumberedDatabase.H2.migrated();
        NumberedIds users = NumberedDatabase.H2.ids(dataSource, "user");

        for (String text :
                List.of("", " ", "\t", "secret\n", "secret\0", "secret\ud800", "\udc00secret", "s".repeat(256))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> users.numberOf(text))
                    .withMessageStartingWith("text: must have 1 to 255 characters")
                    .withMessageNotContaining("secret");
            assertThatIllegalArgumentException().isThrownBy(() -> users.knownNumberOf(text));
        }
    }

    @Test
    @Tag("3.133")
    void a_kind_that_is_no_word_is_rejected() {
        dataSource = NumberedDatabase.H2.migrated();
        JdbcContactRepository repository = JdbcContactRepository.over(dataSource);

        for (String kind : List.of("", "User", "user1", "a b", "ı", "é", "'", "u".repeat(31))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> repository.numberedIds(kind))
                    .withMessage("kind: must be 1 to 30 letters from a to z");
        }
        repository.numberedIds("u".repeat(30)).numberOf(UUID_OF_ADA);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
    @Tag("3.130")
    void statements_are_portable_and_in_the_schema_that_the_store_names(NumberedDatabase database) {
        dataSource = database.fresh();
        String schema = "s" + UUID.randomUUID().toString().replace("-", "");
        new JdbcTemplate(dataSource).execute("create schema " + schema);
        ContactSchema.migrate(dataSource, schema);
        Recorder recorder = new Recorder(dataSource);
        NumberedIds users =
                database.builder(recorder.dataSource()).schema(schema).build().numberedIds("user");

        recorder.during(() -> users.textOf(users.numberOf(UUID_OF_ADA)));

        Set<String> statements = new HashSet<>();
        recorder.sent().stream()
                .map(Recorder.Sent::what)
                .filter(sql -> sql.contains("numbered_id"))
                .forEach(sql -> statements.add(sql.replaceAll("\"\\w+\"", "s")));
        assertThat(statements)
                .containsExactlyInAnyOrder(
                        "select id, number from s.contactbook_numbered_id where kind = ? and id = ?",
                        "insert into s.contactbook_numbered_id (kind, id, number) values (?, ?, ?)");
    }

    @Test
    @Tag("5.4")
    void a_missing_table_is_a_storage_failure_that_says_what_to_do() {
        dataSource = NumberedDatabase.H2.migrated();
        NumberedIds users = NumberedDatabase.H2.ids(dataSource, "user");
        new JdbcTemplate(dataSource).execute("drop table contactbook_numbered_id");

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> users.numberOf(UUID_OF_ADA))
                .withMessageContaining("ContactSchema.migrate");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("3.130")
    void an_embedded_file_keeps_numbers_when_it_is_opened_again(boolean isSqlite, @TempDir Path folder) {
        Function<Path, EmbeddedContactRepository> open =
                isSqlite ? JdbcContactRepository::openSqlite : JdbcContactRepository::open;
        Path file = folder.resolve("contacts");
        long ada;
        try (EmbeddedContactRepository repository = open.apply(file)) {
            ada = repository.numberedIds("user").numberOf(UUID_OF_ADA);
        }

        try (EmbeddedContactRepository repository = open.apply(file)) {
            assertThat(repository.numberedIds("user").textOf(ada)).hasValue(UUID_OF_ADA);
        }
    }
}
