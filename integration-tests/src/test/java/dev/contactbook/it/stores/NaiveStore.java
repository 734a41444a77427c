package dev.contactbook.it.stores;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Position;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.KeyChanges;
import dev.contactbook.spi.KeyChanges.KeyOf;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.TakenKey;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A right store in which each step is a method of its own, so that a {@link BrokenStore} can get just one of them
 * wrong.
 */
public class NaiveStore implements ContactRepository {
    private Map<Long, Contact> contacts = new TreeMap<>();
    private final Set<Long> withUniqueEmails = ConcurrentHashMap.newKeySet();
    private long lastId;
    private volatile long writes;

    @Override
    public synchronized Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        Map<Long, Contact> found = new HashMap<>();
        for (Long id : ids) {
            Contact contact = contacts.get(id);
            if (contact != null && belongs(contact, organizationId) && finds(contact)) {
                found.put(id, read(contact));
            }
        }
        return found;
    }

    @Override
    public synchronized List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
        return contacts.values().stream()
                .filter(contact -> belongs(contact, organizationId))
                .filter(contact -> !Collections.disjoint(keys(contact), keys))
                .limit(limit)
                .map(this::read)
                .toList();
    }

    @Override
    public Set<ContactKey.Kind> uniqueKinds(long organizationId) {
        return ContactKey.Kind.unique(withUniqueEmails.contains(organizationId));
    }

    /** Makes e-mails unique in an organization, or not any more. */
    public synchronized void useUniqueEmails(long organizationId, boolean on) {
        Set<ContactKey> seen = new HashSet<>();
        boolean isShared = contacts.values().stream()
                .filter(contact -> contact.organizationId() == organizationId)
                .flatMap(contact -> keysToChoose(contact).stream())
                .anyMatch(key -> key.kind() == ContactKey.Kind.EMAIL && !seen.add(key));
        if (on && isShared) {
            throw new IllegalStateException("Several contacts have one e-mail");
        }
        if (on) {
            withUniqueEmails.add(organizationId);
        } else {
            withUniqueEmails.remove(organizationId);
        }
    }

    Set<ContactKey> keysToChoose(Contact contact) {
        return ContactKey.of(contact);
    }

    @Override
    public synchronized Rows list(ListRequest request) {
        ContactQuery query = request.query();
        check(request.budget());
        List<Contact> own = contacts.values().stream()
                .filter(contact -> belongs(contact, request.organizationId()))
                .toList();
        List<Contact> matching = own.stream()
                .filter(contact -> matches(query, contact))
                .sorted(order(query))
                .toList();
        requireSortable(request.budget(), query, matching);
        List<Contact> from =
                request.start().map(place -> following(place, matching)).orElse(matching);
        List<Contact> page = window(query, from).stream()
                .map(this::read)
                .map(contact -> shown(query, contact))
                .toList();
        return new Rows(page, total(query, own, matching), hasMore(query, from));
    }

    @Override
    public WriteResult write(WriteRequest request) {
        request.changes().forEach(change -> requireOrganization(change, request.organizationId()));
        checkBeforeWriting(request.budget());
        return writeAtOnce(request.organizationId(), request.changes());
    }

    synchronized WriteResult writeAtOnce(long organizationId, List<Change> changes) {
        writes++;
        Map<Long, Contact> before = new TreeMap<>(contacts);
        List<Contact> answer = new ArrayList<>();
        for (int index = 0; index < changes.size(); index++) {
            Contact result = changes.get(index)
                    .match(
                            insert -> put(insert.contact().stored(organizationId, nextId(contacts))),
                            replace -> stands(replace, before) ? put(replace.after()) : null,
                            remove -> stands(remove.before(), contacts) ? remove(remove.before()) : null);
            if (result == null) {
                contacts = afterFailure(before, contacts);
                return WriteResult.stale(index);
            }
            answer.add(result);
        }
        List<TakenKey> taken = taken(organizationId, KeyChanges.of(changes).added(answer), before);
        if (!taken.isEmpty()) {
            contacts = afterFailure(before, contacts);
            return WriteResult.taken(taken);
        }
        return WriteResult.stored(answer(changes, answer));
    }

    /** What a write would end in. */
    final synchronized WriteResult tried(WriteRequest request) {
        Map<Long, Contact> before = new TreeMap<>(contacts);
        WriteResult result = writeAtOnce(request.organizationId(), request.changes());
        contacts = before;
        return result;
    }

    List<TakenKey> taken(long organizationId, List<KeyOf> added, Map<Long, Contact> before) {
        Set<ContactKey> seen = new HashSet<>();
        List<TakenKey> taken = new ArrayList<>();
        for (KeyOf each : added) {
            if (uniqueKinds(organizationId).contains(each.key().kind())) {
                OptionalLong holder = contacts.values().stream()
                        .filter(other -> other.id() != each.contactId() && isRival(other, organizationId))
                        .filter(other -> keys(other).contains(each.key()))
                        .filter(other -> before.containsKey(other.id())
                                && keys(before.get(other.id())).contains(each.key()))
                        .mapToLong(Contact::id)
                        .findFirst();
                if (!seen.add(each.key()) || holder.isPresent()) {
                    taken.add(new TakenKey(each.index(), each.key(), holder));
                }
            }
        }
        taken.sort(Comparator.comparingInt(TakenKey::index).thenComparing(TakenKey::key));
        return taken;
    }

    boolean isRival(Contact other, long organizationId) {
        return other.organizationId() == organizationId;
    }

    /** How many writes there were. */
    final long writes() {
        return writes;
    }

    void check(WorkBudget budget) {
        budget.check();
    }

    void checkBeforeWriting(WorkBudget budget) {
        budget.check();
    }

    void requireSortable(WorkBudget budget, ContactQuery query, List<Contact> matching) {
        budget.requireSortable(query, matching.size());
    }

    boolean belongs(Contact contact, long organizationId) {
        return contact.organizationId() == organizationId;
    }

    boolean finds(Contact contact) {
        return true;
    }

    Set<ContactKey> keys(Contact contact) {
        return ContactKey.of(contact);
    }

    Contact read(Contact contact) {
        return contact;
    }

    boolean matches(ContactQuery query, Contact contact) {
        return query.matches(contact);
    }

    Comparator<Contact> order(ContactQuery query) {
        return query.order();
    }

    List<Contact> following(Position place, List<Contact> matching) {
        return matching.stream().filter(place::precedes).toList();
    }

    boolean hasMore(ContactQuery query, List<Contact> from) {
        return query.limit() > 0 && from.size() > (long) query.skip() + query.limit();
    }

    Contact shown(ContactQuery query, Contact contact) {
        return query.project(contact);
    }

    List<Contact> window(ContactQuery query, List<Contact> from) {
        return from.stream().skip(query.skip()).limit(query.limit()).toList();
    }

    OptionalLong total(ContactQuery query, List<Contact> own, List<Contact> matching) {
        return query.wantsTotal() ? OptionalLong.of(matching.size()) : OptionalLong.empty();
    }

    void requireOrganization(Change change, long organizationId) {
        change.requireOrganization(organizationId);
    }

    long nextId(Map<Long, Contact> current) {
        return ++lastId;
    }

    boolean stands(Change.Replace replace, Map<Long, Contact> beforeTheWrite) {
        return stands(replace.before(), contacts);
    }

    static boolean stands(Contact before, Map<Long, Contact> contacts) {
        Contact current = contacts.get(before.id());
        return current != null && current.version() == before.version();
    }

    Contact put(Contact contact) {
        contacts.put(contact.id(), contact);
        return contact;
    }

    Contact remove(Contact contact) {
        contacts.remove(contact.id());
        return contact;
    }

    Map<Long, Contact> afterFailure(Map<Long, Contact> before, Map<Long, Contact> halfWritten) {
        return before;
    }

    List<Contact> answer(List<Change> changes, List<Contact> answer) {
        return answer;
    }

    final synchronized @Nullable Contact current(long id) {
        return contacts.get(id);
    }
}
