package dev.contactbook.api.write;

import dev.contactbook.api.access.CallerAccess;
import dev.contactbook.api.directory.DirectoryCheck;
import dev.contactbook.api.directory.DirectoryLookups;
import dev.contactbook.api.write.WritePlan.NumberedItem;
import dev.contactbook.api.write.WritePlan.PlannedChange;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.TakenKey;
import dev.contactbook.spi.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the contacts that commands name, plans, writes and reports to listeners: one command or many, by one read and
 * one write of the store.
 *
 * <p>A write is optimistic: if another caller changed what was read, nothing is written and the cycle starts again.
 * Every retry means that another write succeeded, so all callers together always make progress.
 */
public final class WriteCycle {
    /** How often a write is tried. Only a faulty store reaches this limit, and would be an endless loop without it. */
    public static final int MAX_ATTEMPTS = 1_000;

    private final ChangeRules rules;
    private final DirectoryLookups lookups;
    private final Listeners listeners;

    /**
     * Writes of contacts.
     *
     * @param rules what commands change
     * @param lookups the host's directory
     * @param listeners what to report changes to
     */
    public WriteCycle(ChangeRules rules, DirectoryLookups lookups, Listeners listeners) {
        this.rules = rules;
        this.lookups = lookups;
        this.listeners = listeners;
    }

    /**
     * Does one command, again if another caller was faster.
     *
     * @param access what the caller may do and see
     * @param command what to do
     * @return the contact as stored, and what was done, once listeners know of it
     */
    public ItemResult alone(CallerAccess access, ContactCommand command) {
        return alone(access, new NumberedItem(0, command), check(access.caller()))
                .report()
                .get(0);
    }

    /** Does one command, again if another caller was faster: it is stored, or its one result says why not. */
    Written alone(CallerAccess access, NumberedItem item, DirectoryCheck check) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            WriteAttempt attempted = carryOut(access, plan(access, List.of(item), check, true));
            attempted.clashes().forEach(ItemResult::contactOrThrow);
            if (attempted.written().isPresent()) {
                return attempted.written().get();
            } else if (item.command() instanceof ContactCommand.Create) {
                throw new Storage("The store refused an insert", false, Storage.Outcome.NOT_APPLIED);
            }
        }
        throw new Storage("Too many concurrent changes to one contact", true, Storage.Outcome.NOT_APPLIED);
    }

    /** A check of owners and companies that remembers the directory's answers. */
    DirectoryCheck check(Caller caller) {
        return lookups.check(caller.organizationId());
    }

    /**
     * Decides about commands by one read, of upserts another one, and one look-up each for owners and companies where
     * there are any to look up.
     *
     * @param mayPostpone whether the plan may leave out commands that have to wait for others of it
     */
    WritePlan plan(CallerAccess access, List<NumberedItem> items, DirectoryCheck check, boolean mayPostpone) {
        Set<Long> ids = items.stream()
                .flatMapToLong(item -> item.command().contactId().stream())
                .boxed()
                .collect(Collectors.toSet());
        Map<Long, Contact> found = new HashMap<>(access.findInAnyState(ids));
        Set<ContactKey> keys =
                items.stream().flatMap(item -> item.command().keys().stream()).collect(Collectors.toSet());
        access.holders(keys).forEach(holder -> found.putIfAbsent(holder.id(), holder));
        // One command waits for none, and does without a look at what the organization chose.
        Set<ContactKey.Kind> unique = mayPostpone && items.size() > 1 ? access.uniqueKinds() : Set.of();
        WritePlan plan;
        do {
            Instant now = rules.now();
            plan = new WritePlan(
                    now,
                    items,
                    new PlannedContacts(items, found.values(), unique),
                    (command, about) -> rules.change(access, now, command, about, check));
        } while (check.lookUp());
        return plan;
    }

    /**
     * Writes what is planned. Listeners do not know of it yet.
     *
     * @param access what the caller may do and see
     * @param plan what to write
     * @return what was written, or why nothing was
     */
    public WriteAttempt carryOut(CallerAccess access, WritePlan plan) {
        List<PlannedChange> writing = plan.writing();
        List<Change> changes = writing.stream()
                .flatMap(step -> Optional.ofNullable(step.change()).stream())
                .toList();
        WriteResult result = changes.isEmpty() ? WriteResult.stored(List.of()) : access.write(changes, plan.at());
        return result.match(new WriteResult.Cases<WriteAttempt>() {
            @Override
            public WriteAttempt stored(List<Contact> contacts) {
                return WriteAttempt.succeeded(
                        new Written(plan, writing, contacts, result.transaction(), access.caller(), listeners));
            }

            @Override
            public WriteAttempt stale(int index) {
                return WriteAttempt.LATE;
            }

            @Override
            public WriteAttempt taken(List<TakenKey> keys) {
                Set<Long> changed = writing.stream()
                        .flatMap(step -> Optional.ofNullable(step.before()).stream())
                        .map(Contact::id)
                        .collect(Collectors.toSet());
                Map<Integer, List<TakenKey>> byChange = keys.stream()
                        .collect(Collectors.groupingBy(TakenKey::index, TreeMap::new, Collectors.toList()));
                List<ItemResult> clashes = new ArrayList<>();
                // Commands after a refused change may meet other contacts and keys without it, and are decided again.
                long firstRefused = byChange.keySet().stream()
                        .map(writing::get)
                        .filter(step -> step.change() instanceof Change.Replace)
                        .mapToLong(step -> step.item().index())
                        .min()
                        .orElse(Long.MAX_VALUE);
                byChange.forEach((index, ofChange) -> {
                    NumberedItem item = writing.get(index).item();
                    if (item.index() > firstRefused) {
                        return;
                    }
                    boolean isRace = ofChange.stream()
                            .filter(key -> item.command().keys().contains(key.key()))
                            .flatMapToLong(key -> key.holderId().stream())
                            .anyMatch(holder -> !changed.contains(holder));
                    if (!isRace) { // else the next look finds the contact to change
                        clashes.add(ItemResult.failed(item.index(), access.duplicate(ofChange)));
                    }
                });
                return WriteAttempt.failed(
                        clashes,
                        keys.stream()
                                .allMatch(key -> key.holderId().isPresent()
                                        && !changed.contains(key.holderId().getAsLong())));
            }
        });
    }
}
