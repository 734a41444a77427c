package dev.contactbook.api;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.OpenTransaction;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells all listeners of a change that is stored. Where it is committed none of them can undo it, or keep the next from
 * hearing; in a transaction that is still open, what a listener throws reaches the caller unless it is to be reported
 * (contract §3).
 */
final class Listeners {
    private static final String LEFT_UNUSABLE =
            "A listener left the transaction unable to go on, by catching what its SQL threw perhaps";

    private final List<Told> listeners;
    private final BiConsumer<? super Contact, ? super Throwable> onFailure;

    Listeners(List<Told> listeners, BiConsumer<? super Contact, ? super Throwable> onFailure) {
        this.listeners = List.copyOf(listeners);
        this.onFailure = onFailure;
    }

    /**
     * A listener as the host added it.
     *
     * @param listener the listener
     * @param whenItFails what becomes of what it throws in an open transaction
     */
    record Told(ContactListener listener, WhenItFails whenItFails) {}

    /**
     * Tells what a change made: a contact that is new, deleted or another one now.
     *
     * @param transaction the transaction of the host's that the change is part of, if it is
     */
    void tell(Caller caller, Change change, Contact stored, Optional<OpenTransaction> transaction) {
        Consumer<ContactListener> event = listener -> {
            if (!(change instanceof Change.Replace replace)) {
                listener.created(caller, stored);
            } else if (replace.after().isLive()) {
                listener.patched(caller, replace.before(), stored);
            } else {
                listener.deleted(caller, stored);
            }
        };
        for (Told told : listeners) {
            if (transaction.isPresent() && told.whenItFails() == WhenItFails.RETHROW) {
                event.accept(told.listener());
            } else {
                Throwable failure = transaction.isPresent()
                        ? failureBehindSavepoint(transaction.get(), event, told.listener())
                        : failure(event, told.listener());
                if (failure != null) {
                    report(stored, failure);
                }
            }
        }
    }

    /**
     * Fails where a listener or the hook left a transaction of the host's unable to go on, without a word: PostgreSQL
     * would commit nothing of it.
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

    @SuppressWarnings("CatchingUnchecked") // whatever a listener throws, the write stands and must be answered
    private static @Nullable Throwable failure(Consumer<ContactListener> event, ContactListener listener) {
        try {
            event.accept(listener);
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void report(Contact contact, Throwable thrown) {
        try {
            onFailure.accept(contact, thrown);
        } catch (Throwable ignored) {
            // The hook was the place to say so; the write must be answered all the same.
        }
    }
}
