package dev.contactbook.spi;

/** An operation that a caller asks for, as an {@link AccessPolicy} sees it. */
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
    SEARCH,
    /** Reading, listing and searching deleted contacts. */
    READ_TRASH,
    /** Making a deleted contact live again. */
    RESTORE
}
