package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.Contacts;
import dev.contactbook.api.Upserted;
import dev.contactbook.api.Upserted.Outcome;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Duplicate.Clash;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.Store;
import dev.contactbook.it.support.Store.Choosing;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.EmailClash;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers meet where their organization chose unique e-mails. */
class UniqueEmailsTest {
    private static final String ADA = "ada@example.com";
    private static final String BOB = "bob@example.com";

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.265")
    @Tag("3.266")
    void an_address_is_of_one_live_contact_and_a_clash_names_it(Store store) {
        Choosing choosing = store.choosing();
        Contacts contacts = Contacts.over(choosing.repository());
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").email(ADA));
        Contact twin = contacts.create(CALLER, c -> c.firstName("Twin").addEmail("Ada@Example.com"));
        assertThatThrownBy(() -> choosing.useUniqueEmails(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(" " + ada.id() + " and " + twin.id(), "emailClashes")
                .hasMessageNotContaining("@");

        contacts.delete(CALLER, ada.id());
        choosing.useUniqueEmails(true);
        assertClashes(
                () -> contacts.create(CALLER, c -> c.firstName("Eve").email(BOB).addEmail("ADA@example.com")),
                clash(ADA, twin));
        Contact eve = contacts.create(CALLER, c -> c.firstName("Eve").email(BOB));
        assertClashes(() -> contacts.patch(CALLER, eve.id(), c -> c.email(ADA)), clash(ADA, twin));
        Contact swapped = contacts.patch(CALLER, twin.id(), c -> c.email("ada@example.com"));
        assertThat(swapped.otherEmails()).isEmpty();

        Caller elsewhere = Caller.user(1).inOrganization(ORGANIZATION + 1);
        contacts.create(elsewhere, c -> c.firstName("Else").email(ADA));
        contacts.create(elsewhere, c -> c.firstName("Else").email(ADA));

        contacts.delete(CALLER, twin.id());
        contacts.patch(CALLER, eve.id(), c -> c.email(ADA));
        contacts.create(CALLER, c -> c.firstName("Bob").email(BOB));
        choosing.useUniqueEmails(false);
        contacts.create(CALLER, c -> c.firstName("Bob").email(BOB));
    }

    @Test
    @Tag("3.253")
    @Tag("3.266")
    void a_hidden_contact_that_has_the_address_is_not_named() {
        InMemoryContactRepository repository = new InMemoryContactRepository();
        repository.useUniqueEmails(ORGANIZATION, true);
        Contacts.over(repository).create(CALLER, c -> c.firstName("Hidden").email(ADA));
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy(new FilterPolicy(FIRST_NAME.isNot("Hidden"), FIRST_NAME.exists()))
                .build();
        Clash hidden = new Clash(ContactKey.email(ADA), OptionalLong.empty(), false);

        assertClashes(() -> contacts.create(CALLER, c -> c.firstName("Eve").email(ADA)), hidden);
        assertClashes(() -> contacts.upsert(CALLER, c -> c.firstName("Eve").email(ADA), UpsertBy.email()), hidden);
    }

    @Test
    @Tag("3.265")
    void what_clashes_is_reported_page_by_page() {
        InMemoryContactRepository repository = new InMemoryContactRepository();
        Contacts contacts = Contacts.over(repository);
        for (int i = 0; i < 12; i++) {
            String email = i % 4 + "@example.com";
            contacts.create(CALLER, c -> c.firstName("A").email(email));
        }
        contacts.create(CALLER, c -> c.firstName("Z").email("z@example.com"));

        List<EmailClash> first = repository.emailClashes(ORGANIZATION, "", 3);
        assertThat(first)
                .extracting(EmailClash::email)
                .containsExactly("0@example.com", "1@example.com", "2@example.com");
        assertThat(first.get(1).contactIds()).containsExactly(2L, 6L, 10L);
        assertThat(first.get(1)).hasToString("EmailClash[2, 6, 10]");
        List<EmailClash> second = repository.emailClashes(ORGANIZATION, "2@example.com", 3);
        assertThat(second).extracting(EmailClash::email).containsExactly("3@example.com");
        assertThat(repository.emailClashes(ORGANIZATION, "3@example.com", 3)).isEmpty();
        assertThatThrownBy(() -> repository.emailClashes(ORGANIZATION, "", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.270")
    void an_upsert_by_address_creates_or_patches(Store store) {
        Contacts contacts = Contacts.over(store.choosing().withUniqueEmails());

        Upserted made = contacts.upsert(CALLER, c -> c.firstName("Ada").email(ADA), UpsertBy.email());
        Upserted changed = contacts.upsert(
                CALLER, c -> c.lastName("Lovelace").email("ADA@example.com").addEmail(BOB), UpsertBy.email());
        Upserted same = contacts.upsert(CALLER, c -> c.firstName("Ada").addEmail("Bob@example.com"), UpsertBy.email());

        assertThat(List.of(made.outcome(), changed.outcome(), same.outcome()))
                .containsExactly(Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED);
        assertThat(changed.contact().id()).isEqualTo(made.contact().id());
        assertThat(changed.contact().firstName()).isEqualTo("Ada");
        assertThat(changed.contact().otherEmails()).containsExactly(OtherEmail.of(BOB));

        contacts.delete(CALLER, made.contact().id());
        Upserted again = contacts.upsert(CALLER, c -> c.firstName("Ada").email(ADA), UpsertBy.email());
        assertThat(again.outcome()).isEqualTo(Outcome.CREATED);
        Contact bob = contacts.create(CALLER, c -> c.firstName("Bob").email(BOB));
        assertClashes(
                () -> contacts.upsert(CALLER, c -> c.firstName("X").email(BOB).addEmail(ADA), UpsertBy.email()),
                clash(ADA, again.contact()),
                clash(BOB, bob));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.270")
    void an_upsert_by_an_address_beside_the_primary_one_loses_neither(Store store) {
        Contacts contacts = Contacts.over(store.choosing().withUniqueEmails());
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").email(ADA).addEmail(new OtherEmail(BOB, "work")));

        Upserted same = contacts.upsert(CALLER, c -> c.email("Bob@example.com"), UpsertBy.email());
        assertThat(same.outcome()).isEqualTo(Outcome.UNCHANGED);
        Contact more = contacts.upsert(
                        CALLER, c -> c.firstName("Ada L.").email(BOB).addEmail("c@example.com"), UpsertBy.email())
                .contact();
        assertThat(more.id()).isEqualTo(ada.id());
        assertThat(more.firstName()).isEqualTo("Ada L.");
        assertThat(more.email()).isEqualTo(ADA);
        assertThat(more.otherEmails()).containsExactly(new OtherEmail(BOB, "work"), OtherEmail.of("c@example.com"));

        Contact replaced = contacts.upsert(CALLER, c -> c.email(BOB).otherEmails(List.of()), UpsertBy.email())
                .contact();
        assertThat(replaced.email()).isEqualTo(BOB);
        assertThat(replaced.otherEmails()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.53")
    @Tag("3.262")
    void a_key_with_characters_that_no_store_holds_fails_its_item_alone(Store store) {
        Contacts contacts = Contacts.over(store.choosing().withUniqueEmails());
        Contact old = contacts.create(CALLER, c -> c.firstName("Old"));

        for (String bad : List.of("a\0b", "a\uD800b")) {
            BulkReport report = contacts.bulk()
                    .each(
                            CALLER,
                            Stream.of(
                                    upsert("A", "a@example.com"),
                                    upsert("Bad", bad + "@example.com"),
                                    BulkItem.upsert(
                                            ContactPatch.of(
                                                    c -> c.firstName("Bad").externalId("crm", bad)),
                                            UpsertBy.externalId("crm")),
                                    BulkItem.patch(old.id(), c -> c.lastName("Patched"))));

            assertThat(report.results())
                    .extracting(result -> result.error()
                            .map(error -> ((Invalid) error).errors().keySet().toString())
                            .orElse("stored"))
                    .containsExactly("stored", "[email]", "[external_ids.0.id]", "stored");
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.271")
    void an_upsert_by_address_needs_the_choice_and_an_address(Store store) {
        Choosing choosing = store.choosing();
        Contacts contacts = Contacts.over(choosing.repository());

        assertThat(errorsOf(() -> contacts.upsert(CALLER, c -> c.firstName("Ada"), UpsertBy.email())))
                .containsExactly(entry("email", "Must have an e-mail to upsert by"));
        assertThat(errorsOf(
                        () -> contacts.upsert(CALLER, c -> c.firstName("Ada").email(ADA), UpsertBy.email())))
                .containsExactly(
                        entry("email", "Must be unique in the organization to upsert by, which it has not chosen"));
        assertThat(contacts.find(CALLER, ContactKey.email(ADA))).isEmpty();
        choosing.useUniqueEmails(true);
        contacts.upsert(CALLER, c -> c.firstName("Ada").email(ADA), UpsertBy.email());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.272")
    void in_bulk_items_with_one_address_are_items_of_one_contact_in_their_order(Store store) {
        Contacts contacts = Contacts.over(store.choosing().withUniqueEmails());
        Contact old = contacts.create(CALLER, c -> c.firstName("Old").email("old@example.com"));

        BulkReport report = contacts.bulk()
                .each(
                        CALLER,
                        Stream.of(
                                upsert("A", "a@example.com"),
                                upsert("B", "b@example.com"),
                                upsert("A2", "A@example.com"),
                                create("Clash", "old@example.com"),
                                BulkItem.delete(old.id()),
                                upsert("New", "old@example.com"),
                                create("Clash", "b@example.com"),
                                upsert("B", "b@example.com")));

        assertThat(report.results())
                .extracting(result -> result.outcome().map(Outcome::name).orElse("-"))
                .containsExactly("CREATED", "CREATED", "UPDATED", "-", "UPDATED", "CREATED", "-", "UNCHANGED");
        assertThat(report.results().get(3).error().orElseThrow()).isInstanceOf(Duplicate.class);
        assertThat(report.results().get(6).error().orElseThrow()).isInstanceOf(Duplicate.class);
        assertThat(firstNames(contacts, "a@example.com")).containsExactly("A2");
        assertThat(firstNames(contacts, "old@example.com")).containsExactly("New");
        assertThat(firstNames(contacts, "b@example.com")).containsExactly("B");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.272")
    void in_bulk_an_address_that_a_later_item_frees_is_taken_before(Store store) {
        Contacts contacts = Contacts.over(store.choosing().withUniqueEmails());
        Contact old = contacts.create(CALLER, c -> c.firstName("Old").email(ADA));

        BulkReport report = contacts.bulk().each(CALLER, Stream.of(create("Clash", ADA), BulkItem.delete(old.id())));

        assertThat(report.results().get(0).error().orElseThrow()).isInstanceOf(Duplicate.class);
        assertThat(report.results().get(1).contact()).isPresent();
        assertThat(firstNames(contacts, ADA)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.272")
    void contacts_swap_addresses_in_one_call(Store store) {
        Contacts contacts = Contacts.over(store.choosing().withUniqueEmails());
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").email(ADA));
        Contact bob = contacts.create(CALLER, c -> c.firstName("Bob").email(BOB));
        List<BulkItem> swap =
                List.of(BulkItem.patch(ada.id(), c -> c.email(BOB)), BulkItem.patch(bob.id(), c -> c.email(ADA)));

        assertThat(contacts.bulk().allOrNothing(CALLER, swap).contactsOrThrow()).hasSize(2);
        assertThat(firstNames(contacts, ADA)).containsExactly("Bob");
        assertThat(firstNames(contacts, BOB)).containsExactly("Ada");

        List<BulkItem> two = List.of(create("X", "x@example.com"), create("Y", "x@example.com"));
        BulkReport refused = contacts.bulk().allOrNothing(CALLER, two);
        assertThat(refused.results().get(1).error().orElseThrow())
                .isInstanceOfSatisfying(
                        Duplicate.class,
                        e -> assertThat(e.clashes())
                                .containsExactly(
                                        new Clash(ContactKey.email("x@example.com"), OptionalLong.empty(), false)));
        assertThat(firstNames(contacts, "x@example.com")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.254")
    @Tag("3.272")
    void an_upsert_of_all_or_nothing_clashes_with_a_contact_that_takes_its_address_back(Store store) {
        Contacts contacts = Contacts.over(store.choosing().withUniqueEmails());
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").email(ADA));
        List<BulkItem> items = List.of(
                BulkItem.patch(ada.id(), c -> c.email(null)),
                upsert("Eve", ADA),
                BulkItem.patch(ada.id(), c -> c.email(ADA)));

        BulkReport report = contacts.bulk().allOrNothing(CALLER, items);

        assertThat(report.results().get(1).error().orElseThrow())
                .isInstanceOfSatisfying(
                        Duplicate.class, e -> assertThat(e.clashes()).containsExactly(clash(ADA, ada)));
        assertThat(firstNames(contacts, ADA)).containsExactly("Ada");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.270")
    void callers_that_race_for_an_address_end_in_one_contact(Store store) throws Exception {
        Contacts contacts = Contacts.over(store.choosing().withUniqueEmails());
        for (int round = 0; round < 5; round++) {
            String email = round + "@example.com";
            Queue<Object> ends = new ConcurrentLinkedQueue<>();
            List<Thread> threads = IntStream.range(0, 6)
                    .mapToObj(i -> new Thread(() -> {
                        try {
                            ends.add(
                                    i % 3 == 0
                                            ? contacts.create(
                                                    CALLER,
                                                    c -> c.firstName("R" + i).email(email))
                                            : contacts.upsert(
                                                            CALLER,
                                                            c -> c.firstName("R" + i)
                                                                    .email(email),
                                                            UpsertBy.email())
                                                    .contact());
                        } catch (RuntimeException e) {
                            ends.add(e);
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }

            List<Contact> found = contacts.find(CALLER, ContactKey.email(email));
            assertThat(found).hasSize(1);
            assertThat(ends)
                    .hasSize(6)
                    .allSatisfy(end -> assertThat(end).isInstanceOfAny(Contact.class, Duplicate.class));
        }
    }

    private static BulkItem upsert(String firstName, String email) {
        return BulkItem.upsert(ContactPatch.of(c -> c.firstName(firstName).email(email)), UpsertBy.email());
    }

    private static BulkItem create(String firstName, String email) {
        return BulkItem.create(c -> c.firstName(firstName).email(email));
    }

    private static List<String> firstNames(Contacts contacts, String email) {
        return contacts.find(CALLER, ContactKey.email(email)).stream()
                .map(Contact::firstName)
                .toList();
    }

    private static Clash clash(String email, Contact holder) {
        return new Clash(ContactKey.email(email), OptionalLong.of(holder.id()), false);
    }

    private static void assertClashes(Runnable call, Clash... clashes) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Duplicate.class, e -> assertThat(e.clashes()).containsExactly(clashes));
    }
}
