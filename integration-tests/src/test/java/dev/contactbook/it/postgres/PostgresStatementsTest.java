package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ExternalId;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.Sort;
import dev.contactbook.it.postgres.Recorder.Sent;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactIndex;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.tck.SampleContacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What an operation costs on PostgreSQL: what is sent, counted at the driver, and how far the database reads for it.
 */
class PostgresStatementsTest {
    private static final long ORGANIZATION = 456;
    private static final Caller ME = Caller.user(789).inOrganization(ORGANIZATION);

    private final HikariDataSource schema = Postgres.freshSchema();
    private final Recorder recorder = new Recorder(schema);
    private JdbcContactRepository repository;
    private Contacts contacts;

    @BeforeEach
    void migrate() {
        ContactSchema.migrate(schema);
        ContactSchema.useIndexes(schema, EnumSet.range(ContactIndex.LAST_UPDATED, ContactIndex.EMAIL));
        repository = JdbcContactRepository.over(recorder.dataSource());
        contacts = Contacts.over(repository);
    }

    @AfterEach
    void close() {
        schema.close();
    }

    @Test
    void a_find_an_insert_a_replace_and_a_remove_are_one_statement_each() {
        Contact ann = contacts.create(ME, contact -> contact.firstName("Ann"));

        assertThat(sentBy(() -> repository.find(ORGANIZATION, List.of(ann.id()))))
                .containsExactly("select");
        assertThat(sentBy(() -> write(new Change.Insert(SampleContacts.named("Eve")))))
                .containsExactly("with … insert");
        Contact eve = ann.changed(
                SampleContacts.named("Eve").details(), ann.updatedAt().plusMillis(1), null);
        assertThat(sentBy(() -> write(new Change.Replace(ann, eve)))).containsExactly("with … update");
        assertThat(sentBy(() -> write(new Change.Remove(eve)))).containsExactly("with … delete");
    }

    @Test
    @Tag("3.245")
    void keys_are_written_by_the_statement_of_their_contact_unless_a_new_one_is_unique() {
        for (boolean counters : List.of(true, false)) {
            ContactSchema.useCounters(schema, counters);
            repository = JdbcContactRepository.over(recorder.dataSource());
            contacts = Contacts.over(repository);
            makeCounter();
            Contact ann = contacts.create(
                    ME, contact -> contact.firstName("Ann").email("a@b.cd").externalId("crm", "1"));
            Contact bob = ann.changed(
                    ann.details().toBuilder()
                            .email("b@b.cd")
                            .phone("+49 30 2312510")
                            .build(),
                    ann.updatedAt().plusMillis(1),
                    null);
            Contact ida = bob.changed(
                    bob.details().toBuilder().firstName("Ida").build(),
                    bob.updatedAt().plusMillis(1),
                    null);
            Contact eve = ida.changed(
                    ida.details().toBuilder()
                            .email("e@b.cd")
                            .externalIds(List.of(new ExternalId("crm", "2")))
                            .build(),
                    ida.updatedAt().plusMillis(1),
                    null);

            assertThat(sentBy(() -> contacts.create(
                            ME, contact -> contact.firstName("A").email("a@b.cd"))))
                    .containsExactly("with … select");
            assertThat(sentBy(() -> write(new Change.Replace(ann, bob)))).containsExactly("with … select");
            assertThat(sentBy(() -> write(new Change.Replace(bob, ida))))
                    .containsExactly(counters ? "with … update" : "update");
            assertThat(sentBy(() -> write(new Change.Replace(ida, eve))))
                    .containsExactly(counters ? "with … update" : "update", "with … select", "commit");
            assertThat(sentBy(() -> write(new Change.Remove(eve)))).containsExactly("with … select");
        }
    }

