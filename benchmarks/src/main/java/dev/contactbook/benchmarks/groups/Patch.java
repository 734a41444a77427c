package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import dev.contactbook.benchmarks.data.ReadyRows;
import dev.contactbook.benchmarks.databases.SqlContacts;
import dev.contactbook.benchmarks.peers.Jpa;
import dev.contactbook.benchmarks.peers.JpaContact;
import dev.contactbook.benchmarks.peers.Peers;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WriteResult;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * Another e-mail address for any one contact. The limit and the library read it first, and answer with it or could; so
 * does JPA. The other peers write blindly the columns that change, and keep no counters.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Patch {
    /** Without a look before. */
    static final String BLINDLY =
            "update contactbook_contact set version = version + 1, email = ?, email_addresses = ?, email_key = ?,"
                    + " updated_at = ? where organization_id = ? and id = ?";

    private static final Field<Long> VERSION = DSL.field("version", Long.class);

    /** For JMH. */
    public Patch() {}

    /** The limit. */
    @Benchmark
    public long rawJdbc(SqlContacts contacts) throws SQLException {
        return contacts.raw.patch(contacts.anyId());
    }

    @Benchmark
    public int springJdbcTemplate(SqlContacts contacts, Peers peers) {
        return peers.template.update(BLINDLY, values(contacts.anyId()));
    }

    /** What {@link #BLINDLY} asks for. */
    static Object[] values(long id) {
        String email = ReadyRows.newEmail();
        return new Object[] {
            email, ReadyRows.emailEntry(email), ReadyRows.emailKey(email), ReadyRows.now(), ORGANIZATION, id
        };
    }

    @Benchmark
    public int jooq(SqlContacts contacts, Peers peers) {
        String email = ReadyRows.newEmail();
        return peers.jooq
                .update(Peers.CONTACT)
                .set(VERSION, VERSION.plus(1))
                .set(DSL.field("email", String.class), email)
                .set(DSL.field("email_addresses", String.class), ReadyRows.emailEntry(email))
                .set(DSL.field("email_key", byte[].class), ReadyRows.emailKey(email))
                .set(DSL.field("updated_at", OffsetDateTime.class), ReadyRows.now())
                .where(Peers.ORGANIZATION_ID.eq(ORGANIZATION))
                .and(Peers.ID.eq(contacts.anyId()))
                .execute();
    }

    @Benchmark
    public int jdbi(SqlContacts contacts, Peers peers) {
        String email = ReadyRows.newEmail();
        return peers.jdbi.withHandle(
                handle -> handle.createUpdate("update contactbook_contact set version = version + 1, email = :email,"
                                + " email_addresses = :entry, email_key = :key, updated_at = :now"
                                + " where organization_id = :organization and id = :id")
                        .bind("email", email)
                        .bind("entry", ReadyRows.emailEntry(email))
                        .bind("key", ReadyRows.emailKey(email))
                        .bind("now", ReadyRows.now())
                        .bind("organization", ORGANIZATION)
                        .bind("id", contacts.anyId())
                        .execute());
    }

    @Benchmark
    public long springDataJpa(SqlContacts contacts, Jpa jpa) {
        return jpa.inTransaction(() -> {
            JpaContact contact = jpa.contacts
                    .findByOrganizationIdAndId(ORGANIZATION, contacts.anyId())
                    .orElseThrow();
            contact.changeEmail();
            return contact.version;
        });
    }

    @Benchmark
    public WriteResult repository(SqlContacts contacts) {
        long id = contacts.anyId();
        Contact before = Objects.requireNonNull(
                contacts.store.find(ORGANIZATION, List.of(id)).get(id));
        ContactDetails details =
                ContactPatch.of(change -> change.email(ReadyRows.newEmail())).applyTo(before.details());
        Contact after = before.changed(details, Instant.now().truncatedTo(ChronoUnit.MILLIS), null);
        return contacts.store.write(ORGANIZATION, List.of(new Change.Replace(before, after)));
    }

    @Benchmark
    public Contact library(SqlContacts contacts) {
        return contacts.library.patch(
                ME, contacts.anyId(), ContactPatch.of(change -> change.email(ReadyRows.newEmail())));
    }
}
