package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Violation;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GetAllTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.104")
    void finds_the_visible_contacts_of_some_ids_by_one_read(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy(FilterPolicy.toSee(FIRST_NAME.isNot("Hidden")))
                .build();
        Contact ada = contacts.create(CALLER, Fixtures::everyField);
        Contact grace = contacts.create(CALLER, c -> c.firstName("Grace"));
        long deleted = contacts.create(CALLER, c -> c.firstName("Bob")).id();
        contacts.delete(CALLER, deleted);
        long hidden = contacts.create(CALLER, c -> c.firstName("Hidden")).id();
        long foreign = contacts.create(FOREIGNER, c -> c.firstName("Eve")).id();
        repository.calls.clear();

        Map<Long, Contact> found =
                contacts.getAll(CALLER, List.of(ada.id(), grace.id(), ada.id(), deleted, hidden, foreign, -1L));

        assertThat(found).isEqualTo(Map.of(ada.id(), ada, grace.id(), grace));
        assertThat(repository.calls).containsExactly("find");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.105")
    void takes_a_thousand_ids_and_refuses_one_more(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contacts contacts = Contacts.over(repository);
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));
        List<Long> ids = new ArrayList<>(
                LongStream.range(ada.id(), ada.id() + Contacts.MAX_IDS).boxed().toList());

        assertThat(contacts.getAll(CALLER, ids)).isEqualTo(Map.of(ada.id(), ada));

        ids.add(ada.id() + Contacts.MAX_IDS);
        repository.calls.clear();
        assertThatThrownBy(() -> contacts.getAll(CALLER, ids))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.violations())
                                .containsExactly(new Violation(
                                        "ids", "too_many_ids", "Must be at most 1000 ids, but are 1001")));
        assertThat(repository.calls).isEmpty();
    }

    @Test
    @Tag("3.104")
    void asks_the_policy_as_a_get_does_even_for_no_ids() {
        List<Operation> asked = new ArrayList<>();
        Contacts contacts = Contacts.builder(new InMemoryContactRepository())
                .accessPolicy((caller, operation) -> {
                    asked.add(operation);
                    return false;
                })
                .build();

        assertThatThrownBy(() -> contacts.getAll(CALLER, List.of(1L))).isExactlyInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> contacts.getAll(CALLER, List.of())).isExactlyInstanceOf(Forbidden.class);
        assertThat(asked).containsExactly(Operation.GET, Operation.GET);
    }

    @Test
    void rejects_null_among_the_ids() {
        Contacts contacts = Contacts.over(new InMemoryContactRepository());

        assertThatNullPointerException().isThrownBy(() -> contacts.getAll(CALLER, Arrays.asList(1L, null)));
    }

    @Test
    void answers_with_a_map_that_cannot_change() {
        Contacts contacts = Contacts.over(new InMemoryContactRepository());
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));

        assertThat(contacts.getAll(CALLER, List.of(ada.id()))).isUnmodifiable();
        assertThat(contacts.getAll(CALLER, List.of(-1L))).isUnmodifiable();
    }
}
