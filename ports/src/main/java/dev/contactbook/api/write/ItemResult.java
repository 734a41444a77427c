package dev.contactbook.api.write;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException;
import org.jspecify.annotations.Nullable;

/**
 * The result of one command: its contact, its error, or neither where nothing was to be written.
 *
 * @param index the place of the command among all of its call, from 0
 * @param contact the contact as stored, or as it was where nothing changed
 * @param error why it failed
 * @param effect what it did to the contact
 */
public record ItemResult(
        long index, @Nullable Contact contact, @Nullable ContactsException error, Effect effect) {
    /** What a command did. */
    public enum Effect {
        /** It made the contact. */
        CREATED,
        /** It changed the contact. */
        CHANGED,
        /** It made the contact live again, and perhaps changed it. */
        RESTORED,
        /** Nothing. */
        NONE
    }

    static ItemResult stored(long index, Contact contact, Effect effect) {
        return new ItemResult(index, contact, null, effect);
    }

    static ItemResult failed(long index, ContactsException error) {
        return new ItemResult(index, null, error, Effect.NONE);
    }

    static ItemResult notApplied(long index) {
        return new ItemResult(index, null, null, Effect.NONE);
    }

    /**
     * {@return the contact}
     *
     * @throws ContactsException the error, if there is one
     */
    public Contact contactOrThrow() {
        if (error != null) {
            throw error;
        } else if (contact == null) {
            throw new IllegalStateException("Item " + index + " was not applied");
        }
        return contact;
    }
}
