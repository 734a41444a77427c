package dev.contactbook.api;

import dev.contactbook.api.Plan.Step;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.OpenTransaction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A plan that is written, of which the listeners have yet to hear. That is a call of its own, outside of what handles
 * failures of the store: what a listener throws must not be taken for one.
 */
final class Written {
    private final Plan plan;
    private final IdentityHashMap<Step, Contact> stored = new IdentityHashMap<>();
    private final Optional<OpenTransaction> transaction;
    private final Caller caller;
    private final Listeners listeners;

    /**
     * What was written.
     *
     * @param contacts what the store made of each step of {@link Plan#writing()}, in its order
     * @param transaction the transaction of the host's that it is part of, if it is
     */
    Written(
            Plan plan,
            List<Contact> contacts,
            Optional<OpenTransaction> transaction,
            Caller caller,
            Listeners listeners) {
        this.plan = plan;
        this.transaction = transaction;
        this.caller = caller;
        this.listeners = listeners;
        List<Step> writing = plan.writing();
        for (int i = 0; i < writing.size(); i++) {
            stored.put(writing.get(i), contacts.get(i));
        }
    }

    /**
     * Tells the listeners of each change, in the order of the items. What they throw comes out where it is to reach the
     * caller.
     */
    List<BulkResult> tell() {
        List<BulkResult> results = new ArrayList<>(plan.steps().size());
        for (Step step : plan.steps()) {
            Contact contact = stored.get(step);
            Change change = step.change();
            if (contact != null && change != null) {
                listeners.tell(caller, change, contact, transaction);
            }
            results.add(step.result(contact));
        }
        if (!stored.isEmpty()) {
            transaction.ifPresent(listeners::requireUsable);
        }
        return results;
    }
}
