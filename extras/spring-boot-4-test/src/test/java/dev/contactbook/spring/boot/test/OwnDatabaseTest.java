package dev.contactbook.spring.boot.test;

import static dev.contactbook.spring.boot.test.Onboarding.ME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.testkit.Fault;
import dev.contactbook.testkit.TestContacts;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Contacts of the test in a database of the host's, which has no marks: the host cleans it. */
@ContactsTest
class OwnDatabaseTest {
    @TestConfiguration
    static class InADatabase {
        @Bean(destroyMethod = "dispose")
        JdbcConnectionPool database() {
            return JdbcConnectionPool.create("jdbc:h2:mem:own;DB_CLOSE_DELAY=-1", "sa", "");
        }

        @Bean
        TestContacts testContacts(JdbcConnectionPool database) {
            ContactSchema.migrate(database);
            return TestContacts.over(JdbcContactRepository.over(database));
        }
    }

    @Autowired
    private TestContacts book;

    @Autowired
    private Contacts contacts;

    @RepeatedTest(2)
    void each_test_begins_without_faults_and_the_rows_stay(RepetitionInfo repetition) {
        assertThat(contacts.list(ME, ContactQuery.page()).total()).hasValue(repetition.getCurrentRepetition() - 1);

        contacts.create(ME, c -> c.firstName("Ada"));
        book.faults().everyRead().fail(Fault.DOWN);

        assertThatThrownBy(() -> contacts.list(ME, ContactQuery.page())).isInstanceOf(ContactsException.Storage.class);
    }
}