    @Test
    @Tag("3.268")
    void a_choice_of_unique_emails_costs_a_statement_where_it_is_on_and_emails_change() {
        for (boolean counters : List.of(true, false)) {
            ContactSchema.useCounters(schema, counters);
            repository = JdbcContactRepository.builder(recorder.dataSource())
                    .expectUniqueEmails()
                    .build();
            contacts = Contacts.over(repository);
            makeCounter();
            String insert = counters ? "with … insert" : "insert";
            String update = counters ? "with … update" : "update";

            assertThat(sentBy(() -> create("off@b.cd" + counters))).containsExactly("with … select");
            ContactSchema.useUniqueEmails(schema, ORGANIZATION, true);
            assertThat(sentBy(() -> create("first@b.cd" + counters)))
                    .as("without the one that fails, by which it finds out")
                    .containsExactly(insert, "with … select", "commit");
            assertThat(sentBy(() -> create("on@b.cd" + counters))).containsExactly(insert, "with … select", "commit");
            long ann = contacts.find(ME, ContactKey.email("on@b.cd" + counters))
                    .get(0)
                    .id();
            assertThat(sentBy(() -> contacts.patch(ME, ann, contact -> contact.lastName("Lee"))))
                    .containsExactly("select", update);
            assertThat(sentBy(() -> contacts.patch(ME, ann, contact -> contact.email("now@b.cd" + counters))))
                    .containsExactly("select", update, "with … select", "commit");
            assertThat(sentBy(() -> contacts.delete(ME, ann))).containsExactly("select", "with … select");
            ContactSchema.useUniqueEmails(schema, ORGANIZATION, false);
        }
    }

    private void create(String email) {
        contacts.create(ME, contact -> contact.firstName("Ann").email(email));
    }

    @Test
    void a_get_and_a_create_are_one_statement_each_and_a_patch_and_a_delete_two() {
        makeCounter();

        assertThat(sentBy(() -> contacts.create(ME, contact -> contact.firstName("Ann"))))
                .containsExactly("with … insert");
        long ann = contacts.list(ME, ContactQuery.page()).data().get(1).id();

        assertThat(sentBy(() -> contacts.get(ME, ann))).containsExactly("select");
        assertThat(sentBy(() -> contacts.patch(ME, ann, contact -> contact.lastName("Lee"))))
                .containsExactly("select", "with … update");
        assertThat(sentBy(() -> contacts.patch(ME, ann, contact -> contact.lastName("Lee"))))
                .containsExactly("select");
        assertThat(sentBy(() -> contacts.delete(ME, ann))).containsExactly("select", "with … update");
    }

    @Test
    @Tag("2.28")
    void a_create_with_an_id_of_the_hosts_is_one_statement_with_counters_and_without() {
        AtomicLong last = new AtomicLong();
        for (boolean counters : List.of(true, false)) {
            ContactSchema.useCounters(schema, counters);
            contacts = Contacts.over(JdbcContactRepository.builder(recorder.dataSource())
                    .ids(last::incrementAndGet)
                    .build());
            makeCounter();

            assertThat(sentBy(() -> contacts.create(ME, contact -> contact.firstName("Ann"))))
                    .containsExactly(counters ? "with … insert" : "insert");
            assertThat(contacts.get(ME, last.get()).firstName()).isEqualTo("Ann");
        }
        ContactSchema.useCounters(schema, true);
        assertThat(ContactSchema.verify(schema)).isEmpty();
    }

    @Test
    void the_first_create_of_an_organization_is_two_statements_since_it_makes_a_counter() {
        assertThat(sentBy(this::makeCounter)).containsExactly("with … insert", "with … insert");
    }

    private void makeCounter() {
        contacts.create(ME, contact -> contact.firstName("First"));
    }

    @Test
    void without_counters_a_write_is_one_plain_statement() {
        ContactSchema.useCounters(schema, false);
        repository = JdbcContactRepository.over(recorder.dataSource());
        contacts = Contacts.over(repository);

        assertThat(sentBy(() -> contacts.create(ME, contact -> contact.firstName("Ann"))))
                .containsExactly("insert");
        long ann = contacts.list(ME, ContactQuery.page()).data().get(0).id();
        assertThat(sentBy(() -> contacts.delete(ME, ann))).containsExactly("select", "update");
    }

