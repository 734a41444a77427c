package dev.contactbook.spi;

import dev.contactbook.domain.Contact;
import java.util.List;
import java.util.Objects;

/**
 * The answer of a feed: contacts that changed, and the position after them.
 *
 * @param contacts the contacts in their current state, including deleted ones. Those of one stripe are in the order of
 *     their changes
 * @param next the position after them. Without contacts it is the position that was passed, or one that covers it
 */
public record Changes(List<Contact> contacts, ChangePosition next) {
    /**
     * A feed's answer.
     *
     * @param contacts the contacts in their current state, which are copied
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
