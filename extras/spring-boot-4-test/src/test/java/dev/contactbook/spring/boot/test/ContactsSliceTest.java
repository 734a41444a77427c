package dev.contactbook.spring.boot.test;

import static dev.contactbook.spring.boot.test.Onboarding.ME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.spring.ContactEvent;
import dev.contactbook.testkit.TestContacts;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.transaction.TestTransaction;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

@ContactsTest
@Import({Onboarding.class, ContactsSliceTest.Hearer.class})
class ContactsSliceTest {
    @Autowired
    private TestContacts book;

    @Autowired
    private Contacts contacts;

    @Autowired
    private Onboarding onboarding;

    @Autowired
    private Hearer hearer;

    @Autowired
    private ObjectProvider<DataSource> dataSource;

    @RepeatedTest(2)
    void each_test_begins_with_an_empty_store() {
        assertThat(total()).isZero();

        assertThat(onboarding.signUp("Ada").id()).isEqualTo(1);
    }

    @RepeatedTest(2)
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void so_it_does_without_a_transaction() {
        assertThat(total()).isZero();

        assertThat(onboarding.signUp("Ada").id()).isEqualTo(1);
    }

    @Test
    void what_a_test_is_given_is_there_with_its_clock() {
        Contact given = book.given(ME).contact("Ada Lovelace").id(42).version(7).save();
        book.clock().set("2030-02-01T12:00:00Z");

        Contact patched = contacts.patch(ME, given.id(), c -> c.lastName("King"));

        assertThat(patched.version()).isEqualTo(8);
        assertThat(patched.updatedAt()).isEqualTo("2030-02-01T12:00:00Z");
        assertThat(book.changes()).hasSize(1);
    }

    @Test
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void what_the_code_rolls_back_is_gone() {
        assertThatThrownBy(() -> onboarding.signUpAndFail("Ada")).hasMessage("planned");

        assertThat(total()).isZero();
        assertThat(hearer.events).isEmpty();
        onboarding.signUp("Grace");
        assertThat(total()).isEqualTo(1);
        assertThat(hearer.events).hasSize(1);
    }

    @Test
    void a_transaction_of_its_own_stays_when_the_outer_one_is_rolled_back() {
        onboarding.signUp("Ada");
        onboarding.signUpApart("Grace");

        TestTransaction.end(); // rolls back

        assertThat(contacts.list(ME, ContactQuery.page()).data())
                .extracting(Contact::firstName)
                .containsExactly("Grace");
    }

    @Test
    void what_is_rolled_back_to_a_savepoint_is_gone_and_the_rest_stays() {
        assertThatThrownBy(() -> onboarding.signUpBehindASavepointAndFail("Eve"))
                .hasMessage("planned");
        onboarding.signUp("Ada");
        assertThatThrownBy(() -> onboarding.signUpBehindASavepointAndFail("Joe"))
                .hasMessage("planned");
        onboarding.signUp("Grace");

        assertThat(contacts.list(ME, ContactQuery.page()).data())
                .extracting(Contact::firstName)
                .containsExactly("Ada", "Grace");
        TestTransaction.flagForCommit();
        TestTransaction.end();
        assertThat(total()).isEqualTo(2);
    }

    @Test
    void nothing_else_of_the_application_is_there() {
        assertThat(dataSource.getIfAvailable()).isNull();
    }

    private long total() {
        return contacts.list(ME, ContactQuery.page()).total().getAsLong();
    }

    static class Hearer {
        final List<ContactEvent> events = new ArrayList<>();

        @TransactionalEventListener
        void hear(ContactEvent event) {
            events.add(event);
        }
    }
}
