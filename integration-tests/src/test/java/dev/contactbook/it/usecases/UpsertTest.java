package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.Contacts;
import dev.contactbook.api.Upserted;
import dev.contactbook.api.Upserted.Outcome;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Duplicate.Clash;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.Store;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpsertTest {
    private static final UpsertBy CRM = UpsertBy.externalId("crm");

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.260")
    void creates_then_updates_and_then_changes_nothing(Store store) {
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(store.fresh()).listener(listener).build();

        Upserted created = contacts.upsert(CALLER, ada().andThen(c -> c.email("ada@example.com")), CRM);
        Upserted updated = contacts.upsert(CALLER, ada().andThen(c -> c.lastName("Lee")), CRM);
        Upserted unchanged = contacts.upsert(CALLER, ada(), CRM);

        assertThat(List.of(created.outcome(), updated.outcome(), unchanged.outcome()))
                .containsExactly(Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED);
        assertThat(updated.contact().id()).isEqualTo(created.contact().id());
        assertThat(updated.contact().email()).isEqualTo("ada@example.com");
        assertThat(updated.contact().version()).isEqualTo(2);
        assertThat(unchanged.contact()).isEqualTo(updated.contact());
        assertThat(contacts.get(CALLER, created.contact().id())).isEqualTo(updated.contact());
        assertThat(listener.events).hasSize(2);
    }

    private static Consumer<ContactDetails.Builder> ada() {
        return c -> c.firstName("Ada").externalId("crm", "0017");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.261")
    void several_deleted_and_hidden_holders_are_clashes(Store store) {
        Contacts contacts = Contacts.builder(store.fresh())
                .accessPolicy(FilterPolicy.toSee(FIRST_NAME.isNot("Hidden")))
                .build();
        Contact one = contacts.create(CALLER, c -> c.firstName("One").externalId("crm", "1"));
        Contact two = contacts.create(CALLER, c -> c.firstName("Two").externalId("crm", "2"));
        contacts.create(CALLER, c -> c.firstName("Hidden").externalId("crm", "3"));

        assertClashes(
                () -> contacts.upsert(
                        CALLER, c -> c.firstName("X").externalId("crm", "2").externalId("crm", "1"), CRM),
                clash("1", one, false),
                clash("2", two, false));
        assertClashes(
                () -> contacts.upsert(CALLER, c -> c.firstName("X").externalId("crm", "3"), CRM),
                new Clash(ContactKey.externalId("crm", "3"), OptionalLong.empty(), false));
        contacts.delete(CALLER, one.id());
        assertClashes(
                () -> contacts.upsert(CALLER, c -> c.firstName("X").externalId("crm", "1"), CRM),
                clash("1", one, true));
        assertClashes(
                () -> contacts.upsert(
                        CALLER,
                        c -> c.firstName("X")
                                .externalId("crm", "9")
                                .externalId("shop", "1")
                                .externalId("crm", "2")
                                .externalId("crm", "1"),
                        CRM),
                clash("1", one, true),
                clash("2", two, false));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.261")
    void a_key_of_another_source_that_another_contact_has_is_a_clash(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact shop = contacts.create(CALLER, c -> c.firstName("Shop").externalId("shop", "1"));

        for (int i = 0; i < 2; i++) {
            assertClashes(
                    () -> contacts.upsert(
                            CALLER, c -> c.firstName("X").externalId("crm", "1").externalId("shop", "1"), CRM),
                    new Clash(ContactKey.externalId("shop", "1"), OptionalLong.of(shop.id()), false));
            contacts.upsert(CALLER, c -> c.firstName("X").externalId("crm", "1"), CRM);
        }
    }

    private static Clash clash(String id, Contact holder, boolean isDeleted) {
        return new Clash(ContactKey.externalId("crm", id), OptionalLong.of(holder.id()), isDeleted);
    }

    private static void assertClashes(Runnable call, Clash... clashes) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Duplicate.class, e -> assertThat(e.clashes()).containsExactly(clashes));
    }

    @Test
    @Tag("3.262")
    void an_input_without_a_key_and_an_invalid_one_are_refused() {
        List<Operation> asked = new ArrayList<>();
        Contacts contacts = Contacts.builder(new InMemoryContactRepository())
                .accessPolicy((caller, operation) -> asked.add(operation))
                .build();

        assertThatThrownBy(() -> contacts.upsert(CALLER, c -> c.firstName("Ada").externalId("shop", "1"), CRM))
                .isInstanceOfSatisfying(
                        Invalid.class, e -> assertThat(e.errors()).containsOnlyKeys("external_ids"));
        assertThat(asked).isEmpty();
        assertThatThrownBy(() -> contacts.upsert(CALLER, c -> c.externalId("crm", "1"), CRM))
                .isInstanceOfSatisfying(
                        Invalid.class, e -> assertThat(e.errors()).containsOnlyKeys("first_name"));
        assertThat(asked).containsExactly(Operation.CREATE, Operation.PATCH);
        contacts.create(CALLER, c -> c.firstName("Ada").externalId("crm", "1"));
        assertThat(contacts.upsert(CALLER, c -> c.externalId("crm", "1"), CRM).outcome())
                .isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    @Tag("3.262")
    void needs_a_create_and_a_patch_and_a_contact_that_may_be_changed() {
        for (Operation refused : List.of(Operation.CREATE, Operation.PATCH)) {
            Contacts contacts = Contacts.builder(new InMemoryContactRepository())
                    .accessPolicy((caller, operation) -> operation != refused)
                    .build();
            assertThatThrownBy(() -> contacts.upsert(CALLER, ada(), CRM)).isExactlyInstanceOf(Forbidden.class);
        }
        Contacts contacts = Contacts.builder(new InMemoryContactRepository())
                .accessPolicy(new AccessPolicy() {
                    @Override
                    public boolean permits(Caller caller, Operation operation) {
                        return true;
                    }

                    @Override
                    public Filter changeableBy(Caller caller) {
                        return FIRST_NAME.isNot("Ada");
                    }
                })
                .build();
        contacts.create(CALLER, ada());
        assertThatThrownBy(() -> contacts.upsert(CALLER, ada(), CRM)).isExactlyInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.263")
    void callers_that_race_for_a_key_end_in_one_contact(Store store) throws Exception {
        Contacts contacts = Contacts.over(store.fresh());
        for (int round = 0; round < 5; round++) {
            String id = "round " + round;
            Queue<Object> ends = new ConcurrentLinkedQueue<>();
            List<Thread> threads = IntStream.range(0, 6)
                    .mapToObj(i -> new Thread(() -> {
                        try {
                            ends.add(
                                    i % 3 == 0
                                            ? contacts.create(
                                                    CALLER,
                                                    c -> c.firstName("R" + i).externalId("crm", id))
                                            : contacts.upsert(
                                                            CALLER,
                                                            c -> c.firstName("R" + i)
                                                                    .externalId("crm", id),
                                                            CRM)
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

            List<Contact> found = contacts.find(CALLER, ContactKey.externalId("crm", id));
            assertThat(found).hasSize(1);
            assertThat(ends)
                    .hasSize(6)
                    .allSatisfy(end -> assertThat(end).isInstanceOfAny(Contact.class, Duplicate.class))
                    .filteredOn(Contact.class::isInstance)
                    .allSatisfy(end -> assertThat(((Contact) end).id())
                            .isEqualTo(found.get(0).id()));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.264")
    void in_bulk_repeated_keys_are_items_of_one_contact(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact old = contacts.create(CALLER, c -> c.firstName("Old").externalId("crm", "old"));

        BulkReport report = contacts.bulk()
                .each(
                        CALLER,
                        Stream.of(
                                upsert("A", "a"),
                                upsert("Older", "old"),
                                upsert("B", "b"),
                                upsert("A2", "a"),
                                upsert("Oldest", "old"),
                                upsert("A3", "a"),
                                upsert("A3", "a")));

        assertThat(report.results()).allMatch(result -> result.contact().isPresent());
        assertThat(report.results())
                .extracting(result -> result.contact().orElseThrow().firstName())
                .containsExactly("A", "Older", "B", "A2", "Oldest", "A3", "A3");
        assertThat(report.results())
                .extracting(result -> result.outcome().orElseThrow())
                .containsExactly(
                        Outcome.CREATED,
                        Outcome.UPDATED,
                        Outcome.CREATED,
                        Outcome.UPDATED,
                        Outcome.UPDATED,
                        Outcome.UPDATED,
                        Outcome.UNCHANGED);
        assertThat(contacts.find(
                        CALLER,
                        ContactKey.externalId("crm", "a"),
                        ContactKey.externalId("crm", "b"),
                        ContactKey.externalId("crm", "old")))
                .extracting(Contact::firstName)
                .containsExactly("Oldest", "A3", "B");
        assertThat(contacts.get(CALLER, old.id()).version()).isEqualTo(3);
    }

    private static BulkItem upsert(String firstName, String id) {
        return BulkItem.upsert(ContactPatch.of(c -> c.firstName(firstName).externalId("crm", id)), CRM);
    }
}
