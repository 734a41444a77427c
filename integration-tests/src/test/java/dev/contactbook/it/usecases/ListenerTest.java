package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.sneak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.api.ContactsBuilder;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.RecordingListener.Event;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.testkit.Fault;
import dev.contactbook.testkit.TestContacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListenerTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.40")
    void hears_of_each_change_once_with_the_contact_before_and_after(Store store) {
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(store.fresh()).listener(listener).build();

        Contact created = contacts.create(CALLER, Fixtures::everyField);
        Contact patched = contacts.patch(Caller.system(ORGANIZATION), created.id(), c -> c.lastName("Byron"));
        contacts.patch(CALLER, created.id(), c -> c.lastName("Byron"));
        Contact deleted = contacts.delete(CALLER, created.id());

        assertThat(listener.events)
                .containsExactly(
                        new Event("created", CALLER, List.of(created)),
                        new Event("patched", Caller.system(ORGANIZATION), List.of(created, patched)),
                        new Event("deleted", CALLER, List.of(deleted)));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.40")
    void may_care_for_some_of_the_changes_only(Store store) {
        List<Contact> heard = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Contacts contacts = Contacts.builder(store.fresh())
                .listener(new ContactListener() {
                    @Override
                    public void deleted(Caller caller, Contact deleted) {
                        heard.add(deleted);
                    }
                })
                .listener(new ContactListener() {})
                .onListenerFailure((contact, thrown) -> failures.add(thrown))
                .build();

        List<Contact> answers = changeThrice(contacts);

        assertThat(heard).containsExactly(answers.get(2));
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.40")
    void hears_in_the_callers_thread_after_the_write(Store store) {
        ContactRepository repository = store.fresh();
        List<Contact> stored = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        Contacts contacts = Contacts.builder(repository)
                .listener(each(contact -> {
                    stored.add(
                            repository.find(ORGANIZATION, List.of(contact.id())).get(contact.id()));
                    threads.add(Thread.currentThread());
                }))
                .build();

        List<Contact> answers = changeThrice(contacts);

        assertThat(stored).isEqualTo(answers);
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.41")
    void a_listener_that_throws_breaks_neither_the_write_nor_the_next_listener(Store store) {
        for (Throwable thrown : List.of(
                new IllegalStateException("down"),
                new AssertionError("down"),
                new StackOverflowError(),
                new IOException("down"))) {
            RecordingListener next = new RecordingListener();
            List<Object> reports = new ArrayList<>();
            ContactRepository repository = store.fresh();
            Contacts contacts = Contacts.builder(repository)
                    .listener(each(contact -> sneak(thrown)))
                    .listener(next)
                    .onListenerFailure((contact, cause) -> reports.addAll(List.of(contact, cause)))
                    .build();

            List<Contact> answers = changeThrice(contacts);

            Contact last = answers.get(2);
            assertThat(repository.find(ORGANIZATION, List.of(last.id()))).containsEntry(last.id(), last);
            assertThat(next.events).extracting(Event::kind).containsExactly("created", "patched", "deleted");
            assertThat(reports).containsExactly(answers.get(0), thrown, answers.get(1), thrown, answers.get(2), thrown);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.41")
    void a_hook_that_throws_breaks_nothing_either(Store store) {
        assertHarmlessHook(store, new IllegalStateException("down"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_hook_that_throws_an_error_breaks_nothing_either(Store store) {
        assertHarmlessHook(store, new NoClassDefFoundError("com/example/Alert"));
        assertHarmlessHook(store, new IOException("down"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void without_a_hook_a_failure_breaks_nothing_either(Store store) {
        RecordingListener next = new RecordingListener();
        Contacts contacts = Contacts.builder(store.fresh())
                .listener(each(contact -> sneak(new StackOverflowError())))
                .listener(next)
                .build();

        changeThrice(contacts);

        assertThat(next.events).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.40")
    void listeners_hear_in_the_order_they_were_added_to_the_builder(Store store) {
        List<String> heard = new ArrayList<>();
        ContactsBuilder builder = Contacts.builder(store.fresh())
                .listener(each(contact -> heard.add("first")))
                .listener(each(contact -> heard.add("second")));
        Contacts contacts = builder.build();
        builder.listener(each(contact -> heard.add("too late")));

        contacts.create(CALLER, c -> c.firstName("Ada"));

        assertThat(heard).containsExactly("first", "second");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_listener_can_change_the_contact_itself(Store store) {
        ContactRepository repository = store.fresh();
        Contacts inner = Contacts.over(repository);
        Contacts contacts = Contacts.builder(repository)
                .listener(each(contact -> inner.patch(CALLER, contact.id(), c -> c.customField("Seen", true))))
                .build();

        Contact answered = contacts.create(CALLER, c -> c.firstName("Ada"));

        assertThat(answered.version()).isEqualTo(1);
        assertThat(contacts.get(CALLER, answered.id()).version()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.42")
    void nothing_is_told_of_what_did_not_happen(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        long id = book.given(CALLER).contact("Ada").save().id();
        RecordingListener listener = new RecordingListener();
        Contacts contacts = book.builder().listener(listener).build();
        book.faults().everyWrite().fail(Fault.DOWN);

        for (Runnable refused : List.<Runnable>of(
                () -> contacts.create(CALLER, c -> c.firstName("Ada")),
                () -> contacts.patch(CALLER, id, c -> c.lastName("Lovelace")),
                () -> contacts.delete(CALLER, id),
                () -> contacts.patch(CALLER, id, c -> c.email("nope")),
                () -> contacts.delete(CALLER, id + 1))) {
            assertThatThrownBy(refused::run).isInstanceOf(ContactsException.class);
        }

        assertThat(listener.events).isEmpty();
    }

    private static void assertHarmlessHook(Store store, Throwable thrown) {
        RecordingListener next = new RecordingListener();
        Contacts contacts = Contacts.builder(store.fresh())
                .listener(each(contact -> sneak(new IllegalStateException("down"))))
                .listener(next)
                .onListenerFailure((contact, cause) -> sneak(thrown))
                .build();

        changeThrice(contacts);

        assertThat(next.events).hasSize(3);
    }

    /** What a create, a patch and a delete of one contact answer. */
    private static List<Contact> changeThrice(Contacts contacts) {
        Contact created = contacts.create(CALLER, c -> c.firstName("Ada"));
        Contact patched = contacts.patch(CALLER, created.id(), c -> c.lastName("Lovelace"));
        return List.of(created, patched, contacts.delete(CALLER, created.id()));
    }

    private static ContactListener each(Consumer<Contact> action) {
        return new ContactListener() {
            @Override
            public void created(Caller caller, Contact created) {
                action.accept(created);
            }

            @Override
            public void patched(Caller caller, Contact before, Contact after) {
                action.accept(after);
            }

            @Override
            public void deleted(Caller caller, Contact deleted) {
                action.accept(deleted);
            }
        };
    }
}
