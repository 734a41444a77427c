package dev.contactbook.it.stores;

import static dev.contactbook.domain.ContactFields.AVATAR_URL;
import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static dev.contactbook.domain.ContactFields.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Filter;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.SqliteDatabases;
import dev.contactbook.jdbc.ContactIndex;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.SqlFlavour;
import dev.contactbook.spi.ContactRepository;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The indexes that a host chooses: made, dropped, and the same answers with each of them and with none. */
class IndexesTest {
    private static final Caller ME = Caller.user(7).inOrganization(456);
    private static final Set<ContactIndex> ORDERS = EnumSet.range(ContactIndex.LAST_UPDATED, ContactIndex.EMAIL);
    private static final Set<ContactIndex> SEARCHES =
            EnumSet.range(ContactIndex.NAME_SEARCH, ContactIndex.PHONE_SEARCH);

    private enum Database {
        H2(SqlFlavour.H2) {
            @Override
            HikariDataSource fresh() {
                HikariConfig config = new HikariConfig();
                config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
                return new HikariDataSource(config);
            }
        },
        SQLITE(SqlFlavour.SQLITE) {
            @Override
            HikariDataSource fresh() {
                return SqliteDatabases.fresh();
            }
        },
        POSTGRESQL(SqlFlavour.POSTGRESQL) {
            @Override
            HikariDataSource fresh() {
                return Postgres.freshSchema();
            }
        };

        private final SqlFlavour flavour;

        Database(SqlFlavour flavour) {
            this.flavour = flavour;
        }