    @Test
    void many_changes_are_ids_and_counters_and_a_batch_of_each_kind_whatever_their_number() {
        Change insert = new Change.Insert(SampleContacts.named("Ann"));
        List<Contact> there = repository
                .write(ORGANIZATION, Collections.nCopies(3, insert))
                .contacts()
                .orElseThrow();

        assertThat(sentBy(() -> repository.write(ORGANIZATION, Collections.nCopies(1_000, insert))))
                .as("ids, counter, contacts")
                .containsExactly("select", "with … select", "insert", "commit");
        assertThat(sentBy(() -> repository.write(
                        ORGANIZATION,
                        List.of(
                                new Change.Replace(
                                        there.get(0),
                                        there.get(0).deleted(there.get(0).updatedAt(), null)),
                                new Change.Remove(there.get(1)),
                                insert))))
                .as("ids, locks, counter, contacts")
                .containsExactly("select", "select", "with … select", "insert", "update", "delete", "commit");
    }

    @Test
    void a_page_without_its_total_or_a_total_without_a_page_is_one_statement() {
        contacts.create(ME, contact -> contact.firstName("Ann"));

        assertThat(sentBy(() -> contacts.list(ME, ContactQuery.page().withoutTotal())))
                .containsExactly("select");
        assertThat(sentBy(() -> contacts.list(ME, ContactQuery.page().limit(0))))
                .containsExactly("select");
    }

    @Test
    void a_page_with_its_total_is_one_statement() {
        contacts.create(ME, contact -> contact.firstName("Ann"));

        for (int limit : List.of(1, 10)) {
            assertThat(sentBy(() -> contacts.list(ME, ContactQuery.page().limit(limit))))
                    .containsExactly("select");
        }
        assertThat(sentBy(() -> contacts.list(ME, ContactQuery.page().skip(1))))
                .as("beyond the end no row says the total")
                .containsExactly("select", "set", "select", "select", "commit");
    }

    @Test
    void a_page_of_all_contacts_is_not_planned_anew_each_time() throws SQLException {
        fill();
        ContactQuery newest = ContactQuery.page().sortBy(ContactFields.CREATED_AT.desc());

        try (Connection connection = schema.getConnection()) {
            DataSource one = new SingleConnectionDataSource(connection, true);
            Contacts overOne = Contacts.over(JdbcContactRepository.over(one));
            for (ContactQuery query : List.of(newest, newest.withoutTotal(), ContactQuery.page())) {
                for (int times = 0; times < 20; times++) {
                    overOne.list(ME, query);
                }
            }

            assertThat(new JdbcTemplate(one)
                            .queryForList(
                                    "select custom_plans from pg_prepared_statements where statement like '%fetch next 11%'",
                                    Long.class))
                    .as("its first five plans PostgreSQL makes for their values, to compare")
                    .containsExactly(5L, 5L, 5L);
        }
    }

    @Test
    void a_search_with_its_total_is_one_statement() {
        contacts.create(ME, contact -> contact.firstName("Ann"));
        contacts.create(ME, contact -> contact.firstName("Anna"));
        ContactQuery query = ContactQuery.of(ContactSearch.byName("ann"));

        assertThat(sentBy(() -> contacts.list(ME, query))).containsExactly("select");
        assertThat(sentBy(() -> contacts.list(ME, query.limit(1)))).containsExactly("select");
        assertThat(sentBy(() -> contacts.list(ME, ContactQuery.of(ContactSearch.byName("none")))))
                .containsExactly("select");
        assertThat(sentBy(() -> contacts.list(ME, query.skip(2))))
                .as("beyond the end no row says the total")
                .containsExactly("select", "set", "select", "select", "commit");
    }

    @Test
    void a_list_that_the_domain_decides_is_one_statement_for_each_five_hundred_rows() {
        contacts.create(ME, contact -> contact.firstName("Ann").customField("Industry", "steel"));
        ContactQuery query =
                ContactQuery.page().where(ContactFields.custom("industry").is("steel"));

        for (ContactQuery list : List.of(query, query.limit(0), query.limit(1).withoutTotal())) {
            assertThat(sentBy(() -> contacts.list(ME, list))).containsExactly("set", "select", "commit");
        }
        repository.write(ORGANIZATION, Collections.nCopies(499, new Change.Insert(SampleContacts.named("Eve"))));
        assertThat(sentBy(() -> contacts.list(
                        ME,
                        ContactQuery.page()
                                .where(ContactFields.custom("industry").isMissing()))))
                .containsExactly("set", "select", "select", "commit");
    }

