package dev.contactbook.api;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What items make of the contacts that were read, step by step: each item sees what those before it made, and nothing
 * is written yet.
 */
final class Plan {
    private final Instant at;
    private final List<Step> steps = new ArrayList<>();

    /**
     * Decides for one item after the other.
     *
     * @param at when what is decided happens
     * @param entries the items
     * @param found the contacts that were read
     * @param decide what an item changes of a contact, nothing perhaps; or throws why it does not
     */
    Plan(
            Instant at,
            List<Entry> entries,
            Map<Long, Contact> found,
            BiFunction<BulkItem, @Nullable Contact, Optional<Change>> decide) {
        this.at = at;
        Map<Long, Contact> current = new HashMap<>(found);
        Set<Long> changed = new HashSet<>();
        for (Entry entry : entries) {
            BulkItem item = entry.item();
            Contact before = item.namesContact() ? current.get(item.id()) : null;
            boolean onChanged = item.namesContact() && changed.contains(item.id());
            try {
                Change change = decide.apply(item, before).orElse(null);
                steps.add(new Step(entry, before, change, null, onChanged));
                if (change instanceof Change.Replace replace) {
                    current.put(item.id(), replace.after());
                    changed.add(item.id());
                }
            } catch (ContactsException e) {
                steps.add(new Step(entry, before, null, e, onChanged));
            }
        }
    }

    /** When it all happens. */
    Instant at() {
        return at;
    }

    /** The steps in the order of the items. */
    List<Step> steps() {
        return steps;
    }

    /**
     * The steps that write: by id, so that no two writes of many contacts wait for each other, then the new contacts in
     * their order. Steps of one contact stay in theirs.
     */
    List<Step> writing() {
        Comparator<Step> byId = Comparator.comparingInt(
                        (Step step) -> step.entry.item().namesContact() ? 0 : 1)
                .thenComparingLong(step -> step.entry.item().id());
        return steps.stream().filter(step -> step.change != null).sorted(byId).toList();
    }

    /** What went wrong, and with what. */
    List<BulkResult> refusals() {
        return steps.stream()
                .filter(step -> step.error != null)
                .map(step -> step.result(null))
                .toList();
    }

    /** The results where the write failed: its failure, but for those steps that it makes no difference to. */
    List<BulkResult> failed(Storage failure) {
        return steps.stream()
                .map(step -> step.needsWrite() ? BulkResult.failed(step.entry.index(), failure) : step.result(null))
                .toList();
    }

    /**
     * An item and its place among all items of the call.
     *
     * @param index from 0
     * @param item what to do
     */
    record Entry(long index, BulkItem item) {}

    /**
     * What is to be done about one item.
     *
     * @param entry which item
     * @param before the contact that it names, as the items before it left it
     * @param change what it changes, null where it changes nothing or is refused
     * @param error why it is refused, null where it is not
     * @param onChanged whether an item before it changes the same contact
     */
    record Step(
            Entry entry,
            @Nullable Contact before,
            @Nullable Change change,
            @Nullable ContactsException error,
            boolean onChanged) {
        /** Whether its result holds only if the write succeeds. */
        boolean needsWrite() {
            return change != null || onChanged;
        }

        /** The result, with the contact that the store made of the change. */
        BulkResult result(@Nullable Contact stored) {
            if (error != null) {
                return BulkResult.failed(entry.index(), error);
            }
            Contact contact = stored == null ? before : stored;
            return contact == null ? BulkResult.notApplied(entry.index()) : BulkResult.stored(entry.index(), contact);
        }
    }
}
