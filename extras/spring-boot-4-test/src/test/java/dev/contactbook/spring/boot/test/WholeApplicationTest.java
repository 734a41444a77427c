package dev.contactbook.spring.boot.test;

import static dev.contactbook.spring.boot.test.Onboarding.ME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.testkit.TestContacts;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@SpringBootTest(properties = "spring.datasource.generate-unique-name=true")
@AutoConfigureContacts
@Transactional
class WholeApplicationTest {
    @Autowired
    private TestContacts book;

    @Autowired
    private ContactRepository repository;

    @Autowired
    private Contacts contacts;

    @Autowired
    private Onboarding onboarding;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private PlatformTransactionManager transactions;

    @RepeatedTest(2)
    void the_store_is_in_memory_and_rolls_back_with_the_transactions_of_the_database() {
        assertThat(dataSource).isNotNull();
        assertThat(transactions).isInstanceOf(JdbcTransactionManager.class);
        assertThat(repository).isEqualTo(book.repository());

        onboarding.signUp("Ada");

        assertThat(contacts.list(ME, ContactQuery.page()).total()).hasValue(1);
    }

    @Test
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void what_the_code_rolls_back_is_gone() {
        assertThatThrownBy(() -> onboarding.signUpAndFail("Ada")).hasMessage("planned");

        assertThat(contacts.list(ME, ContactQuery.page()).total()).hasValue(0);
    }

    @Test
    void what_is_rolled_back_to_a_savepoint_of_the_database_is_gone_and_the_rest_stays() {
        assertThatThrownBy(() -> onboarding.signUpBehindASavepointAndFail("Eve"))
                .hasMessage("planned");
        onboarding.signUp("Ada");
        assertThatThrownBy(() -> onboarding.signUpBehindASavepointAndFail("Joe"))
                .hasMessage("planned");

        assertThat(contacts.list(ME, ContactQuery.page()).data())
                .extracting(Contact::firstName)
                .containsExactly("Ada");
    }
}
