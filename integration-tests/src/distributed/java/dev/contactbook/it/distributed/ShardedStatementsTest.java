package dev.contactbook.it.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.it.postgres.Recorder;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ChangePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which server is asked, seen where ShardingSphere gets its connections from, and which has what. */
class ShardedStatementsTest {
    private static final long EVEN = 456;
    private static final long ODD = 457;

    private final List<Recorder> recorders = new ArrayList<>();
    private final Shards shards = Shards.with(node -> {
        recorders.add(new Recorder(node));
        return recorders.get(recorders.size() - 1).dataSource();
    });
    private final JdbcContactRepository repository = shards.store();
    private final Contacts contacts = Contacts.over(repository);

    @AfterEach
    void close() {
        shards.close();
    }

    @Test
    void the_contacts_and_counters_of_each_organization_lie_on_one_server() {
        for (long organization = 1; organization <= 10; organization++) {
            Caller caller = Caller.system(organization);
            contacts.bulk()
                    .each(
                            caller,
                            IntStream.range(0, 40)
                                    .mapToObj(i -> BulkItem.create(
                                            contact -> contact.firstName("Ann").email(i + "@example.com"))))
                    .results();
            contacts.delete(
                    caller,
                    contacts.create(caller, contact -> contact.firstName("Bob")).id());
            shards.useUniqueEmails(organization, true);
        }

        for (String table :
                List.of("contactbook_contact", "contactbook_counter", "contactbook_key", "contactbook_unique_key")) {
            assertThat(organizations(0, table)).as(table).containsExactly(2L, 4L, 6L, 8L, 10L);
            assertThat(organizations(1, table)).as(table).containsExactly(1L, 3L, 5L, 7L, 9L);
        }
    }

    @Test
    void no_statement_of_a_call_reaches_the_server_of_other_organizations() {
        for (long organization : List.of(EVEN, ODD)) {
            Recorder own = recorders.get(Shards.nodeOf(organization));
            Recorder other = recorders.get(1 - Shards.nodeOf(organization));
            calls(Caller.user(789).inOrganization(organization)).forEach((name, call) -> {
                List<Recorder.Sent> sent = new ArrayList<>();

                assertThat(other.during(() -> sent.addAll(own.during(call))))
                        .as(name)
                        .isEmpty();
                assertThat(sent).as(name).isNotEmpty();
            });
        }
    }

    @Test
    void a_statement_that_names_no_organization_would_be_seen_on_both() {
        for (Recorder recorder : recorders) {
            assertThat(recorder.during(
                            () -> new JdbcTemplate(shards.whole()).queryForList("select id from contactbook_contact")))
                    .isNotEmpty();
        }
    }

