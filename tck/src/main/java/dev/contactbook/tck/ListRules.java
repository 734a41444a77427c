package dev.contactbook.tck;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.Sort;
import dev.contactbook.domain.Violation;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of {@code list} about order, numbers, custom fields, time and sorted rows. */
abstract class ListRules extends FindRules {
    @Test
    void rule_3_2_the_order_without_keys_is_by_id() {
        List<Contact> created = insertAll(9, i -> SampleContacts.named("Name " + (9 - i)));

        assertEquals(created, list(ContactQuery.page()));
    }

    @Test
    void rule_3_3_every_column_can_be_a_key_in_both_directions() {
        List<Contact> contacts = new ArrayList<>();
        for (int number : List.of(3, 1, 4, 0, 2)) {
            Contact contact = insert(SampleContacts.newContact(SampleContacts.full(number), number));
            for (int change = 0; change < 5 - number; change++) {
                contact = replace(contact, contact.changed(contact.details(), later(contact), 900L + number));
            }
            contacts.add(contact);
        }

        for (ContactField<?> field : ContactFields.all()) {
            if (field instanceof ColumnField<?> column && differs(contacts, column)) {
                assertOrder(contacts, column.asc());
                assertOrder(contacts, column.desc());
            }
        }
    }

    @Test
    void rule_3_3_the_first_key_that_differs_decides() {
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < 27; i++) {
            contacts.add(insert(new NewContact(
                    ContactDetails.builder()
                            .firstName("n" + i % 3)
                            .owner(1 + i / 3 % 3)
                            .company(1 + (i / 9 + 2) % 3)
                            .build(),
                    null,
                    SampleContacts.CREATED_AT.plusSeconds(i % 5))));
        }

