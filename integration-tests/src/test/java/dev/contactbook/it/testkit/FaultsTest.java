package dev.contactbook.it.testkit;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import dev.contactbook.domain.ContactsException.Storage.Outcome;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.Store;
import dev.contactbook.testkit.Fault;
import dev.contactbook.testkit.Pause;
import dev.contactbook.testkit.TestClock;
import dev.contactbook.testkit.TestContacts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of the test kit, on the fake and on databases. */
class FaultsTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    void the_nth_write_fails_and_no_other(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        for (Fault fault : Fault.values()) {
            book.faults().write(2).fail(fault);
            Contact first = ada(book);

            Storage failure = storageFailure(() -> ada(book));
            Contact third = ada(book);

            assertThat(failure.retryable()).isEqualTo(fault != Fault.REJECTED);
            assertThat(failure.outcome())
                    .isEqualTo(fault == Fault.LOST_REQUEST ? Outcome.UNKNOWN : Outcome.NOT_APPLIED);
            assertThat(all(book)).containsExactly(first, third);
            book.contacts().delete(CALLER, first.id());
            book.contacts().delete(CALLER, third.id());
        }
        book.faults().assertAllUsed();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void the_nth_read_fails_and_no_other(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        Contact ada = ada(book);
        book.faults().read(2).fail(Fault.LOST_REQUEST);

        assertThat(book.contacts().get(CALLER, ada.id())).isEqualTo(ada);
        assertThat(storageFailure(() -> all(book)).outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(all(book)).containsExactly(ada);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void every_write_fails_until_the_faults_are_taken_back(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        book.faults().everyWrite().fail(Fault.DOWN);
        book.faults().everyRead().fail(Fault.DOWN);

        for (int i = 0; i < 3; i++) {
            storageFailure(() -> ada(book));
            storageFailure(() -> all(book));
        }
        book.faults().clear();

        assertThat(all(book)).isEmpty();
        assertThat(ada(book)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void any_exception_of_a_store_arrives_as_the_contract_says(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        book.faults().nextWrite().failWith(() -> new IllegalStateException("a bug of the driver"));

        assertThat(storageFailure(() -> ada(book)).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(all(book)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_write_whose_answer_is_lost_is_stored_and_no_listener_knows(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        RecordingListener listener = new RecordingListener();
        Contacts contacts = book.builder().listener(listener).build();
        book.faults().nextWrite().loseAnswer();

        Storage failure = storageFailure(() -> contacts.create(CALLER, c -> c.firstName("Ada")));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.retryable()).isTrue();
        Contact stored = all(book).get(0);
        assertThat(stored.firstName()).isEqualTo("Ada");
        assertThat(listener.events).isEmpty();
        book.assertChanges("created " + stored.id() + " by 789");
        book.assertOperations("create by 789: storage", "list by 789: success");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_read_whose_answer_is_lost_has_failed(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        book.faults().nextRead().loseAnswer();

        assertThat(storageFailure(() -> all(book)).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_slow_store_moves_the_clock_of_the_test(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        book.faults().nextWrite().delay(Duration.ofMinutes(5));

        assertThat(ada(book).createdAt()).isEqualTo(TestClock.START);
        assertThat(ada(book).createdAt()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_call_waits_where_the_test_wants_it(Store store) throws Exception {
        TestContacts book = TestContacts.over(store.fresh());
        Contact ada = ada(book);
        Pause pause = book.faults().nextWrite().pause();
        ContactPatch patch = ContactPatch.of(c -> c.lastName("King")).ifVersion(1);

        CompletableFuture<Contact> slow =
                CompletableFuture.supplyAsync(() -> book.contacts().patch(CALLER, ada.id(), patch));
        pause.awaitReached();
        book.contacts().patch(CALLER, ada.id(), c -> c.lastName("Byron"));
        pause.release();

        assertThatThrownBy(() -> slow.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Conflict.class,
                        conflict -> assertThat(conflict.currentVersion()).isEqualTo(2));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void somebody_else_is_faster_than_a_write(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        Contact ada = ada(book);

        book.faults().beforeNextWrite(others -> others.patch(CALLER, ada.id(), c -> c.email("ada@example.com")));
        book.contacts().patch(CALLER, ada.id(), c -> c.lastName("King"));
        book.assertContact(CALLER, ada.id())
                .hasName("Ada King")
                .hasEmail("ada@example.com")
                .hasVersion(3);

        book.faults().beforeNextWrite(others -> others.delete(CALLER, ada.id()));
        ContactPatch patch = ContactPatch.of(c -> c.lastName("Byron")).ifVersion(3);
        assertThatThrownBy(() -> book.contacts().patch(CALLER, ada.id(), patch)).isInstanceOf(NotFound.class);
        book.assertOperations(
                "create by 789: success",
                "patch by 789: success after 2 attempts",
                "patch by 789: not_found after 2 attempts");
        book.assertChanges(
                "created 1 by 789", "patched 1 (email) by 789", "patched 1 (last_name) by 789", "deleted 1 by 789");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void somebody_else_is_faster_than_a_create(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        book.faults().nextWrite().raceWith(others -> others.create(CALLER, c -> c.firstName("Bob")));

        ada(book);

        assertThat(all(book)).extracting(Contact::firstName).containsExactly("Bob", "Ada");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_chunk_of_a_bulk_call_fails(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        book.faults().write(2).fail(Fault.DOWN);

        BulkReport report = book.contacts()
                .bulk()
                .each(CALLER, IntStream.range(0, 1_001).mapToObj(i -> BulkItem.create(c -> c.firstName("Ada"))));

        assertThat(report.results().get(999).contact()).isPresent();
        assertThat(report.results().get(1_000).error().orElseThrow()).isInstanceOf(Storage.class);
        book.faults().assertAllUsed();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_directory_fails(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        book.faults().nextLookUp().fail(Fault.DOWN);

        assertThat(storageFailure(() -> book.contacts()
                                .create(CALLER, c -> c.firstName("Ada").owner(7)))
                        .outcome())
                .isEqualTo(Outcome.NOT_APPLIED);
        assertThat(all(book)).isEmpty();
    }

    private static Contact ada(TestContacts book) {
        return book.contacts().create(CALLER, c -> c.firstName("Ada"));
    }

    private static List<Contact> all(TestContacts book) {
        return book.contacts().list(CALLER, ContactQuery.page()).data();
    }

    private static Storage storageFailure(ThrowingCallable call) {
        return catchThrowableOfType(Storage.class, call);
    }
}
