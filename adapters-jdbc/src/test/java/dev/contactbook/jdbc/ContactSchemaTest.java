package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.schema.SchemaScripts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactSchemaTest {
    private static final int VERSION = ContactSchema.version();

    private final JdbcConnectionPool pool = H2.inMemory("");

    @AfterEach
    void dispose() {
        pool.dispose();
    }

    @Test
    void a_database_without_the_tables_is_refused_with_what_to_do() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcContactRepository.over(pool))
                .withMessageContaining("ContactSchema.migrate");
    }

    /** A script that makes none stands for one whose tables are where the next connection does not look. */
    @Test
    void a_migration_whose_tables_cannot_be_seen_fails_instead_of_beginning_again() {
        SchemaScripts nothing = new SchemaScripts("/contactbook-schema/nothing.sql", List.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> ContactSchema.migrate(pool, nothing))
                .withMessageContainingAll("succeeded", "in the schema PUBLIC", "same current schema");
    }

    @Test
    void migrating_again_changes_nothing() throws SQLException {
        ContactSchema.migrate(pool);
        List<String> before = H2.query(pool, "script nodata");

        ContactSchema.migrate(pool);

        assertThat(H2.query(pool, "script nodata")).isEqualTo(before);
        assertThat(H2.query(pool, "select table_version || ' from ' || compatible_from from contactbook_schema"))
                .containsExactly(VERSION + " from 1");
    }

    @Test
    void a_user_who_may_not_make_tables_fails_to_but_can_work_with_those_that_are_there() throws SQLException {
        H2.update(pool, "create user guest password ''");
        DataSource guest = H2.as(pool, "guest");

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> ContactSchema.migrate(guest))
                .withMessageStartingWith("The database failed, SQL state ");

        ContactSchema.migrate(pool);
        H2.update(pool, "grant select on schema public to guest");
        assertThatCode(() -> ContactSchema.migrate(guest)).doesNotThrowAnyException();
    }

    @Test
    void many_can_migrate_at_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            JdbcConnectionPool fresh = H2.inMemory("");
            CyclicBarrier start = new CyclicBarrier(8);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<?>> migrations = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                migrations.add(threads.submit(() -> {
                    start.await();
                    ContactSchema.migrate(fresh);
                    return null;
                }));
            }
            for (Future<?> migration : migrations) {
                migration.get();
            }
            threads.shutdown();

            assertThatCode(() -> JdbcContactRepository.over(fresh)).doesNotThrowAnyException();
            fresh.dispose();
        }
    }

    @Test
    @Tag("3.103")
    void a_host_may_run_the_public_script_with_a_tool_of_its_own() throws SQLException {
        H2.update(pool, ContactSchema.script(SqlFlavour.H2));
        H2.update(pool, ContactSchema.script(SqlFlavour.H2)); // may run twice

        assertThatCode(() -> JdbcContactRepository.over(pool)).doesNotThrowAnyException();
        assertThat(H2.query(pool, "select table_version from contactbook_schema"))
                .containsExactly(String.valueOf(VERSION));
        List<String> before = H2.query(pool, "script nodata");
        ContactSchema.migrate(pool);
        assertThat(H2.query(pool, "script nodata")).as("nothing left to do").isEqualTo(before);
    }

    @Test
    void portable_sql_has_the_script_of_postgresql() {
        assertThat(ContactSchema.script(SqlFlavour.PORTABLE))
                .isEqualTo(ContactSchema.script(SqlFlavour.POSTGRESQL))
                .isNotEqualTo(ContactSchema.script(SqlFlavour.H2));
    }

    @Test
    void tables_of_the_future_are_refused_unless_they_say_that_this_version_can_use_them() throws SQLException {
        ContactSchema.migrate(pool);

        H2.update(pool, future(VERSION + 1, VERSION));
        assertThatCode(() -> JdbcContactRepository.over(pool)).doesNotThrowAnyException();
        assertThatCode(() -> ContactSchema.migrate(pool)).doesNotThrowAnyException();

        H2.update(pool, future(VERSION + 2, VERSION + 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcContactRepository.over(pool))
                .withMessageContainingAll("version " + (VERSION + 2), "update it");
        assertThatIllegalStateException().isThrownBy(() -> ContactSchema.migrate(pool));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Versions 1, and 2 and 3, of unreleased libraries; and what kills of their migrations left.
                "create table contactbook_schema (version integer primary key, compatible_from integer, migrated_at timestamp);"
                        + "create table contactbook_contact (id bigint);"
                        + "insert into contactbook_schema (version, compatible_from) values (1, 1)",
                "create table contactbook_schema (version integer primary key, compatible_from integer, migrated_at timestamp,"
                        + " counters boolean default true);"
                        + "create table contactbook_contact (id bigint);"
                        + "insert into contactbook_schema (version, compatible_from) values (1, 1), (2, 2), (3, 2)",
                "create table contactbook_schema (version integer primary key, compatible_from integer, migrated_at timestamp)",
                "create table contactbook_contact (id bigint)",
            })
    @Tag("3.95")
    void tables_of_unreleased_libraries_are_refused_with_what_to_do(String tables) throws SQLException {
        H2.update(pool, tables);
        List<String> before = H2.query(pool, "script");

        assertThatIllegalStateException()
                .isThrownBy(() -> ContactSchema.migrate(pool))
                .withMessageContainingAll("unreleased library", "create them again in a new file or schema");
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcContactRepository.over(pool))
                .withMessageContaining("unreleased library");
        assertThat(H2.query(pool, "script")).isEqualTo(before);
    }

    @Test
    void every_field_has_its_column() throws SQLException {
        ContactSchema.migrate(pool);

        List<String> columns = H2.query(
                pool,
                "select lower(column_name) from information_schema.columns"
                        + " where lower(table_name) = 'contactbook_contact'");

        assertThat(columns)
                .containsAll(
                        ContactFields.all().stream().map(ContactField::name).toList());
    }

    @Test
    void a_database_of_another_kind_is_refused() {
        DataSource other = fakeProduct(pool, "Contactbase");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcContactRepository.over(other))
                .withMessageContaining("Contactbase");
        assertThatIllegalArgumentException().isThrownBy(() -> ContactSchema.migrate(other));
    }

    /** The same database under another name. */
    private static DataSource fakeProduct(DataSource dataSource, String name) {
        return wrap(DataSource.class, dataSource, name);
    }

    private static <T> T wrap(Class<T> type, T target, String name) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                Object result = method.invoke(target, args);
                if (result instanceof Connection connection) {
                    return wrap(Connection.class, connection, name);
                } else if (result instanceof DatabaseMetaData metadata) {
                    return wrap(DatabaseMetaData.class, metadata, name);
                }
                return method.getName().equals("getDatabaseProductName") ? name : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private static String future(int version, int compatibleFrom) {
        return "insert into contactbook_schema (table_version, compatible_from) values (" + version + ", "
                + compatibleFrom + ")";
    }
}
