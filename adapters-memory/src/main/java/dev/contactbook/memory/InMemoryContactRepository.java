package dev.contactbook.memory;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store in memory: for unit tests, demonstrations and hosts whose contacts need not outlive the process.
 *
 * <p>It is a whole store, not a stub: it passes the same contract as the databases, and offers a feed of changes.
 * Finding contacts, and pages by id or creation with their totals, cost about the same at any size and any depth. For
 * what any other query means it asks the domain, contact by contact, so that costs time in proportion to the
 * organization's size. Thread-safe; all calls for one organization appear to happen one after another, each at one
 * instant (linearizable), and those that read wait for nobody.
 */
public final class InMemoryContactRepository implements ContactRepository, ChangeFeed {
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Organization> organizations = new ConcurrentHashMap<>();

    /** A new store without contacts. */
    public InMemoryContactRepository() {}

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        Snapshot now = now(organizationId);
        if (ids.size() == 1) { // as mostly, and then a hash map would cost more than the rest
            Contact contact = now.find(ids.iterator().next());
            return contact == null ? Map.of() : Map.of(contact.id(), contact);
        }
        Map<Long, Contact> found = new HashMap<>();
        for (Long id : ids) {
            Contact contact = now.find(id);
            if (contact != null) {
                found.put(id, contact);
            }
        }
        return found;
    }

    @Override
    public Rows list(ListRequest request) {
        request.budget().check();
        return now(request.organizationId()).list(request);
    }

    @Override
    public WriteResult write(WriteRequest request) {
        request.changes().forEach(change -> change.requireOrganization(request.organizationId()));
        request.budget().check();
        return organizations
                .computeIfAbsent(request.organizationId(), id -> new Organization(id, lastId))
                .write(request.changes());
    }

    @Override
    public Changes changesSince(long organizationId, ChangePosition position, int limit) {
        ChangeFeed.requireLimit(limit);
        return now(organizationId).changesSince(position, limit);
    }

    private Snapshot now(long organizationId) {
        Organization organization = organizations.get(organizationId);
        return organization == null ? Snapshot.EMPTY : organization.now();
    }
}