    @Test
    void a_total_with_a_filter_is_counted() {
        contacts.create(ME, contact -> contact.firstName("Ann"));
        ContactQuery query = ContactQuery.page().where(ContactFields.FIRST_NAME.is("Ann"));

        assertThat(sentBy(() -> contacts.list(ME, query.limit(0)))).containsExactly("select");
        assertThat(recorder.during(() -> contacts.list(ME, query.limit(0)))
                        .get(0)
                        .what())
                .doesNotContain("contactbook_counter");
    }

    @Test
    void an_exact_total_is_a_sum_of_the_organizations_counters() throws Exception {
        fill();

        List<String> total = plan(() -> contacts.list(ME, ContactQuery.page().limit(0)));
        List<String> page = plan(() -> contacts.list(ME, ContactQuery.page().limit(25)));

        for (List<String> plan : List.of(total, page)) {
            assertThat(plan).anyMatch(line -> line.contains("on contactbook_counter"));
        }
        assertThat(total).noneMatch(line -> line.contains("contactbook_contact"));
        assertThat(page)
                .filteredOn(line -> line.contains("on contactbook_contact"))
                .hasSize(1)
                .allMatch(line -> line.contains("(actual rows=26")); // one more tells whether there is more
    }

    @Test
    void a_search_looks_at_each_contact_once_for_its_page_and_its_total() throws Exception {
        fill();

        List<String> plan =
                plan(() -> contacts.search(ME, ContactSearch.byName("ann").limit(10)));

        assertThat(plan)
                .filteredOn(line -> line.contains(" on contactbook_contact "))
                .satisfiesExactly(
                        scan -> assertThat(scan).contains("loops=1)"),
                        rows -> assertThat(rows).contains("Index Scan using contactbook_contact_pk", "loops=11)"));
    }

    @Test
    @Tag("3.85")
    void an_order_that_no_index_has_sorts_ids_and_keys_and_then_reads_its_page() throws Exception {
        fill();

        List<String> plan = plan(() -> contacts.list(
                ME,
                ContactQuery.page()
                        .sortBy(ContactFields.OWNED_BY_USER_ID.asc(), ContactFields.EMAIL.desc())
                        .limit(10)));

        assertThat(plan).anyMatch(line -> line.contains("Sort Key: contactbook_contact") && line.contains("email_key"));
        assertThat(plan)
                .filteredOn(line -> line.contains("Scan") && line.contains(" on contactbook_contact "))
                .anyMatch(
                        line -> line.contains("Index Scan using contactbook_contact_pk") && line.contains("loops=11)"));
    }

    @Test
    @Tag("3.85")
    void an_order_that_only_the_domain_knows_is_read_without_what_is_not_sorted_by() throws Exception {
        fill();
        ContactQuery query =
                ContactQuery.page().sortBy(ContactFields.PHONE.asc()).limit(10);

        assertThat(sentBy(() -> contacts.list(ME, query))).contains("select").hasSizeLessThan(12);
        assertThat(contacts.list(ME, query).data())
                .isSortedAccordingTo(query.order())
                .hasSize(10);
    }

    @Test
    void what_changed_since_is_a_range_of_the_index_by_revision_in_each_stripe() throws Exception {
        fill();
        ChangePosition end = repository
                .changesSince(ORGANIZATION, ChangePosition.START, 10_000)
                .next();

        List<String> plan = plan(() -> repository.changesSince(ORGANIZATION, ChangePosition.START, 10));
        List<String> nothingNew = plan(() -> repository.changesSince(ORGANIZATION, end, 10));

        assertThat(plan)
                .filteredOn(line -> line.contains("on contactbook_contact"))
                .hasSize(1)
                .allMatch(line -> line.contains("Index Scan using contactbook_contact_by_rev")
                        && !line.contains("never executed"));
        assertThat(nothingNew)
                .filteredOn(line -> line.contains("on contactbook_contact"))
                .hasSize(1)
                .allMatch(line -> line.contains("Index Scan using contactbook_contact_by_rev")
                        && line.contains("never executed"));
    }

