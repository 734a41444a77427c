package dev.contactbook.benchmarks.databases;

import dev.contactbook.api.Contacts;
import dev.contactbook.benchmarks.data.People;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.NewContact;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.Change;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Contacts of one organization in the store in memory, and in a map as a fake has them. */
@State(Scope.Benchmark)
public class MemoryContacts {
    public static final long ORGANIZATION = 456;

    /** How many. */
    @Param({"10000", "100000", "1000000"})
    public int contacts;

    public InMemoryContactRepository store;
    public Contacts library;
    public Map<Long, Contact> fake;

    /** The same for one thread. */
    public Map<Long, Contact> map;

    /** For JMH. */
    public MemoryContacts() {}

    /** Fills all. Contenders share it. */
    @Setup
    public void fill() {
        Filled filled = SharedResources.get(Filled.class, List.of(contacts), () -> Filled.with(contacts));
        store = filled.store;
        library = filled.library;
        fake = filled.fake;
        map = filled.map;
    }

    public long anyId() {
        return ThreadLocalRandom.current().nextLong(contacts) + 1;
    }

    private record Filled(
            InMemoryContactRepository store, Contacts library, Map<Long, Contact> fake, Map<Long, Contact> map) {
        static Filled with(int contacts) {
            InMemoryContactRepository store = new InMemoryContactRepository();
            Map<Long, Contact> fake = new ConcurrentHashMap<>();
            People people = new People();
            Instant created = Instant.parse("2023-01-01T00:00:00Z");
            for (int i = 0; i < contacts; i++) {
                NewContact contact = new NewContact(people.next(), 789L, created.plusMillis(i / 3));
                Contact stored = store.write(ORGANIZATION, List.of(new Change.Insert(contact)))
                        .contacts()
                        .orElseThrow()
                        .get(0);
                fake.put(stored.id(), stored);
            }
            return new Filled(store, Contacts.over(store), fake, new HashMap<>(fake));
        }
    }
}
