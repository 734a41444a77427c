package dev.contactbook.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.TakenKey;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules 2.3, 4.12 and 4.13 where an organization chose unique e-mails, for stores that have this choice. */
abstract class UniqueEmailRules extends KeyRules {
    private static final String ADA = "ada@example.com";
    private static final String BOB = "bob@example.com";
    private static final String EVE = "eve@example.com";

    /** Whether the store has the choice. One that has not says so. */
    private boolean isChosen() throws Exception {
        boolean isChosen = useUniqueEmails(repository, ORGANIZATION, true);
        assertEquals(ContactKey.Kind.unique(isChosen), repository.uniqueKinds(ORGANIZATION));
        return isChosen;
    }

    @Test
    void rule_2_3_each_organization_chooses_for_itself_and_may_choose_again() throws Exception {
        assertEquals(ContactKey.Kind.unique(false), repository.uniqueKinds(ORGANIZATION));
        if (isChosen()) {
            assertEquals(ContactKey.Kind.unique(false), repository.uniqueKinds(OTHER_ORGANIZATION));
            useUniqueEmails(repository, ORGANIZATION, true);
            useUniqueEmails(repository, OTHER_ORGANIZATION, true);
            useUniqueEmails(repository, ORGANIZATION, false);
            assertEquals(ContactKey.Kind.unique(false), repository.uniqueKinds(ORGANIZATION));
            assertEquals(ContactKey.Kind.unique(true), repository.uniqueKinds(OTHER_ORGANIZATION));
        }
    }

    @Test
    void rule_2_3_an_organization_whose_contacts_share_an_address_cannot_choose() throws Exception {
        insert(withEmail(ADA));
        insert(withOther("ADA@Example.com"));
        insert(OTHER_ORGANIZATION, withEmail(BOB));
        insert(withEmail(BOB));
        if (useUniqueEmails(repository, OTHER_ORGANIZATION, true)) {
            assertThrows(IllegalStateException.class, () -> useUniqueEmails(repository, ORGANIZATION, true));

            assertEquals(ContactKey.Kind.unique(false), repository.uniqueKinds(ORGANIZATION));
            insert(withEmail(ADA));
        }
    }

    @Test
    void rule_4_12_addresses_beside_the_primary_one_and_from_before_the_choice_are_unique() throws Exception {
        Contact deleted = insert(withEmail(ADA));
        replace(deleted, deleted(deleted));
        Contact ada = insert(withOther(ADA));
        Contact bob = insert(withEmail(BOB));
        if (isChosen()) {
            assertTaken(
                    List.of(taken(0, ADA, ada), taken(1, BOB, bob)),
                    new Change.Insert(withEmail(ADA)),
                    new Change.Insert(withOther(BOB)));
        }
    }

    @Test
    void rule_4_12_a_unique_address_is_of_one_live_contact_in_any_spelling() throws Exception {
        Contact ada = insert(withEmail("Ada@m\u00fcnchen.example"));
        if (isChosen()) {
            Contact bob = insert(withEmail(BOB));
            String spelling = "ADA@xn--mnchen-3ya.example";

            assertTaken(
                    List.of(taken(1, spelling, ada)),
                    new Change.Insert(withEmail(EVE)),
                    new Change.Insert(withEmail(spelling)));
            assertTaken(List.of(taken(0, spelling, ada)), new Change.Insert(withOther(spelling)));
            assertTaken(
                    List.of(taken(0, spelling, ada)),
                    new Change.Replace(bob, with(bob, details -> details.email(spelling))));
            assertEquals(List.of(), found(ContactKey.email(EVE)));

            replace(ada, deleted(ada));
            Contact heir = replace(bob, with(bob, details -> details.email(spelling)));
            assertTaken(List.of(taken(0, spelling, heir)), new Change.Insert(withEmail(spelling)));
            insert(withEmail(BOB));
            insert(OTHER_ORGANIZATION, withEmail(spelling));
            insert(OTHER_ORGANIZATION, withEmail(spelling));
        }
    }

    @Test
    void rule_4_12_of_two_addresses_only_the_one_that_another_contact_has_is_named() throws Exception {
        Contact ada = insert(withEmail(ADA));
        if (isChosen()) {
            Contact two = insert(withOther(BOB));
            Contact both = with(two, details -> details.email(EVE).otherEmails(List.of(OtherEmail.of(ADA))));

            assertTaken(List.of(taken(0, ADA, ada)), new Change.Replace(two, both));
            assertEquals(List.of(two), found(ContactKey.email(BOB)));
            assertEquals(List.of(), found(ContactKey.email(EVE)));

            Contact primary =
                    replace(two, with(two, details -> details.email(BOB).otherEmails(List.of())));
            assertEquals(List.of(primary), found(ContactKey.email(BOB)));
        }
    }

