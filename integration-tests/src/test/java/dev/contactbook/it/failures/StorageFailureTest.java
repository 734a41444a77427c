package dev.contactbook.it.failures;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
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
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contacts contacts = Contacts.over(repository);
        Contact ada = contacts.create(CALLER, Fixtures::everyField);
        Storage failure = new Storage("down", true, Storage.Outcome.UNKNOWN);
        repository.before(() -> {
            throw failure;
        });

        for (ThrowingCallable call : everyOperation(contacts, ada.id())) {
            assertThatThrownBy(call).isSameAs(failure);
        }
        repository.before(() -> {});

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
        ContactRepository repository = store.fresh();
        Contact ada = Contacts.over(repository).create(CALLER, c -> c.firstName("Ada"));
        Contacts contacts = Contacts.over(new Late(repository));

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> contacts.patch(CALLER, ada.id(), c -> c.lastName("Lovelace")),
                () -> contacts.delete(CALLER, ada.id()))) {
            Storage thrown = catchThrowableOfType(Storage.class, call);
            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
        }
        assertThat(contacts.get(CALLER, ada.id())).isEqualTo(ada);
    }

    private static void assertStorageError(Store store, Exception thrown) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contacts contacts = Contacts.over(repository);
        Contact ada = contacts.create(CALLER, Fixtures::everyField);

        repository.before(() -> sneak(thrown));
        for (ThrowingCallable call : everyOperation(contacts, ada.id())) {
            assertThat(catchThrowable(call))
                    .isExactlyInstanceOf(Storage.class)
                    .hasMessageNotContaining("Ada")
                    .hasNoCause();
        }
        assertThat(outcome(() -> contacts.get(CALLER, ada.id()))).isEqualTo(Storage.Outcome.NOT_APPLIED);

        repository.before(() -> {});
        repository.beforeWrite = () -> sneak(thrown);
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

    /** A store for which every change comes too late. */
    private record Late(ContactRepository repository) implements ContactRepository {
        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            return repository.find(organizationId, ids);
        }

        @Override
        public Rows list(ListRequest request) {
            return repository.list(request);
        }

        @Override
        public WriteResult write(WriteRequest request) {
            assertThat(request.organizationId()).isEqualTo(ORGANIZATION);
            return WriteResult.stale(0);
        }
    }
}
