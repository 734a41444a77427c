package dev.contactbook.it.races;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Stores that are right as long as one thread calls them, each with a race that real ones have. */
enum PlantedRace {
    WRITES_WITHOUT_A_LOCK(Scenario.WRITES_OF_ONE, () -> new Snapshots() {
        @Override
        public WriteResult write(WriteRequest request) {
            return apply(request.organizationId(), request.changes(), ++lastId);
        }
    }),

    GIVES_IDS_OUTSIDE_ITS_LOCK(Scenario.INSERTS, () -> new Snapshots() {
        @Override
        public WriteResult write(WriteRequest request) {
            long id = ++lastId;
            synchronized (this) {
                return apply(request.organizationId(), request.changes(), id);
            }
        }
    }),

    CHECKS_AND_THEN_WRITES(Scenario.WRITES_OF_ONE, () -> new Racy() {
        @Override
        public WriteResult write(WriteRequest request) {
            int stale = firstStale(request.organizationId(), request.changes());
            return stale >= 0
                    ? WriteResult.stale(stale)
                    : super.write(request.withChanges(forced(request.organizationId(), request.changes())));
        }
    }),

    WRITES_ONE_CHANGE_AFTER_THE_OTHER(Scenario.WRITES_OF_TWO, () -> new Racy() {
        @Override
        public WriteResult write(WriteRequest request) {
            int stale = firstStale(request.organizationId(), request.changes());
            if (stale >= 0) {
                return WriteResult.stale(stale);
            }
            List<Contact> written = new ArrayList<>();
            for (Change change : request.changes()) {
                List<Contact> one = super.write(request.withChanges(List.of(change)))
                        .contacts()
                        .orElse(null);
                if (one == null) {
                    return WriteResult.stale(written.size());
                }
                written.addAll(one);
            }
            return WriteResult.stored(written);
        }
    }),

    READS_PAGE_AND_TOTAL_ONE_AFTER_THE_OTHER(Scenario.A_WRITE_OF_TWO_BESIDE_A_LIST, () -> new Racy() {
        @Override
        public Rows list(ListRequest request) {
            OptionalLong total = super.list(request).total();
            Rows rows = super.list(request);
            return new Rows(rows.contacts(), total, rows.hasMore());
        }
    }),

