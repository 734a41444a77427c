package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import dev.contactbook.benchmarks.data.ContactRow;
import dev.contactbook.benchmarks.databases.ManyContacts;
import dev.contactbook.benchmarks.databases.RawPages;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Page;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Pages of 25 far from the start, newest first, without their total. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeepPage {
    private static final ContactQuery NEWEST = FirstPage.NEWEST.withoutTotal();

    private ContactQuery afterMost = NEWEST;
    private int most;

    /** For JMH. */
    public DeepPage() {}

    /** Finds the place at nine tenths. */
    @Setup
    public void go(ManyContacts contacts) {
        most = contacts.contacts / 10 * 9;
        Contact place =
                contacts.library.list(ME, NEWEST.skip(most).limit(1)).data().get(0);
        afterMost = NEWEST.after(NEWEST.cursor(ORGANIZATION, place));
    }

    /** What the others are beside. */
    @Benchmark
    public Page<Contact> first(ManyContacts contacts) {
        return contacts.library.list(ME, NEWEST);
    }

    @Benchmark
    public Page<Contact> afterCursorAtMost(ManyContacts contacts) {
        return contacts.library.list(ME, afterMost);
    }

    @Benchmark
    public Page<Contact> skipHalf(ManyContacts contacts) {
        return contacts.library.list(ME, NEWEST.skip(contacts.contacts / 2));
    }

    @Benchmark
    public Page<Contact> skipMost(ManyContacts contacts) {
        return contacts.library.list(ME, NEWEST.skip(most));
    }

    /** As one writes it first. */
    @Benchmark
    public List<ContactRow> offsetMost(ManyContacts contacts) throws SQLException {
        return RawPages.rows(
                contacts.pool,
                "select " + ContactRow.COLUMNS
                        + " from contactbook_contact where organization_id = ? and deleted_at is null"
                        + " order by created_at desc, id desc limit 25 offset ?",
                ORGANIZATION,
                most);
    }
}
