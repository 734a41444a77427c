package dev.contactbook.it.bulk;

import static dev.contactbook.it.support.BulkReports.contact;
import static dev.contactbook.it.support.BulkReports.error;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.stores.NaiveStore;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import dev.contactbook.testkit.TestContacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many items beside others that change the same contacts. */
class BulkRaceTest {
    private static final int CONTACTS = 40;
    private static final int ROUNDS = 15;

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.57")
    void bulk_patches_in_opposite_orders_and_single_ones_lose_nothing_of_each_other(Store store) throws Exception {
        Contacts contacts = Contacts.over(store.fresh());
        List<Contact> there = contacts.bulk()
                .each(
                        CALLER,
                        Stream.generate(() -> BulkItem.create(c -> c.firstName("Ada")))
                                .limit(CONTACTS))
                .contactsOrThrow();
        List<Contact> backwards = new ArrayList<>(there);
        Collections.reverse(backwards);

        List<Future<?>> racers = List.of(
                threads.submit(() ->
                        rounds(round -> contacts.bulk().each(CALLER, patches(there, "Up " + round).stream()))),
                threads.submit(() ->
                        rounds(round -> contacts.bulk().allOrNothing(CALLER, patches(backwards, "Down " + round)))),
                threads.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        String name = "Single " + round;
                        there.forEach(one -> contacts.patch(CALLER, one.id(), c -> c.customField(name, true)));
                    }
                }));
        for (Future<?> racer : racers) {
            racer.get(2, TimeUnit.MINUTES);
        }

        assertThat(there).allSatisfy(before -> {
            Contact after = contacts.get(CALLER, before.id());
            assertThat(after.customFields().size()).isEqualTo(3 * ROUNDS);
            assertThat(after.version()).isEqualTo(1 + 3 * ROUNDS);
        });
    }

    private static void rounds(IntFunction<BulkReport> run) {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(run.apply(round).contactsOrThrow()).hasSize(CONTACTS);
        }
    }

    private static List<BulkItem> patches(List<Contact> contacts, String name) {
        return contacts.stream()
                .map(contact -> BulkItem.patch(contact.id(), c -> c.customField(name, true)))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.57")
    void what_comes_too_late_starts_again_from_what_the_rival_left(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        TestContacts book = TestContacts.over(repository);
        RecordingListener listener = new RecordingListener();
        Contacts contacts = book.builder().listener(listener).build();
        for (boolean allOrNothing : new boolean[] {false, true}) {
            long patched = contacts.create(CALLER, c -> c.firstName("Ada")).id();
            long other = contacts.create(CALLER, c -> c.firstName("Bob")).id();
            List<BulkItem> items = List.of(
                    BulkItem.create(c -> c.firstName("Grace")),
                    BulkItem.patch(other, c -> c.lastName("Byron")),
                    BulkItem.patch(patched, c -> c.customField("A", 1)));
            repository.calls.clear();
            listener.events.clear();
            book.faults().beforeNextWrite(rival -> rival.patch(CALLER, patched, c -> c.customField("B", 2)));

            BulkReport report = allOrNothing
                    ? contacts.bulk().allOrNothing(CALLER, items)
                    : contacts.bulk().each(CALLER, items.stream());

            assertThat(contact(report, 2).customFields().asMap()).containsOnlyKeys("A", "B");
            assertThat(contact(report, 2).version()).isEqualTo(3);
            assertThat(contact(report, 1).version()).isEqualTo(2);
            assertThat(contacts.get(CALLER, patched)).isEqualTo(contact(report, 2));
            assertThat(listener.events).hasSize(3);
            assertThat(repository.calls).startsWith("find", "find", "write", "write", "find", "write");
        }
        assertThat(contacts.list(CALLER, ContactQuery.page()).total()).hasValue(6);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.57")
    void what_comes_too_late_sees_what_the_rival_did(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        Contacts contacts = book.contacts();
        long deleted = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        long patched = contacts.create(CALLER, c -> c.firstName("Bob")).id();
        book.faults().beforeNextWrite(rival -> {
            rival.delete(CALLER, deleted);
            rival.patch(CALLER, patched, c -> c.lastName("Byron"));
        });

        BulkReport report = contacts.bulk()
                .allOrNothing(
                        CALLER,
                        List.of(
                                BulkItem.create(c -> c.firstName("Grace")),
                                BulkItem.patch(deleted, c -> c.lastName("King")),
                                BulkItem.patch(
                                        patched,
                                        ContactPatch.of(c -> c.lastName("King")).ifVersion(1))));

        assertThat(error(report, 1)).isInstanceOf(NotFound.class);
        assertThat(((Conflict) error(report, 2)).currentVersion()).isEqualTo(2);
        assertThat(contacts.list(CALLER, ContactQuery.page()).data()).containsExactly(contacts.get(CALLER, patched));
    }

    @Test
    @Tag("3.57")
    void items_that_always_come_too_late_together_go_on_their_own() {
        AtomicInteger together = new AtomicInteger();
        Contacts contacts = Contacts.over(new NaiveStore() {
            @Override
            public WriteResult write(WriteRequest request) {
                if (request.changes().size() > 1) {
                    together.incrementAndGet();
                    return WriteResult.stale(1);
                }
                return super.write(request);
            }
        });
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();

        BulkReport report = contacts.bulk()
                .each(
                        CALLER,
                        Stream.of(
                                BulkItem.patch(id, c -> c.lastName("King")),
                                BulkItem.create(c -> c.firstName(" ")),
                                BulkItem.delete(id),
                                BulkItem.delete(id),
                                BulkItem.create(c -> c.firstName("Grace"))));

        assertThat(together).hasValue(3);
        assertThat(contact(report, 0).version()).isEqualTo(2);
        assertThat(contact(report, 2).version()).isEqualTo(3);
        assertThat(error(report, 3)).isInstanceOf(NotFound.class);
        assertThat(contacts.get(CALLER, contact(report, 4).id())).isEqualTo(contact(report, 4));
        assertThat(report.failures()).hasSize(2);
    }

    @Test
    @Tag("3.57")
    void items_that_come_too_late_whatever_they_do_give_up() {
        List<Contact> there = new ArrayList<>();
        RecordingListener listener = new RecordingListener();
        ContactRepository store = new NaiveStore() {
            @Override
            public WriteResult write(WriteRequest request) {
                return there.isEmpty() ? super.write(request) : WriteResult.stale(0);
            }
        };
        Contacts contacts = Contacts.builder(store).listener(listener).build();
        there.add(Contacts.over(store).create(CALLER, c -> c.firstName("Ada")));
        List<BulkItem> items = IntStream.range(0, 2)
                .mapToObj(i -> BulkItem.patch(there.get(0).id(), c -> c.lastName("King " + i)))
                .toList();

        BulkReport each = contacts.bulk().each(CALLER, items.stream());
        Storage together =
                catchThrowableOfType(Storage.class, () -> contacts.bulk().allOrNothing(CALLER, items));

        for (Storage failure : List.of((Storage) error(each, 0), (Storage) error(each, 1), together)) {
            assertThat(failure.retryable()).isTrue();
            assertThat(failure.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
        }
        assertThat(listener.events).isEmpty();
    }
}
