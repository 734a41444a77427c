package dev.contactbook.testkit;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Ids for a store in a database, so that {@link GivenContact#id} works there: 1, 2, 3 and so on, or those that a test
 * chooses.
 *
 * <pre>{@code
 * TestIds ids = new TestIds();
 * TestContacts book = TestContacts.over(JdbcContactRepository.builder(dataSource).ids(ids::next).build(), ids);
 * }</pre>
 *
 * <p>For a database without contacts. Thread-safe.
 */
public final class TestIds {
    private final AtomicLong last = new AtomicLong();
    private final ThreadLocal<@Nullable Long> chosen = new ThreadLocal<>();

    /** Ids that start at 1. */
    public TestIds() {}

    /** {@return the id of the next new contact, larger than those before, unless a test chose one} */
    public long next() {
        Long id = chosen.get();
        if (id == null) {
            return last.incrementAndGet();
        }
        chosen.remove();
        last.accumulateAndGet(id, Math::max);
        return id;
    }

    /** The next new contact of this thread gets this id. */
    void choose(long id) {
        chosen.set(id);
    }

    /** No id is chosen any more: the new contact was not stored. */
    void forget() {
        chosen.remove();
    }
}