    @Test
    @Tag("3.246")
    void contacts_with_an_address_are_looked_up_by_it() throws Exception {
        fill();
        Contact bob = contacts.create(ME, contact -> contact.firstName("Bob").addEmail("a@b.cd"));
        new JdbcTemplate(schema)
                .update("insert into contactbook_key (organization_id, kind, key_text, slot, contact_id)"
                        + " select 456, 1, n || '@x.yz', n, n from generate_series(1, 3000) n");
        new JdbcTemplate(schema).execute("vacuum analyze contactbook_contact, contactbook_key");
        ContactQuery same = ContactQuery.page().where(ContactFields.EMAIL.sameAs("A@B.cd"));

        List<String> plan = plan(() -> contacts.list(ME, same.withoutTotal()));

        assertThat(contacts.list(ME, same).data()).containsExactly(bob);
        assertThat(plan)
                .filteredOn(line -> line.contains(" on contactbook_"))
                .anyMatch(line -> line.contains("using contactbook_key_pk"))
                .allMatch(line ->
                        line.contains("using contactbook_key_pk") || line.contains("using contactbook_contact_pk"));
    }

    @Test
    void any_number_of_ids_is_asked_for_at_once() {
        for (long number : List.of(1L, 2L, 3_000L)) {
            List<Long> ids = LongStream.rangeClosed(1, number).boxed().toList();

            assertThat(sentBy(() -> repository.find(ORGANIZATION, ids))).containsExactly("select");
        }
    }

    @Test
    void many_are_found_in_the_primary_key_each_and_no_others_are_read() throws Exception {
        List<Long> ids = fill();

        List<String> plan = plan(() -> repository.find(ORGANIZATION, List.of(ids.get(3), ids.get(70), ids.get(500))));

        assertThat(plan.get(0))
                .matches("(Bitmap Heap Scan|Index Scan using contactbook_contact_pk) on contactbook_contact"
                        + " \\(actual rows=3(\\.00)? loops=1\\)");
        assertThat(String.join(" ", plan))
                .contains("contactbook_contact_pk", "Index Cond: ((organization_id = ", "AND (id = ANY (");
    }

    /** Which index has contacts in the order of a field, and whether smallest first. */
    private record Order(ColumnField<?> field, String index, boolean ascending) {
        Map<ContactQuery, String> scans() {
            String forward = "Index Scan using " + index;
            String backward = "Index Scan Backward using " + index;
            return Map.of(
                    ContactQuery.page().sortBy(field.asc()), ascending ? forward : backward,
                    ContactQuery.page().sortBy(field.desc()), ascending ? backward : forward);
        }
    }

    /** Of what is not deleted there is nothing to sort or to leave out, and of the primary key the deleted ones. */
    private static boolean sortsOrLeavesOut(String line) {
        return line.contains("Sort") || (line.startsWith("Filter: ") && !line.equals("Filter: (deleted_at IS NULL)"));
    }

    private static final List<Order> INDEXED_ORDERS = List.of(
            new Order(ContactFields.ID, "contactbook_contact_pk", true),
            new Order(ContactFields.FIRST_NAME, "contactbook_contact_by_first_name", true),
            new Order(ContactFields.LAST_NAME, "contactbook_contact_by_last_name", true),
            new Order(ContactFields.EMAIL, "contactbook_contact_by_email", true),
            new Order(ContactFields.CREATED_AT, "contactbook_contact_newest", false),
            new Order(ContactFields.UPDATED_AT, "contactbook_contact_last_updated", false));

    @Test
    void common_orders_are_read_from_an_index_and_no_further_than_the_page() throws Exception {
        fill();

        for (Order order : INDEXED_ORDERS) {
            for (Map.Entry<ContactQuery, String> scan : order.scans().entrySet()) {
                List<String> plan = plan(() -> repository.list(
                        ORGANIZATION, scan.getKey().limit(25).skip(50).withoutTotal()));

                assertThat(plan).noneMatch(PostgresStatementsTest::sortsOrLeavesOut);
                assertThat(plan.get(0)).matches("Limit \\(actual rows=26(\\.00)? loops=1\\)");
                assertThat(plan.get(1))
                        .matches("->  " + scan.getValue()
                                + " on contactbook_contact \\(actual rows=76(\\.00)? loops=1\\)");
                assertThat(plan.get(2)).startsWith("Index Cond: (organization_id = ");
            }
        }
    }

