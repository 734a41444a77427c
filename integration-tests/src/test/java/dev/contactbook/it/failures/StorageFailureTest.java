package dev.contactbook.it.failures;

import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.sneak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.User;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.LazyAnswer;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.it.support.UserDirectory;
import dev.contactbook.testkit.TestContacts;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StorageFailureTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("5.4")
    void a_store_that_fails_is_never_an_answer(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        Contacts contacts = book.contacts();
        Contact ada = contacts.create(CALLER, Fixtures::everyField);
        Storage failure = new Storage("down", true, Storage.Outcome.UNKNOWN);
        book.faults().everyRead().failWith(() -> failure);
        book.faults().everyWrite().failWith(() -> failure);

        for (ThrowingCallable call : everyOperation(contacts, ada.id())) {
            assertThatThrownBy(call).isSameAs(failure);
        }
        book.faults().clear();

        assertThat(contacts.list(CALLER, ContactQuery.page()).data()).containsExactly(ada);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("5.4")
    @Tag("5.5")
    void whatever_a_store_throws_is_the_storage_error(Store store) {
        assertStorageError(store, new IllegalStateException("could not bind 'Ada' in insert into contacts"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_checked_exception_that_nobody_declared_is_the_storage_error_too(Store store) {
        assertStorageError(store, new SQLException("duplicate key (email)=(Ada@Example.com)"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("5.6")
    void a_directory_that_fails_on_a_write_is_the_storage_error_and_nothing_was_written(Store store) {
        for (Supplier<Map<Long, User>> failing : List.<Supplier<Map<Long, User>>>of(
                () -> {
                    throw new IllegalStateException("Ada");
                },
                () -> {
                    throw new ContactsException.NotFound(7);
                },
                () -> {
                    throw new NoClassDefFoundError("com/example/Ldap");
                },
                () -> null)) {
            RecordingRepository repository = new RecordingRepository(store.fresh());
            Contacts contacts = Contacts.builder(repository)
                    .directory(new UserDirectory(failing))
                    .build();
            Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));
            repository.calls.clear();

            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> contacts.create(CALLER, c -> c.firstName("Ada").owner(7)),
                    () -> contacts.patch(CALLER, ada.id(), c -> c.owner(7)))) {
                Storage thrown = catchThrowableOfType(Storage.class, call);
                assertThat(thrown.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
                assertThat(thrown).hasMessageNotContaining("Ada").hasNoCause();
            }
            assertThat(repository.calls).doesNotContain("write");
            assertThat(contacts.patch(CALLER, ada.id(), c -> c.lastName("Lovelace"))
                            .version())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_directory_whose_answer_fails_when_it_is_read_is_the_storage_error_too(Store store) {
        Contacts contacts = Contacts.builder(store.fresh())
                .directory(new UserDirectory(LazyAnswer::new))
                .build();

        assertThatThrownBy(() -> contacts.create(CALLER, c -> c.firstName("Ada").owner(7)))
                .isExactlyInstanceOf(Storage.class);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.2")
    void a_change_that_always_comes_too_late_gives_up(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        Contact ada = book.given(CALLER).contact("Ada").save();
        Contacts contacts = book.contacts();
        AtomicInteger rivals = new AtomicInteger();
        book.faults()
                .everyWrite()
                .raceWith(rival -> rival.patch(CALLER, ada.id(), c -> c.email(rivals.incrementAndGet() + "@x.org")));

        List<ThrowingCallable> calls = List.of(
                () -> contacts.patch(CALLER, ada.id(), c -> c.lastName("Lovelace")),
                () -> contacts.delete(CALLER, ada.id()));
        // A thousand attempts each. A delete makes them as a patch does, so it does in memory only.
        for (ThrowingCallable call : store == Store.MEMORY ? calls : calls.subList(0, 1)) {
            Storage thrown = catchThrowableOfType(Storage.class, call);
            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
        }
        book.assertContact(CALLER, ada.id()).changedOnly(ada, EMAIL);
    }

    private static void assertStorageError(Store store, Exception thrown) {
        TestContacts book = TestContacts.over(store.fresh());
        Contacts contacts = book.contacts();
        Contact ada = contacts.create(CALLER, Fixtures::everyField);
        Supplier<RuntimeException> failing = () -> {
            sneak(thrown);
            return new IllegalStateException();
        };

        book.faults().everyRead().failWith(failing);
        book.faults().everyWrite().failWith(failing);
        for (ThrowingCallable call : everyOperation(contacts, ada.id())) {
            assertThat(catchThrowable(call))
                    .isExactlyInstanceOf(Storage.class)
                    .hasMessageNotContaining("Ada")
                    .hasNoCause();
        }
        assertThat(outcome(() -> contacts.get(CALLER, ada.id()))).isEqualTo(Storage.Outcome.NOT_APPLIED);

        book.faults().clear();
        book.faults().nextWrite().failWith(failing);
        assertThat(outcome(() -> contacts.delete(CALLER, ada.id()))).isEqualTo(Storage.Outcome.UNKNOWN);
    }

    private static Storage.Outcome outcome(ThrowingCallable call) {
        return catchThrowableOfType(Storage.class, call).outcome();
    }

    static List<ThrowingCallable> everyOperation(Contacts contacts, long id) {
        return List.of(
                () -> contacts.create(CALLER, c -> c.firstName("Ada")),
                () -> contacts.get(CALLER, id),
                () -> contacts.get(CALLER, id + 1),
                () -> contacts.patch(CALLER, id, c -> c.lastName("Byron")),
                () -> contacts.patch(CALLER, id, c -> {}),
                () -> contacts.delete(CALLER, id),
                () -> contacts.list(CALLER, ContactQuery.page()),
                () -> contacts.list(CALLER, ContactQuery.page().limit(0)),
                () -> contacts.search(CALLER, ContactSearch.byName("ada")));
    }
}
