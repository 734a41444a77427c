package dev.contactbook.spi;

/** What a caller may ask for, as an {@link AccessPolicy} sees it. */
public enum Operation {
    /** Making a contact. */
    CREATE,
    /** Reading one contact by id. */
    GET,
    /** Changing a contact. */
    PATCH,
    /** Soft-deleting a contact. */
    DELETE,
    /** Listing contacts. */
    LIST,
    /** Searching contacts. */
    SEARCH
}
