package dev.contactbook.testkit;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that logs what it stored, and that takes part in transactions of the host where it is in memory. */
final class TestStore implements ContactRepository, ChangeFeed {
    private final ContactRepository store;
    private final Optional<InMemoryContactRepository> fake;
    private final FakeTransactions transactions;
    private final List<TestChange> changes = new ArrayList<>();

    TestStore(ContactRepository store, FakeTransactions transactions) {
        this.store = store;
        this.fake = store instanceof InMemoryContactRepository inMemory ? Optional.of(inMemory) : Optional.empty();
        this.transactions = transactions;
    }

    /** The store where it is the one in memory. */
    Optional<InMemoryContactRepository> fake() {
        return fake;
    }

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        return store.find(organizationId, ids);
    }

    @Override
    public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
        return store.findByKeys(organizationId, keys, limit);
    }

    @Override
    public Set<ContactKey.Kind> uniqueKinds(long organizationId) {
        return store.uniqueKinds(organizationId);
    }

    @Override
    public Rows list(ListRequest request) {
        return store.list(request);
    }

    @Override
    public Changes changesSince(long organizationId, ChangePosition position, int limit) {
        return feed().changesSince(organizationId, position, limit);
    }

    @Override
    public SortedMap<Long, ChangePosition> ends() {
        return feed().ends();
    }

    private ChangeFeed feed() {
        if (!(store instanceof ChangeFeed feed)) {
            throw new UnsupportedOperationException("The store has no change feed");
        }
        return feed;
    }

    @Override
    public WriteResult write(WriteRequest request) {
        return write(request, this::log);
    }

    /** Writes what a test starts from, which is not logged. */
    WriteResult seed(WriteRequest request) {
        return write(request, stored -> {});
    }

    /** Puts a contact into the store in memory, with its id and version. */
    void put(InMemoryContactRepository memory, Contact contact) {
        memory.put(contact);
        undoLater(() -> remove(memory, contact));
    }

    private WriteResult write(WriteRequest request, Consumer<List<TestChange>> log) {
        WriteResult result = store.write(request);
        List<Contact> contacts = result.contacts().orElse(List.of());
        if (contacts.isEmpty()) {
            return result;
        }
        List<TestChange> stored = TestChange.of(request, contacts);
        log.accept(stored);
        FakeTransaction transaction = undoLater(() -> {
            for (int i = contacts.size() - 1; i >= 0; i--) {
                undo(request.changes().get(i), contacts.get(i));
            }
            forget(stored);
        });
        return transaction == null ? result : WriteResult.stored(contacts, transaction);
    }

    private @Nullable FakeTransaction undoLater(Runnable undo) {
        FakeTransaction transaction = fake.isPresent() ? transactions.current() : null;
        if (transaction != null) {
            transaction.add(undo);
        }
        return transaction;
    }

    private void undo(Change change, Contact stored) {
        InMemoryContactRepository memory = fake.orElseThrow();
        Contact before =
                change.<Contact>match(insert -> stored, replace -> replace.before(), remove -> remove.before());
        if (change instanceof Change.Insert) {
            remove(memory, before);
        } else {
            memory.put(before);
        }
    }

    /** Removes a contact in any version. */
    private static void remove(InMemoryContactRepository memory, Contact contact) {
        Contact current =
                memory.find(contact.organizationId(), List.of(contact.id())).get(contact.id());
        if (current != null
                && memory.write(contact.organizationId(), List.of(new Change.Remove(current)))
                        .staleIndex()
                        .isPresent()) {
            remove(memory, contact);
        }
    }

    private void log(List<TestChange> stored) {
        synchronized (changes) {
            changes.addAll(stored);
        }
    }

    private void forget(List<TestChange> undone) {
        synchronized (changes) {
            changes.removeAll(undone);
        }
    }

    List<TestChange> changes() {
        synchronized (changes) {
            return List.copyOf(changes);
        }
    }

    /** Goes back to an earlier log. */
    void restore(List<TestChange> then) {
        synchronized (changes) {
            changes.clear();
            changes.addAll(then);
        }
    }
}
