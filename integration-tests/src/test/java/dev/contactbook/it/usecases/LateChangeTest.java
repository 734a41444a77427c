package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.assertNotFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.User;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rival changes the contact between a change that was read and its write: the race, step by step. */
class LateChangeTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.2")
    void a_patch_that_comes_too_late_starts_again_from_what_the_rival_left(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        RecordingListener listener = new RecordingListener();
        Contacts rival = Contacts.over(repository);
        Contacts contacts = Contacts.builder(repository).listener(listener).build();
        long id = rival.create(CALLER, c -> c.firstName("Ada")).id();
        AtomicInteger calls = new AtomicInteger();
        once(repository, () -> rival.patch(CALLER, id, c -> c.customField("B", 2)));

        Contact patched = contacts.patch(CALLER, id, c -> c.customField("A", calls.incrementAndGet()));

        assertThat(patched.version()).isEqualTo(3);
        assertThat(patched.customFields()).isEqualTo(CustomFields.of(Map.of("A", 1, "B", 2)));
        assertThat(contacts.get(CALLER, id)).isEqualTo(patched);
        assertThat(listener.events)
                .singleElement()
                .extracting(event -> event.contacts().get(0).version())
                .isEqualTo(2L);
    }

    @Test
    @Tag("3.55")
    void a_patch_that_starts_again_asks_the_directory_once() {
        RecordingRepository repository = new RecordingRepository(Store.MEMORY.fresh());
        RecordingDirectory directory =
                new RecordingDirectory().user(CALLER.organizationId(), new User(7, "Ann", "Lee"));
        Contacts rival = Contacts.over(repository);
        Contacts contacts = Contacts.builder(repository).directory(directory).build();
        long id = rival.create(CALLER, c -> c.firstName("Ada")).id();
        once(repository, () -> rival.patch(CALLER, id, c -> c.lastName("Lovelace")));

        Contact patched = contacts.patch(CALLER, id, c -> c.owner(7L));

        assertThat(patched.version()).isEqualTo(3);
        assertThat(directory.questions).containsExactly("users " + CALLER.organizationId() + " [7]");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void what_comes_too_late_sees_what_the_rival_did(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        RecordingListener listener = new RecordingListener();
        Contacts rival = Contacts.over(repository);
        Contacts contacts = Contacts.builder(repository).listener(listener).build();
        long id = rival.create(CALLER, c -> c.firstName("Ada")).id();
        ContactPatch patch = ContactPatch.of(c -> c.lastName("Lovelace"));
        ContactPatch other = ContactPatch.of(c -> c.email("ada@example.com"));

        once(repository, () -> rival.patch(CALLER, id, patch));
        assertThat(contacts.patch(CALLER, id, patch).version()).isEqualTo(2);
        once(repository, () -> rival.patch(CALLER, id, c -> c.lastName("Byron")));
        assertThatThrownBy(() -> contacts.patch(CALLER, id, other.ifVersion(2))).isExactlyInstanceOf(Conflict.class);
        once(repository, () -> rival.delete(CALLER, id));
        assertNotFound(id, () -> contacts.patch(CALLER, id, patch));

        assertThat(listener.events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_delete_that_comes_too_late_deletes_what_the_rival_left(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contacts contacts = Contacts.over(repository);
        long patched = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        long deleted = contacts.create(CALLER, c -> c.firstName("Ada")).id();

        once(repository, () -> contacts.patch(CALLER, patched, c -> c.lastName("Lovelace")));
        Contact answered = contacts.delete(CALLER, patched);
        once(repository, () -> contacts.delete(CALLER, deleted));
        assertNotFound(deleted, () -> contacts.delete(CALLER, deleted));

        assertThat(answered.lastName()).isEqualTo("Lovelace");
        assertThat(answered.version()).isEqualTo(3);
    }

    private static void once(RecordingRepository repository, Runnable rival) {
        repository.beforeWrite = () -> {
            repository.beforeWrite = () -> {};
            rival.run();
        };
    }
}
