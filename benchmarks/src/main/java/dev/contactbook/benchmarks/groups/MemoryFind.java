package dev.contactbook.benchmarks.groups;

import dev.contactbook.benchmarks.databases.MemoryContacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Any one contact by its id. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemoryFind {
    private static final Caller ME = Caller.user(789).inOrganization(MemoryContacts.ORGANIZATION);

    /** For JMH. */
    public MemoryFind() {}

    @Benchmark
    public @Nullable Contact hashMapGet(MemoryContacts memory) {
        return memory.map.get(memory.anyId());
    }

    @Benchmark
    public @Nullable Contact concurrentHashMapGet(MemoryContacts memory) {
        return memory.fake.get(memory.anyId());
    }

    @Benchmark
    public Map<Long, Contact> find(MemoryContacts memory) {
        return memory.store.find(MemoryContacts.ORGANIZATION, List.of(memory.anyId()));
    }

    @Benchmark
    public Contact contactsGet(MemoryContacts memory) {
        return memory.library.get(ME, memory.anyId());
    }
}