    @Test
    void rule_4_12_contacts_of_one_write_swap_and_pass_on_unique_addresses() throws Exception {
        Contact ada = insert(withEmail(ADA));
        Contact bob = insert(withEmail(BOB));
        if (isChosen()) {
            Contact nowBob = with(ada, details -> details.email(BOB));
            Contact nowAda = with(bob, details -> details.email(ADA));
            write(new Change.Replace(ada, nowBob), new Change.Replace(bob, nowAda));
            assertEquals(List.of(nowAda), found(ContactKey.email(ADA)));
            assertEquals(List.of(nowBob), found(ContactKey.email(BOB)));

            List<Contact> stored = write(
                    new Change.Replace(nowBob, with(nowBob, details -> details.email(null))),
                    new Change.Insert(withEmail(BOB)));
            assertEquals(List.of(stored.get(1)), found(ContactKey.email(BOB)));
            assertTaken(
                    List.of(taken(0, BOB, stored.get(1))),
                    new Change.Replace(nowAda, with(nowAda, details -> details.email(BOB))));
        }
    }

    @Test
    void rule_4_12_of_two_changes_that_need_one_address_the_second_is_named() throws Exception {
        if (isChosen()) {
            TakenKey second = new TakenKey(1, ContactKey.email(ADA), OptionalLong.empty());

            assertTaken(
                    List.of(second),
                    new Change.Insert(withEmail(ADA)),
                    new Change.Insert(withOther("ADA@example.com")));

            assertEquals(List.of(), list(ContactQuery.page()));
        }
    }

    @Test
    void rule_4_12_addresses_are_free_for_all_when_the_organization_chooses_again() throws Exception {
        Contact ada = insert(withEmail(ADA));
        if (isChosen()) {
            Contact bob = insert(withEmail(BOB));
            useUniqueEmails(repository, ORGANIZATION, false);

            Contact second = insert(withEmail(ADA));
            Contact third = replace(bob, with(bob, details -> details.email(ADA)));
            assertEquals(List.of(ada, third, second), found(ContactKey.email(ADA)));
            replace(second, deleted(second));
            replace(third, deleted(third));
            assertEquals(List.of(ada), found(ContactKey.email(ADA)));
            assertEquals(true, isChosen());
            assertTaken(List.of(taken(0, ADA, ada)), new Change.Insert(withEmail(ADA)));
        }
    }

    @Test
    @Tag("race")
    void rule_4_13_of_concurrent_changes_that_need_one_address_exactly_one_succeeds() throws Exception {
        if (!isChosen()) {
            return;
        }
        for (int round = 0; round < 10; round++) {
            String email = "round" + round + "@example.com";
            Contact other = insert(SampleContacts.named("Other"));
            Queue<WriteResult> results = new ConcurrentLinkedQueue<>();
            List<Races.Racer> racers = new ArrayList<>(Collections.nCopies(
                    3,
                    () -> results.add(repository.write(
                            ORGANIZATION,
                            List.of(
                                    new Change.Insert(withEmail("b" + email)),
                                    new Change.Insert(withEmail(email)),
                                    new Change.Insert(withEmail("a" + email)))))));
            racers.add(() -> results.add(repository.write(
                    ORGANIZATION, List.of(new Change.Replace(other, with(other, details -> details.email(email)))))));
            Races.run(racers);

            List<Contact> holders = found(ContactKey.email(email));
            assertEquals(1, holders.size(), "holders");
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
        }
    }

    @Test
    @Tag("race")
    void rule_4_13_a_choice_amid_writers_leaves_each_address_to_one_contact() throws Exception {
        for (int round = 0; round < 5; round++) {
            String email = "choice" + round + "@example.com";
            Queue<WriteResult> results = new ConcurrentLinkedQueue<>();
            List<Races.Racer> racers = new ArrayList<>(Collections.nCopies(
                    3,
                    () -> results.add(repository.write(ORGANIZATION, List.of(new Change.Insert(withEmail(email)))))));
            racers.add(() -> {
                try {
                    useUniqueEmails(repository, ORGANIZATION, true);
                } catch (IllegalStateException e) {
                    results.add(WriteResult.stale(0)); // two writers were faster
                }
            });
            Races.run(racers);

            boolean isUnique = repository.uniqueKinds(ORGANIZATION).contains(ContactKey.Kind.EMAIL);
            List<Contact> holders = found(ContactKey.email(email));
            if (isUnique) {
                assertEquals(1, holders.size(), "holders");
                useUniqueEmails(repository, ORGANIZATION, false);
            }
            holders.forEach(holder -> replace(holder, deleted(holder)));
        }
    }

    private static TakenKey taken(int index, String email, Contact holder) {
        return new TakenKey(index, ContactKey.email(email), OptionalLong.of(holder.id()));
    }

    private static NewContact withOther(String email) {
        return new NewContact(
                ContactDetails.builder()
                        .firstName("Ann")
                        .otherEmails(List.of(OtherEmail.of(email)))
                        .build(),
                null,
                SampleContacts.CREATED_AT);
    }
}
