package dev.contactbook.api;

import dev.contactbook.api.write.ItemResult;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.UpsertBy;
import java.util.Objects;

/**
 * What {@link Contacts#upsert} did. Immutable.
 *
 * @param contact the contact as stored
 * @param outcome whether it was created, changed or restored
 */
public record Upserted(Contact contact, Outcome outcome) {
    /**
     * What an upsert did.
     *
     * @param contact the contact as stored
     * @param outcome whether it was created, changed or restored
     */
    public Upserted {
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(outcome, "outcome");
    }

    /** Whether an upsert created, changed or restored a contact. */
    public enum Outcome {
        /** No contact had the key. */
        CREATED,
        /** The contact with the key was changed. */
        UPDATED,
        /** The contact with the key was deleted, and is live again. Only with {@link UpsertBy#restoringDeleted}. */
        RESTORED,
        /** The contact with the key has all values already. */
        UNCHANGED;

        static Outcome of(ItemResult result) {
            return switch (result.effect()) {
                case CREATED -> CREATED;
                case CHANGED -> UPDATED;
                case RESTORED -> RESTORED;
                case NONE -> UNCHANGED;
            };
        }
    }

    /** The outcome and the id, nothing personal. */
    @Override
    public String toString() {
        return "Upserted[" + outcome + " " + contact.id() + "]";
    }
}
