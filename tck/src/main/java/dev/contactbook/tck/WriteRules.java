package dev.contactbook.tck;

import static dev.contactbook.domain.ContactFields.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WriteRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules 4.1 to 4.10: writes. */
abstract class WriteRules extends LifeStateRules {
    @Test
    void rule_4_1_ids_are_unique_over_all_organizations_ascending_and_never_given_again() throws Exception {
        long last = 0;
        for (int i = 0; i < 20; i++) {
            Contact contact = insert(i % 2 == 0 ? ORGANIZATION : OTHER_ORGANIZATION, SampleContacts.named("Ann"));
            assertTrue(contact.id() > last, "ascending");
            Contact removed = insert(SampleContacts.named("Removed"));
            assertTrue(removed.id() > contact.id(), "ascending");
            write(new Change.Remove(removed));
            last = removed.id();
        }
        assertTrue(last >= 1 && last < 1L << 53, "from 1 to 2^53−1");

        Set<Long> ids = ConcurrentHashMap.newKeySet();
        Races.run(Collections.nCopies(4, () -> {
            for (int i = 0; i < 25; i++) {
                assertTrue(ids.add(insert(SampleContacts.named("Ann")).id()), "unique");
            }
        }));
    }

    @Test
    void rule_4_2_a_change_to_another_version_than_the_stored_one_is_stale() {
        Contact old = insert(SampleContacts.named("Ann"));
        Contact current = replace(old, renamed(old, "Bob"));
        Contact gone = insert(SampleContacts.named("Gone"));
        write(new Change.Remove(gone));

        assertStale(0, new Change.Replace(old, renamed(old, "Late")));
        assertStale(0, new Change.Replace(old, deleted(old)));
        assertStale(0, new Change.Remove(old));
        assertStale(0, new Change.Replace(gone, renamed(gone, "Late")));
        assertStale(0, new Change.Remove(gone));
        assertEquals(current, stored(old.id()));
    }

    @Test
    void rule_4_3_changes_happen_wholly_or_not_at_all() {
        Contact gone = insert(SampleContacts.named("Gone"));
        write(new Change.Remove(gone));
        Contact ann = insert(SampleContacts.named("Ann"));
        Contact bob = insert(SampleContacts.named("Bob"));

        assertStale(
                3,
                new Change.Insert(SampleContacts.named("New")),
                new Change.Replace(ann, renamed(ann, "Anna")),
                new Change.Remove(bob),
                new Change.Replace(gone, renamed(gone, "Late")),
                new Change.Insert(SampleContacts.named("New too")),
                new Change.Remove(gone));
        assertStale(1, new Change.Replace(ann, deleted(ann)), new Change.Replace(gone, deleted(gone)));

        assertEquals(List.of(ann, bob), list(ContactQuery.page().sortBy(ID.asc())));
        assertEquals(Map.of(ann.id(), ann, bob.id(), bob), repository.find(ORGANIZATION, List.of(ann.id(), bob.id())));
    }

    @Test
    void rule_4_4_changes_happen_in_their_order_each_on_what_those_before_it_left() {
        Contact first = insert(SampleContacts.named("Ann"));
        Contact second = renamed(first, "Bob");
        Contact third = renamed(second, "Carl");
        Contact other = insert(SampleContacts.named("Other"));

        write(new Change.Replace(first, second), new Change.Replace(second, third));

        assertEquals(third, stored(first.id()));
        assertStale(1, new Change.Replace(third, renamed(third, "Dora")), new Change.Remove(third));
        assertStale(1, new Change.Remove(other), new Change.Remove(other));
    }

