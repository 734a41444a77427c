package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Filter;
import dev.contactbook.it.postgres.Recorder.Sent;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ChangePosition;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operation sends in portable SQL. All of it is portable: that is looked at in the end. */
@Tag("3.78")
class PortableStatementsTest {
    private static final long ORGANIZATION = 456;
    private static final Caller ME = Caller.user(789).inOrganization(ORGANIZATION);

    private final PortableSql sql = new PortableSql();
    private final JdbcContactRepository repository = sql.store(true);
    private final Contacts contacts = Contacts.over(repository);

    @AfterEach
    void everything_was_portable() {
        sql.close();
    }

    @Test
    void a_get_is_one_statement_and_a_write_three_in_a_transaction() {
        assertThat(sentBy(() -> contacts.create(ME, contact -> contact.firstName("Ann"))))
                .as("counter, its revision, contact")
                .containsExactly("insert", "select", "insert", "commit");
        long ann = contacts.list(ME, ContactQuery.page()).data().get(0).id();

        assertThat(sentBy(() -> contacts.get(ME, ann))).containsExactly("select");
        assertThat(sentBy(() -> contacts.patch(ME, ann, contact -> contact.lastName("Lee"))))
                .containsExactly("select", "insert", "select", "update", "commit");
        assertThat(sentBy(() -> contacts.delete(ME, ann)))
                .containsExactly("select", "insert", "select", "update", "commit");
    }

    @Test
    @Tag("3.245")
    void new_keys_are_one_statement_more_and_old_ones_another() {
        Contact ann = contacts.create(
                ME, contact -> contact.firstName("Ann").email("a@b.cd").externalId("crm", "1"));

        assertThat(sentBy(() -> contacts.create(
                        ME, contact -> contact.firstName("Bob").email("a@b.cd").phone("5550100"))))
                .containsExactly("insert", "select", "insert", "insert", "commit");
        assertThat(sentBy(() -> contacts.patch(ME, ann.id(), contact -> contact.externalId("crm", "2"))))
                .containsExactly("select", "insert", "select", "update", "insert", "commit");
        assertThat(sentBy(() -> contacts.patch(ME, ann.id(), contact -> contact.email("b@b.cd"))))
                .containsExactly("select", "insert", "select", "update", "insert", "delete", "commit");
        assertThat(sentBy(() -> contacts.delete(ME, ann.id())))
                .containsExactly("select", "insert", "select", "update", "delete", "commit");
        assertThat(contacts.find(ME, ContactKey.email("a@b.cd"))).hasSize(1);
    }

    @Test
    @Tag("3.268")
    void a_choice_of_unique_emails_is_read_before_emails_are_written() {
        Contacts expecting = Contacts.over(sql.storeWithUniqueEmails(true));
        sql.useUniqueEmails(ORGANIZATION, true);

        assertThat(sentBy(() -> expecting.create(ME, contact -> contact.firstName("Ann"))))
                .containsExactly("insert", "select", "insert", "commit");
        assertThat(sentBy(() ->
                        expecting.create(ME, contact -> contact.firstName("Ann").email("a@b.cd"))))
                .containsExactly("insert", "select", "insert", "select", "insert", "commit");
        sql.useUniqueEmails(ORGANIZATION, false);
    }

    @Test
    void many_writes_are_a_batch_for_counters_and_one_of_each_kind_of_change() {
        BulkItem create = BulkItem.create(contact -> contact.firstName("Ann"));

        assertThat(sentBy(() -> contacts.bulk().each(ME, Collections.nCopies(1_000, create).stream())))
                .containsExactly("insert", "select", "insert", "commit");
        List<Long> ids = contacts.list(ME, ContactQuery.page().limit(1_000)).data().stream()
                .map(Contact::id)
                .toList();
        assertThat(sentBy(() -> contacts.bulk().each(ME, ids.stream().map(BulkItem::delete))))
                .containsExactly("select", "insert", "select", "update", "commit");
        assertThat(contacts.list(ME, ContactQuery.page()).total()).hasValue(0);
    }

