package dev.contactbook.benchmarks;

import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.ID;

import dev.contactbook.domain.ContactQuery;
import dev.contactbook.spi.Rows;
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
            ContactQuery.all().sortBy(CREATED_AT.desc()).limit(25);
    private static final ContactQuery BY_ID =
            ContactQuery.all().sortBy(ID.asc()).limit(25);

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
}
