package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkProgress;
import dev.contactbook.benchmarks.data.People;
import dev.contactbook.benchmarks.databases.ConstantTableSize;
import dev.contactbook.benchmarks.databases.Databases;
import dev.contactbook.benchmarks.databases.SqlContacts;
import dev.contactbook.benchmarks.peers.Jpa;
import dev.contactbook.benchmarks.peers.JpaContact;
import dev.contactbook.benchmarks.peers.Peers;
import dev.contactbook.domain.ContactPatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A hundred thousand new contacts, a thousand in each transaction. Peers write ready rows, and keep no counters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CreateMany {
    private static final int MANY = 100_000;
    private static final int BATCH = 1_000;

    private final People people = new People();

    /** For JMH. */
    public CreateMany() {}

    /** The limit: batches of ready rows, which are counted as well. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void rawJdbc(SqlContacts contacts, ConstantTableSize room) throws SQLException {
        for (int i = 0; i < MANY; i += BATCH) {
            contacts.raw.create(BATCH);
        }
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public void springJdbcTemplate(SqlContacts contacts, ConstantTableSize room, Peers peers) {
        String insert = "insert into contactbook_contact (id, stripe, rev, " + contacts.ready.names() + ") values ("
                + contacts.database.nextId() + ", 0, 0, " + contacts.ready.placeholders() + ")";
        for (int i = 0; i < MANY; i += BATCH) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (int row = 0; row < BATCH; row++) {
                rows.add(contacts.ready.next());
            }
            peers.template.batchUpdate(insert, rows);
        }
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public void springDataJpa(SqlContacts contacts, ConstantTableSize room, Jpa jpa) {
        for (int i = 0; i < MANY; i += BATCH) {
            List<JpaContact> entities = Stream.generate(contacts.ready::nextByName)
                    .limit(BATCH)
                    .map(JpaContact::of)
                    .toList();
            jpa.contacts.saveAll(entities);
        }
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public BulkProgress library(SqlContacts contacts, ConstantTableSize room) {
        return contacts.library
                .bulk()
                .each(
                        ME,
                        Stream.generate(() -> BulkItem.create(ContactPatch.of(people::next)))
                                .limit(MANY),
                        Databases::requireStored);
    }
}
