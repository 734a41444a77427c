package dev.contactbook.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.NewContact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.TakenKey;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules 2.2 and 4.11 to 4.13: the keys of contacts. */
abstract class KeyRules extends WriteRules {
    private static final ContactKey ADA = ContactKey.email("ada@example.com");
    private static final ContactKey ID_1 = ContactKey.externalId("crm", "1");
    private static final ContactKey BOB = ContactKey.email("bob@example.com");

    @Test
    void rule_2_2_contacts_are_found_by_any_spelling_of_their_keys() {
        Contact ada = insert(withEmail("ADA@Example.com"));
        Contact german = insert(withEmail("Ada@m\u00fcnchen.example"));
        Contact phone = insert(withPhone("030 2312-5101 ext. 7", "+49"));
        insert(withPhone("030 2312-5101", "+43"));
        insert(withPhone("98765", "+49"));
        insert(SampleContacts.named("Nothing"));

        assertEquals(List.of(ada), found(ADA));
        assertEquals(List.of(german), found(ContactKey.email("ada@xn--mnchen-3ya.example")));
        assertEquals(List.of(phone), found(ContactKey.phone("+49 (0)30 23125101", null)));
        assertEquals(List.of(), found(BOB));
        assertEquals(List.of(), found());
    }

    @Test
    void rule_2_2_of_many_contacts_those_with_the_lowest_ids_are_found_each_once() {
        List<Contact> all = insertAll(20, i -> withEmail(i % 2 == 0 ? "ada@example.com" : "bob@example.com"));
        Contact both = insert(new NewContact(
                ContactDetails.builder()
                        .firstName("Both")
                        .email("bob@example.com")
                        .phone("+1 555 010 9999")
                        .build(),
                null,
                SampleContacts.CREATED_AT));

        assertEquals(all.subList(0, 7), found(7, ADA, BOB));
        assertEquals(
                all.stream()
                        .filter(contact -> "bob@example.com".equals(contact.email()))
                        .limit(3)
                        .toList(),
                found(3, BOB));
        assertEquals(
                List.of(both),
                found(30, BOB, ContactKey.phone("+15550109999", null)).stream()
                        .filter(contact -> contact.phone() != null)
                        .toList());
        List<ContactKey> many = IntStream.range(0, 1_000)
                .mapToObj(i -> ContactKey.email("m" + i + "@example.com"))
                .toList();
        assertEquals(List.of(), repository.findByKeys(ORGANIZATION, many, 10));
    }

    @Test
    void rule_4_11_keys_follow_their_contact() {
        Contact ada = insert(withEmail("ada@example.com"));
        Contact renamed = replace(ada, renamed(ada, "Ida"));
        assertEquals(List.of(renamed), found(ADA));

        Contact bob = replace(renamed, with(renamed, details -> details.email("bob@example.com")));
        assertEquals(List.of(), found(ADA));
        assertEquals(List.of(bob), found(BOB));

        Contact deleted = replace(bob, deleted(bob));
        assertEquals(List.of(), found(ADA, BOB));

        Contact restored = replace(
                deleted, renamed(deleted, "Ada").toBuilder().deletedAt(null).build());
        assertEquals(List.of(restored), found(BOB));

        write(new Change.Remove(restored));
        assertEquals(List.of(), found(ADA, BOB));
    }

    @Test
    void rule_4_4_the_last_of_several_changes_decides_about_keys() {
        Contact first = insert(withEmail("ada@example.com"));
        Contact second = with(first, details -> details.email("eve@example.com"));
        Contact third = with(second, details -> details.email("bob@example.com"));
        Contact other = insert(withEmail("bob@example.com"));
        Contact changed = with(other, details -> details.email("ada@example.com"));

        List<Contact> stored = write(
                new Change.Replace(first, second),
                new Change.Replace(other, changed),
                new Change.Replace(second, third),
                new Change.Insert(withEmail("eve@example.com")));

        assertEquals(List.of(changed), found(ADA));
        assertEquals(List.of(third), found(BOB));
        assertEquals(List.of(stored.get(3)), found(ContactKey.email("eve@example.com")));
    }

