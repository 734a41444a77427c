package dev.contactbook.domain;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a contact, by its name in the contract (contract §2). {@link ContactFields} lists them all.
 *
 * <p>Immutable; there is one instance of each, so identity is equality.
 *
 * @param <T> the type of its values
 */
public abstract sealed class ContactField<T> permits ColumnField, CustomFieldsField {
    private final int position;
    private final String name;
    private final Function<Contact, ? extends @Nullable T> value;
    private final @Nullable Access<T> access;

    ContactField(int position, String name, Function<Contact, ? extends @Nullable T> value) {
        this.position = position;
        this.name = name;
        this.value = value;
        this.access = null;
    }

    ContactField(int position, String name, Access<T> access) {
        this.position = position;
        this.name = name;
        this.value = contact -> access.get.apply(contact.details());
        this.access = access;
    }

    /**
     * The name of the field in the contract, {@code first_name} for instance.
     *
     * @return the name
     */
    public final String name() {
        return name;
    }

    /**
     * The value of this field in a contact.
     *
     * @param contact the contact to look into
     * @return the value, null where the contact has none
     */
    public final @Nullable T of(Contact contact) {
        return value.apply(contact);
    }

    /**
     * Whether callers write this field; the others are the library's.
     *
     * @return true for every field of {@link ContactDetails}
     */
    public final boolean isWritable() {
        return access != null;
    }

    /** The field's name. */
    @Override
    public final String toString() {
        return name;
    }

    /** A number of its own, from 0. */
    final int position() {
        return position;
    }

    /** A bit of its own, for sets of fields. */
    final long bit() {
        return 1L << position;
    }

    final @Nullable T of(ContactDetails details) {
        return access().get.apply(details);
    }

    final void copy(ContactDetails from, ContactDetails.Builder to) {
        access().set.accept(to, of(from));
    }

    /** Takes a value of whatever type from outside, or records why it cannot. */
    abstract void assign(ContactDetails.Builder to, @Nullable Object value);

    final void set(ContactDetails.Builder to, @Nullable T value) {
        access().set.accept(to, value);
    }

    private Access<T> access() {
        if (access == null) {
            throw new IllegalStateException(name + " is not written by callers");
        }
        return access;
    }

    /** How the details are read and written, for the fields that callers write. */
    record Access<T>(Function<ContactDetails, @Nullable T> get, BiConsumer<ContactDetails.Builder, @Nullable T> set) {}
}
