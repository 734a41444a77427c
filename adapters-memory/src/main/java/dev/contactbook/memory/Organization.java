package dev.contactbook.memory;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The contacts of one organization. One writer at a time makes the next snapshot, and readers use the last one without
 * waiting, so each call happens at one instant.
 */
final class Organization {
    private final long id;
    private final AtomicLong lastContactId;
    private volatile Snapshot now = Snapshot.EMPTY;

    Organization(long id, AtomicLong lastContactId) {
        this.id = id;
        this.lastContactId = lastContactId;
    }

    Snapshot now() {
        return now;
    }

    /** Applies the changes one after another to a snapshot that becomes visible when all succeed. */
    synchronized WriteResult write(List<Change> changes) {
        Snapshot next = now;
        List<Contact> results = new ArrayList<>(changes.size());
        for (Change change : changes) {
            Snapshot current = next;
            Contact result = change.match(
                    insert -> insert.contact().stored(id, lastContactId.incrementAndGet()),
                    replace -> stands(replace.before(), current) ? replace.after() : null,
                    remove -> stands(remove.before(), current) ? remove.before() : null);
            if (result == null) {
                return WriteResult.stale(results.size());
            }
            next = change instanceof Change.Remove ? next.without(result.id()) : next.with(result);
            results.add(result);
        }
        now = next;
        return WriteResult.stored(results);
    }

    synchronized void put(Contact contact) {
        now = now.with(contact);
    }

    synchronized void restore(Snapshot then) {
        now = then;
    }

    private static boolean stands(Contact before, Snapshot current) {
        Contact found = current.find(before.id());
        return found != null && found.version() == before.version();
    }
}
