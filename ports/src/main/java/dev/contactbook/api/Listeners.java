package dev.contactbook.api;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactListener;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Tells all listeners of a change that is already stored; none of them can undo it, or keep the next from hearing. */
final class Listeners {
    private final List<ContactListener> listeners;
    private final BiConsumer<? super Contact, ? super Throwable> onFailure;

    Listeners(List<ContactListener> listeners, BiConsumer<? super Contact, ? super Throwable> onFailure) {
        this.listeners = List.copyOf(listeners);
        this.onFailure = onFailure;
    }

    /** Tells what a change made: a contact that is new, deleted or another one now. */
    void tell(Caller caller, Change change, Contact stored) {
        tell(stored, listener -> {
            if (!(change instanceof Change.Replace replace)) {
                listener.created(caller, stored);
            } else if (replace.after().isLive()) {
                listener.patched(caller, replace.before(), stored);
            } else {
                listener.deleted(caller, stored);
            }
        });
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a listener throws, the write stands and must be answered
    private void tell(Contact contact, Consumer<ContactListener> event) {
        for (ContactListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable thrown) {
                report(contact, thrown);
            }
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
