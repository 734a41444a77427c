package dev.contactbook.api.access;

import dev.contactbook.api.failures.FailureLog;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.OpenTransaction;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.TakenKey;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The host's store with every answer checked: an answer that violates a rule of the port becomes a storage failure, and
 * so does every exception (contract §1, §5).
 */
final class CheckedRepository {
    private static final String FOREIGN = "1.1: a contact of another organization";

    private final ContactRepository store;

    CheckedRepository(ContactRepository store) {
        this.store = store;
    }

    /**
     * As {@link ContactRepository#find}, in a new map.
     *
     * @param isSeen which of the contacts to return
     */
    Map<Long, Contact> find(long organizationId, Set<Long> ids, Predicate<Contact> isSeen) {
        return guarded(Storage.Outcome.NOT_APPLIED, () -> {
            Map<Long, Contact> found = new HashMap<>();
            store.find(organizationId, ids).forEach((id, contact) -> {
                require(ids.contains(id), "2.1: a contact that was not asked for");
                require(isOf(organizationId, contact), FOREIGN);
                require(contact.id() == id, "2.1: a contact under another id");
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
     * @param isSeen which contacts the store may list, as the filter of the query says already
     */
    Rows list(ListRequest request, Predicate<Contact> isSeen) {
        ContactQuery query = request.query();
        Consumer<Exception> refusal = thrown -> {
            if (thrown instanceof Invalid) {
                request.budget().requireSortable(query, Long.MAX_VALUE); // the only refusal a store may give
            }
        };
        return guarded(Storage.Outcome.NOT_APPLIED, refusal, () -> {
            Rows rows = store.list(request);
            rows.contacts().forEach(contact -> {
                require(isOf(request.organizationId(), contact), FOREIGN);
                require(isSeen.test(contact), "3.16: a contact that the query does not match");
            });
            require(rows.contacts().size() <= query.limit(), "3.7: more rows than the limit");
            require(!rows.hasMore() || !rows.contacts().isEmpty(), "3.20: more follows an empty page");
            require(rows.total().isPresent() == query.wantsTotal(), "3.9: the total is missing, or was not asked for");
            require(rows.total().orElse(0) >= 0, "3.8: a negative total");
            return rows;
        });
    }

    /** As {@link ContactRepository#findByKeys}. */
    List<Contact> findByKeys(long organizationId, Set<ContactKey> keys, int limit) {
        return guarded(Storage.Outcome.NOT_APPLIED, () -> {
            List<Contact> found = List.copyOf(store.findByKeys(organizationId, keys, limit));
            require(found.size() <= limit, "2.2: more contacts than the limit");
            long last = 0;
            for (Contact contact : found) {
                require(isOf(organizationId, contact), FOREIGN);
                require(!Collections.disjoint(ContactKey.of(contact), keys), "2.2: a contact without any of the keys");
                require(contact.id() > last, "2.2: a contact twice, or not by id");
                last = contact.id();
            }
            return found;
        });
    }

    /** As {@link ContactRepository#uniqueKinds}. */
    Set<ContactKey.Kind> uniqueKinds(long organizationId) {
        return guarded(Storage.Outcome.NOT_APPLIED, () -> {
            Set<ContactKey.Kind> kinds = Set.copyOf(store.uniqueKinds(organizationId));
            require(
                    kinds.equals(ContactKey.Kind.unique(kinds.contains(ContactKey.Kind.EMAIL))),
                    "2.3: other kinds than external ids and e-mails");
            return kinds;
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
                    require(
                            index >= 0 && index < request.changes().size(),
                            "4.3: a stale change that was not asked for");
                    return result;
                }

                @Override
                public WriteResult taken(List<TakenKey> keys) {
                    for (TakenKey key : keys) {
                        require(
                                key.index() >= 0
                                        && key.index() < request.changes().size(),
                                "4.12: a taken key that was not asked for");
                    }
                    return result;
                }
            });
        });
    }

    private static void requireAnswer(WriteRequest request, List<Contact> stored) {
        List<Change> changes = request.changes();
        require(stored.size() == changes.size(), "4.5: not one contact for each change");
        for (int i = 0; i < stored.size(); i++) {
            require(isOf(request.organizationId(), stored.get(i)), FOREIGN);
            require(answers(changes.get(i), stored.get(i)), "4.5: another contact than the change's");
        }
    }

    /** A transaction of the store, which can fail as the store can: then the outcome of the write is unknown. */
    private static OpenTransaction guarded(OpenTransaction transaction) {
        return work -> guarded(Storage.Outcome.UNKNOWN, () -> transaction.attempt(work));
    }

    private static boolean isOf(long organizationId, Contact contact) {
        return contact.organizationId() == organizationId;
    }

    private static boolean answers(Change change, Contact contact) {
        return change.match(
                insert -> true,
                replace -> contact.id() == replace.after().id()
                        && contact.version() == replace.after().version(),
                remove -> contact.id() == remove.before().id());
    }

    static void require(boolean isKept, String rule) {
        if (!isKept) {
            throw new BrokenRule(rule);
        }
    }

    private static <T> T guarded(Storage.Outcome outcome, Supplier<T> call) {
        return guarded(outcome, thrown -> {}, call);
    }

    @SuppressWarnings("CatchingUnchecked")
    static <T> T guarded(Storage.Outcome outcome, Consumer<Exception> refusal, Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get());
        } catch (Storage e) {
            throw e;
        } catch (BrokenRule e) {
            FailureLog.warn("The store violated rule " + e.rule, e);
            throw new Storage("The store failed", false, outcome);
        } catch (Exception e) { // checked ones too: some languages let a store throw them undeclared
            refusal.accept(e);
            FailureLog.warn("The store failed", e);
            throw new Storage("The store failed", false, outcome);
        }
    }

    /** A store returned what a rule of its port forbids. */
    private static final class BrokenRule extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String rule;

        BrokenRule(String rule) {
            super(rule);
            this.rule = rule;
        }
    }
}
