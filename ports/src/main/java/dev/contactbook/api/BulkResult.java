package dev.contactbook.api;

import dev.contactbook.api.write.ItemResult;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException;
import java.util.Optional;

/**
 * The result of one {@link BulkItem}: its contact, its error, or neither.
 *
 * <p>It has neither only if {@link BulkContacts#allOrNothing} stored nothing, because another item failed or the call
 * was cancelled. Immutable.
 */
public final class BulkResult {
    private final ItemResult result;

    BulkResult(ItemResult result) {
        this.result = result;
    }

    /** {@return the place of the item among all items, from 0} */
    public long index() {
        return result.index();
    }

    /** {@return the contact that the item alone would have returned, empty if nothing was stored of it} */
    public Optional<Contact> contact() {
        return Optional.ofNullable(result.contact());
    }

    /** {@return whether the item created or changed the contact, empty if nothing was stored of it} */
    public Optional<Upserted.Outcome> outcome() {
        return contact().map(contact -> Upserted.Outcome.of(result));
    }

    /** {@return the exception that the item alone would have thrown, empty if it did not fail} */
    public Optional<ContactsException> error() {
        return Optional.ofNullable(result.error());
    }

    /** The contact, or an exception with the error. */
    Contact contactOrThrow() {
        return result.contactOrThrow();
    }

    /** The index and the result, nothing personal. */
    @Override
    public String toString() {
        Object outcome = error().<Object>map(ContactsException::reason).orElse("not applied");
        return "BulkResult[" + index() + ": "
                + contact().<Object>map(contact -> contact).orElse(outcome) + "]";
    }
}
