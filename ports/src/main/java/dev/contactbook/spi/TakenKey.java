package dev.contactbook.spi;

import dev.contactbook.domain.ContactKey;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A key that a change needs and another contact has (rule 4.12). Immutable.
 *
 * @param index which change needs it, from 0
 * @param key the key
 * @param holderId the id of the contact that has it, empty if that is an insert of the same request
 */
public record TakenKey(int index, ContactKey key, OptionalLong holderId) {
    /**
     * A taken key.
     *
     * @param index which change needs it, from 0
     * @param key the key
     * @param holderId the id of the contact that has it, empty if that is an insert of the same request
     */
    public TakenKey {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(holderId, "holderId");
    }

    /** The index, the kind of the key and the holder, nothing personal. */
    @Override
    public String toString() {
        return "TakenKey[" + index + ", " + key + ", " + holderId + "]";
    }
}
