package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.tck.SampleContacts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaNameTest {
    private static final long ORGANIZATION = 456;

    private final JdbcConnectionPool pool = H2.inMemory("");

    @AfterEach
    void dispose() {
        pool.dispose();
    }

    @Test
    @Tag("3.102")
    void two_schemas_of_one_database_do_not_see_each_other() throws SQLException {
        JdbcContactRepository crm = store("crm");
        JdbcContactRepository shop = store("shop");

        crm.write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann"))));

        assertThat(total(crm)).hasValue(1);
        assertThat(total(shop)).hasValue(0);
        assertThat(crm.changesSince(ORGANIZATION, ChangePosition.START, 10).contacts())
                .hasSize(1);
        assertThat(shop.changesSince(ORGANIZATION, ChangePosition.START, 10).contacts())
                .isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcContactRepository.over(pool))
                .withMessageContainingAll("no Contactbook tables in the schema PUBLIC", "ContactSchema.migrate");
    }

    @Test
    @Tag("3.102")
    void counters_are_repaired_and_turned_off_in_the_schema_alone() throws SQLException {
        JdbcContactRepository crm = store("crm");
        store("shop");
        crm.write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann"))));
        H2.update(pool, "update crm.contactbook_counter set live = 7");

        assertThat(ContactSchema.verify(pool, "crm")).containsExactly(new CounterDrift(ORGANIZATION, 1, 7, 0, 0, 0));
        assertThat(ContactSchema.verify(pool, "shop")).isEmpty();
        ContactSchema.repair(pool, "crm");
        assertThat(ContactSchema.verify(pool, "crm")).isEmpty();

        ContactSchema.useCounters(pool, false, "shop");
        assertThat(H2.query(pool, "select counters from shop.contactbook_schema"))
                .containsExactly("FALSE");
        assertThat(H2.query(pool, "select counters from crm.contactbook_schema"))
                .containsExactly("TRUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " crm", "crm ", "a.b", "a\"b", "a'b", "1a", "a-b", "a;b", "schéma", "a\nb"})
    @Tag("3.102")
    void what_is_no_name_is_refused_with_the_name_of_the_parameter(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcContactRepository.builder(pool).schema(name))
                .withMessageStartingWith("schema: must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactSchema.migrate(pool, name))
                .withMessageStartingWith("schema: must be");
    }

    @Test
    @Tag("3.102")
    void a_name_has_at_most_63_characters() {
        assertThat(JdbcContactRepository.builder(pool).schema("a".repeat(63))).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcContactRepository.builder(pool).schema("a".repeat(64)));
    }

    @Test
    @Tag("3.102")
    void a_schema_is_found_in_any_case_and_by_its_exact_spelling_where_several_differ_in_case_only()
            throws SQLException {
        H2.update(pool, "create schema crm"); // H2 keeps it in upper case
        ContactSchema.migrate(pool, "Crm");
        assertThat(H2.query(pool, "select table_version from crm.contactbook_schema"))
                .hasSize(1);

        H2.update(pool, "create schema \"Crm\"");
        ContactSchema.migrate(pool, "Crm");
        assertThat(H2.query(pool, "select table_version from \"Crm\".contactbook_schema"))
                .hasSize(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> ContactSchema.migrate(pool, "crm"))
                .withMessageContaining("exact spelling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"information_schema", "INFORMATION_SCHEMA", "pg_catalog", "Pg_Catalog"})
    @Tag("3.102")
    void a_schema_of_the_database_itself_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcContactRepository.builder(pool).schema(name))
                .withMessageStartingWith("schema: must not be " + name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactSchema.migrate(pool, name))
                .withMessageStartingWith("schema: must not be " + name);
    }

    /** In the lower case of Turkish an I has no dot. */
    @Test
    @Tag("3.102")
    void a_schema_is_found_in_any_case_in_every_locale() throws SQLException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            H2.update(pool, "create schema \"INFO\"");
            ContactSchema.migrate(pool, "info");
            assertThat(H2.query(pool, "select table_version from \"INFO\".contactbook_schema"))
                    .hasSize(1);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @Tag("3.102")
    void a_schema_whose_letters_are_like_those_of_the_name_is_another() throws SQLException {
        H2.update(pool, "create schema \"\u0131nfo\"");
        assertThatIllegalStateException()
                .isThrownBy(() -> ContactSchema.migrate(pool, "info"))
                .withMessageContaining("no schema info");
    }

    @Test
    @Tag("3.102")
    void a_schema_that_is_missing_is_said_and_not_made() throws SQLException {
        assertThatIllegalStateException()
                .isThrownBy(() -> ContactSchema.migrate(pool, "crm"))
                .withMessageContainingAll("no schema crm", "CREATE SCHEMA");
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> JdbcContactRepository.builder(pool).schema("crm").build())
                .withMessageContaining("no schema crm");
        H2.update(pool, "create schema crm");
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> JdbcContactRepository.builder(pool).schema("crm").build())
                .withMessageContaining("no Contactbook tables in the schema CRM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                ";DATABASE_TO_UPPER=FALSE",
                ";CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            })
    @Tag("3.102")
    void calls_about_counters_say_that_the_tables_are_missing(String settings) throws SQLException {
        JdbcConnectionPool empty = H2.inMemory(settings);
        H2.update(empty, "create table orders (name varchar)");
        List<ThrowingCallable> calls = List.of(
                () -> ContactSchema.verify(empty),
                () -> ContactSchema.repair(empty),
                () -> ContactSchema.useCounters(empty, false),
                () -> ContactSchema.useCounters(empty, true));

        for (ThrowingCallable call : calls) {
            assertThatIllegalStateException()
                    .isThrownBy(call)
                    .withMessageMatching("(?i)There are no Contactbook tables in the schema public: run"
                            + " ContactSchema.migrate, or name the schema that has them");
        }
        empty.dispose();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                ";DATABASE_TO_UPPER=FALSE",
                ";CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            })
    @Tag("3.102")
    void a_schema_works_in_every_mode_of_names_with_a_deadline_too(String settings) throws SQLException {
        JdbcConnectionPool other = H2.inMemory(settings);
        H2.update(other, "create schema crm");
        ContactSchema.migrate(other, "crm");
        JdbcContactRepository store =
                JdbcContactRepository.builder(other).schema("crm").build();
        store.write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann"))));

        ListRequest bounded = new ListRequest(
                ORGANIZATION,
                ContactQuery.of(ContactSearch.byName("ann")),
                Optional.empty(),
                WorkBudget.of(Duration.ofMinutes(1), 1_000));

        assertThat(store.list(bounded).contacts()).hasSize(1);
        other.dispose();
    }

    private JdbcContactRepository store(String schema) throws SQLException {
        H2.update(pool, "create schema " + schema);
        ContactSchema.migrate(pool, schema);
        return JdbcContactRepository.builder(pool).schema(schema).build();
    }

    private static OptionalLong total(JdbcContactRepository store) {
        return store.list(ORGANIZATION, ContactQuery.page()).total();
    }
}
