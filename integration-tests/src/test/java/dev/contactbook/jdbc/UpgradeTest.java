package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.SqliteDatabases;
import dev.contactbook.jdbc.schema.SchemaScripts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The way from one version of the tables to the next, which there is not yet, in databases of a host. */
class UpgradeTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    private static final int VERSION = SchemaScripts.OF_THIS_LIBRARY.version();

    private static final SchemaScripts BROKEN =
            NextVersion.upgradedBy("/contactbook-schema-next/%s-to-next-broken.sql");

    private HikariDataSource dataSource;

    @AfterEach
    void close() {
        if (dataSource != null) { // without PostgreSQL there is none
            dataSource.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void contacts_stay_and_libraries_of_both_versions_work_on_them(Database database) {
        dataSource = database.fresh();
        ContactSchema.migrate(dataSource);
        String installed = version();
        Contact ada = contacts().create(ME, contact -> contact.firstName("Ada"));

        ContactSchema.migrate(dataSource, NextVersion.SCRIPTS);
        ContactSchema.migrate(dataSource, NextVersion.SCRIPTS);

        assertThat(versions()).containsExactly(installed, NextVersion.ROW);
        assertThat(contacts().list(ME, ContactQuery.page()).data()).containsExactly(ada);
        contacts().create(ME, contact -> contact.firstName("Bob"));
        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        ContactSchema.migrate(dataSource);
        assertThat(versions()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void many_can_upgrade_at_once(Database database) throws Exception {
        dataSource = database.fresh();
        ContactSchema.migrate(dataSource);
        String installed = version();
        CyclicBarrier start = new CyclicBarrier(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> upgrades = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            upgrades.add(threads.submit(() -> {
                start.await();
                ContactSchema.migrate(dataSource, NextVersion.SCRIPTS);
                return null;
            }));
        }
        for (Future<?> upgrade : upgrades) {
            upgrade.get();
        }
        threads.shutdown();

        assertThat(versions()).containsExactly(installed, NextVersion.ROW);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"}) // H2 commits each statement
    void an_upgrade_that_fails_leaves_the_tables_as_they_were(Database database) {
        dataSource = database.fresh();
        ContactSchema.migrate(dataSource);
        String installed = version();

        assertThatExceptionOfType(Storage.class).isThrownBy(() -> ContactSchema.migrate(dataSource, BROKEN));

        assertThat(versions()).containsExactly(installed);
        assertThat(columns()).contains("first_name").doesNotContain("of_the_next_version");
        ContactSchema.migrate(dataSource, NextVersion.SCRIPTS);
        assertThat(versions()).hasSize(2);
    }

    @Test
    void tables_that_only_a_newer_library_can_use_are_refused() {
        dataSource = Database.H2.fresh();
        ContactSchema.migrate(dataSource, NextVersion.SCRIPTS);
        sql().update("update contactbook_schema set compatible_from = table_version where compatible_from = 0");

        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcContactRepository.over(dataSource))
                .withMessageContainingAll(
                        "version " + (VERSION + 1), "This one is for version " + VERSION + ": update it");
    }

    private List<String> columns() {
        return sql().query("select * from contactbook_contact", rows -> {
            List<String> names = new ArrayList<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                names.add(rows.getMetaData().getColumnLabel(column));
            }
            return names;
        });
    }

    private Contacts contacts() {
        return Contacts.over(JdbcContactRepository.over(dataSource));
    }

    private JdbcTemplate sql() {
        return new JdbcTemplate(dataSource);
    }

    /** The one version of tables that were never upgraded. */
    private String version() {
        assertThat(versions()).singleElement().asString().startsWith(VERSION + " from ");
        return versions().get(0);
    }

    private List<String> versions() {
        return sql().queryForList(
                        "select table_version || ' from ' || compatible_from from contactbook_schema order by table_version",
                        String.class);
    }

    /** Databases of a host without tables. */
    private enum Database {
        H2 {
            @Override
            HikariDataSource fresh() {
                HikariConfig config = new HikariConfig();
                config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
                return new HikariDataSource(config);
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
}
