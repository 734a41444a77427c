package dev.contactbook.benchmarks;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Takes away what was created in the turn before, so that all contenders meet tables of the same size. */
@State(Scope.Benchmark)
public class Room {
    /** For JMH. */
    public Room() {}

    /** Takes it away, which is no part of what is measured; the counters count on. */
    @Setup(Level.Iteration)
    public void make(SqlContacts contacts) {
        WorkerCpu.leaveOut(() -> {
            Database.execute(contacts.pool, "delete from contactbook_contact where id > " + SqlContacts.CONTACTS);
            if (contacts.database.isPostgresql()) {
                Database.execute(contacts.pool, "vacuum contactbook_contact");
            }
        });
    }
}