    FINDS_ONE_AFTER_THE_OTHER(Scenario.WRITES_OF_TWO, () -> new Racy() {
        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            Map<Long, Contact> found = new HashMap<>();
            for (Long id : ids) {
                found.putAll(super.find(organizationId, List.of(id)));
            }
            return found;
        }
    }),

    MAKES_AN_ORGANIZATION_TWICE(Scenario.FIRST_INSERTS, () -> new Racy() {
        private final Map<Long, ContactRepository> organizations = new ConcurrentHashMap<>();

        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            return of(organizationId).find(organizationId, ids);
        }

        @Override
        public Rows list(ListRequest request) {
            return of(request.organizationId()).list(request);
        }

        @Override
        public WriteResult write(WriteRequest request) {
            return of(request.organizationId()).write(request);
        }

        private ContactRepository of(long organizationId) {
            ContactRepository organization = organizations.get(organizationId);
            if (organization == null) {
                organization = new InMemoryContactRepository();
                organizations.put(organizationId, organization);
            }
            return organization;
        }
    }),

    LOCKS_CONTACTS_IN_THE_ORDER_OF_THE_CHANGES(Scenario.WRITES_OF_TWO, "deadlock", () -> new Racy() {
        private final Map<Long, Object> locks = Map.of(1L, new Object(), 2L, new Object());

        @Override
        public WriteResult write(WriteRequest request) {
            return write(request, 0);
        }

        private WriteResult write(WriteRequest request, int locked) {
            if (locked == request.changes().size()) {
                return super.write(request);
            }
            Contact before = before(request.changes().get(locked));
            synchronized (before == null ? new Object() : locks.get(before.id())) {
                return write(request, locked + 1);
            }
        }
    }),

    LETS_THE_LAST_WRITER_WIN(Scenario.PATCHES, () -> new Racy() {
        @Override
        public WriteResult write(WriteRequest request) {
            return super.write(request.withChanges(forced(request.organizationId(), request.changes())));
        }
    }),

    REMEMBERS_WHAT_IT_FOUND_TOO_LATE(Scenario.A_PATCH_BESIDE_A_GET, () -> new Racy() {
        private final Map<Long, Contact> remembered = new ConcurrentHashMap<>();

        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            if (!remembered.keySet().containsAll(ids)) {
                remembered.putAll(super.find(organizationId, ids));
            }
            return remembered;
        }

        @Override
        public WriteResult write(WriteRequest request) {
            WriteResult result = super.write(request);
            remembered.clear();
            return result;
        }
    });

    private final Scenario scenario;
    private final String found;
    private final Supplier<ContactRepository> store;

    PlantedRace(Scenario scenario, Supplier<ContactRepository> store) {
        this(scenario, "Invalid execution results", store);
    }

    PlantedRace(Scenario scenario, String found, Supplier<ContactRepository> store) {
        this.scenario = scenario;
        this.found = found;
        this.store = store;
    }

    /** What must show it. */
    Scenario scenario() {
        return scenario;
    }

    /** What the model checker has to say. */
    String found() {
        return found;
    }

    Supplier<ContactRepository> store() {
        return store;
    }

    /** The store in memory, each of whose calls is atomic: a race is between two of them. */
    private abstract static class Racy implements ContactRepository {
        private final ContactRepository right = new InMemoryContactRepository();

        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            return right.find(organizationId, ids);
        }

        @Override
        public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
            return right.findByKeys(organizationId, keys, limit);
        }

        @Override
        public Rows list(ListRequest request) {
            return right.list(request);
        }

        @Override
        public WriteResult write(WriteRequest request) {
            return right.write(request);
        }

        int firstStale(long organizationId, List<Change> changes) {
            for (int i = 0; i < changes.size(); i++) {
                Contact before = before(changes.get(i));
                Contact current = before == null ? null : current(organizationId, before);
                if (before != null && (current == null || current.version() != before.version())) {
                    return i;
                }
            }
            return -1;
        }

        /** The same changes to the contacts as they are stored now. */
        List<Change> forced(long organizationId, List<Change> changes) {
            List<Change> forced = new ArrayList<>();
            for (Change change : changes) {
                Contact before = before(change);
                Contact current = before == null ? null : current(organizationId, before);
                forced.add(
                        current == null
                                ? change
                                : change.match(
                                        insert -> insert,
                                        replace -> new Change.Replace(
                                                current,
                                                replace.after().toBuilder()
                                                        .version(current.version() + 1)
                                                        .build()),
                                        remove -> new Change.Remove(current)));
            }
            return forced;
        }

        private Contact current(long organizationId, Contact contact) {
            return right.find(organizationId, List.of(contact.id())).get(contact.id());
        }

        static Contact before(Change change) {
            return change.match(insert -> null, Change.Replace::before, Change.Remove::before);
        }
    }

    /** Every state a map of its own; a write must lock out others from the one it starts from to the one it leaves. */
    private abstract static class Snapshots implements ContactRepository {
        long lastId;
        private volatile Map<Long, Contact> contacts = Map.of();

        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            Map<Long, Contact> found = new HashMap<>(contacts);
            found.values().removeIf(contact -> contact.organizationId() != organizationId);
            found.keySet().retainAll(ids);
            return found;
        }

        @Override
        public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
            throw new UnsupportedOperationException("No race needs it");
        }

        @Override
        public Rows list(ListRequest request) {
            List<Contact> matching = contacts.values().stream()
                    .filter(contact -> contact.organizationId() == request.organizationId()
                            && request.query().matches(contact))
                    .sorted(request.query().order())
                    .toList();
            return Rows.of(request, matching);
        }

        WriteResult apply(long organizationId, List<Change> changes, long id) {
            Map<Long, Contact> next = new HashMap<>(contacts);
            List<Contact> results = new ArrayList<>();
            for (Change change : changes) {
                Contact before = Racy.before(change);
                Contact current = before == null ? null : next.get(before.id());
                if (before != null && (current == null || current.version() != before.version())) {
                    return WriteResult.stale(results.size());
                }
                Contact result = change.match(
                        insert -> insert.contact().stored(organizationId, id), Change.Replace::after, remove -> before);
                results.add(result);
                next.put(result.id(), result);
                if (change instanceof Change.Remove) {
                    next.remove(result.id());
                }
            }
            contacts = Map.copyOf(next);
            return WriteResult.stored(results);
        }
    }
}
