package dev.contactbook.it.changes;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.OTHER_ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.ChangeBatch;
import dev.contactbook.api.ContactChange;
import dev.contactbook.api.ContactChange.Kind;
import dev.contactbook.api.ContactChanges;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.support.Store;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.ContactRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactChangesTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.182")
    void each_changed_contact_is_told_once_with_what_became_of_it(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        ContactChanges changes = changes(repository);
        Contact created = contacts.create(CALLER, c -> c.firstName("Ada"));
        Contact patched = create(contacts, CALLER);
        patched = contacts.patch(CALLER, patched.id(), c -> c.lastName("Lovelace"));
        Contact deleted = contacts.delete(CALLER, create(contacts, CALLER).id());
        create(contacts, FOREIGNER);

        ChangeBatch batch = changes.since(ORGANIZATION, ContactChanges.START, 10);

        assertThat(batch.changes())
                .containsExactlyInAnyOrder(
                        change(created, Kind.CREATED), change(patched, Kind.CHANGED), change(deleted, Kind.DELETED));
        assertThat(batch.changes()).extracting(ContactChange::version).containsExactlyInAnyOrder(1L, 2L, 2L);
        ChangeBatch after = changes.since(ORGANIZATION, batch.position(), 10);
        assertThat(after.changes()).isEmpty();
        Contact again = contacts.patch(CALLER, patched.id(), c -> c.lastName("King"));
        assertThat(changes.since(ORGANIZATION, after.position(), 10).changes())
                .containsExactly(change(again, Kind.CHANGED));
    }

    private static ContactChange change(Contact contact, Kind kind) {
        return new ContactChange(contact.organizationId(), contact.id(), contact.version(), kind, Optional.of(contact));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.181")
    void organizations_with_something_new_are_named_until_all_is_pulled(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        ContactChanges changes = changes(repository);
        Map<Long, String> positions = new HashMap<>();
        assertThat(changes.organizations(positions)).isEmpty();

        create(contacts, FOREIGNER);
        create(contacts, CALLER);
        create(contacts, CALLER);
        assertThat(changes.organizations(positions)).containsExactly(ORGANIZATION, OTHER_ORGANIZATION);

        assertThat(pull(changes, ORGANIZATION, positions, 1)).hasSize(1);
        assertThat(changes.organizations(positions)).containsExactly(ORGANIZATION, OTHER_ORGANIZATION);
        pull(changes, ORGANIZATION, positions, 10);
        assertThat(changes.organizations(positions)).containsExactly(OTHER_ORGANIZATION);
        pull(changes, OTHER_ORGANIZATION, positions, 10);
        assertThat(changes.organizations(positions)).isEmpty();
    }

    /** A contact that moves from one counter to another leaves one behind whose last revision no contact has. */
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.181")
    void an_organization_is_quiet_after_all_is_pulled_whatever_its_writers_did(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        ContactChanges changes = changes(repository);
        long id = create(contacts, CALLER).id();
        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(thread -> CompletableFuture.runAsync(
                                () -> {
                                    for (int i = 0; i < 25; i++) {
                                        String value = thread + "-" + i;
                                        contacts.patch(CALLER, id, c -> c.lastName(value));
                                    }
                                },
                                task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
        Map<Long, String> positions = new HashMap<>();

        assertThat(pull(changes, ORGANIZATION, positions, 10))
                .extracting(ContactChange::version)
                .containsExactly(101L);

        assertThat(changes.organizations(positions)).isEmpty();
        contacts.delete(CALLER, id);
        assertThat(changes.organizations(positions)).containsExactly(ORGANIZATION);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.181")
    void a_reader_that_starts_at_the_end_gets_later_changes_only(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        ContactChanges changes = changes(repository);
        create(contacts, CALLER);
        create(contacts, FOREIGNER);

        Map<Long, String> positions = new HashMap<>(changes.ends());

        assertThat(positions).containsOnlyKeys(ORGANIZATION, OTHER_ORGANIZATION);
        assertThat(changes.organizations(positions)).isEmpty();
        Contact later = create(contacts, CALLER);
        Caller third = Caller.user(1).inOrganization(458);
        Contact first = create(contacts, third);
        assertThat(changes.organizations(positions)).containsExactly(ORGANIZATION, 458L);
        assertThat(pull(changes, ORGANIZATION, positions, 10)).containsExactly(change(later, Kind.CREATED));
        assertThat(pull(changes, 458, positions, 10)).containsExactly(change(first, Kind.CREATED));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.183")
    void beside_writers_of_many_organizations_nothing_is_missed_and_no_version_comes_after_a_later_one(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        ContactChanges changes = changes(repository);
        CompletableFuture<?> writers = CompletableFuture.allOf(IntStream.range(0, 3)
                .mapToObj(thread -> CompletableFuture.runAsync(
                        () -> {
                            for (int round = 0; round < 30; round++) {
                                Caller me = Caller.user(1).inOrganization(1 + (round + thread) % 5);
                                long id = create(contacts, me).id();
                                contacts.patch(me, id, c -> c.lastName("Lovelace"));
                                if (round % 3 == 0) {
                                    contacts.delete(me, id);
                                }
                            }
                        },
                        task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new));
        Map<Long, String> positions = new HashMap<>();
        Map<Long, Long> told = new HashMap<>();

        boolean done;
        int roundsWithoutWriters = 0;
        do {
            done = writers.isDone();
            roundsWithoutWriters += done ? 1 : 0;
            assertThat(roundsWithoutWriters).as("an end is reached").isLessThan(100);
            List<Long> news = changes.organizations(positions);
            for (long organization : news) {
                for (ContactChange change : pull(changes, organization, positions, 7)) {
                    Long before = told.put(change.contactId(), change.version());
                    assertThat(before == null || before < change.version()).isTrue();
                }
            }
            done = done && news.isEmpty();
        } while (!done);

        writers.join();
        assertThat(told).hasSize(90);
        assertThat(told.values()).containsOnly(2L, 3L);
        assertThat(told.values()).filteredOn(version -> version == 3).hasSize(30);
    }

    @Test
    @Tag("3.181")
    void a_text_that_is_no_position_is_refused() {
        InMemoryContactRepository store = new InMemoryContactRepository();
        create(Contacts.over(store), CALLER);
        ContactChanges changes = ContactChanges.over(store);

        for (String text : List.of("x", "0", "0:1 0:2", " ", "0:1000000000000000000", "0:1;drop table")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> changes.since(ORGANIZATION, text, 10))
                    .withMessage("Not a position in the changes");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> changes.organizations(Map.of(ORGANIZATION, text)))
                    .withMessage("Not a position in the changes");
        }
        assertThatThrownBy(() -> changes.since(ORGANIZATION, null, 10)).isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, ContactChanges.MAX_LIMIT + 1})
    @Tag("3.182")
    void a_limit_out_of_bounds_is_refused(int limit) {
        ContactChanges changes = ContactChanges.over(new InMemoryContactRepository());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> changes.since(ORGANIZATION, ContactChanges.START, limit))
                .withMessageContaining("limit");
    }

    @Test
    @Tag("5.8")
    void no_text_of_a_change_shows_personal_data() {
        InMemoryContactRepository store = new InMemoryContactRepository();
        Contacts.over(store)
                .create(CALLER, c -> c.firstName("Ada").lastName("Lovelace").email("ada@example.com"));

        ChangeBatch batch = ContactChanges.over(store).since(ORGANIZATION, ContactChanges.START, 10);

        assertThat(batch).hasToString("1 up to 0:1");
        assertThat(batch.changes().get(0)).hasToString("CREATED 456/1 version 1");
    }

    static Stream<Changes> wrongAnswers() {
        Contact ada = create(Contacts.over(new InMemoryContactRepository()), CALLER);
        Contact foreign = create(Contacts.over(new InMemoryContactRepository()), FOREIGNER);
        ChangePosition later = ChangePosition.parse("0:5");
        return Stream.of(
                new Changes(List.of(foreign), later),
                new Changes(List.of(ada, ada), later),
                new Changes(new ArrayList<>(List.of(ada, foreign, ada)), later),
                new Changes(List.of(ada), ChangePosition.parse("0:4")),
                new Changes(List.of(ada), ChangePosition.START),
                new Changes(List.of(), ChangePosition.parse("0:3")));
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    @Tag("5.4")
    void a_feed_that_breaks_a_rule_is_a_storage_failure(Changes wrong) {
        ContactChanges changes = ContactChanges.over(new FixedFeed(wrong));

        assertThatThrownBy(() -> changes.since(ORGANIZATION, "0:4", 2))
                .isInstanceOf(Storage.class)
                .hasMessage("The store failed")
                .hasNoCause();
    }

    @Test
    @Tag("5.4")
    void a_feed_that_fails_is_a_storage_failure() {
        ContactChanges changes = ContactChanges.over(new ChangeFeed() {
            @Override
            public Changes changesSince(long organizationId, ChangePosition position, int limit) {
                throw new UnsupportedOperationException("select");
            }

            @Override
            public SortedMap<Long, ChangePosition> ends() {
                throw new UnsupportedOperationException("select");
            }
        });

        for (Runnable call : List.<Runnable>of(
                () -> changes.since(ORGANIZATION, ContactChanges.START, 1),
                () -> changes.organizations(Map.of()),
                changes::ends)) {
            assertThatThrownBy(call::run).isInstanceOf(Storage.class).hasMessage("The store failed");
        }
    }

    private static Contact create(Contacts contacts, Caller caller) {
        return contacts.create(caller, c -> c.firstName("Ada"));
    }

    private static ContactChanges changes(ContactRepository repository) {
        return ContactChanges.over((ChangeFeed) repository);
    }

    private static List<ContactChange> pull(
            ContactChanges changes, long organization, Map<Long, String> positions, int limit) {
        ChangeBatch batch =
                changes.since(organization, positions.getOrDefault(organization, ContactChanges.START), limit);
        positions.put(organization, batch.position());
        return batch.changes();
    }

    /** A feed that says the same each time. */
    private record FixedFeed(Changes answer) implements ChangeFeed {
        @Override
        public Changes changesSince(long organizationId, ChangePosition position, int limit) {
            return answer;
        }

        @Override
        public SortedMap<Long, ChangePosition> ends() {
            return new TreeMap<>();
        }
    }
}
