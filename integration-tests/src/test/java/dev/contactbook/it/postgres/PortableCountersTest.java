package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.support.FeedReader;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.HostTransactions;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.SqlFlavour;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counters by ids, where SQL has no SKIP LOCKED; and beside a store that takes any free counter of the same tables. */
class PortableCountersTest {
    private static final long ORGANIZATION = 456;
    private static final Caller ME = Caller.user(789).inOrganization(ORGANIZATION);

    private final HikariDataSource schema = Postgres.freshSchema();
    private final HikariDataSource impatient =
            Postgres.pool(Postgres.with(schema.getJdbcUrl(), "options=-c%20lock_timeout%3D100"));
    private final AtomicLong ids = new AtomicLong();

    @BeforeEach
    void migrate() {
        ContactSchema.migrate(schema);
    }

    @AfterEach
    void close() {
        assertThat(ContactSchema.verify(schema)).isEmpty();
        impatient.close();
        schema.close();
    }

    @Test
    @Tag("3.92")
    void a_write_waits_for_an_open_transaction_that_changed_a_contact_with_the_same_id_modulo_16() throws SQLException {
        Contacts others = Contacts.over(portable(() -> null));
        for (int i = 0; i < 16; i++) {
            others.create(ME, contact -> contact.firstName("First"));
        }
        try (Connection connection = begin()) {
            Contact held = Contacts.over(portable(() -> connection)).create(ME, contact -> contact.firstName("Host"));
            List<Long> waited = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Storage failure = catchThrowableOfType(
                        Storage.class, () -> others.create(ME, contact -> contact.firstName("Ann")));
                if (failure != null) {
                    assertThat(failure.retryable()).isTrue();
                    waited.add(ids.get());
                }
            }
            assertThat(waited).containsExactly(held.id() + 16);
            connection.commit();
        }
    }

    @Test
    @Tag("3.92")
    void stores_that_count_by_id_and_in_any_free_counter_work_on_the_same_tables() throws SQLException {
        JdbcContactRepository portable = portable(() -> null);
        JdbcContactRepository any = JdbcContactRepository.builder(impatient)
                .ids(ids::incrementAndGet)
                .build();
        FeedReader reader = new FeedReader(ORGANIZATION);
        List<Contact> known = new ArrayList<>();
        try (Connection connection = begin()) {
            for (int i = 0; i < 40; i++) {
                Contact created =
                        Contacts.over(i % 2 == 0 ? portable : any).create(ME, contact -> contact.firstName("Ann"));
                known.add(Contacts.over(i % 3 == 0 ? portable : any)
                        .patch(ME, created.id(), contact -> contact.lastName("Lee")));
                reader.readOn(i % 5 == 0 ? portable : any);
            }
            known.add(Contacts.over(portable(() -> connection)).create(ME, contact -> contact.firstName("Host")));
            known.add(Contacts.over(any).create(ME, contact -> contact.firstName("Not waiting")));
            connection.commit();
        }

        reader.readOn(any).assertKnows(known);
        new FeedReader(ORGANIZATION).readOn(portable).assertKnows(known);
    }

    private JdbcContactRepository portable(HostTransactions transactions) {
        return JdbcContactRepository.builder(impatient)
                .hostTransactions(transactions)
                .ids(ids::incrementAndGet)
                .sql(SqlFlavour.PORTABLE)
                .build();
    }

    private Connection begin() throws SQLException {
        Connection connection = schema.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