    /** Every call there is, by name; each in the state that those before it left. */
    private Map<String, Runnable> calls(Caller caller) {
        long organization = caller.organizationId();
        ContactQuery newest = ContactQuery.page().sortBy(ContactFields.CREATED_AT.desc());
        List<Contact> made = new ArrayList<>();
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put(
                "create",
                () -> made.add(contacts.create(
                        caller,
                        contact -> contact.firstName("Ann")
                                .email("ann@example.com")
                                .phone("555-0100")
                                .phoneCountryCode("+1")
                                .phoneCountryIso("US")
                                .customField("Industry", "steel"))));
        calls.put(
                "bulk create",
                () -> contacts.bulk()
                        .each(
                                caller,
                                Stream.generate(() -> BulkItem.create(contact -> contact.firstName("Bob")))
                                        .limit(1_500)));
        calls.put("upsert", () -> {
            for (int i = 0; i < 2; i++) {
                contacts.upsert(caller, c -> c.firstName("Cid").externalId("crm", "1"), UpsertBy.externalId("crm"));
            }
        });
        calls.put(
                "duplicate",
                () -> assertThatThrownBy(() -> contacts.create(
                                caller, contact -> contact.firstName("Cid").externalId("crm", "1")))
                        .isInstanceOf(Duplicate.class));
        calls.put(
                "choice of unique e-mails",
                () -> ContactSchema.useUniqueEmails(
                        recorders.get(Shards.nodeOf(organization)).dataSource(), organization, true));
        calls.put("upsert by e-mail", () -> {
            for (String lastName : List.of("Ray", "Roy")) {
                contacts.upsert(
                        caller, c -> c.firstName("Dan").lastName(lastName).email("dan@example.com"), UpsertBy.email());
            }
        });
        calls.put(
                "duplicate e-mail",
                () -> assertThatThrownBy(() -> contacts.create(
                                caller, contact -> contact.firstName("Eve").email("Dan@example.com")))
                        .isInstanceOf(Duplicate.class));
        calls.put("find by key", () -> contacts.find(caller, ContactKey.email("dan@example.com")));
        calls.put("get", () -> contacts.get(caller, made.get(0).id()));
        calls.put(
                "find many",
                () -> repository.find(organization, List.of(1L, 2L, made.get(0).id())));
        calls.put("patch", () -> contacts.patch(caller, made.get(0).id(), contact -> contact.lastName("Lee")));
        calls.put(
                "conflict",
                () -> assertThatThrownBy(() -> contacts.patch(
                                caller,
                                made.get(0).id(),
                                ContactPatch.of(contact -> contact.lastName("Fox"))
                                        .ifVersion(1)))
                        .isInstanceOf(Conflict.class));
        calls.put("list", () -> contacts.list(caller, ContactQuery.page()));
        calls.put("list by time", () -> contacts.list(caller, newest.limit(25)));
        calls.put("list after", () -> contacts.list(caller, newest.after(newest.cursor(organization, made.get(0)))));
        calls.put("total", () -> contacts.list(caller, ContactQuery.page().limit(0)));
        calls.put(
                "page without total",
                () -> contacts.list(caller, ContactQuery.page().withoutTotal()));
        calls.put(
                "page beyond the end",
                () -> contacts.list(caller, ContactQuery.page().skip(5_000)));
        calls.put(
                "page far from the start",
                () -> contacts.list(caller, ContactQuery.page().skip(1_400)));
        calls.put(
                "filter",
                () -> contacts.list(caller, ContactQuery.page().where(ContactFields.FIRST_NAME.in("Ann", "Bob"))));
        calls.put(
                "total of a filter",
                () -> contacts.list(
                        caller,
                        ContactQuery.page()
                                .where(ContactFields.EMAIL.contains("example"))
                                .limit(0)));
        calls.put(
                "filter by custom field",
                () -> contacts.list(
                        caller,
                        ContactQuery.page()
                                .where(ContactFields.custom("industry").is("steel"))));
        calls.put(
                "filter by organization",
                () -> contacts.list(caller, ContactQuery.page().where(ContactFields.ORGANIZATION_ID.in(EVEN, ODD))));
        calls.put("search by name", () -> contacts.search(caller, ContactSearch.byName("an")));
        calls.put("search by e-mail", () -> contacts.search(caller, ContactSearch.byEmail("example")));
        calls.put("search by phone", () -> contacts.search(caller, ContactSearch.byPhone("0100", "US", "+1")));
        calls.put("stream", () -> {
            try (Stream<Contact> all = contacts.stream(caller, newest)) {
                assertThat(all).hasSize(1_503);
            }
        });
        calls.put("changes", () -> repository.changesSince(organization, ChangePosition.START, 100));
        calls.put("delete", () -> contacts.delete(caller, made.get(0).id()));
        calls.put(
                "bulk delete",
                () -> contacts.bulk()
                        .allOrNothing(
                                caller,
                                contacts.list(caller, ContactQuery.page().limit(100)).data().stream()
                                        .map(contact -> BulkItem.delete(contact.id()))
                                        .toList()));
        return calls;
    }

    private List<Long> organizations(int node, String table) {
        return new JdbcTemplate(shards.node(node))
                .queryForList("select distinct organization_id from " + table + " order by 1", Long.class);
    }
}