    @Test
    void many_ids_are_asked_for_by_few_texts() {
        List<String> texts = LongStream.rangeClosed(1, 3_000)
                .mapToObj(number -> LongStream.rangeClosed(1, number).boxed().toList())
                .filter(ids -> ids.size() % 7 == 1)
                .flatMap(ids -> sql.recorder().during(() -> repository.find(ORGANIZATION, ids)).stream())
                .map(Sent::what)
                .distinct()
                .toList();

        assertThat(texts).hasSizeBetween(8, 11);
    }

    @Test
    void every_kind_of_query_is_portable() {
        Contact ann = contacts.create(
                ME,
                contact -> contact.firstName("Ann")
                        .email("ann@example.com")
                        .phone("555-0100")
                        .phoneCountryCode("+1")
                        .phoneCountryIso("US")
                        .company(101)
                        .customField("Industry", "steel"));
        contacts.create(ME, contact -> contact.firstName("Bob"));
        Instant created = ann.createdAt();
        Filter filter = Filter.allOf(List.of(
                ContactFields.FIRST_NAME.in("Ann", "Bob", "Eve"),
                ContactFields.COMPANY_ID.in(101, 102, 103).or(ContactFields.COMPANY_ID.isMissing()),
                ContactFields.CREATED_AT.in(created, created.plusSeconds(1)),
                ContactFields.EMAIL
                        .contains("NN@")
                        .or(ContactFields.EMAIL.endsWith("x").not()),
                ContactFields.UPDATED_AT.atLeast(created)));

        for (ContactQuery query : Stream.of(
                        ContactQuery.page(),
                        ContactQuery.page().where(filter),
                        ContactQuery.page()
                                .where(ContactFields.custom("industry").is("steel")),
                        ContactQuery.of(ContactSearch.byName("an")),
                        ContactQuery.of(ContactSearch.byEmail("example")),
                        ContactQuery.of(ContactSearch.byPhone("0100", "US", "+1")))
                .toList()) {
            for (ContactQuery each : List.of(
                    query, query.limit(0), query.limit(1), query.limit(1).withoutTotal())) {
                assertThat(contacts.list(ME, each).data().size()).isLessThan(3);
            }
            assertThat(contacts.list(ME, query).data()).contains(ann);
        }
        assertThat(contacts.list(ME, ContactQuery.page().skip(1_000)).data()).isEmpty();
        ContactQuery newest = ContactQuery.page().sortBy(ContactFields.CREATED_AT.desc());
        assertThat(contacts.list(ME, newest.after(newest.cursor(ORGANIZATION, ann)))
                        .data())
                .isEmpty();
        assertThat(repository
                        .changesSince(ORGANIZATION, ChangePosition.START, 10)
                        .contacts())
                .hasSize(2);
        assertThat(repository.ends()).containsOnlyKeys(ORGANIZATION);
    }

    @Test
    void what_is_not_portable_would_be_found() {
        assertThat(PortableSql.faults(List.of(
                        "select id from contactbook_contact where organization_id = ? and id = any(?)",
                        "insert into contactbook_counter (organization_id, stripe) values (?, cast(? as integer))",
                        "insert into contactbook_contact (organization_id, id) values (?, ?) returning id",
                        "with locked as (select 1) update contactbook_contact set rev = ? where organization_id = ?",
                        "select id from contactbook_contact where id = ?",
                        "select 1, (select 1 from contactbook_counter) from contactbook_contact where organization_id = ?",
                        "update contactbook_contact set rev = ?::bigint where organization_id = ?")))
                .hasSize(7);
        assertThat(PortableSql.faults(List.of(
                        "select id from contactbook_contact where organization_id = ? and id in (?, ?)",
                        "insert into contactbook_counter (organization_id, stripe) values (?, ?)")))
                .isEmpty();
    }

    private List<String> sentBy(Runnable work) {
        return sql.recorder().during(work).stream().map(Sent::kind).toList();
    }
}
