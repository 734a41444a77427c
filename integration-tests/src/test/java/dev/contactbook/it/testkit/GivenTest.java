package dev.contactbook.it.testkit;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.Store;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.testkit.Fault;
import dev.contactbook.testkit.TestContacts;
import dev.contactbook.testkit.TestIds;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a test starts from, on the fake and on databases. */
class GivenTest {
    @AfterEach
    void close_databases() {
        Store.H2.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_contact_has_a_version_and_times_of_choice_in_any_store(Store store) {
        TestContacts book = TestContacts.over(store.fresh());

        Contact ada = book.given(CALLER)
                .contact("Ada Lovelace")
                .version(7)
                .createdAt("2019-05-01T00:00:00Z")
                .updatedAt("2020-05-01T00:00:00Z")
                .save();
        Contact gone = book.given(CALLER)
                .contact("Bob")
                .createdAt("2019-05-01T00:00:00Z")
                .deletedAt("2020-05-01T00:00:00Z")
                .save();

        book.assertContact(CALLER, ada.id()).isEqualTo(ada).hasVersion(7).isLive();
        book.assertContact(CALLER, gone.id()).isEqualTo(gone).hasVersion(2).isDeleted();
        assertThat(ada.createdAt()).isEqualTo("2019-05-01T00:00:00Z");
        assertThat(ada.updatedAt()).isEqualTo("2020-05-01T00:00:00Z");
        assertThat(book.contacts()
                        .patch(CALLER, ada.id(), c -> c.lastName("King"))
                        .version())
                .isEqualTo(8);
        assertThat(book.contacts().list(CALLER, ContactQuery.page()).total()).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void what_is_given_is_no_change_no_operation_and_has_no_faults(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        book.faults().nextWrite().fail(Fault.DOWN);

        book.given(CALLER).contact("Ada").save();
        book.given(CALLER).people(3).save();

        book.assertChanges();
        book.assertOperations();
        assertThat(book.faults().unused()).containsExactly("write(1).fail(DOWN)");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void people_are_the_same_in_every_store(Store store) {
        List<Contact> people = TestContacts.over(store.fresh())
                .given(CALLER)
                .people(1_050)
                .seed(2)
                .save();

        List<ContactDetails> inMemory = TestContacts.inMemory().given(CALLER).people(1_050).seed(2).save().stream()
                .map(Contact::details)
                .toList();
        assertThat(people).extracting(Contact::details).isEqualTo(inMemory);
    }

    @ParameterizedTest
    @EnumSource(value = Store.class, names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
    void a_database_that_gives_its_own_ids_says_so(Store store) {
        TestContacts book = TestContacts.over(store.fresh());

        assertThatThrownBy(() -> book.given(CALLER).contact("Ada").id(42).save())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("id: ");
        assertThatThrownBy(book::mark).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(
                        () -> book.given(CALLER).contact("Ada").version(10_001).save())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("version: ");
        assertThat(book.contacts().list(CALLER, ContactQuery.page()).data()).isEmpty();
    }

    @Test
    void an_id_of_choice_works_in_H2_with_ids_of_the_test() {
        assertIdsOfChoice(Store.freshDatabase());
    }

    @Test
    void an_id_of_choice_works_in_PostgreSQL_with_ids_of_the_test() {
        try (HikariDataSource schema = Postgres.freshSchema()) {
            assertIdsOfChoice(schema);
        }
    }

    private static void assertIdsOfChoice(DataSource dataSource) {
        ContactSchema.migrate(dataSource);
        TestIds ids = new TestIds();
        TestContacts book = TestContacts.over(
                JdbcContactRepository.builder(dataSource).ids(ids::next).build(), ids);

        Contact ada = book.given(CALLER).contact("Ada").id(42).version(3).save();

        assertThat(book.contacts().get(CALLER, 42)).isEqualTo(ada);
        assertThat(ada.version()).isEqualTo(3);
        assertThat(book.given(CALLER).contact("Bob").save().id()).isEqualTo(43);
        assertThat(book.contacts().create(CALLER, c -> c.firstName("Cleo")).id())
                .isEqualTo(44);
        assertThatThrownBy(() -> book.given(CALLER).contact("Dora").id(42).save());
        assertThat(book.given(FOREIGNER).contact("Eve").id(7).save().id()).isEqualTo(7);
        assertThat(book.contacts().create(CALLER, c -> c.firstName("Finn")).id())
                .isEqualTo(45);
    }

    @Test
    void a_rival_is_outside_of_the_transaction_that_it_disturbs() throws Exception {
        JdbcConnectionPool database = Store.freshDatabase();
        assertRivalOutside(database);
        try (HikariDataSource schema = Postgres.freshSchema()) {
            assertRivalOutside(schema);
        }
    }

    private static void assertRivalOutside(DataSource dataSource) throws Exception {
        ContactSchema.migrate(dataSource);
        ThreadLocal<Connection> open = new ThreadLocal<>();
        TestContacts book = TestContacts.over(JdbcContactRepository.over(dataSource, open::get));
        Contact ada = book.given(CALLER).contact("Ada").save();
        AtomicReference<Contact> rivals = new AtomicReference<>();
        book.faults().beforeNextWrite(others -> rivals.set(others.patch(CALLER, ada.id(), c -> c.lastName("King"))));

        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            open.set(connection);
            book.contacts().patch(CALLER, ada.id(), c -> c.email("ada@example.com"));
            connection.rollback();
        } finally {
            open.remove();
        }

        assertThat(book.contacts().get(CALLER, ada.id())).isEqualTo(rivals.get());
    }
}
