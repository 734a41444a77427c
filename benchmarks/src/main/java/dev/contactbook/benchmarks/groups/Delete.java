package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import dev.contactbook.benchmarks.data.ReadyRows;
import dev.contactbook.benchmarks.databases.SqlContacts;
import dev.contactbook.benchmarks.databases.UndeletedContacts;
import dev.contactbook.benchmarks.peers.Jpa;
import dev.contactbook.benchmarks.peers.JpaContact;
import dev.contactbook.benchmarks.peers.Peers;
import dev.contactbook.domain.Contact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WriteResult;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jooq.impl.DSL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * A soft delete of one contact after the other, a thousand in a turn, which all live again before the next turn. The
 * limit and the library read a contact first; so does JPA. The other peers write blindly, and keep no counters.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Delete {
    /** Without a look before. */
    static final String BLINDLY = "update contactbook_contact set version = version + 1, updated_at = ?, deleted_at = ?"
            + " where organization_id = ? and id = ? and deleted_at is null";

    /** How many a turn deletes. */
    public static final int TURN = 1_000;

    /** For JMH. */
    public Delete() {}

    /** The limit. */
    @Benchmark
    public long rawJdbc(SqlContacts contacts, UndeletedContacts living) throws SQLException {
        return contacts.raw.delete(living.next());
    }

    @Benchmark
    public int springJdbcTemplate(SqlContacts contacts, Peers peers, UndeletedContacts living) {
        return one(peers.template.update(BLINDLY, values(living.next())));
    }

    /** What {@link #BLINDLY} asks for. */
    static Object[] values(long id) {
        return new Object[] {ReadyRows.now(), ReadyRows.now(), ORGANIZATION, id};
    }

    @Benchmark
    public int jooq(SqlContacts contacts, Peers peers, UndeletedContacts living) {
        var version = DSL.field("version", Long.class);
        var deleted = DSL.field("deleted_at", OffsetDateTime.class);
        return one(peers.jooq
                .update(Peers.CONTACT)
                .set(version, version.plus(1))
                .set(DSL.field("updated_at", OffsetDateTime.class), ReadyRows.now())
                .set(deleted, ReadyRows.now())
                .where(Peers.ORGANIZATION_ID.eq(ORGANIZATION))
                .and(Peers.ID.eq(living.next()))
                .and(deleted.isNull())
                .execute());
    }

    @Benchmark
    public int jdbi(SqlContacts contacts, Peers peers, UndeletedContacts living) {
        return one(peers.jdbi.withHandle(handle -> handle.createUpdate(
                        "update contactbook_contact set version = version + 1, updated_at = :now, deleted_at = :now"
                                + " where organization_id = :organization and id = :id and deleted_at is null")
                .bind("now", ReadyRows.now())
                .bind("organization", ORGANIZATION)
                .bind("id", living.next())
                .execute()));
    }

    @Benchmark
    public long springDataJpa(SqlContacts contacts, Jpa jpa, UndeletedContacts living) {
        return jpa.inTransaction(() -> {
            JpaContact contact = jpa.contacts
                    .findByOrganizationIdAndId(ORGANIZATION, living.next())
                    .orElseThrow();
            contact.delete();
            return contact.version;
        });
    }

    @Benchmark
    public WriteResult repository(SqlContacts contacts, UndeletedContacts living) {
        long id = living.next();
        Contact before = Objects.requireNonNull(
                contacts.store.find(ORGANIZATION, List.of(id)).get(id));
        Contact after = before.deleted(Instant.now().truncatedTo(ChronoUnit.MILLIS), null);
        return contacts.store.write(ORGANIZATION, List.of(new Change.Replace(before, after)));
    }

    @Benchmark
    public Contact library(SqlContacts contacts, UndeletedContacts living) {
        return contacts.library.delete(ME, living.next());
    }

    private static int one(int changed) {
        if (changed != 1) {
            throw new IllegalStateException("There is no such contact");
        }
        return changed;
    }
}