    @Test
    void rule_4_3_a_stale_write_leaves_the_keys_as_they_were() {
        Contact gone = insert(withEmail("bob@example.com"));
        Contact ada = insert(withEmail("ada@example.com"));
        write(new Change.Remove(gone));

        assertStale(
                2,
                new Change.Insert(withEmail("bob@example.com")),
                new Change.Replace(ada, with(ada, details -> details.email("bob@example.com"))),
                new Change.Remove(gone));

        assertEquals(List.of(ada), found(ADA));
        assertEquals(List.of(), found(BOB));
    }

    @Test
    void rule_1_1_a_contact_of_another_organization_is_not_found_by_its_keys() {
        Contact foreign = insert(OTHER_ORGANIZATION, withEmail("ada@example.com"));

        assertEquals(List.of(), found(ADA));
        assertEquals(List.of(foreign), repository.findByKeys(OTHER_ORGANIZATION, List.of(ADA), 10));
    }

    @Test
    void rule_4_11_a_deleted_contact_has_its_external_ids_only() {
        Contact ada = insert(withId("1", details -> details.email("ada@example.com")));
        Contact deleted = replace(ada, deleted(ada));

        assertEquals(List.of(), found(ADA));
        assertEquals(List.of(deleted), found(ID_1));
        write(new Change.Remove(deleted));
        assertEquals(List.of(), found(ID_1));
    }

    @Test
    void rule_4_12_a_unique_key_is_of_one_contact_live_or_deleted() {
        Contact first = insert(withId("1"));
        Contact second = insert(withId("2"));
        Contact taker = with(second, details -> details.externalId("crm", "1"));

        assertTaken(List.of(taken(1, "1", first)), insertOf("3"), insertOf("1"), insertOf("4"));
        assertTaken(List.of(taken(0, "1", first)), new Change.Replace(second, taker));
        Contact deleted = replace(first, deleted(first));
        assertTaken(List.of(taken(0, "1", first)), insertOf("1"));

        assertEquals(List.of(deleted), found(ID_1));
        assertEquals(List.of(), found(ContactKey.externalId("crm", "3"), ContactKey.externalId("crm", "4")));
        assertEquals(
                1,
                contactsOf(repository.write(OTHER_ORGANIZATION, List.of(insertOf("1"))))
                        .size());
        insert(withId("CRM", "1"));
    }

    @Test
    void rule_4_12_all_taken_keys_are_named() {
        Contact first = insert(withId("1"));
        Contact both = insert(withId("2", details -> details.externalId("crm", "3")));

        assertTaken(
                List.of(taken(0, "1", first), taken(0, "2", both), taken(2, "3", both)),
                new Change.Insert(withId("2", details -> details.externalId("crm", "1"))),
                insertOf("4"),
                insertOf("3"));
    }

    @Test
    void rule_4_12_what_contacts_have_after_all_changes_decides() {
        Contact first = insert(withId("1"));
        Contact second = insert(withId("2"));
        Contact freed = with(first, details -> details.removeExternalId("crm", "1"));
        Contact swapped =
                with(second, details -> details.removeExternalId("crm", "2").externalId("crm", "1"));

        List<Contact> stored =
                write(new Change.Replace(second, swapped), insertOf("2"), new Change.Replace(first, freed));

        assertEquals(List.of(swapped), found(ID_1));
        assertEquals(List.of(stored.get(1)), found(ContactKey.externalId("crm", "2")));
    }

    @Test
    void rule_4_4_the_last_of_several_changes_decides_about_unique_keys() {
        Contact first = insert(withId("1"));
        Contact freed = with(first, details -> details.removeExternalId("crm", "1"));
        Contact changed = with(freed, details -> details.externalId("crm", "2"));

        List<Contact> stored =
                write(new Change.Replace(first, freed), new Change.Replace(freed, changed), insertOf("1"));

        assertEquals(List.of(changed), found(ContactKey.externalId("crm", "2")));
        assertEquals(List.of(stored.get(2)), found(ID_1));
    }

