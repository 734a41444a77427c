package dev.contactbook.api;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.OpenTransaction;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The host's store, believed only where it keeps to the port: an answer that it must not give, and whatever it throws,
 * leave as the storage error (contract §1, §5).
 */
final class GuardedRepository {
    private final ContactRepository store;

    GuardedRepository(ContactRepository store) {
        this.store = store;
    }

    /**
     * As {@link ContactRepository#find}, in a map of the caller's own.
     *
     * @param isSeen which of the contacts to answer with
     */
    Map<Long, Contact> find(long organizationId, Collection<Long> ids, Predicate<Contact> isSeen) {
        return guarded(Storage.Outcome.NOT_APPLIED, () -> {
            Map<Long, Contact> found = new HashMap<>();
            store.find(organizationId, ids).forEach((id, contact) -> {
                require(isOf(organizationId, contact) && contact.id() == id);
                if (isSeen.test(contact)) {
                    found.put(id, contact);
                }
            });
            return found;
        });
    }

    /**
     * As {@link ContactRepository#list}.
     *
     * @param isSeen which contacts the store may list: the filter of the query says so as well
     */
    Rows list(ListRequest request, Predicate<Contact> isSeen) {
        ContactQuery query = request.query();
        Consumer<Exception> refusal = thrown -> {
            if (thrown instanceof Invalid) {
                request.budget()
                        .requireSortable(query, Long.MAX_VALUE); // all that a store may refuse, in words of our own
            }
        };
        return guarded(Storage.Outcome.NOT_APPLIED, refusal, () -> {
            Rows rows = store.list(request);
            rows.contacts()
                    .forEach(contact -> require(isOf(request.organizationId(), contact) && isSeen.test(contact)));
            require(rows.contacts().size() <= query.limit());
            require(!rows.hasMore() || !rows.contacts().isEmpty());
            require(rows.total().isPresent() == query.wantsTotal()
                    && rows.total().orElse(0) >= 0);
            return rows;
        });
    }

    /** As {@link ContactRepository#write}. */
    WriteResult write(WriteRequest request) {
        return guarded(Storage.Outcome.UNKNOWN, () -> {
            WriteResult result = store.write(request);
            return result.match(new WriteResult.Cases<WriteResult>() {
                @Override
                public WriteResult stored(List<Contact> contacts) {
                    requireAnswer(request, contacts);
                    return result.transaction()
                            .map(open -> WriteResult.stored(contacts, guarded(open)))
                            .orElse(result);
                }

                @Override
                public WriteResult stale(int index) {
                    return result;
                }
            });
        });
    }

    private static void requireAnswer(WriteRequest request, List<Contact> stored) {
        List<Change> changes = request.changes();
        require(stored.size() == changes.size());
        for (int i = 0; i < stored.size(); i++) {
            require(isOf(request.organizationId(), stored.get(i)) && answers(changes.get(i), stored.get(i)));
        }
    }

    /**
     * A transaction that a store handed over: it may fail as the store itself may, and what was written is then
     * uncertain.
     */
    private static OpenTransaction guarded(OpenTransaction transaction) {
        return work -> guarded(Storage.Outcome.UNKNOWN, () -> transaction.attempt(work));
    }

    private static boolean isOf(long organizationId, Contact contact) {
        return contact.organizationId() == organizationId;
    }

    private static boolean answers(Change change, Contact contact) {
        return change.match(
                insert -> true,
                replace -> contact.id() == replace.after().id(),
                remove -> contact.id() == remove.before().id());
    }

    private static void require(boolean kept) {
        if (!kept) {
            throw new IllegalStateException("A store broke a rule of its port");
        }
    }

    private static <T> T guarded(Storage.Outcome outcome, Supplier<T> call) {
        return guarded(outcome, thrown -> {}, call);
    }

    @SuppressWarnings("CatchingUnchecked")
    private static <T> T guarded(Storage.Outcome outcome, Consumer<Exception> refusal, Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get());
        } catch (Storage e) {
            throw e;
        } catch (Exception e) { // checked ones too: not every language makes a store declare them
            refusal.accept(e);
            FailureLog.warn("The store failed", e);
            throw new Storage("The store failed", false, outcome);
        }
    }
}
