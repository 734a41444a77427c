package dev.contactbook.memory;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.EmailClash;
import dev.contactbook.spi.KeyChanges;
import dev.contactbook.spi.KeyChanges.KeyOf;
import dev.contactbook.spi.TakenKey;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The contacts of one organization. One writer at a time makes the next snapshot, and readers use the last one without
 * waiting, so each call happens at one instant.
 */
final class Organization {
    private final long id;
    private final AtomicLong lastContactId;
    private volatile Snapshot now = Snapshot.EMPTY;
    private volatile boolean hasUniqueEmails;

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
        List<TakenKey> taken = taken(KeyChanges.of(changes).added(results), next);
        if (!taken.isEmpty()) {
            return WriteResult.taken(taken);
        }
        now = next;
        return WriteResult.stored(results);
    }

    /** The unique keys that another contact has after all changes. */
    private List<TakenKey> taken(List<KeyOf> added, Snapshot next) {
        Set<ContactKey> seen = new HashSet<>();
        List<TakenKey> taken = new ArrayList<>();
        for (KeyOf each : added) {
            if (uniqueKinds().contains(each.key().kind())) {
                Set<Long> holders = ids(now.having(each.key()));
                holders.retainAll(ids(next.having(each.key())));
                holders.remove(each.contactId());
                if (!seen.add(each.key()) || !holders.isEmpty()) {
                    OptionalLong holder =
                            holders.stream().mapToLong(Long::longValue).findFirst();
                    taken.add(new TakenKey(each.index(), each.key(), holder));
                }
            }
        }
        taken.sort(Comparator.comparingInt(TakenKey::index).thenComparing(TakenKey::key));
        return taken;
    }

    private static Set<Long> ids(List<Contact> contacts) {
        return contacts.stream().map(Contact::id).collect(Collectors.toCollection(HashSet::new));
    }

    Set<ContactKey.Kind> uniqueKinds() {
        return ContactKey.Kind.unique(hasUniqueEmails);
    }

    synchronized void useUniqueEmails(boolean on) {
        if (on) {
            EmailClash.requireNone(now.emailClashes("", 1));
        }
        hasUniqueEmails = on;
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