    @Test
    void rule_4_12_of_two_changes_that_need_one_key_the_second_is_named() {
        Contact stored = insert(withId("9"));

        assertTaken(List.of(new TakenKey(1, ID_1, OptionalLong.empty())), insertOf("1"), insertOf("1"), insertOf("2"));
        assertTaken(List.of(taken(0, "9", stored), taken(1, "9", stored)), insertOf("9"), insertOf("9"));
        assertEquals(List.of(stored), list(ContactQuery.page()));
    }

    @Test
    void rule_4_12_a_key_is_free_again_when_its_contact_loses_it() {
        Contact first = insert(withId("1"));
        Contact freed = replace(first, with(first, details -> details.removeExternalId("crm", "1")));
        Contact second = insert(withId("1"));

        assertEquals(List.of(second), found(ID_1));
        assertTaken(
                List.of(taken(0, "1", second)),
                new Change.Replace(freed, with(freed, details -> details.externalId("crm", "1"))));
        write(new Change.Remove(second));
        insert(withId("1"));
    }

    @Test
    @Tag(Races.TAG)
    void rule_4_13_of_concurrent_changes_that_need_one_key_exactly_one_succeeds() throws Exception {
        for (int round = 0; round < 25; round++) {
            String id = "round" + round;
            Contact other = insert(SampleContacts.named("Other"));
            Queue<WriteResult> results = new ConcurrentLinkedQueue<>();
            List<Races.Racer> racers = new ArrayList<>(Collections.nCopies(
                    3,
                    () -> results.add(repository.write(
                            ORGANIZATION, List.of(insertOf(id + "b"), insertOf(id), insertOf(id + "a"))))));
            racers.add(() -> results.add(repository.write(
                    ORGANIZATION,
                    List.of(new Change.Replace(other, with(other, details -> details.externalId("crm", id)))))));
            Races.run(racers);

            Contact holder = found(ContactKey.externalId("crm", id)).get(0);
            assertEquals(
                    1,
                    results.stream()
                            .filter(result -> result.contacts().isPresent())
                            .count(),
                    "winners");
            assertEquals(
                    3,
                    results.stream().filter(result -> !result.taken().isEmpty()).count(),
                    "losers");
            results.stream()
                    .flatMap(result -> result.taken().stream())
                    .filter(taken -> taken.key().equals(ContactKey.externalId("crm", id)))
                    .forEach(taken -> assertEquals(OptionalLong.of(holder.id()), taken.holderId()));
        }
    }

    void assertTaken(List<TakenKey> keys, Change... changes) {
        assertEquals(keys, repository.write(ORGANIZATION, List.of(changes)).taken());
    }

    private static TakenKey taken(int index, String id, Contact holder) {
        return new TakenKey(index, ContactKey.externalId("crm", id), OptionalLong.of(holder.id()));
    }

    private static Change insertOf(String id) {
        return new Change.Insert(withId(id));
    }

    private static NewContact withId(String id) {
        return withId("crm", id);
    }

    private static NewContact withId(String source, String id) {
        return new NewContact(
                ContactDetails.builder().firstName("Ann").externalId(source, id).build(),
                null,
                SampleContacts.CREATED_AT);
    }

    private static NewContact withId(String id, UnaryOperator<ContactDetails.Builder> more) {
        return new NewContact(
                more.apply(ContactDetails.builder().firstName("Ann").externalId("crm", id))
                        .build(),
                null,
                SampleContacts.CREATED_AT);
    }

    List<Contact> found(ContactKey... keys) {
        return found(10, keys);
    }

    private List<Contact> found(int limit, ContactKey... keys) {
        return repository.findByKeys(ORGANIZATION, Arrays.asList(keys), limit);
    }

    static NewContact withEmail(String email) {
        return new NewContact(person("Ann", null, email), null, SampleContacts.CREATED_AT);
    }

    private static NewContact withPhone(String phone, String code) {
        return new NewContact(phone("Ann", phone, null, code), null, SampleContacts.CREATED_AT);
    }

    static Contact with(Contact contact, UnaryOperator<ContactDetails.Builder> change) {
        return contact.changed(change.apply(contact.details().toBuilder()).build(), later(contact), null);
    }
}
