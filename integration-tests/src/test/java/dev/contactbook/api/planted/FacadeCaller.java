package dev.contactbook.api.planted;

import dev.contactbook.api.Contacts;

/**
 * Pretends to be in a hidden package, and knows the façade above it: a violation that {@code HexagonTest} must catch.
 */
public final class FacadeCaller {
    private final Contacts contacts;

    FacadeCaller(Contacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public String toString() {
        return contacts.toString();
    }
}