        abstract HikariDataSource fresh();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.190")
    void a_host_has_the_default_indexes_and_any_others_that_it_wants(Database kind) {
        try (HikariDataSource database = kind.fresh()) {
            ContactSchema.migrate(database);
            assertThat(ContactSchema.indexes(database)).isEqualTo(ContactIndex.defaults());

            for (Set<ContactIndex> wanted : List.of(ORDERS, Set.<ContactIndex>of(), Set.of(ContactIndex.EMAIL))) {
                ContactSchema.useIndexes(database, wanted);
                ContactSchema.useIndexes(database, wanted);

                assertThat(ContactSchema.indexes(database)).isEqualTo(wanted);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.190")
    void a_tool_of_the_hosts_makes_the_same_indexes_by_their_scripts(Database kind) {
        try (HikariDataSource database = kind.fresh();
                HikariDataSource byHand = kind.fresh()) {
            ContactSchema.migrate(database);
            ContactSchema.useIndexes(database, ORDERS);
            ContactSchema.migrate(byHand);
            for (ContactIndex index : ORDERS) {
                new JdbcTemplate(byHand).execute(ContactSchema.script(kind.flavour, index));
                new JdbcTemplate(byHand).execute(ContactSchema.script(kind.flavour, index)); // may run twice
            }

            assertThat(ContactSchema.indexes(byHand)).isEqualTo(ORDERS);
            assertThat(columns(kind, byHand)).isEqualTo(columns(kind, database)).hasSizeGreaterThan(ORDERS.size());
        }
    }

    /** The indexes of contacts, without the name of their schema. */
    private static List<String> columns(Database kind, HikariDataSource database) {
        String query = switch (kind) {
            case H2 ->
                "select index_name || ordinal_position || column_name || ordering_specification"
                        + " from information_schema.index_columns where index_name like 'CONTACTBOOK%' order by 1";
            case SQLITE -> "select lower(sql) from sqlite_schema where type = 'index' and sql is not null order by 1";
            case POSTGRESQL ->
                "select replace(indexdef, schemaname, '') from pg_indexes"
                        + " where schemaname = current_schema order by 1";
        };
        return new JdbcTemplate(database).queryForList(query, String.class);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.190")
    @Tag("3.85")
    void lists_and_searches_are_the_same_with_all_indexes_and_with_none(Database kind) {
        try (HikariDataSource database = kind.fresh()) {
            ContactSchema.migrate(database);
            List<Contact> all = fill(Contacts.over(JdbcContactRepository.over(database)));
            Set<ContactIndex> most = EnumSet.copyOf(ORDERS);
            if (kind == Database.POSTGRESQL && hasTrigrams(database)) {
                most.addAll(SEARCHES);
            }

            for (Set<ContactIndex> wanted : List.of(Set.<ContactIndex>of(), ContactIndex.defaults(), most)) {
                ContactSchema.useIndexes(database, wanted);
                assertSame(JdbcContactRepository.over(database), all, wanted);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("3.190")
    void an_embedded_file_keeps_the_indexes_that_its_host_wants(boolean isSqlite, @TempDir Path folder) {
        Supplier<EmbeddedContactRepository> open = () -> isSqlite
                ? JdbcContactRepository.openSqlite(folder.resolve("contacts"))
                : JdbcContactRepository.open(folder.resolve("contacts"));
        List<Contact> all;
        try (EmbeddedContactRepository file = open.get()) {
            assertThat(file.indexes()).isEqualTo(ContactIndex.defaults());
            all = fill(Contacts.over(file));
            assertSame(file, all, ContactIndex.defaults());
            for (Set<ContactIndex> wanted : List.of(Set.<ContactIndex>of(), ORDERS)) {
                file.useIndexes(wanted);
                assertThat(file.indexes()).isEqualTo(wanted);
                assertSame(file, all, wanted);
            }
            try (EmbeddedContactRepository again = open.get()) {
                assertThat(again.indexes()).isEqualTo(ORDERS);
                assertThatIllegalStateException().isThrownBy(() -> file.useIndexes(Set.of()));
            }
        }
        try (EmbeddedContactRepository file = open.get()) {
            assertThat(file.indexes()).isEqualTo(ORDERS);
            assertSame(file, all, ORDERS);
        }
    }

    private static void assertSame(ContactRepository repository, List<Contact> all, Set<ContactIndex> wanted) {
        Contacts contacts = Contacts.over(repository);
        for (ContactQuery query : queries()) {
            List<Contact> expected =
                    all.stream().filter(query::matches).sorted(query.order()).toList();

            assertThat(contacts.list(ME, query.limit(100)).data())
                    .as("%s with %s", query, wanted)
                    .isEqualTo(expected);
            assertThat(contacts.stream(ME, query.limit(7)))
                    .as("page by page: %s with %s", query, wanted)
                    .isEqualTo(expected);
            assertThat(contacts.list(ME, query.limit(3).skip(5)).total()).hasValue(expected.size());
        }
    }

    private static List<ContactQuery> queries() {
        List<ContactQuery> queries = new ArrayList<>();
        List<Filter> filters = List.of(
                OWNED_BY_USER_ID.is(1L),
                OWNED_BY_USER_ID.in(1L),
                OWNED_BY_USER_ID.isMissing(),
                OWNED_BY_USER_ID.is(1L).and(COMPANY_ID.is(2L)),
                COMPANY_ID.is(2L).and(LAST_NAME.contains("e")),
                COMPANY_ID.in(2L, 3L),
                OWNED_BY_USER_ID.is(2L).or(COMPANY_ID.is(1L)),
                OWNED_BY_USER_ID.is(1L).not(),
                OWNED_BY_USER_ID.is(1L).and(ContactFields.custom("n").atLeast(20)),
                PHONE.contains("5"),
                PHONE.endsWith(") 0112"),
                PHONE.contains(") 01").not(),
                AVATAR_URL.contains("/İMG'1"),
                AVATAR_URL.startsWith("/img"),
                AVATAR_URL.sameAsAny("/IMG`18", "/é27"),
                AVATAR_URL.endsWith("E27"));
        for (Filter filter : filters) {
            ContactQuery filtered = ContactQuery.page().where(filter);
            queries.add(filtered);
            queries.add(filtered.sortBy(CREATED_AT.desc()));
            queries.add(filtered.sortBy(CREATED_AT.asc()));
            queries.add(filtered.sortBy(PHONE.desc()));
            queries.add(filtered.sortBy(LAST_NAME.asc()));
        }
        for (ContactField<?> field : ContactFields.all()) {
            if (field instanceof ColumnField<?> column) {
                queries.add(ContactQuery.page().sortBy(column.asc()));
                queries.add(ContactQuery.page().sortBy(column.desc()));
            }
        }
        queries.add(ContactQuery.page().sortBy(PHONE.asc(), EMAIL.desc()));
        queries.add(ContactQuery.page().where(EMAIL.sameAs("PERSON7@example.com")));
        for (String term : List.of("lee", "le", "an", "ann lee", "müller", "leeann")) {
            queries.add(ContactQuery.of(ContactSearch.byName(term)));
        }
        queries.add(ContactQuery.of(ContactSearch.byEmail("son1")));
        queries.add(ContactQuery.of(ContactSearch.byPhone("55501", "US", "+1")));
        return queries;
    }

    /** Contacts of some owners, companies and none, among them deleted ones, which are left out. */
    private static List<Contact> fill(Contacts contacts) {
        List<String> lastNames = List.of("Lee", "lee", "Leeds", "Müller", "O'Neil");
        for (int i = 0; i < 60; i++) {
            int number = i;
            Contact made = contacts.create(
                    ME,
                    c -> c.firstName(number % 4 == 0 ? "Ann" : "Bob " + number)
                            .lastName(number % 7 == 0 ? null : lastNames.get(number % 5))
                            .email(number % 6 == 0 ? null : "person" + number + "@example.com")
                            .phone(number % 5 == 0 ? null : "(555) 01" + number)
                            .owner(number % 3 == 0 ? null : (long) (number % 3))
                            .company(number % 4 == 0 ? null : (long) (number % 4))
                            .customField("n", number));
            if (i % 11 == 10) {
                contacts.delete(ME, made.id());
            } else if (i % 9 == 0) {
                contacts.patch(ME, made.id(), c -> c.avatarUrl((number % 2 == 0 ? "/IMG`" : "/É") + number));
            }
        }
        return contacts.stream(ME, ContactQuery.page()).toList();
    }

    private static boolean hasTrigrams(HikariDataSource database) {
        JdbcTemplate sql = new JdbcTemplate(database);
        if (sql.queryForObject("select count(*) from pg_available_extensions where name = 'pg_trgm'", Integer.class)
                == 0) {
            return false;
        }
        sql.execute("create extension if not exists pg_trgm schema public");
        return true;
    }

    /** A plan for any term would use the index for terms that all contacts have as well. */
    @Test
    @Tag("3.195")
    void a_search_by_an_index_is_planned_for_its_term_each_time() {
        HikariConfig oneConnection = new HikariConfig();
        try (HikariDataSource database = Postgres.freshSchema()) {
            assumeTrue(hasTrigrams(database), "no pg_trgm");
            ContactSchema.migrate(database);
            ContactSchema.useIndexes(database, SEARCHES);
            database.copyStateTo(oneConnection);
        }
        oneConnection.setMaximumPoolSize(1);
        try (HikariDataSource database = new HikariDataSource(oneConnection)) {
            Contacts contacts = Contacts.over(JdbcContactRepository.over(database));
            fill(contacts);
            JdbcTemplate sql = new JdbcTemplate(database);
            sql.execute("analyze contactbook_contact");

            ContactQuery search = ContactQuery.of(ContactSearch.byEmail("example"));
            for (ContactQuery query : List.of(search, search.withoutTotal(), search.limit(0))) {
                for (int i = 0; i < 15; i++) {
                    contacts.list(ME, query);
                }
            }

            assertThat(sql.queryForList("select statement, custom_plans, generic_plans from pg_prepared_statements"
                            + " where statement like '%email_addresses%' and statement like 'select%'"))
                    .hasSize(3)
                    .allSatisfy(statement -> {
                        assertThat(statement).containsEntry("generic_plans", 0L);
                        assertThat((Long) statement.get("custom_plans")).isPositive();
                    });
        }
    }

    @Test
    @Tag("3.191")
    void an_index_whose_making_was_interrupted_is_not_used_and_is_made_again() {
        try (HikariDataSource database = Postgres.freshSchema()) {
            JdbcTemplate sql = new JdbcTemplate(database);
            ContactSchema.migrate(database);
            ContactSchema.useIndexes(database, ORDERS);
            sql.update("update pg_index set indisvalid = false"
                    + " where indexrelid = cast('contactbook_contact_by_email' as regclass)");

            assertThat(ContactSchema.indexes(database))
                    .isEqualTo(EnumSet.range(ContactIndex.LAST_UPDATED, ContactIndex.LAST_NAME));
            ContactSchema.useIndexes(database, ORDERS);

            assertThat(ContactSchema.indexes(database)).isEqualTo(ORDERS);
            assertThat(sql.queryForObject(
                            "select bool_and(indisvalid) from pg_index where indrelid ="
                                    + " cast('contactbook_contact' as regclass)",
                            Boolean.class))
                    .isTrue();
        }
    }

    @Test
    @Tag("3.191")
    void an_unfinished_index_that_is_not_wanted_is_dropped() {
        try (HikariDataSource database = Postgres.freshSchema()) {
            JdbcTemplate sql = new JdbcTemplate(database);
            ContactSchema.migrate(database);
            sql.update("update pg_index set indisvalid = false"
                    + " where indexrelid = cast('contactbook_contact_last_updated' as regclass)");

            ContactSchema.useIndexes(database, Set.of());

            assertThat(sql.queryForObject(
                            "select count(*) from pg_indexes where schemaname = current_schema"
                                    + " and indexname = 'contactbook_contact_last_updated'",
                            Integer.class))
                    .isZero();
        }
    }

    @Test
    @Tag("3.192")
    void an_index_for_searches_needs_postgresql_and_its_extension_else_nothing_is_changed() {
        try (HikariDataSource h2 = Database.H2.fresh()) {
            ContactSchema.migrate(h2);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ContactSchema.useIndexes(h2, Set.of(ContactIndex.NAME_SEARCH)))
                    .withMessageContainingAll("NAME_SEARCH", "PostgreSQL");
            assertThat(ContactSchema.indexes(h2)).isEqualTo(ContactIndex.defaults());
        }
        String url = Postgres.freshDatabase("");
        try (HikariDataSource without = Postgres.freshSchema(url)) {
            ContactSchema.migrate(without);

            assertThatIllegalStateException()
                    .isThrownBy(() -> ContactSchema.useIndexes(without, SEARCHES))
                    .withMessageContainingAll("pg_trgm", "CREATE EXTENSION");
            assertThat(ContactSchema.indexes(without)).isEqualTo(ContactIndex.defaults());

            new JdbcTemplate(without).execute("create schema \"elsewhere \"\" too\"");
            new JdbcTemplate(without).execute("create extension pg_trgm schema \"elsewhere \"\" too\"");
            ContactSchema.useIndexes(without, SEARCHES);
            assertThat(ContactSchema.indexes(without)).isEqualTo(SEARCHES);
        } finally {
            Postgres.drop(url);
        }
    }

    @Test
    @Tag("3.194")
    void a_patch_of_what_no_index_has_writes_no_index_without_counters_and_last_update() throws SQLException {
        try (HikariDataSource database = Postgres.freshSchema()) {
            ContactSchema.migrate(database);
            ContactSchema.useCounters(database, false);

            assertThat(inPlace(database, c -> c.avatarUrl("/a")))
                    .as("last update")
                    .isZero();
            ContactSchema.useIndexes(database, Set.of(ContactIndex.OWNER_NEWEST, ContactIndex.COMPANY_NEWEST));
            assertThat(inPlace(database, c -> c.avatarUrl("/b").phone("555").email("b@example.com")))
                    .isEqualTo(1);
            assertThat(inPlace(database, c -> c.owner(2L))).as("owner").isZero();
            ContactSchema.useCounters(database, true);
            assertThat(inPlace(database, c -> c.avatarUrl("/c"))).as("feed").isZero();
        }
    }

    /** How many rows a patch of one contact replaces without writing an index. */
    private static long inPlace(HikariDataSource database, Consumer<ContactDetails.Builder> patch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Contacts contacts = Contacts.over(JdbcContactRepository.over(database, () -> connection));
            Contact made = contacts.create(ME, c -> c.firstName("Ann").owner(1L));
            long before = inPlace(connection);
            contacts.patch(ME, made.id(), patch);
            long after = inPlace(connection);
            connection.rollback();
            return after - before;
        }
    }

    private static long inPlace(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet updated = statement.executeQuery(
                        "select pg_stat_get_xact_tuples_hot_updated(cast('contactbook_contact' as regclass))")) {
            updated.next();
            return updated.getLong(1);
        }
    }
}
