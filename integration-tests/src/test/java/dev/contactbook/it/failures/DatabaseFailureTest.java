package dev.contactbook.it.failures;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.Store;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.tck.SampleContacts;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What use cases make of a real database that fails. */
class DatabaseFailureTest {
    private final JdbcConnectionPool database = Store.freshDatabase();
    private Contacts contacts;
    private Contact ada;
    private String breaksAt = "";

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
        execute("drop table contactbook_counter");

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
    void a_connection_that_breaks_when_it_is_given_back_changes_nothing_about_the_answer() {
        Contacts breaking = Contacts.over(JdbcContactRepository.over(breakable()));
        breaksAt = "close";

        Contact grace = breaking.create(CALLER, c -> c.firstName("Grace"));

        assertThat(contacts.get(CALLER, grace.id())).isEqualTo(grace);
    }

    @ParameterizedTest
    @CsvSource({"prepareStatement, 1", "prepareStatement, 2", "setAutoCommit, 2"})
    @Tag("5.5")
    void a_connection_that_breaks_before_anything_is_sent_has_written_nothing(String method, int inserts) {
        JdbcContactRepository breaking = JdbcContactRepository.over(breakable());
        Change insert = new Change.Insert(SampleContacts.named("Grace"));
        breaksAt = method;

        Storage thrown = catchThrowableOfType(
                Storage.class, () -> breaking.write(ORGANIZATION, Collections.nCopies(inserts, insert)));

        assertThat(thrown.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
        assertThat(thrown.retryable()).isTrue();
        assertThat(contacts.list(CALLER, ContactQuery.page()).data()).containsExactly(ada);
    }

    /** The database by connections that break in the method {@link #breaksAt}. */
    private DataSource breakable() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = method.invoke(database, arguments);
            return result instanceof Connection connection ? breakable(connection) : result;
        });
    }

    private Connection breakable(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = method.invoke(connection, arguments);
            if (method.getName().equals(breaksAt)) {
                throw new SQLException("broken", "08006");
            }
            return result;
        });
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                DatabaseFailureTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.make(method, arguments)));
    }

    @FunctionalInterface
    private interface Call {
        Object make(Method method, Object[] arguments) throws ReflectiveOperationException, SQLException;
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
            assertThat(thrown.getMessage())
                    .matches("The database failed, SQL state 2[23]\\d{3}: the database rejected a value, "
                            + "look for constraints or triggers of your own");
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
