package dev.contactbook.api.write;

import dev.contactbook.api.access.CallerAccess;
import dev.contactbook.api.directory.DirectoryCheck;
import dev.contactbook.api.write.WritePlan.NumberedItem;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Storage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Commands that are done together, with the results so far. An open command has none yet. Not thread-safe. */
public final class BulkChunk {
    /** How often commands that lost a race start again together. After that each is done alone. */
    private static final int ATTEMPTS_TOGETHER = 3;

    private final CallerAccess access;
    private final WriteCycle writes;
    private final DirectoryCheck check;
    private final Map<Long, ItemResult> results = new TreeMap<>();
    private List<NumberedItem> open;

    /**
     * A chunk whose open commands are those that are valid in themselves and permitted.
     *
     * @param access what the caller may do and see
     * @param writes how to write
     * @param items the commands
     */
    public BulkChunk(CallerAccess access, WriteCycle writes, List<NumberedItem> items) {
        access.renewDeadline();
        this.access = access;
        this.writes = writes;
        this.check = writes.check(access.caller());
        this.open = items;
        close(items.stream().flatMap(item -> refusal(item).stream()).toList());
    }

    private Optional<ItemResult> refusal(NumberedItem item) {
        try {
            ChangeRules.requireForm(access.caller(), item.command());
        } catch (ContactsException e) {
            return Optional.of(ItemResult.failed(item.index(), e));
        }
        return item.command().operations().stream().allMatch(access::permits)
                ? Optional.empty()
                : Optional.of(ItemResult.failed(item.index(), Forbidden.contact()));
    }

    /**
     * Does each command by itself: all together while that works, the rest one by one. Throws where the host's
     * transaction is gone.
     *
     * @param earlier the writes of the chunks before, to which those of this one are added
     */
    public void each(EarlierWrites earlier) {
        earlier.beginChunk();
        eachTogether(earlier);
        open.forEach(item -> alone(item, earlier));
        earlier.requireKept();
    }

    private void eachTogether(EarlierWrites earlier) {
        for (int attempt = 0; attempt < ATTEMPTS_TOGETHER && !open.isEmpty(); attempt++) {
            WritePlan plan;
            try {
                plan = writes.plan(access, open, check, true);
            } catch (Storage e) {
                requireTransaction(e);
                failThoseThatNameContacts(e);
                continue;
            }
            WriteAttempt attempted;
            try {
                attempted = writes.carryOut(access, plan);
            } catch (Storage e) {
                requireTransaction(e);
                if (!e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED) {
                    break; // the store rejects one of them, which alone does not affect the others
                }
                close(plan.failed(e));
                continue;
            }
            if (!attempted.areStored()) {
                break; // of two commands about one key the first decides what the second meets
            }
            close(attempted.clashes());
            attempted.written().ifPresent(all -> {
                earlier.add(all);
                close(all.report());
            });
        }
    }

    /** {@return what the open commands change of the contacts that are stored now, all of them together} */
    public WritePlan plan() {
        return writes.plan(access, open, check, false);
    }

    /**
     * Gives commands their results: they are no longer open.
     *
     * @param more the results
     */
    public void close(Collection<ItemResult> more) {
        more.forEach(result -> results.put(result.index(), result));
        open = open.stream().filter(item -> !results.containsKey(item.index())).toList();
    }

    /** {@return the results in the order of the commands, without those of open ones} */
    public List<ItemResult> results() {
        return new ArrayList<>(results.values());
    }

    /** Gives the open commands a result with neither contact nor error. */
    public void leaveOpenOnes() {
        close(open.stream().map(item -> ItemResult.notApplied(item.index())).toList());
    }

    /** A failed read does not affect commands that need none. */
    private void failThoseThatNameContacts(Storage failure) {
        close(open.stream()
                .filter(item -> item.command().contactId().isPresent()
                        || !item.command().keys().isEmpty())
                .map(item -> ItemResult.failed(item.index(), failure))
                .toList());
    }

    /** If the host's transaction is gone, earlier writes are gone with it, and no more may follow. */
    private static void requireTransaction(ContactsException failure) {
        if (failure instanceof Storage storage && storage.endedTransaction()) {
            throw storage;
        }
    }

    private void alone(NumberedItem item, EarlierWrites earlier) {
        Written written;
        try {
            written = writes.alone(access, item, check);
        } catch (ContactsException e) {
            requireTransaction(e);
            results.put(item.index(), ItemResult.failed(item.index(), e));
            return;
        }
        earlier.add(written);
        results.put(item.index(), written.report().get(0));
    }
}
