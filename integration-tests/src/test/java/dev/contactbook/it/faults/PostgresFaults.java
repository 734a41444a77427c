package dev.contactbook.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.NewContact;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.tck.SampleContacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A schema on PostgreSQL, looked at past the connections that fail. */
abstract class PostgresFaults {
    static final long ORGANIZATION = 456;
    static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);

    final HikariDataSource tables = migrated();
    private final Contacts bystander = Contacts.over(JdbcContactRepository.over(tables));

    private static HikariDataSource migrated() {
        HikariDataSource schema = Postgres.freshSchema();
        ContactSchema.migrate(schema);
        return schema;
    }

    @AfterEach
    void close_the_tables() {
        try (tables) {
            // In every case contacts and counters failed together.
            assertThat(ContactSchema.verify(tables)).isEmpty();
        }
    }

    /**
     * A pool with so many connections, which makes them only when they are needed; who waits for one does so for so
     * many milliseconds.
     */
    static HikariDataSource pool(int size, long patience, String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(patience);
        return new HikariDataSource(config);
    }

    String url(String setting) {
        return tables.getJdbcUrl() + "&" + setting;
    }

    List<Contact> stored() {
        return bystander.list(CALLER, ContactQuery.page()).data();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = tables.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All fields of a contact, so that half of one would show. */
    static void everyField(ContactDetails.Builder contact, String firstName) {
        ContactDetails full = SampleContacts.full(7);
        contact.firstName(firstName)
                .lastName(full.lastName())
                .email(full.email())
                .phone(full.phone())
                .channelWhatsappWaId(full.channelWhatsappWaId())
                .avatarUrl(full.avatarUrl())
                .customField("A", "b".repeat(1_000))
                .customField("C", List.of("d", "e"));
    }

    static ContactDetails everyField(String firstName) {
        ContactDetails.Builder contact = ContactDetails.builder();
        everyField(contact, firstName);
        return contact.build();
    }

    static Change insert(String firstName) {
        return new Change.Insert(new NewContact(everyField(firstName), 789L, SampleContacts.CREATED_AT));
    }

    static Storage failure(ThrowingCallable call) {
        Storage failure = catchThrowableOfType(Storage.class, call);
        assertThat(failure).isNotNull().hasNoCause().hasNoSuppressedExceptions();
        return failure;
    }

    static void assertFailure(Storage failure, String state, Storage.Outcome outcome, boolean retryable) {
        assertThat(failure).hasMessageStartingWith("The database failed, SQL state " + state);
        assertThat(failure.sqlState()).hasValue(state);
        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.retryable()).isEqualTo(retryable);
    }

    /** The next calls through the same pool work, and it has all its connections back. */
    static void assertWorks(HikariDataSource pool) {
        Contacts contacts = Contacts.over(JdbcContactRepository.over(pool));
        Contact made = contacts.create(CALLER, contact -> contact.firstName("Next"));
        assertThat(contacts.get(CALLER, made.id())).isEqualTo(made);
        contacts.delete(CALLER, made.id());
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
}
