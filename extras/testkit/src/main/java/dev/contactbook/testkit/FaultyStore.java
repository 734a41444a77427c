package dev.contactbook.testkit;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The store for the code under test, with its faults.
 *
 * @param store the store that works
 * @param faults what goes wrong
 */
record FaultyStore(TestStore store, Faults faults) implements ContactRepository, ChangeFeed {
    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        return faults.call(Faults.Calls.READ, () -> store.find(organizationId, ids));
    }

    @Override
    public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
        return faults.call(Faults.Calls.READ, () -> store.findByKeys(organizationId, keys, limit));
    }

    @Override
    public Set<ContactKey.Kind> uniqueKinds(long organizationId) {
        return faults.call(Faults.Calls.READ, () -> store.uniqueKinds(organizationId));
    }

    @Override
    public Rows list(ListRequest request) {
        return faults.call(Faults.Calls.READ, () -> store.list(request));
    }

    @Override
    public WriteResult write(WriteRequest request) {
        return faults.call(Faults.Calls.WRITE, () -> store.write(request));
    }

    @Override
    public Changes changesSince(long organizationId, ChangePosition position, int limit) {
        return faults.call(Faults.Calls.READ, () -> store.changesSince(organizationId, position, limit));
    }

    @Override
    public SortedMap<Long, ChangePosition> ends() {
        return faults.call(Faults.Calls.READ, store::ends);
    }
}
