package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkProgress;
import dev.contactbook.benchmarks.data.ReadyRows;
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
 * Other e-mail addresses for ten thousand contacts, a thousand in each transaction. The limit, the library and JPA read
 * them first; {@code JdbcTemplate} writes blindly the columns that change. Peers keep no counters.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PatchMany {
    /** For JMH. */
    public PatchMany() {}

    /** The limit. */
    @Benchmark
    @OperationsPerInvocation(SqlContacts.CONTACTS)
    public void rawJdbc(SqlContacts contacts, UndeletedContacts living) throws SQLException {
        for (List<Long> ids : SqlContacts.thousands()) {
            contacts.raw.patch(ids);
        }
    }

    @Benchmark
    @OperationsPerInvocation(SqlContacts.CONTACTS)
    public void springJdbcTemplate(SqlContacts contacts, UndeletedContacts living, Peers peers) {
        for (List<Long> ids : SqlContacts.thousands()) {
            peers.template.batchUpdate(
                    Patch.BLINDLY, ids.stream().map(Patch::values).toList());
        }
    }

    @Benchmark
    @OperationsPerInvocation(SqlContacts.CONTACTS)
    public void springDataJpa(SqlContacts contacts, UndeletedContacts living, Jpa jpa) {
        for (List<Long> ids : SqlContacts.thousands()) {
            jpa.inTransaction(() -> {
                List<JpaContact> found = jpa.contacts.findByOrganizationIdAndIdIn(ORGANIZATION, ids);
                found.forEach(JpaContact::changeEmail);
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
                        SqlContacts.thousands().stream()
                                .flatMap(List::stream)
                                .map(id -> BulkItem.patch(id, change -> change.email(ReadyRows.newEmail()))),
                        Databases::requireStored);
    }
}
