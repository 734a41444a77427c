package dev.contactbook.api;

import dev.contactbook.api.Plan.Entry;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the contacts that items name, plans, writes and tells: one item or many, by one read and one write of the
 * store.
 *
 * <p>A write is optimistic: if what was read does not stand any more, nothing is written, and one starts again. Whoever
 * loses a race lost it to one who won, so all together always make progress.
 */
final class Writes {
    /**
     * How often a write starts again before it gives up. A call that loses this often competes with as many others that
     * won; without a bound a bug in a store would be an endless loop.
     */
    static final int MAX_ATTEMPTS = 1_000;

    private final ContactRules rules;
    private final Associations associations;
    private final Listeners listeners;

    Writes(ContactRules rules, Associations associations, Listeners listeners) {
        this.rules = rules;
        this.associations = associations;
        this.listeners = listeners;
    }

    /** Does one item, until no other caller gets in between: it is stored, or its one result says why not. */
    Written alone(Access access, Entry entry) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Written> written = carryOut(access, plan(access, List.of(entry), known(access.caller())));
            if (written.isPresent()) {
                return written.get();
            } else if (!entry.item().namesContact()) {
                throw new Storage("The store refused an insert", false, Storage.Outcome.NOT_APPLIED);
            }
        }
        throw new Storage("Too many concurrent changes to one contact", true, Storage.Outcome.NOT_APPLIED);
    }

    /** What to ask about owners and companies, for as long as the caller likes to believe the answers. */
    KnownIds known(Caller caller) {
        return associations.known(caller.organizationId());
    }

    /**
     * Decides about items by one read, and one look-up each for owners and companies where there are any to ask about.
     */
    Plan plan(Access access, List<Entry> entries, KnownIds known) {
        Set<Long> ids = entries.stream()
                .map(Entry::item)
                .filter(BulkItem::namesContact)
                .map(BulkItem::id)
                .collect(Collectors.toSet());
        Map<Long, Contact> found = access.find(ids);
        Plan plan;
        do {
            Instant now = rules.now();
            plan = new Plan(now, entries, found, (item, before) -> rules.change(access, now, item, before, known));
        } while (known.ask());
        return plan;
    }

    /** Writes what is planned, which listeners have yet to hear of; nothing at all if a change came too late. */
    Optional<Written> carryOut(Access access, Plan plan) {
        List<Change> changes = plan.writing().stream()
                .flatMap(step -> Optional.ofNullable(step.change()).stream())
                .toList();
        WriteResult result = changes.isEmpty() ? WriteResult.stored(List.of()) : access.write(changes, plan.at());
        return result.match(new WriteResult.Cases<Optional<Written>>() {
            @Override
            public Optional<Written> stored(List<Contact> contacts) {
                return Optional.of(new Written(plan, contacts, result.transaction(), access.caller(), listeners));
            }

            @Override
            public Optional<Written> stale(int index) {
                return Optional.empty();
            }
        });
    }
}
