package dev.contactbook.api.write;

import dev.contactbook.api.observe.Observers;
import dev.contactbook.api.write.WritePlan.PlannedChange;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.LifeState;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.OpenTransaction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports stored changes to all listeners. After a commit no listener can undo a change or keep it from the next
 * listener. In a transaction of the host that is still open, the exception of a listener reaches the caller, unless the
 * host wants it reported (contract §3).
 */
public final class Listeners {
    private static final String LEFT_UNUSABLE =
            "A listener left the transaction unusable: roll back to a savepoint after catching an SQL error";

    private final List<Registered> listeners;
    private final BiConsumer<? super Contact, ? super Throwable> onFailure;
    private final Observers observers;

    /**
     * Some listeners.
     *
     * @param listeners the listeners, in the order in which they are called; copied
     * @param onFailure gets the contact and the exception where the exception does not reach the caller
     * @param observers what to report each failure to
     */
    public Listeners(
            List<Registered> listeners, BiConsumer<? super Contact, ? super Throwable> onFailure, Observers observers) {
        this.listeners = List.copyOf(listeners);
        this.onFailure = onFailure;
        this.observers = observers;
    }

    /**
     * A listener as the host added it.
     *
     * @param listener the listener
     * @param rethrows whether its exceptions reach the caller in an open transaction
     */
    public record Registered(ContactListener listener, boolean rethrows) {}

    /**
     * Reports one change.
     *
     * @param step the change
     * @param stored the contact that the store made of it
     * @param transaction the host's transaction that the change is part of
     */
    void report(Caller caller, PlannedChange step, Contact stored, Optional<OpenTransaction> transaction) {
        if (listeners.isEmpty()) {
            return;
        }
        Consumer<ContactListener> event = event(caller, step, stored);
        for (Registered registered : listeners) {
            if (transaction.isPresent() && registered.rethrows()) {
                rethrowing(caller, event, registered.listener());
            } else {
                Throwable failure = transaction.isPresent()
                        ? failureBehindSavepoint(transaction.get(), event, registered.listener())
                        : failure(event, registered.listener());
                if (failure != null) {
                    observers.listenerFailed(caller);
                    reportFailure(stored, failure);
                }
            }
        }
    }

    private void rethrowing(Caller caller, Consumer<ContactListener> event, ContactListener listener) {
        try {
            event.accept(listener);
        } catch (Throwable thrown) {
            observers.listenerFailed(caller);
            throw thrown;
        }
    }

    private static Consumer<ContactListener> event(Caller caller, PlannedChange step, Contact stored) {
        return step.item()
                .command()
                .match(
                        create -> listener -> listener.created(caller, stored),
                        patch -> listener -> listener.patched(caller, Objects.requireNonNull(step.before()), stored),
                        delete -> listener -> listener.deleted(caller, stored),
                        restore -> listener -> listener.restored(caller, stored),
                        upsert -> {
                            Contact before = step.before();
                            if (before == null) {
                                return listener -> listener.created(caller, stored);
                            }
                            return before.lifeState() == LifeState.DELETED
                                    ? listener -> listener.restored(caller, stored)
                                    : listener -> listener.patched(caller, before, stored);
                        });
    }

    /**
     * Fails where a listener or the hook left a transaction of the host unusable without an exception: PostgreSQL would
     * commit nothing of it.
     */
    void requireUsable(OpenTransaction transaction) {
        if (!listeners.isEmpty() && !transaction.attempt(() -> true)) {
            throw new Storage(LEFT_UNUSABLE, false, Storage.Outcome.UNKNOWN);
        }
    }

    private static @Nullable Throwable failureBehindSavepoint(
            OpenTransaction transaction, Consumer<ContactListener> event, ContactListener listener) {
        @Nullable Throwable[] thrown = {null};
        boolean stands = transaction.attempt(() -> {
            thrown[0] = failure(event, listener);
            return thrown[0] == null;
        });
        return stands || thrown[0] != null ? thrown[0] : new IllegalStateException(LEFT_UNUSABLE);
    }

    @SuppressWarnings("CatchingUnchecked") // the write is stored and must be answered, whichever exception it is
    private static @Nullable Throwable failure(Consumer<ContactListener> event, ContactListener listener) {
        try {
            event.accept(listener);
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void reportFailure(Contact contact, Throwable thrown) {
        try {
            onFailure.accept(contact, thrown);
        } catch (Throwable ignored) {
            // The hook was the place to report it. The write must still be answered.
        }
    }
}
