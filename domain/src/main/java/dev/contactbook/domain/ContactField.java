package dev.contactbook.domain;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a contact (contract §2). {@link ContactFields} lists all of them.
 *
 * <p>Immutable. Each field has one instance, so identity is equality.
 *
 * @param <T> the type of its values
 */
public abstract sealed class ContactField<T> permits ColumnField, ListField, CustomFieldsField {
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

    /** {@return the name of the field in the contract, for example {@code first_name}} */
    public final String name() {
        return name;
    }

    /**
     * Returns the value of this field in a contact.
     *
     * @param contact the contact
     * @return the value, null if there is none
     */
    public final @Nullable T of(Contact contact) {
        return value.apply(contact);
    }

    /** {@return whether callers write this field: true for each field of {@link ContactDetails}} */
    public final boolean isWritable() {
        return access != null;
    }

    /** The field's name. */
    @Override
    public final String toString() {
        return name;
    }

    /** The index of this field in {@link ContactFields#all()}. */
    final int position() {
        return position;
    }

    /** The bit of this field in sets of fields. */
    final long bit() {
        return 1L << position;
    }

    final @Nullable T of(ContactDetails details) {
        return access().get.apply(details);
    }

    final void copy(ContactDetails from, ContactDetails.Builder to) {
        access().set.accept(to, of(from));
    }

    /** Writes a value of any type, or records why it cannot. */
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

    /** Reads and writes a field of the details. */
    record Access<T>(Function<ContactDetails, @Nullable T> get, BiConsumer<ContactDetails.Builder, @Nullable T> set) {}
}
