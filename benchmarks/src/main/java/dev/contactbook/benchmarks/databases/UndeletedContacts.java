package dev.contactbook.benchmarks.databases;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The contacts that were there from the start, all of which live again when a turn begins. */
@State(Scope.Benchmark)
public class UndeletedContacts {
    private long last;

    /** For JMH. */
    public UndeletedContacts() {}

    /** Lets all live again, which is not measured. */
    @Setup(Level.Iteration)
    public void revive(SqlContacts contacts) {
        WorkerCpu.leaveOut(() -> {
            DatabaseKind.execute(
                    contacts.pool, "update contactbook_contact set deleted_at = null where deleted_at is not null");
            DatabaseKind.execute(
                    contacts.pool,
                    "update contactbook_counter k set deleted = 0, live = (select count(*) from contactbook_contact c"
                            + " where c.organization_id = k.organization_id and c.stripe = k.stripe)");
            // A delete frees the keys of a contact. They are those of the first turn.
            DatabaseKind.execute(
                    contacts.pool, "create table if not exists first_keys as select * from contactbook_key");
            DatabaseKind.execute(contacts.pool, "delete from contactbook_key");
            DatabaseKind.execute(contacts.pool, "insert into contactbook_key select * from first_keys");
            if (contacts.database.isPostgresql()) {
                DatabaseKind.execute(contacts.pool, "vacuum analyze contactbook_contact, contactbook_key");
            }
        });
        last = 0;
    }

    public long next() {
        return ++last;
    }
}
