package dev.contactbook.tck;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.TakenKey;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The model that stores are compared with: the least that can be one, a list that is looked through and the domain that
 * is asked.
 *
 * <p>It can also be told what is to be seen, which no store is, so that what the use cases make of a policy is compared
 * with something else. Every call costs time in proportion to all that it holds. For one thread.
 */
public final class ReferenceContactRepository implements ContactRepository {
    private Map<Long, Contact> contacts = new TreeMap<>();
    private final Set<Long> withUniqueEmails = new HashSet<>();
    private long lastId;
    private Predicate<Contact> isSeen = contact -> true;

    /** A new store without contacts. */
    public ReferenceContactRepository() {}

    /**
     * Finds and lists these contacts only, until it is told otherwise.
     *
     * @param seen which contacts
     */
    public void show(Predicate<Contact> seen) {
        isSeen = seen;
    }

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        return contacts.values().stream()
                .filter(contact -> contact.organizationId() == organizationId && ids.contains(contact.id()))
                .filter(isSeen)
                .collect(Collectors.toMap(Contact::id, contact -> contact));
    }

    @Override
    public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
        return contacts.values().stream()
                .filter(contact -> contact.organizationId() == organizationId
                        && keys.stream().anyMatch(key -> ContactKey.of(contact).contains(key)))
                .filter(isSeen)
                .limit(limit)
                .toList();
    }

    @Override
    public Set<ContactKey.Kind> uniqueKinds(long organizationId) {
        return ContactKey.Kind.unique(withUniqueEmails.contains(organizationId));
    }

    /**
     * Lets each e-mail be of at most one contact of an organization, or of several again, as at the start.
     *
     * @param organizationId which organization
     * @param on whether e-mails shall be unique
     * @throws IllegalStateException if several contacts have one e-mail. The choice stays as it is
     */
    public void useUniqueEmails(long organizationId, boolean on) {
        if (!on) {
            withUniqueEmails.remove(organizationId);
            return;
        }
        Set<ContactKey> seen = new HashSet<>();
        for (Contact contact : contacts.values()) {
            for (ContactKey key : ContactKey.of(contact)) {
                if (contact.organizationId() == organizationId
                        && key.kind() == ContactKey.Kind.EMAIL
                        && !seen.add(key)) {
                    throw new IllegalStateException("Several contacts have one e-mail");
                }
            }
        }
        withUniqueEmails.add(organizationId);
    }

    @Override
    public Rows list(ListRequest request) {
        ContactQuery query = request.query();
        request.budget().check();
        List<Contact> matching = contacts.values().stream()
                .filter(contact -> contact.organizationId() == request.organizationId() && query.matches(contact))
                .filter(isSeen)
                .sorted(query.order())
                .toList();
        request.budget().requireSortable(query, matching.size());
        List<Contact> from = request.start()
                .map(place -> matching.stream().filter(place::precedes).toList())
                .orElse(matching);
        List<Contact> page =
                from.stream().skip(query.skip()).limit(query.limit()).toList();
        return new Rows(
                page.stream().map(contact -> shown(query, contact)).toList(),
                query.wantsTotal() ? OptionalLong.of(matching.size()) : OptionalLong.empty(),
                query.limit() > 0 && from.size() > query.skip() + (long) page.size());
    }

    /** What {@link ContactQuery#project} says, once more, so that it is compared with something. */
    private static Contact shown(ContactQuery query, Contact contact) {
        ContactDetails.Builder details = contact.details().toBuilder();
        if (!query.wantsCustomFields()) {
            details.replaceCustomFields(CustomFields.EMPTY);
        }
        if (!query.wantsLists()) {
            details.otherEmails(List.of()).otherPhones(List.of()).externalIds(List.of());
        }
        return contact.toBuilder().details(details.build()).build();
    }

    @Override
    public WriteResult write(WriteRequest request) {
        long organizationId = request.organizationId();
        request.changes().forEach(change -> change.requireOrganization(organizationId));
        request.budget().check();
        Map<Long, Contact> before = new TreeMap<>(contacts);
        List<Contact> stored = new ArrayList<>();
        for (Change change : request.changes()) {
            boolean stands = change.match(
                    insert -> true, replace -> stands(replace.before()), remove -> stands(remove.before()));
            if (!stands) {
                contacts = before;
                return WriteResult.stale(stored.size());
            }
            stored.add(change.match(
                    insert -> insert.contact().stored(organizationId, ++lastId),
                    Change.Replace::after,
                    Change.Remove::before));
            Contact last = stored.get(stored.size() - 1);
            contacts.put(last.id(), last);
            change.match(insert -> last, replace -> last, remove -> contacts.remove(last.id()));
        }
        List<TakenKey> taken = taken(request, stored, before);
        if (!taken.isEmpty()) {
            contacts = before;
            return WriteResult.taken(taken);
        }
        return WriteResult.stored(stored);
    }

    /** Looks at all contacts for each unique key that a change gives to its contact, and that the contact retains. */
    private List<TakenKey> taken(WriteRequest request, List<Contact> stored, Map<Long, Contact> before) {
        List<TakenKey> taken = new ArrayList<>();
        Map<ContactKey, Long> takers = new HashMap<>();
        for (int i = 0; i < stored.size(); i++) {
            long id = stored.get(i).id();
            Set<ContactKey> had = request.changes()
                    .get(i)
                    .match(insert -> Set.of(), replace -> ContactKey.of(replace.before()), remove -> Set.of());
            for (ContactKey key : unique(contacts.get(id))) {
                boolean isNew = unique(stored.get(i)).contains(key)
                        && !had.contains(key)
                        && !unique(before.get(id)).contains(key);
                if (isNew) {
                    OptionalLong holder = contacts.values().stream()
                            .filter(other -> other.id() != id
                                    && other.organizationId() == request.organizationId()
                                    && unique(other).contains(key)
                                    && unique(before.get(other.id())).contains(key))
                            .mapToLong(Contact::id)
                            .findFirst();
                    if (holder.isPresent() || takers.putIfAbsent(key, id) != null) {
                        taken.add(new TakenKey(i, key, holder));
                    }
                }
            }
        }
        return taken;
    }

    private Set<ContactKey> unique(@Nullable Contact contact) {
        return contact == null
                ? Set.of()
                : ContactKey.of(contact).stream()
                        .filter(key -> uniqueKinds(contact.organizationId()).contains(key.kind()))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean stands(Contact before) {
        Contact current = contacts.get(before.id());
        return current != null && current.version() == before.version();
    }
}
