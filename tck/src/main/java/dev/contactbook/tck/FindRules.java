package dev.contactbook.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.NewContact;
import dev.contactbook.spi.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules 1.1 to 2.1: what a store keeps, and what it finds by id. */
abstract class FindRules extends StoreFixture {
    @Test
    void rule_1_1_a_contact_of_another_organization_is_neither_shown_nor_changed() {
        Contact foreign = insert(OTHER_ORGANIZATION, SampleContacts.named("Foreign"));

        assertEquals(Map.of(), repository.find(ORGANIZATION, List.of(foreign.id())));
        assertEquals(
                List.of(), repository.list(ORGANIZATION, ContactQuery.page()).contacts());
        assertEquals(Map.of(foreign.id(), foreign), repository.find(OTHER_ORGANIZATION, List.of(foreign.id())));
    }

    @Test
    void rule_1_2_a_contact_comes_back_with_every_field() {
        Contact created = insert(SampleContacts.newContact(SampleContacts.full(1), 1));
        assertFields(created, stored(created.id()));
        assertFields(created, list(ContactQuery.page()).get(0));

        Contact changed = replace(created, created.changed(SampleContacts.full(2), later(created), 902L));
        assertEquals(SampleContacts.full(2), changed.details());
        assertFields(changed, stored(created.id()));
        assertFields(changed, list(ContactQuery.page()).get(0));
    }

    @Test
    void rule_1_3_every_character_comes_back() {
        String hostile =
                "José Straße İıſ ΌΔΥΣΣΕΎΣ ﷺ ﬁ 👩‍👩‍👧 𝒳 a\u0301 %_*!\\'\"`;--/*?:x<y>${z} {{q}} \u200d\ufeff";
        ContactDetails details = ContactDetails.builder()
                .firstName(hostile)
                .lastName(hostile)
                .channelWhatsappWaId(hostile)
                .customField("Ключ 'имя' \\ \"q\"", "line\r\none\ttab " + hostile)
                .customField("Liste", List.of(hostile, "\\", "null", "{}"))
                .build();

        Contact created = insert(new NewContact(details, null, SampleContacts.CREATED_AT));

        assertEquals(details, stored(created.id()).details());
    }

    @Test
    void rule_1_4_every_millisecond_comes_back() {
        List<Change> touched = new ArrayList<>();
        for (String time : List.of(
                "2023-10-29T00:30:00.001Z",
                "2023-10-29T01:30:00.999Z",
                "1883-11-18T17:59:59.123Z",
                "-0044-03-15T12:00:00.001Z",
                "9999-12-31T23:59:59.999Z")) {
            Contact created = insert(new NewContact(person("Ann", null, null), null, Instant.parse(time)));
            assertEquals(Instant.parse(time), stored(created.id()).createdAt());
            assertEquals(Instant.parse(time), stored(created.id()).updatedAt());
            touched.add(new Change.Replace(
                    created,
                    created.changed(created.details(), created.updatedAt().plusMillis(1), null)));
        }

        List<Contact> answer = write(touched.toArray(Change[]::new));

        assertEquals(
                answer.stream().map(Contact::updatedAt).toList(),
                answer.stream().map(contact -> stored(contact.id()).updatedAt()).toList());
    }

    @Test
    void rule_2_1_contacts_are_found_by_id_deleted_ones_too_and_missing_ones_are_absent() {
        Contact live = insert(SampleContacts.named("Live"));
        Contact other = insert(SampleContacts.named("Other"));
        Contact deleted = replace(other, other.deleted(later(other), null));

        Map<Long, Contact> found =
                repository.find(ORGANIZATION, List.of(deleted.id(), Long.MAX_VALUE, live.id(), 0L, -1L, live.id()));

        assertEquals(Map.of(live.id(), live, deleted.id(), deleted), found);
        assertEquals(Map.of(), repository.find(ORGANIZATION, List.of()));
    }

    @Test
    void rule_2_1_what_is_deleted_and_what_is_restored_is_found_so() {
        Contact live = insert(SampleContacts.named("Live"));
        Contact other = insert(SampleContacts.named("Other"));
        Contact deleted = replace(other, deleted(other));
        Contact restored = renamed(deleted, deleted.firstName()).toBuilder()
                .deletedAt(null)
                .build();

        write(new Change.Replace(deleted, restored), new Change.Replace(live, deleted(live)));

        assertEquals(
                Map.of(restored.id(), restored, live.id(), deleted(live)),
                repository.find(ORGANIZATION, List.of(restored.id(), live.id())));
    }

    @Test
    void rule_2_1_many_contacts_are_found_at_once() {
        List<Contact> created = insertAll(2_345, i -> SampleContacts.named("Ann"));

        Map<Long, Contact> found =
                repository.find(ORGANIZATION, created.stream().map(Contact::id).toList());

        assertEquals(new HashSet<>(created), new HashSet<>(found.values()));
    }
}
