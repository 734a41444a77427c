package dev.contactbook.api;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one {@link BulkItem}: its contact, or its error, or neither.
 *
 * <p>Neither is there only where all or nothing was to be written, and it was nothing: because another item failed, or
 * because it was cancelled. Immutable.
 */
public final class BulkResult {
    private final long index;
    private final @Nullable Contact contact;
    private final @Nullable ContactsException error;

    private BulkResult(long index, @Nullable Contact contact, @Nullable ContactsException error) {
        this.index = index;
        this.contact = contact;
        this.error = error;
    }

    static BulkResult stored(long index, Contact contact) {
        return new BulkResult(index, contact, null);
    }

    static BulkResult failed(long index, ContactsException error) {
        return new BulkResult(index, null, error);
    }

    static BulkResult notApplied(long index) {
        return new BulkResult(index, null, null);
    }

    /**
     * Which item this is of.
     *
     * @return its place among the items, from 0
     */
    public long index() {
        return index;
    }

    /**
     * The contact that the item on its own would have returned: as stored, or as it was where nothing changed.
     *
     * @return the contact, empty where nothing was stored of this item
     */
    public Optional<Contact> contact() {
        return Optional.ofNullable(contact);
    }

    /**
     * The exception that the item on its own would have thrown.
     *
     * @return the error, empty where the item did not fail
     */
    public Optional<ContactsException> error() {
        return Optional.ofNullable(error);
    }

    /** The contact, or else what went wrong. */
    Contact contactOrThrow() {
        return contact().orElseThrow(() -> error().orElseThrow());
    }

    /** Where it stands and what became of it; nothing personal. */
    @Override
    public String toString() {
        return "BulkResult["
                + index
                + ": "
                + (contact != null ? contact : error != null ? error.reason() : "not applied")
                + "]";
    }
}
