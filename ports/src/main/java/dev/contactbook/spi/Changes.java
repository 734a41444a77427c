package dev.contactbook.spi;

import dev.contactbook.domain.Contact;
import java.util.List;
import java.util.Objects;

/**
 * A feed's answer: contacts that changed, and where to go on.
 *
 * @param contacts the contacts as they are now, deleted ones too; those of one stripe in the order of their changes
 * @param next the position after them; the one that was asked with where there are none
 */
public record Changes(List<Contact> contacts, ChangePosition next) {
    /**
     * A feed's answer.
     *
     * @param contacts the contacts as they are now; copied
     * @param next the position after them
     */
    public Changes {
        contacts = List.copyOf(contacts);
        Objects.requireNonNull(next, "next");
    }

    /** How many and up to where, without the contacts. */
    @Override
    public String toString() {
        return contacts.size() + " up to " + next;
    }
}
