package dev.contactbook.api;

import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.spi.Operation;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of the many things that {@link BulkContacts} does at once: a create, a patch or a delete.
 *
 * <p>A value: equal if it does the same. Immutable. No argument may be null.
 */
public final class BulkItem {
    private static final ContactPatch NOTHING = ContactPatch.of(contact -> {});

    private final Operation operation;
    private final long id;
    private final ContactPatch input;

    private BulkItem(Operation operation, long id, ContactPatch input) {
        this.operation = operation;
        this.id = id;
        this.input = Objects.requireNonNull(input, "input");
    }

    /**
     * A create, as {@link Contacts#create(dev.contactbook.domain.Caller, ContactPatch)} does it.
     *
     * @param details what is known of the contact, without a version
     * @return the item
     */
    public static BulkItem create(ContactPatch details) {
        return new BulkItem(Operation.CREATE, 0, details);
    }

    /**
     * A create, as {@link Contacts#create(dev.contactbook.domain.Caller, Consumer)} does it.
     *
     * @param details writes what is known of the contact; called once, at once
     * @return the item
     */
    public static BulkItem create(Consumer<? super ContactDetails.Builder> details) {
        return create(ContactPatch.of(details));
    }

    /**
     * A patch, as {@link Contacts#patch(dev.contactbook.domain.Caller, long, ContactPatch)} does it.
     *
     * @param id any number
     * @param changes what is to change, perhaps only if the contact has a certain version
     * @return the item
     */
    public static BulkItem patch(long id, ContactPatch changes) {
        return new BulkItem(Operation.PATCH, id, changes);
    }

    /**
     * A patch, as {@link Contacts#patch(dev.contactbook.domain.Caller, long, Consumer)} does it.
     *
     * @param id any number
     * @param changes writes what is to change; called once, at once
     * @return the item
     */
    public static BulkItem patch(long id, Consumer<? super ContactDetails.Builder> changes) {
        return patch(id, ContactPatch.of(changes));
    }

    /**
     * A soft delete, as {@link Contacts#delete} does it.
     *
     * @param id any number
     * @return the item
     */
    public static BulkItem delete(long id) {
        return new BulkItem(Operation.DELETE, id, NOTHING);
    }

    /** Create, patch or delete. */
    Operation operation() {
        return operation;
    }

    /** Whether it is about a contact that is there already. */
    boolean namesContact() {
        return operation != Operation.CREATE;
    }

    /** The contact that it names; 0 for a create. */
    long id() {
        return id;
    }

    /** What it writes; nothing for a delete. */
    ContactPatch input() {
        return input;
    }

    /** Equal if it does the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BulkItem item
                && operation == item.operation
                && id == item.id
                && input.equals(item.input);
    }

    @Override
    public int hashCode() {
        return Objects.hash(operation, id, input);
    }

    /** What it does, and to which contact; nothing personal. */
    @Override
    public String toString() {
        return "BulkItem[" + operation + (namesContact() ? " " + id : "") + "]";
    }
}
