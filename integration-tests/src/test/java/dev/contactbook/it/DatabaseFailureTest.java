package dev.contactbook.it;

import static dev.contactbook.it.Fixtures.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What use cases make of a real database that fails. */
class DatabaseFailureTest {
    private final JdbcConnectionPool database = Store.freshDatabase();
    private Contacts contacts;
    private Contact ada;

    @BeforeEach
    void create_a_contact() {
        ContactSchema.migrate(database);
        contacts = Contacts.over(JdbcContactRepository.over(database));
        ada = contacts.create(CALLER, Fixtures::everyField);
    }

    @AfterEach
    void close_databases() {
        Store.H2.close();
    }

    @Test
    @Tag("5.4")
    @Tag("5.7")
    void a_missing_table_fails_every_operation_without_a_trace_of_sql() throws SQLException {
        execute("drop table contactbook_contact");

        for (ThrowingCallable call : StorageFailureTest.everyOperation(contacts, ada.id())) {
            Storage thrown = catchThrowableOfType(Storage.class, call);
            assertThat(thrown.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
            assertThat(thrown.retryable()).isFalse();
            assertThat(thrown).hasNoCause().hasNoSuppressedExceptions();
            assertThat(thrown.getMessage())
                    .doesNotContainIgnoringCase("contactbook")
                    .doesNotContainIgnoringCase("select");
        }
        assertThat(database.getActiveConnections()).isZero();
    }

    @Test
    void a_database_that_is_gone_fails_every_operation() {
        database.dispose();

        for (ThrowingCallable call : StorageFailureTest.everyOperation(contacts, ada.id())) {
            assertThat(catchThrowableOfType(Storage.class, call)).hasNoCause();
        }
    }

    @Test
    @Tag("3.1")
    @Tag("5.7")
    void no_message_of_the_database_goes_on() throws SQLException {
        Contact other = contacts.create(CALLER, c -> c.firstName("Grace"));
        execute("create unique index one_email on contactbook_contact (email)");
        execute("alter table contactbook_contact alter column last_name varchar(10)");

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> contacts.create(CALLER, Fixtures::everyField),
                () -> contacts.patch(CALLER, other.id(), c -> c.email(ada.email())),
                () -> contacts.patch(CALLER, other.id(), c -> c.lastName("Lovelace-Byron")))) {
            Storage thrown = catchThrowableOfType(Storage.class, call);
            assertThat(thrown.getMessage()).matches("The database failed, SQL state 2[23]\\d{3}");
            assertThat(thrown.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
            assertThat(thrown).hasNoCause().hasNoSuppressedExceptions();
        }
        assertThat(contacts.get(CALLER, other.id())).isEqualTo(other);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
