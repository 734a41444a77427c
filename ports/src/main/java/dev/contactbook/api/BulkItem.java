package dev.contactbook.api;

import dev.contactbook.api.write.ContactCommand;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.UpsertBy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One item of a {@link BulkContacts} run: a create, a patch, an upsert, a delete or a restore.
 *
 * <p>A value: equal if it does the same. Immutable. No argument may be null.
 */
public final class BulkItem {
    private final ContactCommand command;

    private BulkItem(ContactCommand command) {
        this.command = command;
    }

    /**
     * A create, as {@link Contacts#create(dev.contactbook.domain.Caller, ContactPatch)} does it.
     *
     * @param details the fields of the contact, without a version
     * @return the item
     */
    public static BulkItem create(ContactPatch details) {
        return new BulkItem(new ContactCommand.Create(details));
    }

    /**
     * A create, as {@link Contacts#create(dev.contactbook.domain.Caller, Consumer)} does it.
     *
     * @param details writes the fields of the contact, and is called once, immediately
     * @return the item
     */
    public static BulkItem create(Consumer<? super ContactDetails.Builder> details) {
        return create(ContactPatch.of(details));
    }

    /**
     * A patch, as {@link Contacts#patch(dev.contactbook.domain.Caller, long, ContactPatch)} does it.
     *
     * @param id any number
     * @param changes the fields that change, perhaps only if the contact has a certain version
     * @return the item
     */
    public static BulkItem patch(long id, ContactPatch changes) {
        return new BulkItem(new ContactCommand.Patch(id, changes));
    }

    /**
     * A patch, as {@link Contacts#patch(dev.contactbook.domain.Caller, long, Consumer)} does it.
     *
     * @param id any number
     * @param changes writes the fields that change, and is called once, immediately
     * @return the item
     */
    public static BulkItem patch(long id, Consumer<? super ContactDetails.Builder> changes) {
        return patch(id, ContactPatch.of(changes));
    }

    /**
     * An upsert, as {@link Contacts#upsert(dev.contactbook.domain.Caller, ContactPatch, UpsertBy)} does it.
     *
     * @param details the fields of the contact
     * @param by by which keys
     * @return the item
     */
    public static BulkItem upsert(ContactPatch details, UpsertBy by) {
        return new BulkItem(new ContactCommand.Upsert(details, by));
    }

    /**
     * A soft delete, as {@link Contacts#delete} does it.
     *
     * @param id any number
     * @return the item
     */
    public static BulkItem delete(long id) {
        return new BulkItem(new ContactCommand.Delete(id));
    }

    /**
     * A restore, as {@link Trash#restore} does it.
     *
     * @param id any number
     * @return the item
     */
    public static BulkItem restore(long id) {
        return new BulkItem(new ContactCommand.Restore(id));
    }

    ContactCommand command() {
        return command;
    }

    /** Equal if it does the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BulkItem item && command.equals(item.command);
    }

    @Override
    public int hashCode() {
        return command.hashCode();
    }

    /** What it does and to which contact, nothing personal. */
    @Override
    public String toString() {
        return "BulkItem[" + command.description() + "]";
    }
}
