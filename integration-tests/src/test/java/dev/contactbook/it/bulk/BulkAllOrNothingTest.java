package dev.contactbook.it.bulk;

import static dev.contactbook.it.support.BulkReports.contact;
import static dev.contactbook.it.support.BulkReports.error;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.OTHER_ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.BulkContacts;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkProgress;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.BulkResult;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.User;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many items in one write, or none of them. */
class BulkAllOrNothingTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.61")
    void all_is_stored_in_one_write_and_told_in_order(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        RecordingListener listener = new RecordingListener();
        List<BulkProgress> told = new ArrayList<>();
        Contacts contacts = Contacts.builder(repository).listener(listener).build();
        Contact ada = Contacts.over(repository).create(CALLER, c -> c.firstName("Ada"));
        List<BulkItem> items = new ArrayList<>();
        for (int i = 0; i < BulkContacts.CHUNK; i++) {
            String name = "Name " + i;
            items.add(BulkItem.create(c -> c.firstName(name)));
        }
        items.add(BulkItem.patch(ada.id(), c -> c.lastName("King")));
        items.add(BulkItem.patch(ada.id(), c -> c.lastName("King")));
        items.add(BulkItem.delete(ada.id()));
        repository.calls.clear();

        BulkReport report = contacts.bulk().onProgress(told::add).allOrNothing(CALLER, items);

        assertThat(repository.calls).containsExactly("find", "write");
        assertThat(report.progress()).isEqualTo(new BulkProgress(items.size(), items.size(), 0, false));
        assertThat(told).containsExactly(report.progress());
        assertThat(report.results()).extracting(BulkResult::index).isSorted();
        assertThat(report.contactsOrThrow()).hasSize(items.size());
        assertThat(contact(report, 7).firstName()).isEqualTo("Name 7");
        assertThat(contact(report, BulkContacts.CHUNK + 2).version()).isEqualTo(3);
        assertThat(listener.events).hasSize(items.size() - 1);
        assertThat(listener.events.get(7).contacts()).containsExactly(contact(report, 7));
        assertThat(contacts.list(CALLER, ContactQuery.page()).total()).hasValue(BulkContacts.CHUNK);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.61")
    void if_one_fails_nothing_is_stored_and_each_that_fails_has_its_error(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        RecordingListener listener = new RecordingListener();
        List<BulkProgress> told = new ArrayList<>();
        Contacts contacts = Contacts.builder(repository)
                .listener(listener)
                .directory(new RecordingDirectory().user(ORGANIZATION, new User(7, "Grace", null)))
                .accessPolicy((caller, operation) -> operation != Operation.DELETE)
                .build();
        Contact ada = Contacts.over(repository).create(CALLER, c -> c.firstName("Ada"));
        repository.calls.clear();

        BulkReport report = contacts.bulk()
                .onProgress(told::add)
                .allOrNothing(
                        CALLER,
                        List.of(
                                BulkItem.create(c -> c.firstName("Good").owner(7)),
                                BulkItem.create(c -> c.firstName(" ")),
                                BulkItem.create(c -> c.firstName("Far").organization(OTHER_ORGANIZATION)),
                                BulkItem.patch(ada.id(), c -> c.lastName("King")),
                                BulkItem.patch(
                                        ada.id(),
                                        ContactPatch.of(c -> c.lastName("B")).ifVersion(9)),
                                BulkItem.patch(0, c -> c.lastName("B")),
                                BulkItem.patch(ada.id(), c -> c.owner(8)),
                                BulkItem.delete(ada.id()),
                                BulkItem.patch(ada.id(), c -> {})));

        assertThat(error(report, 1)).isInstanceOf(Invalid.class);
        assertThat(error(report, 2)).isInstanceOf(Forbidden.class);
        assertThat(((Conflict) error(report, 4)).currentVersion()).isEqualTo(2);
        assertThat(error(report, 5)).isInstanceOf(NotFound.class);
        assertThat(((Invalid) error(report, 6)).errors()).containsOnlyKeys("owned_by_user_id");
        assertThat(error(report, 7)).isInstanceOf(Forbidden.class);
        for (int untouched : new int[] {0, 3, 8}) {
            assertThat(report.results().get(untouched).error()).isEmpty();
            assertThat(report.results().get(untouched).contact()).isEmpty();
        }
        assertThat(report.failures()).hasSize(6);
        assertThat(report.progress()).isEqualTo(new BulkProgress(9, 0, 6, false));
        assertThat(told).containsExactly(report.progress());
        assertThatThrownBy(report::contactsOrThrow).isSameAs(error(report, 1));
        assertThat(repository.calls).containsExactly("find");
        assertThat(listener.events).isEmpty();
        assertThat(Contacts.over(repository).list(CALLER, ContactQuery.page()).data())
                .containsExactly(ada);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.61")
    void one_that_is_wrong_in_itself_is_enough(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        BulkReport report = contacts.bulk()
                .allOrNothing(
                        CALLER,
                        List.of(BulkItem.create(c -> c.firstName("Ada")), BulkItem.create(c -> c.firstName(" "))));

        assertThat(report.progress()).isEqualTo(new BulkProgress(2, 0, 1, false));
        assertThat(contacts.list(CALLER, ContactQuery.page()).total()).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.62")
    void more_than_fit_into_one_write_are_invalid(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contacts contacts = Contacts.over(repository);
        List<BulkItem> most = Collections.nCopies(BulkContacts.MAX_ITEMS, BulkItem.delete(0));
        List<BulkItem> tooMany = Collections.nCopies(BulkContacts.MAX_ITEMS + 1, BulkItem.delete(0));

        assertThat(contacts.bulk().allOrNothing(CALLER, most).failures()).hasSize(BulkContacts.MAX_ITEMS);
        repository.calls.clear();
        assertThat(errorsOf(() -> contacts.bulk().allOrNothing(CALLER, tooMany)))
                .containsExactly(Map.entry("items", "At most 10000 items in one call"));
        assertThatThrownBy(() -> contacts.bulk().allOrNothing(CALLER, tooMany))
                .hasToString("dev.contactbook.domain.ContactsException$Invalid: Invalid contact data"
                        + " {items: At most 10000 items in one call}");
        assertThat(repository.calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.63")
    void cancelled_before_the_write_nothing_is_written(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(repository).listener(listener).build();
        List<BulkItem> items = Collections.nCopies(2, BulkItem.create(c -> c.firstName("Ada")));

        BulkReport report = contacts.bulk().cancelWhen(() -> true).allOrNothing(CALLER, items);

        assertThat(report.progress()).isEqualTo(new BulkProgress(2, 0, 0, true));
        assertThat(report.results())
                .hasSize(2)
                .allMatch(result -> result.contact().isEmpty() && result.error().isEmpty());
        assertThatThrownBy(report::contactsOrThrow).isInstanceOf(CancellationException.class);
        assertThat(repository.calls).isEmpty();
        assertThat(listener.events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.61")
    void nothing_to_do_is_done(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());

        BulkReport report = Contacts.over(repository).bulk().allOrNothing(CALLER, List.of());

        assertThat(report.contactsOrThrow()).isEmpty();
        assertThat(report.progress()).isEqualTo(new BulkProgress(0, 0, 0, false));
        assertThat(repository.calls).isEmpty();
    }
}
