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
import dev.contactbook.it.support.Store;
import dev.contactbook.testkit.TestContacts;
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
        TestContacts book = TestContacts.over(store.fresh());
        RecordingListener listener = new RecordingListener();
        Contacts contacts =
                Contacts.builder(book.repository()).listener(listener).build();
        long id = book.somebodyElse().create(CALLER, c -> c.firstName("Ada")).id();
        AtomicInteger calls = new AtomicInteger();
        book.faults().beforeNextWrite(rival -> rival.patch(CALLER, id, c -> c.customField("B", 2)));

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
        TestContacts book = TestContacts.inMemory();
        RecordingDirectory directory =
                new RecordingDirectory().user(CALLER.organizationId(), new User(7, "Ann", "Lee"));
        Contacts contacts =
                Contacts.builder(book.repository()).directory(directory).build();
        long id = book.somebodyElse().create(CALLER, c -> c.firstName("Ada")).id();
        book.faults().beforeNextWrite(rival -> rival.patch(CALLER, id, c -> c.lastName("Lovelace")));

        Contact patched = contacts.patch(CALLER, id, c -> c.owner(7L));

        assertThat(patched.version()).isEqualTo(3);
        assertThat(directory.questions).containsExactly("users " + CALLER.organizationId() + " [7]");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void what_comes_too_late_sees_what_the_rival_did(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        RecordingListener listener = new RecordingListener();
        Contacts contacts =
                Contacts.builder(book.repository()).listener(listener).build();
        long id = book.somebodyElse().create(CALLER, c -> c.firstName("Ada")).id();
        ContactPatch patch = ContactPatch.of(c -> c.lastName("Lovelace"));
        ContactPatch other = ContactPatch.of(c -> c.email("ada@example.com"));

        book.faults().beforeNextWrite(rival -> rival.patch(CALLER, id, patch));
        assertThat(contacts.patch(CALLER, id, patch).version()).isEqualTo(2);
        book.faults().beforeNextWrite(rival -> rival.patch(CALLER, id, c -> c.lastName("Byron")));
        assertThatThrownBy(() -> contacts.patch(CALLER, id, other.ifVersion(2))).isExactlyInstanceOf(Conflict.class);
        book.faults().beforeNextWrite(rival -> rival.delete(CALLER, id));
        assertNotFound(id, () -> contacts.patch(CALLER, id, patch));

        assertThat(listener.events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_delete_that_comes_too_late_deletes_what_the_rival_left(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        Contacts contacts = book.contacts();
        long patched = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        long deleted = contacts.create(CALLER, c -> c.firstName("Ada")).id();

        book.faults().beforeNextWrite(rival -> rival.patch(CALLER, patched, c -> c.lastName("Lovelace")));
        Contact answered = contacts.delete(CALLER, patched);
        book.faults().beforeNextWrite(rival -> rival.delete(CALLER, deleted));
        assertNotFound(deleted, () -> contacts.delete(CALLER, deleted));

        assertThat(answered.lastName()).isEqualTo("Lovelace");
        assertThat(answered.version()).isEqualTo(3);
    }
}
