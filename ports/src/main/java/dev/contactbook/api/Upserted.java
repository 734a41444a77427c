package dev.contactbook.api;

import dev.contactbook.api.write.ItemResult;
import dev.contactbook.domain.Contact;
import java.util.Objects;

/**
 * What {@link Contacts#upsert} did. Immutable.
 *
 * @param contact the contact as stored
 * @param outcome whether it was created or changed
 */
public record Upserted(Contact contact, Outcome outcome) {
    /**
     * What an upsert did.
     *
     * @param contact the contact as stored
     * @param outcome whether it was created or changed
     */
    public Upserted {
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(outcome, "outcome");
    }

    /** Whether an upsert created or changed a contact. */
    public enum Outcome {
        /** No contact had the key. */
        CREATED,
        /** The contact with the key was changed. */
        UPDATED,
        /** The contact with the key has all values already. */
        UNCHANGED;

        static Outcome of(ItemResult result) {
            return switch (result.effect()) {
                case CREATED -> CREATED;
                case CHANGED -> UPDATED;
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
