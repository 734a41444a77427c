package dev.contactbook.api;

import dev.contactbook.api.Plan.Entry;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Storage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Items that are done together, with their results as far as there are any: open ones have none yet. Not thread-safe.
 */
final class Chunk {
    /** How often items that others get in between of start again together, before each goes on its own. */
    private static final int ATTEMPTS_TOGETHER = 3;

    private final Access access;
    private final Writes writes;
    private final KnownIds known;
    private final Map<Long, BulkResult> results = new TreeMap<>();
    private List<Entry> open;

    /** A chunk of which those items are open that are right in themselves and permitted. */
    Chunk(Access access, Writes writes, List<Entry> entries) {
        access.renewDeadline();
        this.access = access;
        this.writes = writes;
        this.known = writes.known(access.caller());
        this.open = entries;
        close(entries.stream().flatMap(entry -> refusal(entry).stream()).toList());
    }

    private Optional<BulkResult> refusal(Entry entry) {
        try {
            ContactRules.requireForm(access.caller(), entry.item());
        } catch (ContactsException e) {
            return Optional.of(BulkResult.failed(entry.index(), e));
        }
        return access.permits(entry.item().operation())
                ? Optional.empty()
                : Optional.of(BulkResult.failed(entry.index(), Forbidden.contact()));
    }

    /**
     * Does each item for itself: all together as long as that works, in the end one by one. Throws where the host's
     * transaction is gone.
     */
    void each() {
        for (int attempt = 0; attempt < ATTEMPTS_TOGETHER && !open.isEmpty(); attempt++) {
            Plan plan;
            try {
                plan = plan();
            } catch (Storage e) {
                requireTransaction(e);
                failThoseThatNameContacts(e);
                continue;
            }
            Optional<Written> written;
            try {
                written = writes.carryOut(access, plan);
            } catch (Storage e) {
                requireTransaction(e);
                if (!e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED) {
                    break; // one of them is what the store refuses, and on its own it harms nobody
                }
                close(plan.failed(e));
                continue;
            }
            written.ifPresent(all -> close(all.tell()));
        }
        open.forEach(this::alone);
    }

    /** What the open items make of the contacts that are stored now. */
    Plan plan() {
        return writes.plan(access, open, known);
    }

    /** Gives items their results: they are not open any more. */
    void close(Collection<BulkResult> more) {
        more.forEach(result -> results.put(result.index(), result));
        open = open.stream()
                .filter(entry -> !results.containsKey(entry.index()))
                .toList();
    }

    /** The results in the order of the items; open ones have none. */
    List<BulkResult> results() {
        return new ArrayList<>(results.values());
    }

    /** Leaves the open items alone: they get neither contact nor error. */
    void leaveOpenOnes() {
        close(open.stream().map(entry -> BulkResult.notApplied(entry.index())).toList());
    }

    /** A read that fails is nothing to those that need none. */
    private void failThoseThatNameContacts(Storage failure) {
        close(open.stream()
                .filter(entry -> entry.item().namesContact())
                .map(entry -> BulkResult.failed(entry.index(), failure))
                .toList());
    }

    /** Where the host's transaction is gone, what was stored before is too, and nothing more may be. */
    private static void requireTransaction(ContactsException failure) {
        if (failure instanceof Storage storage && storage.endedTransaction()) {
            throw storage;
        }
    }

    private void alone(Entry entry) {
        Written written;
        try {
            written = writes.alone(access, entry);
        } catch (ContactsException e) {
            requireTransaction(e);
            results.put(entry.index(), BulkResult.failed(entry.index(), e));
            return;
        }
        results.put(entry.index(), written.tell().get(0));
    }
}
