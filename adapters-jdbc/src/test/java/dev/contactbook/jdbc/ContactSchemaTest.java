package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactsException.Storage;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;

class ContactSchemaTest {
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

    @Test
    void migrating_again_changes_nothing() throws SQLException {
        ContactSchema.migrate(pool);
        List<String> before = H2.query(pool, "script nodata");

        ContactSchema.migrate(pool);

        assertThat(H2.query(pool, "script nodata")).isEqualTo(before);
        assertThat(H2.query(pool, "select version || ' from ' || compatible_from from contactbook_schema"))
                .containsExactly("1 from 1", "2 from 2", "3 from 2");
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
    void a_host_may_run_the_scripts_in_the_jar_itself() throws SQLException, IOException {
        for (int version : List.of(1, 2, 3)) {
            H2.run(pool, version);
        }

        assertThatCode(() -> JdbcContactRepository.over(pool)).doesNotThrowAnyException();
    }

    @Test
    void tables_of_the_future_are_refused_unless_they_say_that_this_version_can_use_them() throws SQLException {
        ContactSchema.migrate(pool);

        H2.update(pool, "insert into contactbook_schema (version, compatible_from) values (4, 3)");
        assertThatCode(() -> JdbcContactRepository.over(pool)).doesNotThrowAnyException();
        assertThatCode(() -> ContactSchema.migrate(pool)).doesNotThrowAnyException();

        H2.update(pool, "insert into contactbook_schema (version, compatible_from) values (5, 4)");
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcContactRepository.over(pool))
                .withMessageContainingAll("version 5", "update it");
        assertThatIllegalStateException().isThrownBy(() -> ContactSchema.migrate(pool));
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
}
