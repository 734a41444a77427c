package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import dev.contactbook.benchmarks.data.People;
import dev.contactbook.benchmarks.databases.ConstantTableSize;
import dev.contactbook.benchmarks.databases.SqlContacts;
import dev.contactbook.benchmarks.peers.Jpa;
import dev.contactbook.benchmarks.peers.JpaContact;
import dev.contactbook.benchmarks.peers.Peers;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.NewContact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WriteResult;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One new contact, and its id. Peers write ready rows, and keep no counters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Create {
    private final People people = new People();

    /** For JMH. */
    public Create() {}

    /** The limit. */
    @Benchmark
    public long rawJdbc(SqlContacts contacts, ConstantTableSize room) throws SQLException {
        return contacts.raw.create();
    }

    @Benchmark
    public @Nullable Long springJdbcTemplate(SqlContacts contacts, ConstantTableSize room, Peers peers) {
        String insert = "insert into contactbook_contact (id, stripe, rev, " + contacts.ready.names() + ") values ("
                + contacts.database.nextId()
                + ", 0, 0, " + contacts.ready.placeholders() + ")";
        return peers.template.queryForObject(contacts.database.returningId(insert), Long.class, contacts.ready.next());
    }

    @Benchmark
    public Long jooq(SqlContacts contacts, ConstantTableSize room, Peers peers) {
        return peers.jooq
                .insertInto(Peers.CONTACT)
                .set(Peers.ID, DSL.field(contacts.database.nextId(), Long.class))
                .set(DSL.field("stripe", Integer.class), 0)
                .set(DSL.field("rev", Long.class), 0L)
                .set(contacts.ready.nextByName())
                .returningResult(Peers.ID)
                .fetchSingle()
                .value1();
    }

    @Benchmark
    public Long jdbi(SqlContacts contacts, ConstantTableSize room, Peers peers) {
        Map<String, @Nullable Object> row = contacts.ready.nextByName();
        String values = ":" + String.join(", :", contacts.ready.columns());
        return peers.jdbi.withHandle(handle -> handle.createUpdate(
                        "insert into contactbook_contact (id, stripe, rev, " + contacts.ready.names() + ") values ("
                                + contacts.database.nextId() + ", 0, 0, " + values + ")")
                .bindMap(row)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    @Benchmark
    public @Nullable Long springDataJpa(SqlContacts contacts, ConstantTableSize room, Jpa jpa) {
        return jpa.contacts.save(JpaContact.of(contacts.ready.nextByName())).id;
    }

    @Benchmark
    public WriteResult repository(SqlContacts contacts, ConstantTableSize room) {
        NewContact contact = new NewContact(people.next(), 789L, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        return contacts.store.write(ORGANIZATION, List.of(new Change.Insert(contact)));
    }

    @Benchmark
    public Contact library(SqlContacts contacts, ConstantTableSize room) {
        return contacts.library.create(ME, ContactPatch.of(people::next));
    }
}
