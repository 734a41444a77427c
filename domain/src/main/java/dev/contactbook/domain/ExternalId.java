package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.Objects;

/**
 * The id of a contact in another system (contract §2, keys). At most one contact of an organization has it.
 *
 * <p>Texts are compared to the letter. Not always valid: {@link ContactDetails#violations()} checks the rules.
 * Immutable.
 *
 * @param source the name of the system, for example {@code crm}: 1 to 50 characters, empty if it is missing
 * @param id the id there: 1 to 255 characters, empty if it is missing
 */
public record ExternalId(String source, String id) {
    /**
     * Trims both texts.
     *
     * @param source the name of the system
     * @param id the id there
     */
    public ExternalId {
        source = Objects.requireNonNullElse(Texts.optional(source), "");
        id = Objects.requireNonNullElse(Texts.optional(id), "");
    }

    /** Returns whether it has a source and an id. */
    boolean isComplete() {
        return !source.isEmpty() && !id.isEmpty();
    }

    /** How many characters the id has, without them. */
    @Override
    public String toString() {
        return "ExternalId[" + Texts.length(id) + " characters]";
    }
}