        assertOrder(contacts, OWNED_BY_USER_ID.desc(), FIRST_NAME.asc(), COMPANY_ID.desc());
        assertOrder(contacts, CREATED_AT.desc(), COMPANY_ID.asc(), FIRST_NAME.desc(), OWNED_BY_USER_ID.asc());
    }

    @Test
    void rule_3_4_text_sorts_by_folded_value_then_as_written_both_by_code_point() {
        List<String> names = List.of(
                "zoe",
                "Zoë",
                "ZOE",
                "Zoe",
                "Öz",
                "oz",
                "Oz",
                "a b",
                "a",
                "ab",
                "A  B",
                "a-b",
                "Straße",
                "strasse",
                "STRASSE",
                "\uFF21",
                "\uD83D\uDE00",
                "\uFFFD",
                "\uD835\uDCB3",
                "X",
                "é",
                "e\u0301",
                "e",
                "f",
                "1",
                "10",
                "2",
                "\u0301\u0302",
                "ﷺ",
                "Ωmega",
                "ωμεγα",
                "Яна",
                "яна",
                "Łódź",
                "lodz",
                "ı",
                "i",
                "I",
                "İ");
        List<Contact> contacts =
                names.stream().map(name -> insert(SampleContacts.named(name))).toList();

        assertOrder(contacts, FIRST_NAME.asc());
        assertOrder(contacts, FIRST_NAME.desc());
    }

    @Test
    void rule_3_5_null_is_smaller_than_any_value() {
        ContactDetails nothing = ContactDetails.builder().firstName("Ann").build();
        List<Contact> contacts = List.of(
                insert(new NewContact(SampleContacts.full(2), 1L, SampleContacts.CREATED_AT)),
                insert(new NewContact(nothing, null, SampleContacts.CREATED_AT)),
                insert(new NewContact(SampleContacts.full(1), 2L, SampleContacts.CREATED_AT)));

        for (ContactField<?> field : ContactFields.all()) {
            if (field instanceof ColumnField<?> column
                    && column.of(contacts.get(1)) == null
                    && differs(contacts, column)) {
                assertOrder(contacts, column.asc());
                assertOrder(contacts, column.desc());
            }
        }
    }

    @Test
    void rule_3_6_ties_come_by_id_in_the_direction_of_the_last_key() {
        List<Contact> contacts = insertAll(12, i -> SampleContacts.named("Ann"));

        for (ContactField<?> field : ContactFields.all()) {
            if (field instanceof ColumnField<?> column && column != FIRST_NAME) {
                assertOrder(contacts, column.asc());
                assertOrder(contacts, column.desc());
                assertOrder(contacts, FIRST_NAME.asc(), column.desc());
                assertOrder(contacts, FIRST_NAME.desc(), column.asc());
            }
        }
    }

    @Test
    void rule_3_7_skip_leaves_out_and_limit_bounds() {
        List<Contact> created = insertAll(7, i -> SampleContacts.named("ann"));
        ContactQuery byId = ContactQuery.page().sortBy(ID.asc());

        assertEquals(created.subList(0, 3), list(byId.limit(3)));
        assertEquals(created.subList(3, 6), list(byId.limit(3).skip(3)));
        assertEquals(created.subList(6, 7), list(byId.limit(3).skip(6)));
        assertEquals(List.of(), list(byId.limit(3).skip(7)));
        assertEquals(List.of(), list(byId.limit(3).skip(Integer.MAX_VALUE)));
        assertEquals(List.of(), list(byId.limit(0)));
        assertEquals(created, list(byId.limit(1_000)));
        assertEquals(
                created.subList(2, 4),
                list(ContactQuery.of(ContactSearch.byName("ann").limit(2).skip(2))));
    }

    @Test
    void rule_3_8_the_total_counts_all_that_match() {
        insertAll(7, i -> SampleContacts.named(i < 5 ? "ann" : "bob"));

        for (int limit : List.of(0, 1, 6, 7, 8)) {
            for (int skip : List.of(0, 3, 6, 7, 8, Integer.MAX_VALUE)) {
                ContactQuery all = ContactQuery.page().limit(limit).skip(skip);
                ContactQuery found =
                        ContactQuery.of(ContactSearch.byName("ann").limit(limit).skip(skip));
                assertEquals(
                        OptionalLong.of(7), repository.list(ORGANIZATION, all).total(), all::toString);
                assertEquals(
                        OptionalLong.of(5), repository.list(ORGANIZATION, found).total(), found::toString);
            }
        }
    }

    @Test
    void rule_3_9_the_total_is_absent_exactly_where_the_query_does_without() {
        insert(SampleContacts.named("Ann"));

        for (int limit : List.of(0, 1, 2)) {
            ContactQuery query = ContactQuery.page().limit(limit);
            Rows with = repository.list(ORGANIZATION, query);
            Rows without = repository.list(ORGANIZATION, query.withoutTotal());
            assertTrue(with.total().isPresent());
            assertFalse(without.total().isPresent());
            assertEquals(with.contacts(), without.contacts());
        }
    }

    @Test
    @Tag(Races.TAG)
    void rule_3_15_contacts_and_total_are_of_one_instant() throws Exception {
        // Two states take turns: one Ann, or two Bobs. The row of the page tells which total belongs to it.
        NewContact ann = SampleContacts.named("Ann");
        NewContact bob = SampleContacts.named("Bob");
        Contact firstAnn = insert(ann);
        AtomicInteger reads = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();

        Races.run(
                () -> {
                    Contact oneAnn = firstAnn;
                    try {
                        for (int turn = 0; turn < 50; turn++) {
                            List<Contact> bobs =
                                    write(new Change.Insert(bob), new Change.Insert(bob), new Change.Remove(oneAnn));
                            Races.awaitChange(reads);
                            oneAnn = write(
                                            new Change.Insert(ann),
                                            new Change.Remove(bobs.get(0)),
                                            new Change.Remove(bobs.get(1)))
                                    .get(0);
                            Races.awaitChange(reads);
                        }
                    } finally {
                        done.set(true);
                    }
                },
                () -> {
                    do {
                        Rows rows = repository.list(
                                ORGANIZATION, ContactQuery.page().limit(1));
                        boolean isAnn = rows.contacts().get(0).firstName().equals("Ann");
                        assertEquals(OptionalLong.of(isAnn ? 1 : 2), rows.total());
                        reads.incrementAndGet();
                    } while (!done.get());
                });
    }

    @Test
    void rule_3_22_a_query_without_custom_fields_finds_the_same_contacts_without_them() {
        filtered();
        Filter custom = ContactFields.custom("INDUSTRY").exists();

        for (ContactQuery query : List.of(
                ContactQuery.page(),
                ContactQuery.page().sortBy(LAST_NAME.desc(), COMPANY_ID.asc()),
                ContactQuery.page().where(COMPANY_ID.lessThan(3)),
                ContactQuery.page().where(custom),
                ContactQuery.page().where(custom.not()).sortBy(CREATED_AT.desc()),
                ContactQuery.of(ContactSearch.byName("jos")).where(custom),
                ContactQuery.page().within(COMPANY_ID.exists()))) {
            for (ContactQuery page : List.of(query.limit(1_000), query.limit(2).skip(1), query.withoutTotal())) {
                Rows whole = repository.list(ORGANIZATION, page);
                List<Contact> without = whole.contacts().stream()
                        .map(ListRules::withoutCustomFields)
                        .toList();

                assertEquals(
                        new Rows(without, whole.total(), whole.hasMore()),
                        repository.list(ORGANIZATION, page.withoutCustomFields()),
                        page::toString);
            }
        }
        ContactQuery within = ContactQuery.page().within(custom);
        assertEquals(
                repository.list(ORGANIZATION, within),
                repository.list(ORGANIZATION, within.withoutCustomFields()),
                "custom fields that decide what there is come along");
    }

    @Test
    void rule_3_22_a_query_without_lists_finds_the_same_contacts_without_them() {
        filtered();
        Filter same = ContactFields.EMAIL.sameAs("jos\u00e9@example.com");

        for (ContactQuery query : List.of(
                ContactQuery.page(),
                ContactQuery.page().withoutCustomFields(),
                ContactQuery.page().sortBy(LAST_NAME.desc(), COMPANY_ID.asc()),
                ContactQuery.page().sortBy(CREATED_AT.desc()),
                ContactQuery.page().where(same),
                ContactQuery.page()
                        .where(same.or(ContactFields.custom("Industry").exists())),
                ContactQuery.of(ContactSearch.byName("jos")).where(same))) {
            for (ContactQuery page : List.of(query.limit(1_000), query.limit(2).skip(1), query.withoutTotal())) {
                Rows whole = repository.list(ORGANIZATION, page);
                List<Contact> without =
                        whole.contacts().stream().map(ListRules::withoutLists).toList();

                assertEquals(
                        new Rows(without, whole.total(), whole.hasMore()),
                        repository.list(ORGANIZATION, page.withoutLists()),
                        page::toString);
            }
        }
        for (ContactQuery needed : List.of(
                ContactQuery.page().within(same),
                ContactQuery.page().within(ContactFields.PHONE.sameNumberAs("+1 555 0100 1", null, null)),
                ContactQuery.of(ContactSearch.byEmail("zoe@")),
                ContactQuery.of(ContactSearch.byPhone("98765", "US", "+1")))) {
            Rows whole = repository.list(ORGANIZATION, needed);

            assertTrue(whole.contacts().stream()
                    .anyMatch(found -> !withoutLists(found).equals(found)));
            assertEquals(
                    whole,
                    repository.list(ORGANIZATION, needed.withoutLists()),
                    "lists that decide what there is come along");
        }
    }

    private static Contact withoutLists(Contact contact) {
        ContactDetails details = contact.details().toBuilder()
                .otherEmails(null)
                .otherPhones(null)
                .externalIds(null)
                .build();
        return contact.toBuilder().details(details).build();
    }

    private static Contact withoutCustomFields(Contact contact) {
        ContactDetails details = contact.details().toBuilder()
                .replaceCustomFields(CustomFields.EMPTY)
                .build();
        return contact.toBuilder().details(details).build();
    }

    @Test
    void rule_3_23_a_list_without_time_fails_and_shows_nothing() {
        insertAll(3, i -> SampleContacts.named("Ann " + i));

        for (ContactQuery query : List.of(
                ContactQuery.page(),
                ContactQuery.page().limit(0),
                ContactQuery.page().withoutTotal(),
                ContactQuery.page().sortBy(FIRST_NAME.desc()),
                ContactQuery.page().where(FIRST_NAME.contains("ann")),
                ContactQuery.of(ContactSearch.byName("ann")))) {
            assertOutOfTime(
                    () -> repository.list(ListRequest.of(ORGANIZATION, query).withBudget(WITHOUT_TIME)));
        }

        assertEquals(3, list(ContactQuery.page()).size(), "the next call works");
    }

    @Test
    void rule_3_24_more_rows_than_may_be_sorted_are_refused_or_all_sorted() {
        manyTies();
        WorkBudget three = WorkBudget.of(LONG, 3);

        // Which columns have an index is the store's business, so both are right; the first three alone are not.
        for (Sort sort : List.of(LAST_NAME.asc(), LAST_NAME.desc(), OWNED_BY_USER_ID.asc(), CREATED_AT.desc())) {
            for (ContactQuery query :
                    List.of(ContactQuery.page(), ContactQuery.page().where(COMPANY_ID.exists()))) {
                ContactQuery sorted = query.sortBy(sort).limit(5);
                try {
                    assertEquals(
                            repository.list(ORGANIZATION, sorted),
                            repository.list(ListRequest.of(ORGANIZATION, sorted).withBudget(three)),
                            sorted::toString);
                } catch (ContactsException.Invalid e) {
                    assertEquals(
                            List.of("sort"),
                            e.violations().stream().map(Violation::field).toList());
                }
            }
        }
        WorkBudget none = WorkBudget.of(LONG, 0);
        for (ContactQuery query : List.of(
                ContactQuery.page(),
                ContactQuery.page().sortBy(ID.desc()),
                ContactQuery.page().where(COMPANY_ID.exists()),
                ContactQuery.page().sortBy(LAST_NAME.asc()).limit(0),
                ContactQuery.of(ContactSearch.byName("an")))) {
            assertEquals(
                    repository.list(ORGANIZATION, query),
                    repository.list(ListRequest.of(ORGANIZATION, query).withBudget(none)),
                    query::toString);
        }
    }

    static boolean differs(List<Contact> contacts, ColumnField<?> column) {
        return contacts.stream().map(column::of).distinct().count() == contacts.size();
    }
}
