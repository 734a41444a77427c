package dev.contactbook.memory;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.EmailClash;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A store in memory, for unit tests, demonstrations and contacts that may end with the process.
 *
 * <p>It passes the same contract tests as the databases and offers a change feed. Reading contacts by id, and pages by
 * id or creation with their totals, cost about the same at any size and depth. Other queries check each contact, so
 * their cost grows with the organization. Thread-safe and linearizable: the calls for one organization appear to happen
 * one after another. Reads never wait.
 */
public final class InMemoryContactRepository implements ContactRepository, ChangeFeed {
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Organization> organizations = new ConcurrentHashMap<>();

    /** A new store without contacts. */
    public InMemoryContactRepository() {}

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        Snapshot now = now(organizationId);
        if (ids.size() == 1) { // the common case, in which a hash map would cost most
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
    public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
        Snapshot now = now(organizationId);
        return keys.stream()
                .flatMap(key -> now.having(key).stream())
                .distinct()
                .sorted(Comparator.comparingLong(Contact::id))
                .limit(limit)
                .toList();
    }

    @Override
    public Set<ContactKey.Kind> uniqueKinds(long organizationId) {
        Organization organization = organizations.get(organizationId);
        return organization == null ? ContactKey.Kind.unique(false) : organization.uniqueKinds();
    }

    /**
     * Lets each e-mail be of at most one contact of an organization, or of several again, as at the start. Writers wait
     * meanwhile.
     *
     * @param organizationId which organization
     * @param on whether e-mails shall be unique
     * @throws IllegalStateException if several contacts have one e-mail. The choice stays as it is
     */
    public void useUniqueEmails(long organizationId, boolean on) {
        organization(organizationId).useUniqueEmails(on);
    }

    /**
     * The e-mails that several contacts of an organization have, page by page. It looks at all contacts.
     *
     * @param organizationId which organization
     * @param after the last e-mail of the page before, empty for the first page
     * @param limit how many e-mails, from 1 to 1,000
     * @return the e-mails in their order, empty after the last page
     * @throws IllegalArgumentException if the limit is out of bounds
     */
    public List<EmailClash> emailClashes(long organizationId, String after, int limit) {
        EmailClash.requireLimit(limit);
        return now(organizationId).emailClashes(after, limit);
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
        return organization(request.organizationId()).write(request.changes());
    }

    @Override
    public Changes changesSince(long organizationId, ChangePosition position, int limit) {
        ChangeFeed.requireLimit(limit);
        return now(organizationId).changesSince(position, limit);
    }

    /**
     * Puts a contact into the store as it is, with its id, version and times, in place of the one with its id. For
     * tests: no rule is checked. Later contacts get larger ids.
     *
     * @param contact the contact, live or deleted
     * @throws IllegalArgumentException if a contact of another organization has its id
     */
    public void put(Contact contact) {
        organizations.forEach((id, organization) -> {
            if (id != contact.organizationId() && organization.now().find(contact.id()) != null) {
                throw new IllegalArgumentException("id: organization " + id + " has a contact " + contact.id());
            }
        });
        lastId.accumulateAndGet(contact.id(), Math::max);
        organization(contact.organizationId()).put(contact);
    }

    /**
     * Marks the present state. For tests: writes of other threads during the call, or during a way back, may be in it
     * or not.
     *
     * @return the way back: brings all contacts, the next id and the revisions of the feed to this state, any number of
     *     times. The cost does not depend on the number of contacts
     */
    public Runnable mark() {
        Map<Long, Snapshot> then = organizations.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        organization -> organization.getValue().now()));
        long lastIdThen = lastId.get();
        return () -> {
            organizations.forEach((id, organization) -> organization.restore(then.getOrDefault(id, Snapshot.EMPTY)));
            lastId.set(lastIdThen);
        };
    }

    private Organization organization(long organizationId) {
        return organizations.computeIfAbsent(organizationId, id -> new Organization(id, lastId));
    }

    @Override
    public SortedMap<Long, ChangePosition> ends() {
        SortedMap<Long, ChangePosition> ends = new TreeMap<>();
        organizations.forEach((id, organization) -> organization.now().end().ifPresent(end -> ends.put(id, end)));
        return ends;
    }

    private Snapshot now(long organizationId) {
        Organization organization = organizations.get(organizationId);
        return organization == null ? Snapshot.EMPTY : organization.now();
    }
}
