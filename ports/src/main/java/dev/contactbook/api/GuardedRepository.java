package dev.contactbook.api;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The host's store, of which even the unforeseen failures leave as the storage error (contract §5). */
final class GuardedRepository implements ContactRepository {
    private final ContactRepository store;

    GuardedRepository(ContactRepository store) {
        this.store = store;
    }

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        return guarded(Storage.Outcome.NOT_APPLIED, () -> store.find(organizationId, ids));
    }

    @Override
    public Rows list(long organizationId, ContactQuery query) {
        return guarded(Storage.Outcome.NOT_APPLIED, () -> store.list(organizationId, query));
    }

    @Override
    public WriteResult write(long organizationId, List<Change> changes) {
        return guarded(Storage.Outcome.UNKNOWN, () -> {
            WriteResult result = store.write(organizationId, changes);
            if (result.match(stored -> stored.size() != changes.size(), stale -> false)) {
                throw new IllegalStateException("A store answered another number of contacts than of changes");
            }
            return result;
        });
    }

    @SuppressWarnings("CatchingUnchecked")
    private static <T> T guarded(Storage.Outcome outcome, Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get());
        } catch (Storage e) {
            throw e;
        } catch (Exception e) { // checked ones too: not every language makes a store declare them
            throw new Storage("The store failed", false, outcome);
        }
    }
}
