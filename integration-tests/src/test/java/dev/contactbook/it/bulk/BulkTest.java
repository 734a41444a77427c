package dev.contactbook.it.bulk;

import static dev.contactbook.it.support.BulkReports.contact;
import static dev.contactbook.it.support.BulkReports.error;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.NOW;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.OTHER_ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkProgress;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.BulkResult;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.User;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.RecordingListener.Event;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Operation;
import dev.contactbook.testkit.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each of many items answers. */
class BulkTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.53")
    void each_item_has_its_contact_or_its_error_in_order(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact ada = contacts.create(CALLER, Fixtures::everyField);
        Contact bob = contacts.create(CALLER, c -> c.firstName("Bob"));
        Contact foreign = contacts.create(FOREIGNER, c -> c.firstName("Foreign"));

        BulkReport report = contacts.bulk()
                .each(
                        CALLER,
                        Stream.of(
                                BulkItem.create(c -> c.firstName("Grace").email("grace@example.com")),
                                BulkItem.create(c -> c.email("nope")),
                                BulkItem.patch(ada.id(), c -> c.lastName("King")),
                                BulkItem.patch(foreign.id(), c -> c.lastName("King")),
                                BulkItem.delete(bob.id()),
                                BulkItem.create(ContactPatch.of(Fixtures::everyField))));

        assertThat(report.results()).extracting(BulkResult::index).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        Contact grace = contact(report, 0);
        assertThat(contacts.get(CALLER, grace.id())).isEqualTo(grace);
        assertThat(grace.email()).isEqualTo("grace@example.com");
        assertThat(error(report, 1)).isExactlyInstanceOf(Invalid.class);
        assertThat(((Invalid) error(report, 1)).errors()).containsOnlyKeys("first_name", "email");
        assertThat(contact(report, 2).lastName()).isEqualTo("King");
        assertThat(contacts.get(CALLER, ada.id())).isEqualTo(contact(report, 2));
        assertThat(error(report, 3)).isExactlyInstanceOf(NotFound.class);
        assertThat(contact(report, 4).isLive()).isFalse();
        assertThat(contact(report, 4).version()).isEqualTo(2);
        assertThat(contact(report, 5).details()).isEqualTo(ada.details());
        assertThat(contact(report, 5).id()).isGreaterThan(grace.id());
        assertThat(contacts.get(FOREIGNER, foreign.id())).isEqualTo(foreign);
        assertThat(report.progress()).isEqualTo(new BulkProgress(6, 4, 2, false));
        assertThat(report.failures())
                .containsExactly(report.results().get(1), report.results().get(3));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.52")
    void an_item_sees_what_those_before_it_did(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts =
                Contacts.builder(repository).clock(new TestClock(NOW)).build();
        long id = contacts.create(CALLER, c -> c.firstName("Ada").lastName("Byron"))
                .id();

        BulkReport report = contacts.bulk()
                .each(
                        CALLER,
                        Stream.of(
                                BulkItem.patch(id, c -> c.lastName("King").customField("A", 1)),
                                BulkItem.patch(id, c -> c.customField("a", 2).customField("B", 3)),
                                BulkItem.patch(
                                        id,
                                        ContactPatch.of(c -> c.email("a@b.org")).ifVersion(1)),
                                BulkItem.patch(
                                        id,
                                        ContactPatch.of(c -> c.lastName("King")).ifVersion(3)),
                                BulkItem.delete(id),
                                BulkItem.patch(id, c -> c.lastName("Lovelace")),
                                BulkItem.delete(id)));

        assertThat(contact(report, 0).version()).isEqualTo(2);
        assertThat(contact(report, 0).updatedAt()).isEqualTo(NOW.plusMillis(1));
        assertThat(contact(report, 1).version()).isEqualTo(3);
        assertThat(contact(report, 1).updatedAt()).isEqualTo(NOW.plusMillis(2));
        assertThat(contact(report, 1).lastName()).isEqualTo("King");
        assertThat(contact(report, 1).customFields().asMap()).containsOnlyKeys("A", "B");
        assertThat(((Conflict) error(report, 2)).currentVersion()).isEqualTo(3);
        assertThat(contact(report, 3)).isEqualTo(contact(report, 1));
        assertThat(contact(report, 4).deletedAt()).isEqualTo(NOW.plusMillis(3));
        assertThat(error(report, 5)).isExactlyInstanceOf(NotFound.class);
        assertThat(error(report, 6)).isExactlyInstanceOf(NotFound.class);
        assertThat(repository.find(ORGANIZATION, List.of(id)).get(id)).isEqualTo(contact(report, 4));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.65")
    void listeners_hear_of_each_change_once_in_the_order_of_the_items(Store store) {
        ContactRepository repository = store.fresh();
        RecordingListener listener = new RecordingListener();
        Contacts silent = Contacts.over(repository);
        Contact second = silent.create(CALLER, c -> c.firstName("Second"));
        Contact first = silent.create(CALLER, c -> c.firstName("First"));
        Contacts contacts = Contacts.builder(repository).listener(listener).build();

        BulkReport report = contacts.bulk()
                .each(
                        CALLER,
                        Stream.of(
                                BulkItem.create(c -> c.firstName("New")),
                                BulkItem.patch(first.id(), c -> c.lastName("A")),
                                BulkItem.patch(first.id(), c -> c.lastName("A")),
                                BulkItem.patch(first.id(), c -> c.email("nope")),
                                BulkItem.patch(second.id(), c -> c.lastName("B")),
                                BulkItem.delete(first.id()),
                                BulkItem.create(c -> c.firstName("Newer"))));

        assertThat(listener.events)
                .containsExactly(
                        new Event("created", CALLER, List.of(contact(report, 0))),
                        new Event("patched", CALLER, List.of(first, contact(report, 1))),
                        new Event("patched", CALLER, List.of(second, contact(report, 4))),
                        new Event("deleted", CALLER, List.of(contact(report, 5))),
                        new Event("created", CALLER, List.of(contact(report, 6))));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.52")
    void what_is_told_of_an_item_is_what_its_call_alone_would_be_told(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.builder(repository)
                .directory(new RecordingDirectory().user(ORGANIZATION, new User(7, "Grace", "Hopper")))
                .accessPolicy((caller, operation) -> caller.userId() != null || operation == Operation.PATCH)
                .build();
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));
        ContactPatch wrongInItself = ContactPatch.of(c -> c.set("nope", 1));
        ContactPatch wrong = ContactPatch.of(c -> c.email("nope").owner(8));
        ContactPatch unknown = ContactPatch.of(c -> c.firstName("Eve").owner(8).company(9));
        ContactPatch abroad = ContactPatch.of(c -> c.firstName("Eve").organization(OTHER_ORGANIZATION));
        ContactPatch wrongAbroad = ContactPatch.of(c -> c.firstName(" ").organization(OTHER_ORGANIZATION));

        for (Caller caller : List.of(CALLER, Caller.system(ORGANIZATION))) {
            for (ContactPatch input :
                    List.of(wrongInItself, wrong, unknown, abroad, wrongAbroad, unknown.ifVersion(2))) {
                assertSameError(
                        catchThrowable(() -> contacts.create(caller, input)),
                        contacts.bulk().each(caller, Stream.of(BulkItem.create(input))));
                for (long id : new long[] {ada.id(), ada.id() + 1, 0, Long.MIN_VALUE}) {
                    assertSameError(
                            catchThrowable(() -> contacts.patch(caller, id, input)),
                            contacts.bulk().each(caller, Stream.of(BulkItem.patch(id, input))));
                }
            }
        }
        assertThat(contacts.get(CALLER, ada.id())).isEqualTo(ada);
    }

    private static void assertSameError(Throwable single, BulkReport report) {
        ContactsException error = error(report, 0);
        assertThat(error).hasSameClassAs(single).hasMessage(single.getMessage());
        if (single instanceof Invalid invalid) {
            assertThat(((Invalid) error).violations()).isEqualTo(invalid.violations());
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.52")
    void what_changes_nothing_is_answered_as_it_is_and_not_written(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(repository).listener(listener).build();
        Contact ada = Fixtures.seed(
                repository, ContactDetails.builder().firstName("Ada").build());
        repository.calls.clear();

        BulkReport report = contacts.bulk()
                .each(
                        CALLER,
                        Stream.of(
                                BulkItem.patch(ada.id(), c -> c.firstName("Ada")), BulkItem.patch(ada.id(), c -> {})));

        assertThat(report.contactsOrThrow()).containsExactly(ada, ada);
        assertThat(report.progress()).isEqualTo(new BulkProgress(2, 2, 0, false));
        assertThat(repository.calls).containsExactly("find");
        assertThat(listener.events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.56")
    void the_policy_is_asked_once_for_each_kind_and_refuses_its_items_only(Store store) {
        List<Operation> asked = new ArrayList<>();
        ContactRepository repository = store.fresh();
        Contact ada = Contacts.over(repository).create(CALLER, c -> c.firstName("Ada"));
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy((caller, operation) -> {
                    asked.add(operation);
                    return operation != Operation.DELETE;
                })
                .build();
        List<BulkItem> items = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String name = "Name " + i;
            items.add(BulkItem.patch(ada.id(), c -> c.lastName(name)));
            items.add(BulkItem.delete(ada.id()));
        }
        items.add(BulkItem.create(c -> c.firstName(" ")));

        BulkReport report = contacts.bulk().each(CALLER, items.stream());

        assertThat(asked).containsExactly(Operation.PATCH, Operation.DELETE);
        assertThat(report.failures()).hasSize(601);
        assertThat(error(report, 1))
                .isExactlyInstanceOf(Forbidden.class)
                .hasMessage("Not authorized to access this contact");
        assertThat(error(report, 1_200)).isExactlyInstanceOf(Invalid.class);
        assertThat(contacts.get(CALLER, ada.id()).version()).isEqualTo(601);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.56")
    void where_all_is_refused_nothing_is_read_written_told_or_looked_up(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        RecordingListener listener = new RecordingListener();
        RecordingDirectory directory = new RecordingDirectory();
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy((caller, operation) -> false)
                .listener(listener)
                .directory(directory)
                .build();
        List<BulkItem> items = List.of(
                BulkItem.create(c -> c.firstName("Ada").owner(7)),
                BulkItem.patch(1, c -> c.owner(7)),
                BulkItem.delete(1));

        BulkReport each = contacts.bulk().each(CALLER, items.stream());
        BulkReport together = contacts.bulk().allOrNothing(CALLER, items);

        for (BulkReport report : List.of(each, together)) {
            assertThat(report.failures())
                    .hasSize(3)
                    .allSatisfy(failure -> assertThat(failure.error()).get().isInstanceOf(Forbidden.class));
        }
        assertThat(repository.calls).isEmpty();
        assertThat(listener.events).isEmpty();
        assertThat(directory.questions).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.56")
    void what_a_policy_throws_reaches_the_caller_even_if_it_is_one_of_ours(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        for (RuntimeException failure : List.of(new IllegalStateException("no answer"), new NotFound(1))) {
            Contacts contacts = Contacts.builder(repository)
                    .accessPolicy((caller, operation) -> {
                        throw failure;
                    })
                    .build();
            List<BulkItem> items = List.of(BulkItem.create(c -> c.firstName("Ada")));

            assertThatThrownBy(() -> contacts.bulk().each(CALLER, items.stream()))
                    .isSameAs(failure);
            assertThatThrownBy(() -> contacts.bulk().allOrNothing(CALLER, items))
                    .isSameAs(failure);
        }
        assertThat(repository.calls).isEmpty();
    }

    @Test
    void a_report_gives_its_contacts_or_throws_the_first_error() {
        Contacts contacts = Contacts.over(Store.MEMORY.fresh());
        BulkItem ada = BulkItem.create(c -> c.firstName("Ada"));

        BulkReport good = contacts.bulk().each(CALLER, Stream.of(ada, ada));
        BulkReport bad = contacts.bulk().each(CALLER, Stream.of(ada, BulkItem.delete(98), BulkItem.delete(99)));

        assertThat(good.contactsOrThrow()).extracting(Contact::id).containsExactly(1L, 2L);
        assertThat(good.failures()).isEmpty();
        Fixtures.assertNotFound(98, bad::contactsOrThrow);
    }

    @Test
    void an_item_is_a_value() {
        Consumer<ContactDetails.Builder> change = c -> c.firstName("Ada");
        BulkItem create = BulkItem.create(change);
        BulkItem patch = BulkItem.patch(1, change);

        assertThat(create)
                .isEqualTo(BulkItem.create(ContactPatch.of(change)))
                .hasSameHashCodeAs(BulkItem.create(change));
        assertThat(patch)
                .isEqualTo(BulkItem.patch(1, ContactPatch.of(change)))
                .hasSameHashCodeAs(BulkItem.patch(1, change));
        assertThat(patch)
                .isNotEqualTo(create)
                .isNotEqualTo(BulkItem.patch(2, change))
                .isNotEqualTo(BulkItem.patch(1, c -> c.firstName("Bob")))
                .isNotEqualTo("patch");
        assertThat(BulkItem.delete(1)).isEqualTo(BulkItem.delete(1)).isNotEqualTo(BulkItem.patch(1, c -> {}));
    }

    @Test
    @Tag("5.8")
    void no_text_of_a_run_shows_who_it_is_about() {
        Contacts contacts = Contacts.over(Store.MEMORY.fresh());
        contacts.create(CALLER, c -> c.firstName("Ж"));
        List<BulkItem> items = List.of(
                BulkItem.create(c -> c.firstName("Жe").customField("Ж", "Ж")),
                BulkItem.create(c -> c.set("Ж", "Ж")),
                BulkItem.patch(1, c -> c.email("Ж")),
                BulkItem.delete(1));

        BulkReport report = contacts.bulk().each(CALLER, items.stream());

        assertThat(items.toString())
                .isEqualTo("[BulkItem[CREATE], BulkItem[CREATE], BulkItem[PATCH 1], BulkItem[DELETE 1]]");
        assertThat(report.results().toString())
                .isEqualTo(
                        "[BulkResult[0: Contact[id=2, organizationId=456, version=1]], BulkResult[1: INVALID],"
                                + " BulkResult[2: INVALID], BulkResult[3: Contact[id=1, organizationId=456, version=2, deleted]]]");
        assertThat(report.toString() + contacts.bulk()).doesNotContain("Ж").contains("done=4");
        assertThat(contacts.bulk().allOrNothing(CALLER, items).results().get(0))
                .hasToString("BulkResult[0: not applied]");
    }
}
