package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.postgres.Recorder.Sent;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.SqlFlavour;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** How the tables come into a PostgreSQL database. */
class PostgresSchemaTest {
    private static final int VERSION = ContactSchema.version();

    private static final Caller ME = Caller.user(789).inOrganization(456);

    private final HikariDataSource schema = Postgres.freshSchema();
    private final JdbcTemplate sql = new JdbcTemplate(schema);

    @AfterEach
    void close() {
        schema.close();
    }

    @Test
    void the_tables_go_into_the_current_schema_and_nowhere_else() {
        ContactSchema.migrate(schema);

        assertThat(relations())
                .containsExactly(
                        "contactbook_contact",
                        "contactbook_contact_by_folding",
                        "contactbook_contact_by_rev",
                        "contactbook_contact_company_newest",
                        "contactbook_contact_id",
                        "contactbook_contact_last_updated",
                        "contactbook_contact_newest",
                        "contactbook_contact_owner_newest",
                        "contactbook_contact_pk",
                        "contactbook_contact_trash",
                        "contactbook_counter",
                        "contactbook_counter_pk",
                        "contactbook_key",
                        "contactbook_key_pk",
                        "contactbook_numbered_id",
                        "contactbook_numbered_id_by_number",
                        "contactbook_numbered_id_pk",
                        "contactbook_schema",
                        "contactbook_schema_pkey",
                        "contactbook_unique_key",
                        "contactbook_unique_key_pk");
        try (HikariDataSource other = Postgres.freshSchema()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> JdbcContactRepository.over(other))
                    .withMessageContaining("ContactSchema.migrate");
        }
    }

    @Test
    void migrating_again_changes_nothing() {
        ContactSchema.migrate(schema);
        List<String> before = everything();

        ContactSchema.migrate(schema);

        assertThat(everything()).isEqualTo(before).hasSizeGreaterThan(30);
    }

    @Test
    void many_can_migrate_at_once_and_wait_for_each_other() throws Exception {
        for (int round = 0; round < 5; round++) {
            try (HikariDataSource fresh = Postgres.freshSchema()) {
                List<String> sent = migrateAtOnce(fresh);

                assertThat(sent).contains("commit").doesNotContain("rollback");
                assertThatCode(() -> JdbcContactRepository.over(fresh)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void many_can_migrate_at_once_where_the_isolation_makes_those_who_waited_start_again() throws Exception {
        for (int round = 0; round < 5; round++) {
            try (HikariDataSource fresh = Postgres.freshSchema();
                    HikariDataSource isolated = with("set default_transaction_isolation = serializable", fresh)) {
                migrateAtOnce(isolated);

                assertThatCode(() -> JdbcContactRepository.over(isolated)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    @Tag("3.103")
    void a_host_may_run_the_public_script_with_a_tool_of_its_own_in_a_transaction() throws SQLException {
        ContactSchema.migrate(schema);
        List<String> migrated = everything();

        try (HikariDataSource byHand = Postgres.freshSchema();
                Connection connection = byHand.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(ContactSchema.script(SqlFlavour.POSTGRESQL));
            statement.execute(ContactSchema.script(SqlFlavour.POSTGRESQL)); // may run twice
            connection.commit();

            assertThatCode(() -> JdbcContactRepository.over(byHand)).doesNotThrowAnyException();
            assertThat(everything(new JdbcTemplate(byHand))).isEqualTo(migrated);
        }
    }

    @Test
    void tables_of_the_future_are_refused_unless_they_say_that_this_version_can_use_them() {
        ContactSchema.migrate(schema);

        sql.update(future(VERSION + 1, VERSION));
        assertThatCode(() -> JdbcContactRepository.over(schema)).doesNotThrowAnyException();
        assertThatCode(() -> ContactSchema.migrate(schema)).doesNotThrowAnyException();

        sql.update(future(VERSION + 2, VERSION + 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcContactRepository.over(schema))
                .withMessageContainingAll("version " + (VERSION + 2), "update it");
        assertThatIllegalStateException().isThrownBy(() -> ContactSchema.migrate(schema));
    }

    @Test
    @Tag("3.95")
    void tables_of_unreleased_libraries_are_refused_with_what_to_do() {
        sql.execute("create table contactbook_schema (version integer primary key, compatible_from integer)");
        sql.update("insert into contactbook_schema (version, compatible_from) values (1, 1), (2, 2), (3, 2)");

        assertThatIllegalStateException()
                .isThrownBy(() -> ContactSchema.migrate(schema))
                .withMessageContainingAll("unreleased library", "create them again in a new file or schema");
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcContactRepository.over(schema))
                .withMessageContaining("unreleased library");
        assertThat(relations()).containsExactly("contactbook_schema", "contactbook_schema_pkey");
    }

    @Test
    void a_user_who_may_not_make_tables_fails_to_but_can_work_with_those_that_are_there() {
        String guest = Postgres.freshName();
        String current = sql.queryForObject("select current_schema", String.class);
        Postgres.execute("create role " + guest);
        try (HikariDataSource guests = with("set role " + guest, schema)) {
            sql.execute("grant usage on schema " + current + " to " + guest);
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> ContactSchema.migrate(guests))
                    .withMessage(
                            "The database failed, SQL state 42501: the user lacks rights on the tables, grant them")
                    .withNoCause()
                    .matches(e -> e.outcome() == Storage.Outcome.NOT_APPLIED && !e.retryable());
            assertThat(relations()).isEmpty();

            ContactSchema.migrate(schema);
            sql.execute("grant select, update on contactbook_schema to " + guest);
            sql.execute("grant select on contactbook_unique_key to " + guest);
            sql.execute("grant select, insert, update on contactbook_contact to " + guest);
            sql.execute("grant select, insert, update on contactbook_counter to " + guest);
            sql.execute("grant select, insert, delete on contactbook_key to " + guest);
            sql.execute("grant usage on contactbook_contact_id to " + guest);
            ContactSchema.migrate(guests);
            Contacts contacts = Contacts.over(JdbcContactRepository.over(guests));
            Contact ada = contacts.create(
                    ME,
                    contact -> contact.firstName("Ada").email("ada@example.com").externalId("crm", "1"));
            assertThat(contacts.delete(ME, ada.id()).isLive()).isFalse();
        } finally {
            Postgres.execute("drop owned by " + guest);
            Postgres.execute("drop role " + guest);
        }
    }

    @Test
    void tables_made_in_a_transaction_of_the_host_are_rolled_back_and_committed_with_it() throws SQLException {
        try (Connection host = schema.getConnection()) {
            host.setAutoCommit(false);
            ContactSchema.migrate(schema, () -> host);
            JdbcContactRepository.over(schema, () -> host);
            host.rollback();
            assertThat(relations()).isEmpty();

            ContactSchema.migrate(schema, () -> host);
            host.commit();
        }
        assertThatCode(() -> JdbcContactRepository.over(schema)).doesNotThrowAnyException();
    }

    /** The statements of four concurrent migrations. */
    private static List<String> migrateAtOnce(DataSource dataSource) throws Exception {
        CyclicBarrier start = new CyclicBarrier(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<List<Sent>>> migrations = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Recorder recorder = new Recorder(dataSource);
            migrations.add(threads.submit(() -> {
                start.await();
                return recorder.during(() -> ContactSchema.migrate(recorder.dataSource()));
            }));
        }
        List<String> sent = new ArrayList<>();
        for (Future<List<Sent>> migration : migrations) {
            migration.get().forEach(each -> sent.add(each.kind()));
        }
        threads.shutdown();
        return sent;
    }

    /** Another pool on the same schema, whose connections begin with a statement. */
    private static HikariDataSource with(String statement, HikariDataSource same) {
        HikariConfig config = new HikariConfig();
        same.copyStateTo(config);
        config.setConnectionInitSql(statement);
        return new HikariDataSource(config);
    }

    private List<String> relations() {
        return sql.queryForList(
                "select relname from pg_class where relnamespace = current_schema::regnamespace order by 1",
                String.class);
    }

    private List<String> everything() {
        return everything(sql);
    }

    /** All columns with their types and defaults, all indexes and the rows of versions in the current schema. */
    private static List<String> everything(JdbcTemplate sql) {
        return sql.queryForList(
                "select concat_ws(' ', table_name, ordinal_position, column_name, data_type, datetime_precision,"
                        + " collation_name, is_nullable, column_default)"
                        + " from information_schema.columns where table_schema = current_schema"
                        + " union all select replace(indexdef, current_schema || '.', '') from pg_indexes where schemaname = current_schema"
                        + " union all select concat_ws(' ', start_value, min_value, max_value, increment_by, cycle, last_value)"
                        + " from pg_sequences where schemaname = current_schema"
                        + " union all select concat_ws(' ', table_version, compatible_from) from contactbook_schema"
                        + " order by 1",
                String.class);
    }

    private static String future(int version, int compatibleFrom) {
        return "insert into contactbook_schema (table_version, compatible_from) values (" + version + ", "
                + compatibleFrom + ")";
    }
}