    @Test
    @Tag("3.281")
    void the_trash_is_read_from_its_index_and_no_further_than_the_page() throws Exception {
        fill();
        ContactQuery first = ContactQuery.page().limit(25);
        Contact place = contacts.trash().list(ME, first).data().get(24);
        ContactQuery newest = ContactQuery.page().sortBy(ContactQuery.NEWEST_DELETED_FIRST.toArray(Sort[]::new));
        ContactQuery rest = first.after(newest.inState(LifeState.DELETED).cursor(ORGANIZATION, place));

        for (ContactQuery query : List.of(first, rest)) {
            List<String> plan = plan(() -> contacts.trash().list(ME, query.withoutTotal()));

            assertThat(plan).noneMatch(PostgresStatementsTest::sortsOrLeavesOut);
            assertThat(plan.get(1))
                    .matches("->  Index Scan using contactbook_contact_trash on contactbook_contact"
                            + " \\(actual rows=26(\\.00)? loops=1\\)");
        }
        assertThat(plan(() -> contacts.trash().list(ME, first.limit(0))))
                .anyMatch(line -> line.contains("on contactbook_counter"))
                .noneMatch(line -> line.contains("contactbook_contact"));
    }

    @Test
    @Tag("3.286")
    void a_restore_is_two_statements_and_one_more_for_unique_emails() {
        repository = JdbcContactRepository.builder(recorder.dataSource())
                .expectUniqueEmails()
                .build();
        contacts = Contacts.over(repository);
        makeCounter();
        long plain = contacts.create(ME, contact -> contact.firstName("Ann")).id();
        long keyed = contacts.create(
                        ME,
                        contact -> contact.firstName("Ann").email("ann@b.cd").externalId("crm", "1"))
                .id();
        contacts.delete(ME, plain);
        contacts.delete(ME, keyed);

        assertThat(sentBy(() -> contacts.trash().restore(ME, plain))).containsExactly("select", "with … update");
        assertThat(sentBy(() -> contacts.trash().restore(ME, keyed))).containsExactly("select", "with … select");

        ContactSchema.useUniqueEmails(schema, ORGANIZATION, true);
        create("first@b.cd"); // by which the store finds out
        contacts.delete(ME, keyed);
        assertThat(sentBy(() -> contacts.trash().restore(ME, keyed)))
                .containsExactly("select", "with … update", "with … select", "commit");
    }

    @Test
    @Tag("4.17")
    void the_page_after_a_cursor_starts_at_its_place_in_the_index() throws Exception {
        List<Long> ids = fill();
        Contact place = contacts.get(ME, ids.get(500));

        for (Order order : INDEXED_ORDERS) {
            for (Map.Entry<ContactQuery, String> scan : order.scans().entrySet()) {
                ContactQuery query = scan.getKey();
                ContactQuery after = query.after(query.cursor(ORGANIZATION, place));
                List<String> plan =
                        plan(() -> repository.list(ORGANIZATION, after.limit(25).withoutTotal()));

                assertThat(plan).noneMatch(PostgresStatementsTest::sortsOrLeavesOut);
                assertThat(plan.get(1))
                        .matches("->  " + scan.getValue()
                                + " on contactbook_contact \\(actual rows=26(\\.00)? loops=1\\)");
                assertThat(plan.get(2))
                        .startsWith("Index Cond: ((organization_id = ")
                        .contains("AND (");
            }
        }
    }

    @Test
    @Tag("3.193")
    void the_contacts_of_an_owner_or_a_company_and_their_total_are_a_range_of_an_index() throws Exception {
        fill();
        new JdbcTemplate(schema)
                .update("update contactbook_contact set owned_by_user_id = id / 60, company_id = id / 90");
        new JdbcTemplate(schema).execute("vacuum analyze contactbook_contact");
        Map<Filter, String> ranges = Map.of(
                ContactFields.OWNED_BY_USER_ID.is(7L), "contactbook_contact_owner_newest",
                ContactFields.COMPANY_ID.in(8L), "contactbook_contact_company_newest");

        for (Map.Entry<Filter, String> range : ranges.entrySet()) {
            ContactQuery newest =
                    ContactQuery.page().where(range.getKey()).limit(3).sortBy(ContactFields.CREATED_AT.desc());
            List<String> plan = plan(() -> repository.list(ORGANIZATION, newest));
            List<String> oldest = plan(() -> repository.list(
                    ORGANIZATION, newest.sortBy(ContactFields.CREATED_AT.asc()).withoutTotal()));

            assertThat(plan)
                    .noneMatch(line -> line.contains("Sort"))
                    .anyMatch(line -> line.contains("Index Scan using " + range.getValue()) && line.contains("rows=4"))
                    .anyMatch(line -> line.contains("Index Only Scan using " + range.getValue()));
            assertThat(oldest)
                    .noneMatch(line -> line.contains("Sort"))
                    .anyMatch(line ->
                            line.contains("Index Scan Backward using " + range.getValue()) && line.contains("rows=4"));
        }
    }

