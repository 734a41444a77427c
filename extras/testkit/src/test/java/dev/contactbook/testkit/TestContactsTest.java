package dev.contactbook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestContactsTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);
    private static final Caller FOREIGNER = Caller.user(790).inOrganization(457);

    private final TestContacts book = TestContacts.inMemory();

    @Test
    void a_fault_behind_one_that_fails_has_not_happened() {
        TestContacts faulty = TestContacts.inMemory();
        faulty.faults().nextWrite().fail(Fault.DOWN);
        faulty.faults().nextWrite().loseAnswer();

        assertThatThrownBy(() -> faulty.contacts().create(ME, c -> c.firstName("Ada")))
                .isInstanceOf(Storage.class);

        assertThat(faulty.faults().unused()).containsExactly("write(1).loseAnswer()");
    }

    @Test
    void a_contact_is_given_with_id_version_and_times_of_choice() {
        Contact ada = book.given(ME)
                .contact("Ada King Lovelace")
                .email("ada@example.com")
                .id(42)
                .version(7)
                .createdAt("2019-05-01T00:00:00Z")
                .updatedAt("2020-05-01T00:00:00Z")
                .save();

        assertThat(book.contacts().get(ME, 42)).isEqualTo(ada);
        assertThat(ada.firstName()).isEqualTo("Ada");
        assertThat(ada.lastName()).isEqualTo("King Lovelace");
        assertThat(ada.version()).isEqualTo(7);
        assertThat(ada.createdByUserId()).isEqualTo(789);
        assertThat(ada.createdAt()).isEqualTo("2019-05-01T00:00:00Z");
        assertThat(ada.updatedAt()).isEqualTo("2020-05-01T00:00:00Z");
        assertThat(book.contacts().create(ME, c -> c.firstName("Bob")).id()).isEqualTo(43);
        assertThat(book.contacts().patch(ME, 42, c -> c.lastName("Byron")).version())
                .isEqualTo(8);
    }

    @Test
    void a_contact_without_choices_is_as_one_that_was_created_now() {
        Contact ada = book.given(ME).contact("Ada").save();

        assertThat(ada).isEqualTo(TestContacts.inMemory().contacts().create(ME, c -> c.firstName("Ada")));
        assertThat(ada.createdAt()).isEqualTo(TestClock.START);
    }

    @Test
    void a_given_contact_can_be_deleted_already() {
        Contact ada = book.given(ME)
                .contact("Ada")
                .createdAt("2019-05-01T00:00:00Z")
                .deletedAt("2020-05-01T00:00:00Z")
                .save();

        assertThat(ada.version()).isEqualTo(2);
        assertThat(ada.deletedAt()).isEqualTo(ada.updatedAt()).isEqualTo("2020-05-01T00:00:00Z");
        assertThat(book.contacts().list(ME, ContactQuery.page()).data()).isEmpty();
    }

    @Test
    void what_cannot_be_given_names_its_field() {
        book.given(ME).contact("Ada").id(42).save();

        assertThatThrownBy(() -> book.given(ME).contact("Bob").email("bob").save())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("email: Invalid email format");
        assertThatThrownBy(() -> book.given(ME).contact("Bob").id(0).save()).hasMessageStartingWith("id: ");
        assertThatThrownBy(() -> book.given(ME).contact("Bob").id(42).save()).hasMessageStartingWith("id: ");
        assertThatThrownBy(() -> book.given(FOREIGNER).contact("Bob").id(42).save())
                .hasMessageStartingWith("id: ");
        assertThatThrownBy(() -> book.given(ME).contact("Bob").version(0).save())
                .hasMessageStartingWith("version: ");
        assertThatThrownBy(() -> book.given(ME)
                        .contact("Bob")
                        .version(1)
                        .deletedAt("2031-01-01T00:00:00Z")
                        .save())
                .hasMessageStartingWith("version: ");
        assertThatThrownBy(() -> book.given(ME)
                        .contact("Bob")
                        .version(2)
                        .updatedAt(TestClock.START)
                        .save())
                .hasMessageStartingWith("updated_at: ");
    }

    @Test
    void a_contact_older_than_the_rules_can_be_given() {
        Contact ada = book.given(ME).contact("Ada").email("ada").evenIfInvalid().save();

        assertThat(book.contacts().get(ME, ada.id()).email()).isEqualTo("ada");
    }

    @Test
    void the_clock_stands_until_it_is_set() {
        Contact ada = book.contacts().create(ME, c -> c.firstName("Ada"));
        book.clock().advance(Duration.ofDays(1));
        Contact patched = book.contacts().patch(ME, ada.id(), c -> c.lastName("King"));
        book.clock().set("2040-01-01T00:00:00Z");
        Contact deleted = book.contacts().delete(ME, ada.id());

        assertThat(ada.createdAt()).isEqualTo(TestClock.START);
        assertThat(patched.updatedAt()).isEqualTo(TestClock.START.plus(Duration.ofDays(1)));
        assertThat(deleted.deletedAt()).isEqualTo(Instant.parse("2040-01-01T00:00:00Z"));
    }

    @Test
    void each_user_is_known_until_one_is_given() {
        Contact ada =
                book.contacts().create(ME, c -> c.firstName("Ada").owner(7).company(101));

        book.given(ME).user(789, "Grace", "Hopper").company(101, "Acme");

        assertThatThrownBy(
                        () -> book.contacts().create(ME, c -> c.firstName("Ada").owner(7)))
                .isInstanceOfSatisfying(
                        Invalid.class, refused -> assertThat(refused.errors()).containsOnlyKeys("owned_by_user_id"));
        assertThat(book.contacts()
                        .create(ME, c -> c.firstName("Ada").owner(789))
                        .ownedByUserId())
                .isEqualTo(789);
        assertThat(book.contacts()
                        .create(FOREIGNER, c -> c.firstName("Ada").owner(7))
                        .ownedByUserId())
                .isEqualTo(7);
        assertThat(book.contacts()
                        .associate(ME, book.contacts().list(ME, ContactQuery.page()))
                        .data()
                        .get(0)
                        .company()
                        .name())
                .isEqualTo("Acme");
        assertThat(ada.companyId()).isEqualTo(101);
    }

    @Test
    void changes_are_logged_with_their_fields_and_user() {
        Contact ada = book.given(ME).contact("Ada").id(42).save();
        Contact bob = book.contacts().create(Caller.system(456), c -> c.firstName("Bob"));
        book.contacts().patch(ME, 42, c -> c.customField("plan", "pro").lastName("King"));
        book.contacts().patch(ME, 42, c -> c.lastName("King"));
        book.contacts().delete(ME, bob.id());
        book.contacts().trash().restore(ME, bob.id());

        assertThat(book.changes())
                .extracting(TestChange::toString)
                .containsExactly(
                        "created 43 by the system",
                        "patched 42 (last_name, custom_fields_by_name) by 789",
                        "deleted 43 by 789",
                        "restored 43 by 789");
        assertThat(book.changes().get(1).before()).isEqualTo(ada);
        assertThat(book.changes().get(1).after()).isEqualTo(book.contacts().get(ME, 42));
    }

    @Test
    void a_test_goes_back_to_a_mark_as_often_as_it_likes() {
        Contact ada = book.given(ME).contact("Ada").save();
        book.given(ME).user(7, "Grace", "Hopper");
        TestContacts.Mark mark = book.mark();

        for (int i = 0; i < 2; i++) {
            assertThat(book.contacts().create(ME, c -> c.firstName("Bob")).id()).isEqualTo(2);
            book.contacts().create(FOREIGNER, c -> c.firstName("Bob"));
            book.contacts().delete(ME, ada.id());
            book.clock().advance(Duration.ofDays(1));
            book.given(ME).user(8, "Alan", "Turing");
            book.faults().everyRead().fail(Fault.DOWN);

            book.backTo(mark);

            assertThat(book.contacts().list(ME, ContactQuery.page()).data()).containsExactly(ada);
            assertThat(book.contacts().list(FOREIGNER, ContactQuery.page()).data())
                    .isEmpty();
            assertThat(book.clock().instant()).isEqualTo(TestClock.START);
            assertThat(book.changes()).isEmpty();
            assertThatThrownBy(() ->
                            book.contacts().create(ME, c -> c.firstName("Ada").owner(8)))
                    .isInstanceOf(Invalid.class);
        }
    }

    @Test
    void a_mark_is_of_its_own_contacts_only() {
        assertThatThrownBy(() -> book.backTo(TestContacts.inMemory().mark()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_rollback_of_the_host_undoes_its_writes_and_no_others() {
        InTransaction host = new InTransaction();
        TestContacts fake = TestContacts.inMemory(host);
        Contact ada = fake.given(ME).contact("Ada").save();
        Contact bob = fake.given(ME).contact("Bob").save();

        host.open = new FakeTransaction();
        fake.contacts().patch(ME, ada.id(), c -> c.lastName("King"));
        fake.contacts().delete(ME, ada.id());
        fake.contacts().create(ME, c -> c.firstName("Cleo"));
        fake.given(ME).contact("Dora").id(99).save();
        FakeTransaction rolledBack = host.open;
        host.open = null;
        Contact other = fake.contacts().patch(ME, bob.id(), c -> c.lastName("Byron"));
        rolledBack.rollBack();

        assertThat(fake.contacts().list(ME, ContactQuery.page()).data()).containsExactly(ada, other);
        assertThat(fake.changes()).extracting(TestChange::toString).containsExactly("patched 2 (last_name) by 789");
        assertThat(fake.contacts().create(ME, c -> c.firstName("Eve")).id()).isGreaterThan(99);
    }

    @Test
    void a_listener_that_fails_in_a_transaction_of_the_host_reaches_the_caller() {
        InTransaction host = new InTransaction();
        host.open = new FakeTransaction();
        TestContacts fake = TestContacts.inMemory(host);
        var contacts = fake.builder()
                .listener(new ContactListener() {
                    @Override
                    public void created(Caller caller, Contact created) {
                        throw new IllegalStateException("no row in the outbox");
                    }
                })
                .build();

        assertThatThrownBy(() -> contacts.create(ME, c -> c.firstName("Ada"))).hasMessage("no row in the outbox");
        host.open.rollBack();

        assertThat(fake.contacts().list(ME, ContactQuery.page()).data()).isEmpty();
    }

    @Test
    void tests_do_not_see_each_other() {
        book.given(ME).contact("Ada").save();

        assertThat(TestContacts.inMemory()
                        .contacts()
                        .list(ME, ContactQuery.page())
                        .data())
                .isEmpty();
    }

    @Test
    void a_store_in_memory_that_the_test_brings_has_marks_too() {
        TestContacts own = TestContacts.over(new InMemoryContactRepository());
        TestContacts.Mark empty = own.mark();
        own.given(ME).contact("Ada").id(42).save();
        own.backTo(empty);

        assertThat(own.repository().find(456, List.of(42L))).isEmpty();
    }

    @Test
    void an_organization_has_unique_emails_if_the_test_says_so() {
        book.useUniqueEmails(456);
        book.given(ME).contact("Ada").email("ada@example.com").save();

        assertThatThrownBy(
                        () -> book.contacts().create(ME, c -> c.firstName("Eve").email("Ada@example.com")))
                .isInstanceOf(Duplicate.class);
    }

    /** A host with at most one transaction. */
    private static final class InTransaction implements FakeTransactions {
        private FakeTransaction open;

        @Override
        public FakeTransaction current() {
            return open;
        }
    }
}
