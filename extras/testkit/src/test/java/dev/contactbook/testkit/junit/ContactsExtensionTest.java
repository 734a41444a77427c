package dev.contactbook.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.testkit.TestContacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ContactsExtension.class)
class ContactsExtensionTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    private final TestContacts ofConstructor;

    ContactsExtensionTest(TestContacts book) {
        this.ofConstructor = book;
    }

    @BeforeEach
    void give_a_contact(TestContacts book) {
        book.given(ME).contact("Ada").save();
    }

    @RepeatedTest(3)
    void each_test_has_contacts_of_its_own(TestContacts book) {
        assertThat(book).isSameAs(ofConstructor);
        assertThat(book.contacts().list(ME, ContactQuery.page()).total()).hasValue(1);
    }

    @Nested
    class Within {
        @Test
        void a_nested_test_has_those_of_its_outer_class(TestContacts book) {
            assertThat(book).isSameAs(ofConstructor);
        }
    }
}
