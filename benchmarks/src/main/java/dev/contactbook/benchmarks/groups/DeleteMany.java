package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkProgress;
import dev.contactbook.benchmarks.databases.Databases;
import dev.contactbook.benchmarks.databases.SqlContacts;
import dev.contactbook.benchmarks.databases.UndeletedContacts;
import dev.contactbook.benchmarks.peers.Jpa;
import dev.contactbook.benchmarks.peers.JpaContact;
import dev.contactbook.benchmarks.peers.Peers;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * Soft deletes of ten thousand contacts, a thousand in each transaction. The limit, the library and JPA read them
 * first; {@code JdbcTemplate} writes blindly. Peers keep no counters.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeleteMany {
    /** For JMH. */
    public DeleteMany() {}

    /** The limit. */
    @Benchmark
    @OperationsPerInvocation(SqlContacts.CONTACTS)
    public void rawJdbc(SqlContacts contacts, UndeletedContacts living) throws SQLException {
        for (List<Long> ids : SqlContacts.thousands()) {
            contacts.raw.delete(ids);
        }
    }

    @Benchmark
    @OperationsPerInvocation(SqlContacts.CONTACTS)
    public void springJdbcTemplate(SqlContacts contacts, UndeletedContacts living, Peers peers) {
        for (List<Long> ids : SqlContacts.thousands()) {
            peers.template.batchUpdate(
                    Delete.BLINDLY, ids.stream().map(Delete::values).toList());
        }
    }

    @Benchmark
    @OperationsPerInvocation(SqlContacts.CONTACTS)
    public void springDataJpa(SqlContacts contacts, UndeletedContacts living, Jpa jpa) {
        for (List<Long> ids : SqlContacts.thousands()) {
            jpa.inTransaction(() -> {
                List<JpaContact> found = jpa.contacts.findByOrganizationIdAndIdIn(ORGANIZATION, ids);
                found.forEach(JpaContact::delete);
                return found;
            });
        }
    }

    @Benchmark
    @OperationsPerInvocation(SqlContacts.CONTACTS)
    public BulkProgress library(SqlContacts contacts, UndeletedContacts living) {
        return contacts.library
                .bulk()
                .each(
                        ME,
                        SqlContacts.thousands().stream().flatMap(List::stream).map(BulkItem::delete),
                        Databases::requireStored);
    }
}