    @Test
    @Tag("4.19")
    void a_page_far_from_the_start_is_read_from_the_nearer_end() throws Exception {
        fill();

        List<String> plan = plan(() -> repository.list(
                ORGANIZATION, ContactQuery.page().limit(25).skip(1_000).withoutTotal()));

        assertThat(plan.get(1))
                .matches("->  Index Scan Backward using contactbook_contact_pk on contactbook_contact"
                        + " \\(actual rows=1(\\.00)? loops=1\\)");
        assertThat(repository
                        .list(ORGANIZATION, ContactQuery.page().limit(25).skip(1_000))
                        .total())
                .hasValue(1_001);
    }

    @Test
    void a_get_is_a_look_up_of_one_row_in_the_primary_key() throws Exception {
        List<Long> ids = fill();

        List<String> plan = plan(() -> contacts.get(ME, ids.get(ids.size() / 2)));

        assertThat(plan.get(0))
                .matches("Index Scan using contactbook_contact_pk on contactbook_contact"
                        + " \\(actual rows=1(\\.00)? loops=1\\)");
        assertThat(plan.get(1)).startsWith("Index Cond: ((organization_id = ").contains("AND (id = ");
    }

    @Test
    void a_replace_finds_its_row_in_the_primary_key() throws Exception {
        List<Long> ids = fill();

        List<String> plan =
                plan(() -> contacts.patch(ME, ids.get(ids.size() / 2), contact -> contact.firstName("Bob")));

        assertThat(plan)
                .filteredOn(line -> line.contains("on contactbook_contact"))
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.matches(
                        "(->  )?(Update on contactbook_contact|Index Scan using contactbook_contact_pk).*"));
    }

    /**
     * Two organizations with 1,000 live contacts each and twice as many deleted ones; the ids of the live ones in ours.
     */
    private List<Long> fill() {
        Contact ann = contacts.create(ME, contact -> contact.firstName("Ann"));
        String columns = String.join(
                ", ",
                new JdbcTemplate(schema)
                        .queryForList(
                                "select column_name from information_schema.columns where table_schema = current_schema"
                                        + " and table_name = 'contactbook_contact'"
                                        + " and column_name not in"
                                        + " ('organization_id', 'id', 'created_at', 'deleted_at', 'stripe', 'rev')",
                                String.class));
        new JdbcTemplate(schema)
                .update("insert into contactbook_contact (organization_id, id, stripe, rev, created_at, deleted_at, "
                        + columns
                        + ")"
                        + " select 456 + n % 2, " + ann.id() + " + n, 0, 0, created_at + n * interval '1 second',"
                        + " case when n % 3 > 0 then created_at end, " + columns
                        + " from contactbook_contact, generate_series(1, 6000) n");
        ContactSchema.repair(schema);
        new JdbcTemplate(schema).execute("analyze contactbook_contact");
        return new JdbcTemplate(schema)
                .queryForList(
                        "select id from contactbook_contact where organization_id = 456 and deleted_at is null",
                        Long.class);
    }

    private List<String> sentBy(Runnable work) {
        return recorder.during(work).stream().map(Sent::kind).toList();
    }

    /** The plan of the last statement of some work, also where the transaction is rolled back. */
    private List<String> plan(Runnable work) throws Exception {
        List<Sent> sent = recorder.during(work).stream()
                .filter(one -> !one.kind().equals("commit"))
                .toList();
        try (Connection connection = schema.getConnection()) {
            return sent.get(sent.size() - 1).plan(connection);
        }
    }

    private void write(Change change) {
        assertThat(repository.write(ORGANIZATION, List.of(change)).contacts()).isPresent();
    }
}
