package dev.contactbook.memory;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A store in memory: for unit tests, demonstrations and hosts whose contacts need not outlive the process.
 *
 * <p>It is a whole store, not a stub: it passes the same contract as the databases, and offers a feed of changes. For what a query means it asks the
 * domain, contact by contact, so a list costs time in proportion to the organization's size. Thread-safe; all calls for
 * one organization appear to happen one after another, each at one instant (linearizable).
 */
public final class InMemoryContactRepository implements ContactRepository, ChangeFeed {
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Organization> organizations = new ConcurrentHashMap<>();

    /** A new store without contacts. */
    public InMemoryContactRepository() {}

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        Organization organization = organizations.get(organizationId);
        return organization == null ? Map.of() : organization.find(ids);
    }

    @Override
    public Rows list(long organizationId, ContactQuery query) {
        Organization organization = organizations.get(organizationId);
        List<Contact> all = organization == null ? List.of() : organization.all();
        Stream<Contact> matching = all.stream().filter(query::matches);
        return Rows.of(
                organizationId, query, (query.limit() == 0 ? matching : matching.sorted(query.order())).toList());
    }

    @Override
    public WriteResult write(long organizationId, List<Change> changes) {
        changes.forEach(change -> change.requireOrganization(organizationId));
        return organizations
                .computeIfAbsent(organizationId, id -> new Organization(id, lastId))
                .write(changes);
    }

    @Override
    public Changes changesSince(long organizationId, ChangePosition position, int limit) {
        ChangeFeed.requireLimit(limit);
        Organization organization = organizations.get(organizationId);
        return organization == null ? new Changes(List.of(), position) : organization.changesSince(position, limit);
    }
}
