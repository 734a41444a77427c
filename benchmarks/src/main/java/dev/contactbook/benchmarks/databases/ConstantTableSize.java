package dev.contactbook.benchmarks.databases;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Takes away what was created in the turn before, so that all contenders meet tables of the same size. */
@State(Scope.Benchmark)
public class ConstantTableSize {
    /** For JMH. */
    public ConstantTableSize() {}

    /** Takes it away, which is not measured; the counters count on. */
    @Setup(Level.Iteration)
    public void make(SqlContacts contacts) {
        WorkerCpu.leaveOut(() -> {
            DatabaseKind.execute(contacts.pool, "delete from contactbook_contact where id > " + SqlContacts.CONTACTS);
            DatabaseKind.execute(
                    contacts.pool, "delete from contactbook_key where contact_id > " + SqlContacts.CONTACTS);
            if (contacts.database.isPostgresql()) {
                DatabaseKind.execute(contacts.pool, "vacuum contactbook_contact, contactbook_key");
            }
        });
    }
}
