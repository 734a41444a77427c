package dev.contactbook.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.spring.boot.test.ContactsTest;
import dev.contactbook.testkit.TestContacts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.transaction.TestTransaction;

@ContactsTest
@Import(WelcomeMail.class)
class WelcomeMailTest {
    private final Caller me = Caller.user(789).inOrganization(456);

    @Autowired
    private TestContacts book;

    @Autowired
    private Contacts contacts;

    @Autowired
    private WelcomeMail mail;

    @Test
    void a_mail_waits_for_the_commit() {
        book.given(me).contact("Grace Hopper").id(42).save();

        Contact ada = contacts.create(me, c -> c.firstName("Ada"));

        assertThat(mail.sentTo()).isEmpty();
        TestTransaction.flagForCommit();
        TestTransaction.end();
        assertThat(mail.sentTo()).containsExactly(ada.id());
    }
}
