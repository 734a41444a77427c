package dev.contactbook.it.access;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Operation;
import dev.contactbook.testkit.TestContacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    void a_refused_operation_is_forbidden_and_the_others_are_not(Store store) {
        for (Operation refused : Operation.values()) {
            ContactRepository repository = store.fresh();
            Contact ada = Contacts.over(repository).create(CALLER, c -> c.firstName("Ada"));
            Contact deleted = Contacts.over(repository).create(CALLER, c -> c.firstName("Bob"));
            Contacts.over(repository).delete(CALLER, deleted.id());
            Contacts contacts = Contacts.builder(repository)
                    .accessPolicy((caller, operation) -> operation != refused)
                    .build();

            for (Operation operation : Operation.values()) {
                long id = operation == Operation.RESTORE ? deleted.id() : ada.id();
                if (operation == refused) {
                    assertThatThrownBy(() -> perform(operation, contacts, id))
                            .isExactlyInstanceOf(Forbidden.class)
                            .hasMessage("Not authorized to access this contact");
                } else if (operation != Operation.DELETE) {
                    perform(operation, contacts, id);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.44")
    void where_all_is_refused_nothing_is_read_written_told_or_looked_up(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contact ada = Contacts.over(repository).create(CALLER, c -> c.firstName("Ada"));
        repository.calls.clear();
        RecordingListener listener = new RecordingListener();
        RecordingDirectory directory = new RecordingDirectory();
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy((caller, operation) -> false)
                .listener(listener)
                .directory(directory)
                .build();

        for (Operation operation : Operation.values()) {
            for (long id : new long[] {ada.id(), ada.id() + 1}) {
                assertThatThrownBy(() -> perform(operation, contacts, id)).isExactlyInstanceOf(Forbidden.class);
            }
        }

        assertThat(repository.calls).isEmpty();
        assertThat(listener.events).isEmpty();
        assertThat(directory.questions).isEmpty();
        assertThat(Contacts.over(repository).get(CALLER, ada.id())).isEqualTo(ada);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.43")
    void is_asked_once_for_each_operation_with_its_caller(Store store) {
        List<String> questions = new ArrayList<>();
        AccessPolicy policy = (caller, operation) -> questions.add(caller.userId() + " " + operation);
        Contacts contacts = Contacts.builder(store.fresh()).accessPolicy(policy).build();

        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        contacts.get(CALLER, id);
        contacts.patch(CALLER, id, c -> c.lastName("Lovelace"));
        contacts.patch(CALLER, id, c -> c.lastName("Lovelace"));
        contacts.list(FOREIGNER, ContactQuery.page());
        contacts.search(CALLER, ContactSearch.byName("ada"));
        contacts.list(CALLER, ContactQuery.of(ContactSearch.byName("ada")));
        contacts.delete(CALLER, id);
        contacts.trash().get(CALLER, id);
        contacts.trash().list(CALLER, ContactQuery.page());
        contacts.trash().search(CALLER, ContactSearch.byName("ada"));
        contacts.trash().restore(CALLER, id);

        assertThat(questions)
                .containsExactly(
                        "789 CREATE",
                        "789 GET",
                        "789 PATCH",
                        "789 PATCH",
                        "790 LIST",
                        "789 SEARCH",
                        "789 SEARCH",
                        "789 DELETE",
                        "789 READ_TRASH",
                        "789 READ_TRASH",
                        "789 READ_TRASH",
                        "789 RESTORE");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.43")
    void is_asked_once_even_when_a_change_starts_again(Store store) {
        Set<Operation> once = EnumSet.noneOf(Operation.class);
        TestContacts book = TestContacts.over(store.fresh());
        Contacts contacts = book.builder()
                .accessPolicy((caller, operation) -> once.add(operation))
                .build();
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        book.faults().beforeNextWrite(rival -> rival.patch(CALLER, id, c -> c.email("ada@example.com")));

        Contact patched = contacts.patch(CALLER, id, c -> c.lastName("Lovelace"));

        assertThat(patched.version()).isEqualTo(3);
        assertThat(once).containsExactly(Operation.CREATE, Operation.PATCH);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.45")
    void what_a_policy_throws_reaches_the_caller_and_nothing_happens(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        IllegalStateException failure = new IllegalStateException("no answer");
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy((caller, operation) -> {
                    throw failure;
                })
                .build();

        for (Operation operation : Operation.values()) {
            assertThatThrownBy(() -> perform(operation, contacts, 1)).isSameAs(failure);
        }

        assertThat(repository.calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.44")
    void invalid_input_is_refused_before_the_policy_is_asked(Store store) {
        Set<Operation> asked = EnumSet.noneOf(Operation.class);
        Contacts contacts = Contacts.builder(store.fresh())
                .accessPolicy((caller, operation) -> !asked.add(operation))
                .build();

        assertThat(errorsOf(() -> contacts.create(CALLER, c -> c.firstName(" "))))
                .containsOnlyKeys("first_name");
        assertThat(errorsOf(() -> contacts.patch(CALLER, 1, c -> c.set("nope", 1))))
                .containsOnlyKeys("nope");
        assertThat(asked).isEmpty();
    }

    private static void perform(Operation operation, Contacts contacts, long id) {
        switch (operation) {
            case CREATE -> contacts.create(CALLER, c -> c.firstName("Ada").owner(7));
            case GET -> contacts.get(CALLER, id);
            case PATCH -> contacts.patch(CALLER, id, c -> c.lastName("Lovelace").owner(7));
            case DELETE -> contacts.delete(CALLER, id);
            case LIST -> contacts.list(CALLER, ContactQuery.page());
            case SEARCH -> contacts.search(CALLER, ContactSearch.byName("ada"));
            case READ_TRASH -> contacts.trash().list(CALLER, ContactQuery.page());
            case RESTORE -> contacts.trash().restore(CALLER, id);
        }
    }
}
