package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.assertNotFound;
import static dev.contactbook.it.support.Fixtures.everyField;
import static dev.contactbook.it.support.Fixtures.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.BulkResult;
import dev.contactbook.api.ContactChange;
import dev.contactbook.api.ContactChanges;
import dev.contactbook.api.Contacts;
import dev.contactbook.api.Upserted;
import dev.contactbook.api.Upserted.Outcome;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Duplicate.Clash;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.Store;
import dev.contactbook.it.support.Store.Choosing;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Operation;
import dev.contactbook.testkit.TestClock;
import dev.contactbook.testkit.TestContacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract §3, trash: making deleted contacts live again. */
class RestoreTest {
    private static final String ADA = "ada@example.com";
    private static final UpsertBy RESTORING = UpsertBy.externalId("crm").restoringDeleted();

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.284")
    @Tag("3.288")
    void a_restored_contact_is_live_with_all_that_it_had(Store store) {
        TestClock clock = new TestClock();
        RecordingListener listener = new RecordingListener();
        Contacts contacts =
                Contacts.builder(store.fresh()).clock(clock).listener(listener).build();
        Contact ada = contacts.create(CALLER, c -> {
            everyField(c);
            c.externalId("crm", "1").addEmail("ada@work.example");
        });
        Contact deleted = contacts.delete(Caller.system(ORGANIZATION), ada.id());
        listener.events.clear();

        Contact restored = contacts.trash().restore(CALLER, ada.id());

        assertThat(restored)
                .isEqualTo(deleted.toBuilder()
                        .deletedAt(null)
                        .updatedAt(deleted.updatedAt().plusMillis(1))
                        .updatedByUserId(789L)
                        .version(3)
                        .build());
        assertThat(contacts.get(CALLER, ada.id())).isEqualTo(restored);
        assertThat(contacts.list(CALLER, ContactQuery.page()).data()).containsExactly(restored);
        assertThat(contacts.list(CALLER, ContactQuery.page().limit(0)).total()).hasValue(1);
        assertThat(contacts.search(CALLER, ContactSearch.byName("ada")).data()).containsExactly(restored);
        for (ContactKey key : List.of(
                ContactKey.email(ADA), ContactKey.email("ada@work.example"), ContactKey.externalId("crm", "1"))) {
            assertThat(contacts.find(CALLER, key)).containsExactly(restored);
        }
        assertThat(contacts.trash().list(CALLER, ContactQuery.page()).total()).hasValue(0);
        assertThat(listener.events).containsExactly(new RecordingListener.Event("restored", CALLER, List.of(restored)));
        assertThat(contacts.patch(CALLER, ada.id(), c -> c.lastName("Byron")).version())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.285")
    void what_is_not_in_the_trash_is_not_found_a_second_restore_included(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        Contact live = contacts.create(CALLER, c -> c.firstName("Ada"));
        long foreign = contacts.create(FOREIGNER, c -> c.firstName("Ada")).id();
        Contact gone = contacts.delete(FOREIGNER, foreign);

        for (long id : new long[] {live.id(), foreign, 0, -1, Long.MAX_VALUE}) {
            assertNotFound(id, () -> contacts.trash().restore(CALLER, id));
        }
        assertThat(contacts.get(CALLER, live.id())).isEqualTo(live);
        assertThat(contacts.trash().get(FOREIGNER, foreign)).isEqualTo(gone);

        contacts.delete(CALLER, live.id());
        contacts.trash().restore(CALLER, live.id());
        assertNotFound(live.id(), () -> contacts.trash().restore(CALLER, live.id()));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.284")
    void a_contact_that_breaks_current_rules_can_be_restored(Store store) {
        ContactRepository repository = store.fresh();
        RecordingDirectory directory = new RecordingDirectory();
        Contacts contacts = Contacts.builder(repository).directory(directory).build();
        Contact old =
                seed(repository, ContactDetails.builder().email("nope").owner(7).build());
        contacts.delete(CALLER, old.id());

        assertThat(contacts.trash().restore(CALLER, old.id()).details()).isEqualTo(old.details());
        assertThat(directory.questions).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.285")
    void a_restore_that_loses_a_race_starts_again_or_finds_nothing(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        Contacts contacts = book.contacts();
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        contacts.delete(CALLER, id);

        book.faults().beforeNextWrite(rival -> rival.trash().restore(CALLER, id));
        assertNotFound(id, () -> contacts.trash().restore(CALLER, id));

        contacts.delete(CALLER, id);
        book.faults().beforeNextWrite(rival -> {
            rival.trash().restore(CALLER, id);
            rival.patch(CALLER, id, c -> c.lastName("Lovelace"));
            rival.delete(CALLER, id);
        });
        Contact restored = contacts.trash().restore(CALLER, id);
        assertThat(restored.lastName()).isEqualTo("Lovelace");
        assertThat(restored.version()).isEqualTo(8);

        book.faults().beforeNextWrite(rival -> rival.delete(CALLER, id));
        assertNotFound(id, () -> contacts.patch(CALLER, id, c -> c.lastName("Byron")));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.286")
    void a_unique_email_that_was_taken_meanwhile_is_a_duplicate(Store store) {
        Choosing choosing = store.choosing();
        Contacts contacts = Contacts.over(choosing.withUniqueEmails());
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").email(ADA).addEmail("a@work.example"));
        Contact deleted = contacts.delete(CALLER, ada.id());
        Contact heir = contacts.create(CALLER, c -> c.firstName("Heir").email("A@work.example"));

        assertThatThrownBy(() -> contacts.trash().restore(CALLER, ada.id()))
                .isInstanceOfSatisfying(
                        Duplicate.class,
                        e -> assertThat(e.clashes())
                                .containsExactly(new Clash(
                                        ContactKey.email("a@work.example"), OptionalLong.of(heir.id()), false)));
        assertThat(contacts.trash().get(CALLER, ada.id())).isEqualTo(deleted);
        assertThat(contacts.find(CALLER, ContactKey.email(ADA))).isEmpty();

        contacts.delete(CALLER, heir.id());
        Contact restored = contacts.trash().restore(CALLER, ada.id());
        assertThat(contacts.find(CALLER, ContactKey.email("a@work.example"))).containsExactly(restored);
        assertThatThrownBy(() -> contacts.create(CALLER, c -> c.firstName("Eve").email(ADA)))
                .isInstanceOf(Duplicate.class);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.287")
    void a_contact_that_may_not_be_changed_may_not_be_restored(Store store) {
        ContactRepository repository = store.fresh();
        Contacts all = Contacts.over(repository);
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy(new FilterPolicy(Filter.everything(), OWNED_BY_USER_ID.is(789)))
                .build();
        long mine = all.create(CALLER, c -> c.firstName("Ada").owner(789)).id();
        long fixed = all.create(CALLER, c -> c.firstName("Ada").owner(790)).id();
        all.delete(CALLER, mine);
        Contact deleted = all.delete(CALLER, fixed);

        assertThat(contacts.trash().restore(CALLER, mine).isLive()).isTrue();
        assertThatThrownBy(() -> contacts.trash().restore(CALLER, fixed)).isInstanceOf(Forbidden.class);
        assertThat(all.trash().get(CALLER, fixed)).isEqualTo(deleted);
    }

    @Test
    @Tag("3.287")
    void a_restore_is_an_operation_of_its_own() {
        List<Operation> asked = new ArrayList<>();
        Contacts contacts = Contacts.builder(new InMemoryContactRepository())
                .accessPolicy((caller, operation) -> {
                    asked.add(operation);
                    return operation != Operation.RESTORE;
                })
                .build();
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        contacts.delete(CALLER, id);
        asked.clear();

        assertThatThrownBy(() -> contacts.trash().restore(CALLER, id)).isInstanceOf(Forbidden.class);
        BulkReport report = contacts.bulk().each(CALLER, Stream.of(BulkItem.restore(id), BulkItem.restore(id)));

        assertThat(report.failures())
                .hasSize(2)
                .allMatch(result -> result.error().orElseThrow() instanceof Forbidden);
        assertThat(asked).containsExactly(Operation.RESTORE, Operation.RESTORE);
        assertThat(contacts.trash().get(CALLER, id).isLive()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.290")
    void restores_in_bulk_behave_as_alone_in_their_order(Store store) {
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(store.fresh()).listener(listener).build();
        long ada = contacts.create(CALLER, c -> c.firstName("Ada").email(ADA)).id();
        long bob = contacts.create(CALLER, c -> c.firstName("Bob")).id();
        contacts.delete(CALLER, ada);
        listener.events.clear();

        BulkReport report = contacts.bulk()
                .each(
                        CALLER,
                        Stream.of(
                                BulkItem.patch(ada, c -> c.lastName("Lovelace")),
                                BulkItem.restore(ada),
                                BulkItem.patch(ada, c -> c.lastName("Lovelace")),
                                BulkItem.restore(ada),
                                BulkItem.delete(bob),
                                BulkItem.restore(bob),
                                BulkItem.restore(Long.MAX_VALUE)));

        assertThat(report.results())
                .extracting(result -> result.error()
                        .<Object>map(Object::getClass)
                        .orElseGet(() -> result.outcome().orElseThrow()))
                .containsExactly(
                        NotFound.class,
                        Outcome.RESTORED,
                        Outcome.UPDATED,
                        NotFound.class,
                        Outcome.UPDATED,
                        Outcome.RESTORED,
                        NotFound.class);
        assertThat(listener.events)
                .extracting(RecordingListener.Event::kind)
                .containsExactly("restored", "patched", "deleted", "restored");
        assertThat(contacts.get(CALLER, ada).version()).isEqualTo(4);
        assertThat(contacts.get(CALLER, bob).version()).isEqualTo(3);
        assertThat(contacts.find(CALLER, ContactKey.email(ADA))).hasSize(1);
        assertThat(BulkItem.restore(7)).isEqualTo(BulkItem.restore(7)).hasToString("BulkItem[RESTORE 7]");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.290")
    void all_or_nothing_restores_all_or_none(Store store) {
        Contacts contacts = Contacts.over(store.choosing().withUniqueEmails());
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int each = i;
            ids.add(contacts.create(CALLER, c -> c.firstName("Ada").email(each + "@example.com"))
                    .id());
        }
        contacts.bulk()
                .allOrNothing(CALLER, ids.stream().map(BulkItem::delete).toList())
                .contactsOrThrow();
        List<BulkItem> restores = ids.stream().map(BulkItem::restore).toList();
        Contact heir = contacts.create(CALLER, c -> c.firstName("Heir").email("7@example.com"));

        BulkReport refused = contacts.bulk().allOrNothing(CALLER, restores);
        assertThat(refused.failures()).extracting(BulkResult::index).containsExactly(7L);
        assertThat(contacts.trash().list(CALLER, ContactQuery.page()).total()).hasValue(30);

        List<BulkItem> all = new ArrayList<>(restores);
        all.add(BulkItem.delete(heir.id()));
        assertThat(contacts.bulk().allOrNothing(CALLER, all).contactsOrThrow()).hasSize(31);
        assertThat(contacts.list(CALLER, ContactQuery.page()).total()).hasValue(30);
        assertThat(contacts.find(CALLER, ContactKey.email("7@example.com")))
                .extracting(Contact::id)
                .containsExactly(ids.get(7));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.291")
    void an_upsert_restores_and_patches_a_deleted_contact_if_that_was_chosen(Store store) {
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(store.fresh()).listener(listener).build();
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").email(ADA).externalId("crm", "1"));
        contacts.delete(CALLER, ada.id());
        listener.events.clear();

        assertThatThrownBy(() -> contacts.upsert(
                        CALLER, c -> c.firstName("X").externalId("crm", "1"), UpsertBy.externalId("crm")))
                .isInstanceOf(Duplicate.class);
        assertThatThrownBy(() ->
                        contacts.upsert(CALLER, c -> c.externalId("crm", "1").email("nope"), RESTORING))
                .isInstanceOf(Invalid.class);
        Upserted restored =
                contacts.upsert(CALLER, c -> c.externalId("crm", "1").lastName("Lovelace"), RESTORING);

        assertThat(restored.outcome()).isEqualTo(Outcome.RESTORED);
        assertThat(restored.contact()).isEqualTo(contacts.get(CALLER, ada.id())).satisfies(contact -> {
            assertThat(contact.version()).isEqualTo(3);
            assertThat(contact.lastName()).isEqualTo("Lovelace");
            assertThat(contact.email()).isEqualTo(ADA);
        });
        assertThat(contacts.find(CALLER, ContactKey.email(ADA))).containsExactly(restored.contact());
        assertThat(listener.events)
                .containsExactly(new RecordingListener.Event("restored", CALLER, List.of(restored.contact())));
        assertThat(contacts.upsert(CALLER, c -> c.externalId("crm", "1").lastName("Lovelace"), RESTORING)
                        .outcome())
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(contacts.upsert(CALLER, c -> c.firstName("Bob").externalId("crm", "2"), RESTORING)
                        .outcome())
                .isEqualTo(Outcome.CREATED);

        contacts.delete(CALLER, ada.id());
        assertThat(contacts.bulk()
                        .each(
                                CALLER,
                                Stream.of(
                                        BulkItem.upsert(contactPatch("Grace"), RESTORING),
                                        BulkItem.upsert(contactPatch("Grace"), RESTORING)))
                        .results())
                .extracting(result -> result.outcome().orElseThrow())
                .containsExactly(Outcome.RESTORED, Outcome.UNCHANGED);
    }

    private static ContactPatch contactPatch(String firstName) {
        return ContactPatch.of(c -> c.firstName(firstName).externalId("crm", "1"));
    }

    @Test
    @Tag("3.291")
    void an_upsert_that_may_restore_needs_three_permissions_and_sees_what_the_policy_shows() {
        InMemoryContactRepository repository = new InMemoryContactRepository();
        Contacts all = Contacts.over(repository);
        for (String name : List.of("Hidden", "Fixed")) {
            Contact one = all.create(CALLER, c -> c.firstName(name).externalId("crm", name));
            all.delete(CALLER, one.id());
        }
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy(new FilterPolicy(FIRST_NAME.isNot("Hidden"), FIRST_NAME.isNot("Fixed")))
                .build();

        assertThatThrownBy(() -> contacts.upsert(CALLER, c -> c.externalId("crm", "Hidden"), RESTORING))
                .isInstanceOfSatisfying(
                        Duplicate.class,
                        e -> assertThat(e.clashes())
                                .containsExactly(new Clash(
                                        ContactKey.externalId("crm", "Hidden"), OptionalLong.empty(), false)));
        assertThatThrownBy(() -> contacts.upsert(CALLER, c -> c.externalId("crm", "Fixed"), RESTORING))
                .isInstanceOf(Forbidden.class);
        Contacts refused = Contacts.builder(repository)
                .accessPolicy((caller, operation) -> operation != Operation.RESTORE)
                .build();
        assertThatThrownBy(() -> refused.upsert(CALLER, c -> c.firstName("A").externalId("crm", "9"), RESTORING))
                .isInstanceOf(Forbidden.class);
        assertThat(refused.upsert(CALLER, c -> c.firstName("A").externalId("crm", "9"), UpsertBy.externalId("crm"))
                        .outcome())
                .isEqualTo(Outcome.CREATED);
        assertThatIllegalStateException().isThrownBy(() -> UpsertBy.email().restoringDeleted());
        assertThat(RESTORING).isNotEqualTo(UpsertBy.externalId("crm"));
        assertThat(RESTORING.restoringDeleted()).isEqualTo(RESTORING).hasSameHashCodeAs(RESTORING);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.292")
    void pulled_changes_tell_of_a_restored_contact_as_of_a_changed_one(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        ContactChanges changes = ContactChanges.over((ChangeFeed) repository);
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        contacts.delete(CALLER, id);
        String position = changes.since(ORGANIZATION, ContactChanges.START, 10).position();

        Contact restored = contacts.trash().restore(CALLER, id);

        assertThat(changes.since(ORGANIZATION, position, 10).changes())
                .containsExactly(
                        new ContactChange(ORGANIZATION, id, 3, ContactChange.Kind.CHANGED, Optional.of(restored)));
    }
}
