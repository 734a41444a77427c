package dev.contactbook.benchmarks.groups;

import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.ID;

import dev.contactbook.benchmarks.databases.MemoryContacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.spi.Rows;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Pages of 25 with their total. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemoryPage {
    private static final ContactQuery NEWEST =
            ContactQuery.page().sortBy(CREATED_AT.desc()).limit(25);
    private static final ContactQuery BY_ID =
            ContactQuery.page().sortBy(ID.asc()).limit(25);

    private static final Comparator<Contact> NEWEST_FIRST = Comparator.comparing(Contact::createdAt)
            .thenComparingLong(Contact::id)
            .reversed();

    /** For JMH. */
    public MemoryPage() {}

    @Benchmark
    public Rows newest(MemoryContacts memory) {
        return memory.store.list(MemoryContacts.ORGANIZATION, NEWEST);
    }

    @Benchmark
    public Rows newestSkippingMost(MemoryContacts memory) {
        return memory.store.list(MemoryContacts.ORGANIZATION, NEWEST.skip(memory.contacts / 10 * 9));
    }

    @Benchmark
    public Rows byIdSkippingMost(MemoryContacts memory) {
        return memory.store.list(MemoryContacts.ORGANIZATION, BY_ID.skip(memory.contacts / 10 * 9));
    }

    /** The newest ones as a fake of a map finds them. */
    @Benchmark
    public Rows mapAndStream(MemoryContacts memory) {
        List<Contact> all = memory.fake.values().stream()
                .filter(contact -> contact.organizationId() == MemoryContacts.ORGANIZATION && contact.isLive())
                .sorted(NEWEST_FIRST)
                .toList();
        return new Rows(all.subList(0, 25), OptionalLong.of(all.size()), all.size() > 25);
    }
}
