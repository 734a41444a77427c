package dev.contactbook.api.write;

import dev.contactbook.api.write.WritePlan.PlannedChange;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.spi.OpenTransaction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A plan that is written and that listeners do not know of yet. {@link #report} is a call of its own, outside of the
 * code that handles failures of the store: an exception of a listener must not look like one.
 */
public final class Written {
    private final WritePlan plan;
    private final IdentityHashMap<PlannedChange, Contact> stored = new IdentityHashMap<>();
    private final Optional<OpenTransaction> transaction;
    private final Caller caller;
    private final Listeners listeners;

    /**
     * What was written.
     *
     * @param writing the steps that the store was asked to write
     * @param contacts what the store made of each of them, in their order
     * @param transaction the host's transaction that the write is part of
     */
    Written(
            WritePlan plan,
            List<PlannedChange> writing,
            List<Contact> contacts,
            Optional<OpenTransaction> transaction,
            Caller caller,
            Listeners listeners) {
        this.plan = plan;
        this.transaction = transaction;
        this.caller = caller;
        this.listeners = listeners;
        for (int i = 0; i < writing.size(); i++) {
            stored.put(writing.get(i), contacts.get(i));
        }
    }

    /** {@return the host's transaction that the write is part of, empty if it is committed or nothing was written} */
    Optional<OpenTransaction> transaction() {
        return transaction;
    }

    /**
     * Reports each change to the listeners, in the order of the commands. Exceptions of listeners that must reach the
     * caller propagate.
     *
     * @return a result for each command
     */
    public List<ItemResult> report() {
        List<ItemResult> results = new ArrayList<>(plan.steps().size());
        for (PlannedChange step : plan.steps()) {
            Contact contact = stored.get(step);
            if (contact != null) {
                listeners.report(caller, step, contact, transaction);
            }
            results.add(step.result(contact));
        }
        if (!stored.isEmpty()) {
            transaction.ifPresent(listeners::requireUsable);
        }
        return results;
    }
}
