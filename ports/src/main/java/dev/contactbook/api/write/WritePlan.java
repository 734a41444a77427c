package dev.contactbook.api.write;

import dev.contactbook.api.write.ItemResult.Effect;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.LifeState;
import dev.contactbook.spi.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What commands change of the contacts that were read: each sees what those before it changed. Nothing is written yet.
 */
public final class WritePlan {
    private final Instant at;
    private final List<PlannedChange> steps = new ArrayList<>();

    /**
     * Decides for one command after the other. Commands that have to wait for others of the plan are left out.
     *
     * @param at when all of it happens
     * @param items the commands
     * @param contacts the contacts that were read
     * @param decide what a command changes of the contacts that it is about, empty for nothing; or throws why it does
     *     not
     */
    WritePlan(
            Instant at,
            List<NumberedItem> items,
            PlannedContacts contacts,
            BiFunction<ContactCommand, List<Contact>, Optional<Change>> decide) {
        this.at = at;
        for (NumberedItem item : items) {
            if (contacts.awaits(item.command())) {
                continue;
            }
            List<Contact> about = contacts.of(item.command());
            Contact before = about.isEmpty() ? null : about.get(0);
            boolean onChanged = before != null && contacts.isChanged(before.id());
            try {
                Change change = decide.apply(item.command(), about).orElse(null);
                if (contacts.plan(change)) {
                    steps.add(new PlannedChange(item, before, change, null, onChanged));
                }
            } catch (ContactsException e) {
                steps.add(new PlannedChange(item, before, null, e, onChanged));
            }
        }
    }

    /** {@return when all of it happens} */
    Instant at() {
        return at;
    }

    /** {@return the steps in the order of the commands} */
    List<PlannedChange> steps() {
        return steps;
    }

    /**
     * {@return the steps that write: by id, so that two writes of many contacts never wait for each other, then the new
     * contacts in their order} Steps of one contact stay in their order.
     */
    List<PlannedChange> writing() {
        Comparator<PlannedChange> byId = Comparator.comparing(
                        (PlannedChange step) -> step.change() instanceof Change.Insert)
                .thenComparingLong(
                        step -> step.before() == null ? 0 : step.before().id());
        return steps.stream().filter(step -> step.change() != null).sorted(byId).toList();
    }

    /** {@return the results of the commands that are refused} */
    public List<ItemResult> refusals() {
        return steps.stream()
                .filter(step -> step.error() != null)
                .map(step -> step.result(null))
                .toList();
    }

    /** {@return the results after a write that failed: its failure for each step that needed the write} */
    List<ItemResult> failed(Storage failure) {
        return steps.stream()
                .map(step -> step.needsWrite() ? ItemResult.failed(step.item().index(), failure) : step.result(null))
                .toList();
    }

    /**
     * A command and its place among all commands of the call.
     *
     * @param index from 0
     * @param command what to do
     */
    public record NumberedItem(long index, ContactCommand command) {}

    /**
     * What is decided about one command.
     *
     * @param item which command
     * @param before the contact that it names, as the commands before it left it
     * @param change what it changes, null where it changes nothing or is refused
     * @param error why it is refused, null where it is not
     * @param onChanged whether a command before it changes the same contact
     */
    record PlannedChange(
            NumberedItem item,
            @Nullable Contact before,
            @Nullable Change change,
            @Nullable ContactsException error,
            boolean onChanged) {
        /** Whether its result holds only if the write succeeds. */
        boolean needsWrite() {
            return change != null || onChanged;
        }

        /** The result, with the contact that the store made of the change. */
        ItemResult result(@Nullable Contact stored) {
            if (error != null) {
                return ItemResult.failed(item.index(), error);
            }
            Contact contact = stored == null ? before : stored;
            return contact == null
                    ? ItemResult.notApplied(item.index())
                    : ItemResult.stored(item.index(), contact, effect());
        }

        private Effect effect() {
            if (change == null) {
                return Effect.NONE;
            }
            return change.match(
                    insert -> Effect.CREATED,
                    replace -> replace.before().lifeState() == LifeState.DELETED ? Effect.RESTORED : Effect.CHANGED,
                    remove -> Effect.CHANGED);
        }
    }
}
