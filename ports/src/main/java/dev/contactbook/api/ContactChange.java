package dev.contactbook.api;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.LifeState;
import java.util.Objects;
import java.util.Optional;

/**
 * A contact that changed since a position, as it is now: an element of a {@link ChangeBatch}. Several changes of a
 * contact may be one (contract §3, pulled changes). Immutable.
 *
 * @param organizationId whose contact
 * @param contactId which contact
 * @param version its version, which never decreases from one batch to the next
 * @param kind what became of it
 * @param contact the contact, with all its personal data, deleted ones too. Later kinds may have none
 */
public record ContactChange(long organizationId, long contactId, long version, Kind kind, Optional<Contact> contact) {
    /**
     * A change.
     *
     * @param organizationId whose contact
     * @param contactId which contact
     * @param version its version
     * @param kind what became of it
     * @param contact the contact
     */
    public ContactChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(contact, "contact");
    }

    static ContactChange of(Contact contact) {
        Kind kind = Kind.CHANGED;
        if (contact.lifeState() == LifeState.DELETED) {
            kind = Kind.DELETED;
        } else if (contact.version() == 1) {
            kind = Kind.CREATED;
        }
        return new ContactChange(contact.organizationId(), contact.id(), contact.version(), kind, Optional.of(contact));
    }

    /** The ids, the version and the kind, without the contact. */
    @Override
    public String toString() {
        return kind + " " + organizationId + "/" + contactId + " version " + version;
    }

    /** What became of a contact. Later versions may add a kind for contacts that were removed permanently. */
    public enum Kind {
        /** It was created, and not changed since: its version is 1. */
        CREATED,
        /**
         * It was changed, perhaps deleted and restored. A reader that does not know it has missed nothing: it was
         * created and changed meanwhile.
         */
        CHANGED,
        /** It was deleted: its {@code deleted_at} is set. A reader may never have known it. */
        DELETED
    }
}
