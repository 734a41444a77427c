package dev.contactbook.jdbc;

import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.CustomField;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.Sort;
import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.read.ChangesSql;
import dev.contactbook.jdbc.read.FilterSql;
import dev.contactbook.jdbc.read.IdQueries;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.table.InstalledIndexes;
import dev.contactbook.jdbc.table.TableNames;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Rows;
import dev.contactbook.tck.SampleContacts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a store in a database does beside the contract: statements, failures, and what it asks of a data source. */
class JdbcContactRepositoryTest {
    private static final long ORGANIZATION = 456;
    private static final Dialect DIALECT = SqlFlavour.H2.dialect().with(TableNames.OF_CONNECTION);
    private static final CustomField CUSTOM = ContactFields.custom("Industry");

    private final JdbcConnectionPool pool = H2.inMemory("");
    private JdbcContactRepository repository;

    @BeforeEach
    void migrate() {
        repository = JdbcContactRepository.over(H2.indexed(pool));
    }

    @AfterEach
    void dispose() {
        pool.dispose();
    }

    @Test
    void a_data_source_with_auto_commit_off_is_refused() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(pool);
        config.setAutoCommit(false);
        try (HikariDataSource withoutAutoCommit = new HikariDataSource(config)) {
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> JdbcContactRepository.over(withoutAutoCommit))
                    .withMessageContaining("auto-commit")
                    .matches(e -> !e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
        }
    }

    @Test
    @Tag("3.48")
    void a_connection_that_comes_with_auto_commit_off_later_may_be_in_a_transaction_and_is_left_alone() {
        SwitchableDataSource dataSource = new SwitchableDataSource(pool);
        JdbcContactRepository over = JdbcContactRepository.over(dataSource);
        dataSource.autoCommit = false;

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> over.write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann")))))
                .withMessage("A connection came with auto-commit off, unlike the first one")
                .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
        assertThat(repository.list(ORGANIZATION, ContactQuery.page()).contacts())
                .isEmpty();
    }

    @Test
    @Tag("5.10")
    void a_thread_that_is_interrupted_while_it_waits_for_a_connection_may_try_again() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(pool);
        config.setMaximumPoolSize(1);
        try (HikariDataSource small = new HikariDataSource(config)) {
            JdbcContactRepository over = JdbcContactRepository.over(small);
            try (Connection only = small.getConnection()) {
                assertThat(only.getAutoCommit()).isTrue();
                Thread.currentThread().interrupt();
                assertThatExceptionOfType(Storage.class)
                        .isThrownBy(() -> over.find(ORGANIZATION, List.of(1L)))
                        .withMessageEndingWith(": the thread was interrupted while it waited for a connection")
                        .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
                assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
            }
            assertThat(over.find(ORGANIZATION, List.of(1L))).isEmpty();
        }
    }

    @Test
    void a_find_is_one_statement_and_a_write_one_for_its_counter_and_one_for_contacts() throws SQLException {
        insert("Ann"); // the first one makes its counter
        Contact ann = repository.find(ORGANIZATION, List.of(1L)).get(1L);
        Contact bob = ann.changed(SampleContacts.full(1), ann.updatedAt().plusMillis(1), null);

        assertThat(statementsOf(() -> repository.find(ORGANIZATION, List.of(1L))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> insert("Ann"))).isEqualTo(2);
        assertThat(statementsOf(() -> write(new Change.Replace(ann, bob))))
                .as("and one for new keys")
                .isEqualTo(3);
        Contact eve = bob.changed(
                bob.details().toBuilder().firstName("Eve").build(),
                bob.updatedAt().plusMillis(1),
                null);
        assertThat(statementsOf(() -> write(new Change.Replace(bob, eve)))).isEqualTo(2);
        Contact ida = eve.changed(SampleContacts.full(2), eve.updatedAt().plusMillis(1), null);
        assertThat(statementsOf(() -> write(new Change.Replace(eve, ida))))
                .as("and one for new and old keys")
                .isEqualTo(3);
        assertThat(statementsOf(() -> write(new Change.Remove(ida))))
                .as("and one for keys that go")
                .isEqualTo(3);
    }

    @Test
    @Tag("3.268")
    void a_store_that_expects_unique_emails_needs_no_statement_more() throws SQLException {
        ContactRepository expecting =
                JdbcContactRepository.builder(pool).expectUniqueEmails().build();
        Change plain = new Change.Insert(SampleContacts.named("Bob"));
        expecting.write(ORGANIZATION, List.of(plain)); // the first one makes its counter
        ContactSchema.useUniqueEmails(pool, ORGANIZATION, true);
        Change keyed = new Change.Insert(SampleContacts.newContact(
                SampleContacts.named("Eve").details().toBuilder()
                        .email("eve@example.com")
                        .build(),
                1));

        assertThat(statementsOf(() -> expecting.write(ORGANIZATION, List.of(plain))))
                .isEqualTo(2);
        assertThat(statementsOf(() -> expecting.write(ORGANIZATION, List.of(keyed))))
                .as("and one for keys")
                .isEqualTo(3);
    }

    @Test
    void a_page_with_its_total_is_one_statement_and_a_search_one_for_ids_contacts_and_total_each() throws SQLException {
        insert("Ann");
        insert("Anna");

        for (ContactQuery query : List.of(
                ContactQuery.page(),
                ContactQuery.page().limit(1),
                ContactQuery.page().limit(0),
                ContactQuery.page().limit(1).withoutTotal())) {
            assertThat(statementsOf(() -> repository.list(ORGANIZATION, query)))
                    .as(query.toString())
                    .isEqualTo(1);
        }
        assertThat(statementsOf(() -> repository.list(ORGANIZATION, ContactQuery.of(ContactSearch.byName("ann")))))
                .as("ids and contacts, as all are in sight")
                .isEqualTo(2);
        assertThat(statementsOf(() -> repository.list(
                        ORGANIZATION,
                        ContactQuery.of(ContactSearch.byName("ann").limit(1)))))
                .as("and how many there are")
                .isEqualTo(3);
    }

    @Test
    void a_page_with_a_filter_is_one_statement_where_the_end_is_in_sight_and_two_where_rows_are_counted()
            throws SQLException {
        insert("Ann");
        insert("Anna");

        for (ContactQuery query : List.of(
                ContactQuery.page().where(FIRST_NAME.startsWith("ann")),
                ContactQuery.page().where(FIRST_NAME.is("Ann")).limit(0),
                ContactQuery.page().where(CUSTOM.isMissing()).limit(1),
                ContactQuery.page().where(CUSTOM.isMissing()).limit(0),
                ContactQuery.of(ContactSearch.byName("ann")).where(CUSTOM.isMissing()))) {
            assertThat(statementsOf(() -> repository.list(ORGANIZATION, query)))
                    .as(query.toString())
                    .isEqualTo(1);
        }
        ContactQuery first =
                ContactQuery.page().where(FIRST_NAME.startsWith("ann")).limit(1);
        assertThat(statementsOf(() -> repository.list(ORGANIZATION, first))).isEqualTo(2);
        assertThat(statementsOf(
                        () -> repository.list(ORGANIZATION, first.limit(0).withoutTotal())))
                .isZero();
    }

    @Test
    void a_list_of_values_is_one_text_whatever_its_length() {
        List<Long> ids = LongStream.rangeClosed(1, 250).boxed().toList();

        for (SqlFlavour flavour : List.of(SqlFlavour.H2, SqlFlavour.POSTGRESQL)) {
            FilterSql two = filterSql(flavour.dialect().with(TableNames.OF_CONNECTION), ContactFields.ID.in(1, 2));

            assertThat(filterSql(flavour.dialect().with(TableNames.OF_CONNECTION), ContactFields.ID.in(ids))
                            .where()
                            .sql())
                    .isEqualTo(two.where().sql());
            assertThat(two.where().arguments()).hasSize(1);
        }
    }

    @Test
    void many_values_are_looked_up_by_the_domain_on_h2_which_would_look_at_all_of_them_for_each_contact() {
        Filter many = ContactFields.ID.in(LongStream.rangeClosed(1, 200).boxed().toList());
        Filter few = FIRST_NAME.in("Ann", "Bob");
        Filter both = many.or(many.not()).and(few.not());

        FilterSql h2 = filterSql(DIALECT, both);
        assertThat(h2.isExact()).isFalse();
        assertThat(h2.where().sql()).startsWith("( ( 1 = 1 or 1 = 1 ) and not (");
        assertThat(filterSql(DIALECT, many.and(few)).isExact()).isTrue();
        Filter texts = Filter.anyOf(Collections.nCopies(6, FIRST_NAME.contains("an")));
        assertThat(filterSql(DIALECT, texts).isExact()).isFalse();
        assertThat(filterSql(SqlFlavour.POSTGRESQL.dialect().with(TableNames.OF_CONNECTION), both)
                        .isExact())
                .isTrue();
    }

    @Test
    void a_list_of_values_in_portable_sql_is_one_of_few_texts_and_a_filter_with_too_many_is_left_to_the_domain() {
        Dialect dialect = SqlFlavour.PORTABLE.dialect().with(TableNames.OF_CONNECTION);
        Set<String> texts = new HashSet<>();
        for (long number = 2; number <= 1_000; number++) {
            List<Long> ids = LongStream.rangeClosed(1, number).boxed().toList();
            FilterSql some = filterSql(dialect, ContactFields.ID.in(ids));

            assertThat(some.isExact()).isTrue();
            texts.add(some.where().sql());
        }
        assertThat(texts).hasSize(10);

        Filter thousand =
                ContactFields.ID.in(LongStream.rangeClosed(1, 1_000).boxed().toList());
        assertThat(filterSql(dialect, Filter.anyOf(Collections.nCopies(29, thousand)))
                        .isExact())
                .isTrue();
        FilterSql tooMany = filterSql(dialect, Filter.anyOf(Collections.nCopies(30, thousand)));
        assertThat(tooMany.isExact()).isFalse();
        assertThat(tooMany.where().arguments()).isEmpty();
    }

    @Test
    @Tag("3.79")
    void portable_sql_needs_a_generator_of_ids_and_a_database_that_speaks_it() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcContactRepository.builder(pool)
                        .sql(SqlFlavour.PORTABLE)
                        .build())
                .withMessageContaining("IdGenerator");
        for (SqlFlavour other : List.of(SqlFlavour.PORTABLE, SqlFlavour.POSTGRESQL)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdbcContactRepository.builder(pool)
                            .ids(TimeOrderedIds.ofNode(0))
                            .sql(other)
                            .build())
                    .withMessage("H2 does not speak " + other);
        }
        assertThat(JdbcContactRepository.builder(pool)
                        .sql(SqlFlavour.H2)
                        .build()
                        .list(ORGANIZATION, ContactQuery.page()))
                .isNotNull();
    }

    @Test
    void the_database_decides_conditions_on_columns_and_leaves_those_on_custom_fields_to_the_domain() {
        Filter column = FIRST_NAME.isNot("Ann").or(ContactFields.CREATED_AT.atMost(Instant.MAX));

        for (SqlFlavour flavour : SqlFlavour.values()) {
            Dialect dialect = flavour.dialect().with(TableNames.OF_CONNECTION);
            assertThat(filterSql(dialect, column.not()).isExact()).isTrue();
            assertThat(filterSql(dialect, column.and(CUSTOM.exists())).isExact())
                    .isFalse();
            assertThat(filterSql(dialect, ContactFields.SYSTEM_TYPE.is("contact"))
                            .isExact())
                    .isTrue();
            assertThat(filterSql(dialect, ContactFields.SYSTEM_TYPE.contains("c"))
                            .isExact())
                    .isFalse();
        }
    }

    @Test
    @Tag("3.78")
    void a_condition_on_the_organization_is_decided_without_the_database_so_that_no_statement_names_another() {
        Filter own = ContactFields.ORGANIZATION_ID.in(ORGANIZATION, 457);
        Filter others = ContactFields.ORGANIZATION_ID.greaterThan(ORGANIZATION);

        for (SqlFlavour flavour : SqlFlavour.values()) {
            assertThat(where(flavour, own)).isEqualTo("1 = 1");
            assertThat(where(flavour, own.not())).isEqualTo("1 = 0");
            assertThat(where(flavour, others)).isEqualTo("1 = 0");
            assertThat(where(flavour, others.not())).isEqualTo("1 = 1");
            assertThat(where(flavour, ContactFields.ORGANIZATION_ID.isMissing()))
                    .isEqualTo("1 = 0");
        }
    }

    private static FilterSql filterSql(Dialect dialect, Filter filter) {
        return FilterSql.of(dialect, InstalledIndexes.ofScript(), ORGANIZATION, LifeState.LIVE, filter);
    }

    private static String where(SqlFlavour flavour, Filter filter) {
        FilterSql sql = filterSql(flavour.dialect().with(TableNames.OF_CONNECTION), filter);
        assertThat(sql.isExact()).isTrue();
        return sql.where().sql();
    }

    @Test
    void what_a_filter_chooses_is_read_until_the_page_is_full_and_to_the_end_only_for_a_total() throws SQLException {
        Contact first = insertWithCustomField();
        insertWithCustomField(); // tells that there is more
        Contact unreadable = insertWithCustomField();
        H2.update(
                pool, "update contactbook_contact set custom_fields_by_name = 'broken' where id = " + unreadable.id());
        ContactQuery query = ContactQuery.page().where(CUSTOM.exists()).limit(1);

        assertThat(repository.list(ORGANIZATION, query.withoutTotal()).contacts())
                .containsExactly(first);
        assertThatExceptionOfType(Storage.class).isThrownBy(() -> repository.list(ORGANIZATION, query));
    }

    @Test
    void custom_fields_that_the_library_did_not_write_are_a_storage_failure() throws SQLException {
        Contact contact = insertWithCustomField();

        for (String json :
                List.of("broken", "1", "[]", "{\"x\":", "{\"x\":[\"y\"", "{\"x\":{}}", "{\"x\":[[]]}", "{} {}")) {
            H2.update(pool, "update contactbook_contact set custom_fields_by_name = '" + json + "'");
            assertThatExceptionOfType(Storage.class)
                    .as(json)
                    .isThrownBy(() -> repository.find(ORGANIZATION, List.of(contact.id())));
        }
        H2.update(pool, "update contactbook_contact set custom_fields_by_name = '{\"x\": [\"y\"], \"z\": null}'");
        assertThat(repository
                        .find(ORGANIZATION, List.of(contact.id()))
                        .get(contact.id())
                        .customFields()
                        .asMap())
                .containsOnlyKeys("x");
    }

    @Test
    void contacts_without_custom_fields_are_not_read_where_a_condition_needs_one() throws SQLException {
        Contact with = insertWithCustomField();
        Contact without = insert("Ann");
        H2.update(pool, "update contactbook_contact set custom_fields_by_name = '1' where id = " + without.id());

        for (Filter filter : List.of(
                CUSTOM.exists(),
                CUSTOM.is("steel"),
                CUSTOM.isNot("tin").not().or(CUSTOM.in("steel")),
                CUSTOM.isMissing().not())) {
            assertThat(repository
                            .list(ORGANIZATION, ContactQuery.page().where(filter))
                            .contacts())
                    .containsExactly(with);
        }
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(
                        () -> repository.list(ORGANIZATION, ContactQuery.page().where(CUSTOM.isNot("steel"))));
    }

    @Test
    void many_changes_are_a_statement_each_for_their_ids_locks_and_counter_and_a_batch_of_each_kind()
            throws SQLException {
        List<Contact> there = write(Collections.nCopies(3, new Change.Insert(SampleContacts.named("Ann")))
                .toArray(Change[]::new));
        List<Change> changes =
                new ArrayList<>(Collections.nCopies(2_500, new Change.Insert(SampleContacts.named("Ann"))));
        changes.add(new Change.Replace(
                there.get(0), there.get(0).deleted(there.get(0).updatedAt(), null)));
        changes.add(new Change.Remove(there.get(1)));

        // H2 counts an item of a batch as a statement.
        assertThat(statementsOf(() -> write(changes.toArray(Change[]::new)))).isEqualTo(3 + 2_500 + 2);
    }

    @Test
    void nobody_waits_for_a_counter_that_another_transaction_is_making_or_has_changed() throws SQLException {
        insert("Ann");
        try (Connection other = pool.getConnection()) {
            other.setAutoCommit(false);
            SqlRunner.update(
                    other,
                    SqlFragment.of(
                            "insert into contactbook_counter (organization_id, stripe, live, rev) values (?, 3, 0, 0)",
                            SqlValues.number(ORGANIZATION)));
            SqlRunner.update(other, SqlFragment.of("update contactbook_counter set live = live + 1"));
            Change.Insert insert = new Change.Insert(SampleContacts.named("Bob"));

            assertThat(statementsOf(() -> write(insert)))
                    .as("the last one, all numbers, the one that is locked, a new one twice, the contact")
                    .isEqualTo(6);
            assertThat(statementsOf(() -> write(insert))).as("the new one").isEqualTo(2);
            write(insert, insert);
            other.rollback();
        }

        assertThat(ContactSchema.verify(pool)).isEmpty();
    }

    @Test
    @Tag("3.90")
    void a_list_that_begins_again_shows_each_contact_once() throws SQLException {
        write(Collections.nCopies(600, new Change.Insert(SampleContacts.named("Ann")))
                .toArray(Change[]::new));
        ContactQuery query =
                ContactQuery.page().sortBy(ContactFields.PHONE.asc()).limit(1_000);
        AtomicInteger queries = new AtomicInteger();
        JdbcContactRepository refused = JdbcContactRepository.over(
                Interposed.refusingTheSecond(pool, "select organization_id", new SQLException("", "40001"), queries));

        assertThat(refused.list(ORGANIZATION, query)).isEqualTo(repository.list(ORGANIZATION, query));
        assertThat(queries).as("of both attempts").hasValueGreaterThan(2);
    }

    @Test
    void any_number_of_ids_is_asked_for_at_once() throws SQLException {
        for (long number : List.of(1L, 2L, 3_000L)) {
            List<Long> ids = LongStream.rangeClosed(1, number).boxed().toList();

            assertThat(statementsOf(() -> repository.find(ORGANIZATION, ids))).isEqualTo(1);
        }

        List<Long> moreThanAnArrayHolds =
                LongStream.rangeClosed(1, 65_537).boxed().toList();
        Contact ann = insert("Ann");

        assertThat(statementsOf(() -> repository.find(ORGANIZATION, moreThanAnArrayHolds)))
                .isEqualTo(2);
        assertThat(repository.find(ORGANIZATION, moreThanAnArrayHolds)).containsOnlyKeys(ann.id());
    }

    static Stream<Arguments> indexedOrders() {
        return Stream.of(
                arguments(ContactQuery.page(), "primary_key_"),
                arguments(ContactQuery.page().sortBy(ContactFields.ID.asc()), "primary_key_"),
                arguments(ContactQuery.page().sortBy(ContactFields.ID.desc()), "primary_key_"),
                arguments(
                        ContactQuery.page().sortBy(ContactFields.FIRST_NAME.asc()),
                        "contactbook_contact_by_first_name"),
                arguments(
                        ContactQuery.page().sortBy(ContactFields.FIRST_NAME.desc()),
                        "contactbook_contact_by_first_name"),
                arguments(
                        ContactQuery.page().sortBy(ContactFields.LAST_NAME.asc()), "contactbook_contact_by_last_name"),
                arguments(
                        ContactQuery.page().sortBy(ContactFields.LAST_NAME.desc()), "contactbook_contact_by_last_name"),
                arguments(ContactQuery.page().sortBy(ContactFields.EMAIL.asc()), "contactbook_contact_by_email"),
                arguments(ContactQuery.page().sortBy(ContactFields.EMAIL.desc()), "contactbook_contact_by_email"),
                arguments(ContactQuery.page().sortBy(ContactFields.CREATED_AT.asc()), "contactbook_contact_newest"),
                arguments(ContactQuery.page().sortBy(ContactFields.CREATED_AT.desc()), "contactbook_contact_newest"),
                arguments(
                        ContactQuery.page().sortBy(ContactFields.UPDATED_AT.asc()), "contactbook_contact_last_updated"),
                arguments(
                        ContactQuery.page().sortBy(ContactFields.UPDATED_AT.desc()),
                        "contactbook_contact_last_updated"));
    }

    @ParameterizedTest
    @MethodSource("indexedOrders")
    void common_orders_are_read_from_an_index_and_no_further_than_the_page(ContactQuery query, String index)
            throws SQLException {
        insertMany();

        assertThat(planOf(query.limit(25)))
                .containsIgnoringCase(index)
                .contains("/* index sorted */", "scanCount: 26 "); // one more than the page tells whether there is more
    }

    @ParameterizedTest
    @MethodSource("indexedOrders")
    void the_page_after_a_cursor_starts_at_its_place_in_the_index(ContactQuery query, String index)
            throws SQLException {
        List<Contact> contacts = insertMany();
        ContactQuery after = query.after(query.cursor(ORGANIZATION, contacts.get(50)));

        assertThat(planOf(after.limit(25)))
                .containsIgnoringCase(index)
                .contains("/* index sorted */")
                // The place itself is read as well, and what H2 looks at to find it.
                .containsPattern("scanCount: 2[678] ");
    }

    /** Whether live contacts are listed or deleted ones, no row of the other kind is read. */
    @Test
    @Tag("3.281")
    void the_trash_is_a_range_of_an_index_in_its_order_and_no_live_contact_is_read() throws SQLException {
        List<Contact> contacts = insertMany();
        repository.write(
                ORGANIZATION,
                contacts.subList(100, 140).stream()
                        .<Change>map(each -> new Change.Replace(
                                each, each.deleted(each.updatedAt().plusMillis(each.id()), null)))
                        .toList());
        ContactQuery trash = ContactQuery.page().inState(LifeState.DELETED).limit(10);
        ContactQuery newest = trash.sortBy(ContactQuery.NEWEST_DELETED_FIRST.toArray(Sort[]::new));
        ContactQuery oldest = trash.sortBy(ContactFields.DELETED_AT.asc(), ContactFields.CREATED_AT.asc());

        Contact place = repository.list(ORGANIZATION, newest).contacts().get(3);
        for (ContactQuery page : List.of(newest, newest.after(newest.cursor(ORGANIZATION, place)), oldest)) {
            assertThat(planOf(page))
                    .containsIgnoringCase("contactbook_contact_newest")
                    .contains("/* index sorted */")
                    .containsPattern("scanCount: 1[123] ");
        }
        assertThat(planOf(newest.limit(100))).containsPattern("scanCount: 4[012] ");
        assertThat(planOf(trash.limit(100))).containsPattern("scanCount: 4[012] ");
        assertThat(planOf(ContactQuery.page()
                        .sortBy(ContactFields.CREATED_AT.desc())
                        .limit(10)))
                .containsIgnoringCase("contactbook_contact_newest")
                .contains("/* index sorted */", "scanCount: 11 ");
    }

    static Stream<Arguments> ranges() {
        Filter owner = ContactFields.OWNED_BY_USER_ID.is(3L);
        Filter company = ContactFields.COMPANY_ID.in(2L);
        return Stream.of(
                arguments(owner, "contactbook_contact_owner_newest"),
                arguments(ContactFields.OWNED_BY_USER_ID.isMissing(), "contactbook_contact_owner_newest"),
                arguments(company, "contactbook_contact_company_newest"),
                arguments(owner.and(FIRST_NAME.startsWith("n")), "contactbook_contact_owner_newest"));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    @Tag("3.193")
    void the_contacts_of_an_owner_or_a_company_are_a_range_of_an_index_in_either_direction(Filter filter, String index)
            throws SQLException {
        insertMany();
        for (Sort newest : List.of(ContactFields.CREATED_AT.desc(), ContactFields.CREATED_AT.asc())) {
            ContactQuery query =
                    ContactQuery.page().where(filter).sortBy(newest).limit(5);
            Contact place = repository.list(ORGANIZATION, query).contacts().get(1);

            for (ContactQuery page : List.of(query, query.after(query.cursor(ORGANIZATION, place)))) {
                assertThat(planOf(page))
                        .containsIgnoringCase(index)
                        .contains("/* index sorted */")
                        .containsPattern("scanCount: [678] ");
            }
        }
    }

    @Test
    @Tag("4.19")
    void a_page_far_from_the_start_is_the_same_from_either_end() {
        insertMany();
        insertMany();
        insertMany();
        insertMany();
        insertMany();
        ContactQuery query =
                ContactQuery.page().sortBy(ContactFields.LAST_NAME.desc()).limit(7);
        List<Contact> all = new ArrayList<>();
        ContactQuery page = query.limit(1_000);
        for (Rows rows = repository.list(ORGANIZATION, page); ; rows = repository.list(ORGANIZATION, page)) {
            all.addAll(rows.contacts());
            if (!rows.hasMore()) {
                break;
            }
            page = page.after(query.cursor(ORGANIZATION, all.get(all.size() - 1)));
        }
        assertThat(all).hasSize(2_500);

        for (int skip : List.of(999, 1_000, 1_249, 1_250, 1_251, 2_492, 2_493, 2_494, 2_499, 2_500, 2_501, 9_999)) {
            int from = Math.min(skip, 2_500);
            int to = Math.min(skip + 7, 2_500);
            Rows rows = repository.list(ORGANIZATION, query.skip(skip));

            assertThat(rows.contacts()).as("skip %s", skip).isEqualTo(all.subList(from, to));
            assertThat(rows.total()).hasValue(2_500);
            assertThat(rows.hasMore()).as("skip %s", skip).isEqualTo(to < 2_500);
            assertThat(repository.list(ORGANIZATION, query.skip(skip).withoutTotal()))
                    .isEqualTo(new Rows(rows.contacts(), OptionalLong.empty(), rows.hasMore()));
        }
    }

    @Test
    @Tag("3.85")
    void an_order_that_no_index_has_reads_no_contact_in_the_order_of_the_database() throws SQLException {
        List<Contact> contacts = insertMany();
        ContactQuery query = ContactQuery.page()
                .sortBy(ContactFields.PHONE.asc(), ContactFields.LAST_NAME.desc())
                .limit(3);

        assertThat(statementsOf("%phone_key%", () -> repository.list(ORGANIZATION, query)))
                .isZero();
        assertThat(repository.list(ORGANIZATION, query.skip(5)).contacts())
                .isEqualTo(
                        contacts.stream().sorted(query.order()).skip(5).limit(3).toList());
    }

    @Test
    @Tag("3.85")
    void what_is_read_some_hundred_at_a_time_is_what_the_query_means() {
        List<Contact> contacts = new ArrayList<>(insertMany());
        contacts.addAll(insertMany());
        contacts.addAll(insertMany());
        Filter decided = CUSTOM.isMissing();

        for (ContactQuery query : List.of(
                ContactQuery.page().where(decided),
                ContactQuery.page().where(decided).sortBy(ContactFields.CREATED_AT.desc()),
                ContactQuery.page().where(decided).sortBy(ContactFields.PHONE.asc(), ContactFields.EMAIL.desc()),
                ContactQuery.page().where(FIRST_NAME.contains("1")).sortBy(ContactFields.COMPANY_ID.desc()),
                ContactQuery.page().sortBy(ContactFields.PHONE.desc(), ContactFields.FIRST_NAME.asc()),
                ContactQuery.of(ContactSearch.byEmail("example")).where(decided))) {
            List<Contact> all = contacts.stream()
                    .filter(query::matches)
                    .sorted(query.order())
                    .toList();
            ContactQuery after = query.after(query.cursor(ORGANIZATION, all.get(all.size() / 2)));

            for (int skip : List.of(0, 499, 500, 501, all.size() - 3)) {
                ContactQuery page = query.skip(skip).limit(7);
                List<Contact> expected = all.stream().skip(skip).limit(7).toList();

                assertThat(repository.list(ORGANIZATION, page))
                        .as("%s", page)
                        .isEqualTo(new Rows(expected, OptionalLong.of(all.size()), skip + 7 < all.size()));
                assertThat(repository.list(ORGANIZATION, page.withoutTotal()).contacts())
                        .isEqualTo(expected);
            }
            assertThat(repository.list(ORGANIZATION, after.limit(7)).contacts())
                    .as("%s", after)
                    .isEqualTo(all.stream().skip(all.size() / 2 + 1).limit(7).toList());
        }
    }

    @Test
    @Tag("3.85")
    void a_search_sorts_ids_and_then_reads_its_page() throws SQLException {
        insertMany();

        assertThat(planOf(ContactQuery.of(ContactSearch.byName("n1").limit(10))))
                .containsSubsequence("SELECT", "FROM (", "FOUND_ID", "TIER", "ORDER BY")
                .containsSubsequence("LEFT OUTER JOIN", "PUBLIC.PRIMARY_KEY_", "AND ID = FOUND_ID", "scanCount: 22 ");
    }

    @Test
    @Tag("4.21")
    void custom_fields_that_nobody_asked_for_are_not_read() {
        assertThat(pageOf(ContactQuery.page()).sql()).contains("custom_fields_by_name");
        assertThat(pageOf(ContactQuery.page().withoutCustomFields()).sql()).doesNotContain("custom_fields_by_name");
    }

    private SqlFragment pageOf(ContactQuery query) {
        return repository
                .pages()
                .pageSql(
                        repository.pages().sql(ORGANIZATION, query, query.position(ORGANIZATION)), ORGANIZATION, query);
    }

    private String planOf(ContactQuery query) throws SQLException {
        return plan(pageOf(query));
    }

    @Test
    void a_get_is_a_look_up_of_one_row_in_the_primary_key() throws SQLException {
        assertThat(planOfFinding(List.of(250L)))
                // H2 counts a step beyond the row.
                .contains("PUBLIC.PRIMARY_KEY_", "ORGANIZATION_ID = ", "AND ID = ", "scanCount: 2 ");
    }

    @Test
    void many_are_found_in_the_primary_key_each_and_no_others_are_read() throws SQLException {
        assertThat(planOfFinding(List.of(10L, 250L, 251L, 400L)))
                .contains("PUBLIC.PRIMARY_KEY_", "ORGANIZATION_ID = ", "AND ID = ", "scanCount: 8 ");
    }

    @Test
    void the_total_of_a_list_is_a_sum_of_its_counters_which_reads_no_contacts() throws SQLException {
        insertMany();

        assertThat(plan(SqlFragment.of(
                        Counters.total(TableNames.OF_CONNECTION, LifeState.LIVE), SqlValues.number(ORGANIZATION))))
                .contains("PUBLIC.PRIMARY_KEY_", ": ORGANIZATION_ID = ", "scanCount: 2 ")
                .doesNotContainIgnoringCase("contactbook_contact");
    }

    @Test
    void a_page_is_joined_to_its_total_which_is_not_counted_beside_each_row() throws SQLException {
        insertMany();
        ContactQuery newest =
                ContactQuery.page().sortBy(ContactFields.CREATED_AT.desc()).limit(10);

        SqlFragment statement = repository
                .pages()
                .pageWithTotalSql(
                        repository.pages().sql(ORGANIZATION, newest, Optional.empty()),
                        ORGANIZATION,
                        newest,
                        SqlFragment.of(
                                Counters.total(TableNames.OF_CONNECTION, LifeState.LIVE),
                                SqlValues.number(ORGANIZATION)));

        assertThat(plan(statement))
                .containsSubsequence("FROM (", "CONTACTBOOK_COUNTER", "LEFT OUTER JOIN", "CONTACTBOOK_CONTACT_NEWEST")
                .contains("/* index sorted */");
    }

    @Test
    void what_changed_since_is_a_range_of_the_index_by_revision_in_each_stripe() throws SQLException {
        insertMany();

        int stripe = H2.query(pool, "select stripe from contactbook_counter").stream()
                .map(Integer::valueOf)
                .findFirst()
                .orElseThrow();
        SqlFragment statement = SqlFragment.of(
                ChangesSql.ofStripe(DIALECT),
                SqlValues.number(ORGANIZATION),
                SqlValues.number((long) stripe),
                SqlValues.number(20),
                SqlValues.number(5));

        assertThat(plan(statement))
                .contains(
                        "CONTACTBOOK_CONTACT_BY_REV: REV > ",
                        "AND ORGANIZATION_ID = ",
                        "AND STRIPE = ",
                        "scanCount: 6 ")
                .contains("/* index sorted */");
    }

    private String planOfFinding(List<Long> ids) throws SQLException {
        insertMany();
        return plan(new IdQueries(DIALECT, "select " + ContactTable.readColumns(DIALECT), "")
                .of(ORGANIZATION, ids)
                .get(0));
    }

    /** 500 contacts, of which no two are alike. */
    private List<Contact> insertMany() {
        List<Change> inserts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String name = "n" + i * 7 % 500;
            inserts.add(new Change.Insert(new NewContact(
                    ContactDetails.builder()
                            .firstName(name)
                            .lastName(name)
                            .email(name + "@example.com")
                            .owner(i % 5 == 0 ? null : (long) (i % 5))
                            .company((long) (i % 5 == 3 ? 2 : i % 3))
                            .build(),
                    null,
                    SampleContacts.CREATED_AT.plusSeconds(i * 11 % 500))));
        }
        return repository.write(ORGANIZATION, inserts).contacts().orElseThrow();
    }

    private String plan(SqlFragment statement) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return SqlRunner.query(
                            connection,
                            new SqlFragment("explain analyze " + statement.sql(), statement.arguments()),
                            row -> row.getString(1))
                    .get(0);
        }
    }

    @Test
    @Tag("5.7")
    void a_failing_database_is_never_an_answer_and_its_words_stay_inside() throws SQLException {
        insert("Secret");
        H2.update(pool, "alter table contactbook_contact rename to elsewhere");
        H2.update(pool, "alter table contactbook_counter rename to elsewhere_too");

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> repository.find(ORGANIZATION, List.of(1L)),
                () -> repository.list(ORGANIZATION, ContactQuery.page()),
                () -> repository.list(ORGANIZATION, ContactQuery.page().limit(0)),
                () -> repository.list(ORGANIZATION, ContactQuery.of(ContactSearch.byName("secret"))),
                () -> insert("Secret"))) {
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(call)
                    .withMessage("The database failed, SQL state 42S02:"
                            + " the tables do not match this version, run ContactSchema.migrate")
                    .withNoCause()
                    .matches(e -> e.outcome() == Storage.Outcome.NOT_APPLIED && !e.retryable())
                    .satisfies(e -> assertThat(printed(e)).doesNotContain("Secret", "select", "insert into", "SECRET"));
        }
    }

    @Test
    void a_data_source_that_gives_no_connection_has_written_nothing() {
        SwitchableDataSource dataSource = new SwitchableDataSource(pool);
        JdbcContactRepository over = JdbcContactRepository.over(dataSource);

        Map<Exception, Boolean> failures = Map.of(
                new IllegalStateException("pool of secret"), false,
                new SQLException("secret host"), false,
                new SQLTransientException("secret host"), true,
                new SQLRecoverableException("secret host"), true);
        failures.forEach((failure, retryable) -> {
            dataSource.failure = failure;

            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> over.write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.named("Ann")))))
                    .withMessageNotContaining("secret")
                    .matches(e -> e.outcome() == Storage.Outcome.NOT_APPLIED && e.retryable() == retryable);
        });
    }

    @Test
    @Tag("3.1")
    void a_list_of_changes_that_fails_in_the_middle_leaves_nothing() throws SQLException {
        H2.update(pool, "alter table contactbook_contact add constraint no_bob check (first_name <> 'Bob')");

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> repository.write(
                        ORGANIZATION,
                        List.of(
                                new Change.Insert(SampleContacts.named("Ann")),
                                new Change.Insert(SampleContacts.named("Bob")))))
                .matches(e -> e.outcome() == Storage.Outcome.NOT_APPLIED);

        assertThat(repository.list(ORGANIZATION, ContactQuery.page()).contacts())
                .isEmpty();
    }

    @Test
    @Tag("3.1")
    void an_error_in_the_middle_of_a_write_leaves_nothing() throws SQLException {
        Change ann = new Change.Insert(SampleContacts.named("Ann"));
        for (List<Change> changes : List.of(List.of(ann), List.of(ann, ann))) {
            String insert = changes.size() == 1 ? "select id from final table" : "insert into contactbook_contact";
            JdbcContactRepository interrupted = JdbcContactRepository.over(Interposed.before(pool, insert, () -> {
                throw new StackOverflowError();
            }));

            assertThatExceptionOfType(StackOverflowError.class)
                    .isThrownBy(() -> interrupted.write(ORGANIZATION, changes));
        }

        assertThat(repository.list(ORGANIZATION, ContactQuery.page()).total()).hasValue(0);
        assertThat(ContactSchema.verify(pool)).isEmpty();
    }

    @Test
    @Tag("3.1")
    void a_write_that_cannot_be_taken_back_is_not_committed_either() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            JdbcContactRepository hindered = JdbcContactRepository.over(Interposed.withoutRollback(connection));
            Change ann = new Change.Insert(SampleContacts.named("Ann"));
            H2.update(pool, "alter table contactbook_contact add constraint no_bob check (first_name <> 'Bob')");

            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() ->
                            hindered.write(ORGANIZATION, List.of(ann, new Change.Insert(SampleContacts.named("Bob")))))
                    .matches(e -> e.outcome() == Storage.Outcome.NOT_APPLIED);

            assertThat(repository.list(ORGANIZATION, ContactQuery.page()).total())
                    .hasValue(0);
            assertThat(connection.isClosed()).isTrue();
        }
        assertThat(ContactSchema.verify(pool)).isEmpty();
    }

    @Test
    @Tag("3.1")
    void a_create_that_the_hosts_foreign_key_refuses_leaves_nothing_without_counters_too() throws SQLException {
        ContactSchema.useCounters(pool, false);
        JdbcContactRepository withoutCounters = JdbcContactRepository.over(pool);
        H2.update(pool, "create table company (id bigint primary key)");
        H2.update(pool, "alter table contactbook_contact add foreign key (company_id) references company (id)");
        NewContact contact = new NewContact(
                ContactDetails.builder().firstName("Ann").company(1).build(), 789L, Instant.EPOCH);

        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> withoutCounters.write(ORGANIZATION, List.of(new Change.Insert(contact))))
                .matches(e -> e.outcome() == Storage.Outcome.NOT_APPLIED);

        assertThat(H2.query(pool, "select count(*) from contactbook_contact")).containsExactly("0");
    }

    @Test
    @Tag("4.19")
    void a_page_far_from_the_start_and_its_total_are_of_one_instant() throws SQLException {
        List<Change> many = Collections.nCopies(2_000, new Change.Insert(SampleContacts.named("Ann")));
        repository.write(ORGANIZATION, many);
        AtomicBoolean isFirst = new AtomicBoolean(true);
        JdbcContactRepository disturbed =
                JdbcContactRepository.over(Interposed.before(pool, "select organization_id", () -> {
                    if (isFirst.getAndSet(false)) {
                        insert("Bob");
                    }
                }));

        Rows page = disturbed.list(ORGANIZATION, ContactQuery.page().skip(1_500).limit(1_000));

        assertThat(isFirst).isFalse();
        assertThat(page.total()).hasValue(2_000);
        assertThat(page.contacts())
                .extracting(Contact::id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1_501, 2_000).boxed().toList());
    }

    @Test
    void a_lock_that_is_not_released_is_a_failure_worth_a_retry() throws SQLException {
        Contact ann = insert("Ann");
        try (Connection other = pool.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update contactbook_contact set first_name = 'Held'");
            H2.update(pool, "set default_lock_timeout 10");
            JdbcContactRepository impatient = JdbcContactRepository.over(pool);

            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> impatient.write(ORGANIZATION, List.of(new Change.Remove(ann))))
                    .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
            other.rollback();
        }

        assertThat(repository.find(ORGANIZATION, List.of(ann.id()))).containsValue(ann);
    }

    private Contact insertWithCustomField() {
        ContactDetails details = ContactDetails.builder()
                .firstName("Ann")
                .customField("INDUSTRY", "steel")
                .build();
        return write(new Change.Insert(new NewContact(details, null, SampleContacts.CREATED_AT)))
                .get(0);
    }

    private Contact insert(String firstName) {
        return write(new Change.Insert(SampleContacts.named(firstName))).get(0);
    }

    private List<Contact> write(Change... changes) {
        return repository.write(ORGANIZATION, List.of(changes)).contacts().orElseThrow();
    }

    /** How many statements on our tables and sequence H2 ran meanwhile. */
    private long statementsOf(Runnable work) throws SQLException {
        return statementsOf("%contactbook_%", work);
    }

    private long statementsOf(String pattern, Runnable work) throws SQLException {
        H2.update(pool, "set query_statistics false");
        H2.update(pool, "set query_statistics true");
        work.run();
        return H2
                .query(
                        pool,
                        "select execution_count from information_schema.query_statistics"
                                + " where sql_statement like '" + pattern + "'")
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
