package dev.contactbook.benchmarks;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
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

/** The newest page of 25 with its total, beside a fake of a map and a stream. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemoryPageNaive {
    private static final ContactQuery NEWEST =
            ContactQuery.all().sortBy(ContactFields.CREATED_AT.desc()).limit(25);
    private static final Comparator<Contact> NEWEST_FIRST = Comparator.comparing(Contact::createdAt)
            .thenComparingLong(Contact::id)
            .reversed();

    /** For JMH. */
    public MemoryPageNaive() {}

    @Benchmark
    public Rows newest(MemoryContacts memory) {
        return memory.store.list(MemoryContacts.ORGANIZATION, NEWEST);
    }

    @Benchmark
    public Rows mapAndStream(MemoryContacts memory) {
        List<Contact> all = memory.fake.values().stream()
                .filter(contact -> contact.organizationId() == MemoryContacts.ORGANIZATION && contact.isLive())
                .sorted(NEWEST_FIRST)
                .toList();
        return new Rows(all.subList(0, 25), OptionalLong.of(all.size()), all.size() > 25);
    }
}
