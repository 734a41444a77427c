package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Violation;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindByKeyTest {
    private static final ContactKey ADA = ContactKey.email("ada@example.com");

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.240")
    @Tag("3.241")
    void finds_the_visible_contacts_with_a_key_in_any_spelling_by_one_read(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy(FilterPolicy.toSee(FIRST_NAME.isNot("Hidden")))
                .build();
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").email("Ada@EXAMPLE.com"));
        Contact other = contacts.create(
                CALLER, c -> c.firstName("Other").email("ada@example.com").phone("0049 30 23125101"));
        contacts.create(CALLER, c -> c.firstName("Hidden").email("ada@example.com"));
        contacts.create(FOREIGNER, c -> c.firstName("Eve").email("ada@example.com"));
        Contact gone = contacts.create(CALLER, c -> c.firstName("Gone").email("ada@example.com"));
        contacts.delete(CALLER, gone.id());
        repository.calls.clear();

        assertThat(contacts.find(CALLER, ADA)).containsExactly(ada, other);
        assertThat(repository.calls).containsExactly("findByKeys");
        assertThat(contacts.find(CALLER, ContactKey.phone("030 2312-5101", "+49"), ContactKey.email("x@example.com")))
                .containsExactly(other);
        assertThat(contacts.find(CALLER, List.of())).isEmpty();
        assertThat(contacts.where(FIRST_NAME.is("Ada")).find(CALLER, ADA)).containsExactly(ada);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.242")
    void a_change_moves_the_keys_with_it(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long id = contacts.create(CALLER, c -> c.firstName("Ada").email("ada@example.com"))
                .id();

        contacts.patch(CALLER, id, c -> c.email("ida@example.com"));
        assertThat(contacts.find(CALLER, ADA)).isEmpty();
        assertThat(contacts.find(CALLER, ContactKey.email("ida@example.com")))
                .extracting(Contact::id)
                .containsExactly(id);

        contacts.patch(CALLER, id, c -> c.email(null).phone("+49 30 23125101"));
        assertThat(contacts.find(CALLER, ContactKey.email("ida@example.com"))).isEmpty();
        assertThat(contacts.find(CALLER, ContactKey.phone("+49 30 23125101", null)))
                .hasSize(1);

        contacts.delete(CALLER, id);
        assertThat(contacts.find(CALLER, ContactKey.phone("+49 30 23125101", null)))
                .isEmpty();
    }

    @Test
    @Tag("3.241")
    void takes_a_thousand_keys_and_refuses_one_more_before_the_policy() {
        List<Operation> asked = new ArrayList<>();
        Contacts contacts = Contacts.builder(new InMemoryContactRepository())
                .accessPolicy((caller, operation) -> asked.add(operation))
                .build();
        contacts.create(CALLER, c -> c.firstName("Ada").email("k7@example.com"));
        asked.clear();

        assertThat(contacts.find(CALLER, keys(1_000))).hasSize(1);
        assertThat(asked).containsExactly(Operation.GET);
        assertThatThrownBy(() -> contacts.find(CALLER, keys(1_001)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.violations())
                                .containsExactly(new Violation(
                                        "keys", "too_many_keys", "Must be at most 1000 keys, but are 1001")));
        assertThat(asked).containsExactly(Operation.GET);
    }

    @Test
    @Tag("3.241")
    void a_refusal_of_the_policy_comes_before_the_store() {
        RecordingRepository repository = new RecordingRepository(new InMemoryContactRepository());
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy((caller, operation) -> false)
                .build();

        assertThatThrownBy(() -> contacts.find(CALLER, ADA)).isExactlyInstanceOf(Forbidden.class);
        assertThat(repository.calls).isEmpty();
    }

    @Test
    @Tag("3.106")
    @SuppressWarnings("NullAway")
    void a_null_caller_is_refused_first() {
        Contacts contacts = Contacts.over(new InMemoryContactRepository());

        assertThatNullPointerException()
                .isThrownBy(() -> contacts.find(null, ADA))
                .withMessage("caller");
    }

    private static List<ContactKey> keys(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> ContactKey.email("k" + i + "@example.com"))
                .toList();
    }
}
