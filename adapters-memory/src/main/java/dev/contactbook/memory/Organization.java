package dev.contactbook.memory;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The contacts of one organization, behind one lock: each method happens at one instant. */
final class Organization {
    /** One lock, so one order of all changes. */
    private static final int STRIPE = 0;

    private final long id;
    private final AtomicLong lastContactId;
    private final Map<Long, Contact> contacts = new HashMap<>();
    private final Map<Long, Long> revisions = new HashMap<>();
    private final NavigableMap<Long, Contact> byRevision = new TreeMap<>();
    private long lastRevision;

    Organization(long id, AtomicLong lastContactId) {
        this.id = id;
        this.lastContactId = lastContactId;
    }

    synchronized Map<Long, Contact> find(Collection<Long> ids) {
        Map<Long, Contact> found = new HashMap<>();
        for (Long contactId : ids) {
            Contact contact = contacts.get(contactId);
            if (contact != null) {
                found.put(contactId, contact);
            }
        }
        return found;
    }

    synchronized List<Contact> all() {
        return List.copyOf(contacts.values());
    }

    synchronized Changes changesSince(ChangePosition position, int limit) {
        List<Contact> changed = new ArrayList<>();
        ChangePosition next = position;
        for (Map.Entry<Long, Contact> change :
                byRevision.tailMap(position.revision(STRIPE), false).entrySet()) {
            if (changed.size() == limit) {
                break;
            }
            changed.add(change.getValue());
            next = position.after(STRIPE, change.getKey());
        }
        return new Changes(changed, next);
    }

    /** Applies the changes to a copy of what they touch, which takes its place only when all of them could be. */
    synchronized WriteResult write(List<Change> changes) {
        Map<Long, Optional<Contact>> touched = new LinkedHashMap<>();
        List<Contact> results = new ArrayList<>(changes.size());
        for (Change change : changes) {
            Contact result = change.match(
                    insert -> insert.contact().stored(id, lastContactId.incrementAndGet()),
                    replace -> stillStands(replace.before(), touched) ? replace.after() : null,
                    remove -> stillStands(remove.before(), touched) ? remove.before() : null);
            if (result == null) {
                return WriteResult.stale(results.size());
            }
            touched.put(result.id(), change instanceof Change.Remove ? Optional.empty() : Optional.of(result));
            results.add(result);
        }
        touched.forEach((contactId, contact) -> {
            forget(contactId);
            contact.ifPresent(this::keep);
        });
        return WriteResult.stored(results);
    }

    private void forget(long contactId) {
        contacts.remove(contactId);
        Long revision = revisions.remove(contactId);
        if (revision != null) {
            byRevision.remove(revision);
        }
    }

    private void keep(Contact contact) {
        lastRevision++;
        contacts.put(contact.id(), contact);
        revisions.put(contact.id(), lastRevision);
        byRevision.put(lastRevision, contact);
    }

    private boolean stillStands(Contact before, Map<Long, Optional<Contact>> touched) {
        Optional<Contact> current = touched.getOrDefault(before.id(), Optional.ofNullable(contacts.get(before.id())));
        return current.isPresent() && current.get().version() == before.version();
    }
}