    @Test
    void rule_4_5_the_answer_has_one_contact_for_each_change() {
        Contact ann = insert(SampleContacts.named("Ann"));
        Contact bob = insert(SampleContacts.named("Bob"));
        Contact anna = renamed(ann, "Anna");
        Contact emil = insert(SampleContacts.named("Emil"));

        List<Contact> answer = write(
                new Change.Insert(SampleContacts.named("New")),
                new Change.Replace(ann, anna),
                new Change.Remove(bob),
                new Change.Insert(SampleContacts.named("New too")),
                new Change.Replace(emil, deleted(emil)));

        assertEquals(5, answer.size());
        assertEquals(
                SampleContacts.named("New").stored(ORGANIZATION, answer.get(0).id()), answer.get(0));
        assertEquals(List.of(anna, bob), answer.subList(1, 3));
        assertEquals("New too", answer.get(3).firstName());
        assertEquals(deleted(emil), answer.get(4));
        assertEquals(anna, stored(ann.id()));
        assertEquals(List.of(), write());
    }

    @Test
    @Tag(Races.TAG)
    void rule_4_6_of_concurrent_changes_to_one_version_exactly_one_succeeds() throws Exception {
        for (int round = 0; round < 50; round++) {
            Contact contact = insert(SampleContacts.named("Ann"));
            Queue<String> winners = new ConcurrentLinkedQueue<>();
            Races.run(IntStream.range(0, 4)
                    .mapToObj(racer -> (Races.Racer) () -> {
                        Contact after = renamed(contact, "Racer " + racer);
                        repository
                                .write(ORGANIZATION, List.of(new Change.Replace(contact, after)))
                                .contacts()
                                .ifPresent(stored -> winners.add(after.firstName()));
                    })
                    .toList());

            assertEquals(1, winners.size(), "winners");
            assertEquals(winners.peek(), stored(contact.id()).firstName());
        }
    }

    @Test
    void rule_4_7_what_was_answered_as_stored_every_later_call_sees() throws Exception {
        for (int round = 0; round < 25; round++) {
            Contact created = insert(SampleContacts.named("Ann"));
            Contact changed = replace(created, renamed(created, "Bob"));
            Races.run(() -> {
                assertEquals(changed, stored(created.id()));
                assertTrue(list(ContactQuery.page().limit(1_000)).contains(changed));
            });
        }
    }

    @Test
    void rule_4_8_a_remove_takes_the_contact_away() {
        Contact ann = insert(SampleContacts.named("Ann"));
        Contact bob = insert(SampleContacts.named("Bob"));

        write(new Change.Remove(ann));

        assertEquals(Map.of(bob.id(), bob), repository.find(ORGANIZATION, List.of(ann.id(), bob.id())));
        assertEquals(List.of(bob), list(ContactQuery.page()));
    }

    @Test
    void rule_4_9_a_change_to_a_contact_of_another_organization_is_refused() {
        Contact foreign = insert(OTHER_ORGANIZATION, SampleContacts.named("Foreign"));
        Change insert = new Change.Insert(SampleContacts.named("Ann"));

        for (Change change :
                List.of(new Change.Replace(foreign, renamed(foreign, "Mine")), new Change.Remove(foreign))) {
            assertThrows(IllegalArgumentException.class, () -> repository.write(ORGANIZATION, List.of(insert, change)));
        }

        assertEquals(Map.of(foreign.id(), foreign), repository.find(OTHER_ORGANIZATION, List.of(foreign.id())));
        assertTrue(list(ContactQuery.page()).stream()
                .noneMatch(contact -> contact.firstName().equals("Ann")));
    }

    @Test
    void rule_4_10_a_write_without_time_fails_and_writes_nothing() {
        Contact ann = insert(SampleContacts.named("Ann"));
        List<Change> changes =
                List.of(new Change.Insert(SampleContacts.named("Bob")), new Change.Replace(ann, renamed(ann, "Anna")));

        assertOutOfTime(
                () -> repository.write(WriteRequest.of(ORGANIZATION, changes).withBudget(WITHOUT_TIME)));
        assertOutOfTime(() -> repository.write(
                WriteRequest.of(ORGANIZATION, changes.subList(0, 1)).withBudget(WITHOUT_TIME)));

        assertEquals(List.of(ann), list(ContactQuery.page()));
        assertEquals(2, write(changes.toArray(Change[]::new)).size(), "the next call works");
    }
}
