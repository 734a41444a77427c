package dev.contactbook.api.write;

import dev.contactbook.domain.ContactPatch;
import dev.contactbook.spi.Operation;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change that a caller asks for.
 *
 * <p>A new kind is a new parameter of {@link #match}, so that the compiler names every place that has to decide about
 * it. Immutable: equal commands do the same.
 */
public sealed interface ContactCommand {
    /** {@return the operation that the access policy has to permit} */
    Operation operation();

    /** {@return the id of the stored contact that it changes; empty for one that needs none} */
    OptionalLong contactId();

    /**
     * Calls the function for this kind of command.
     *
     * @param create what to do with a create
     * @param patch what to do with a patch
     * @param delete what to do with a delete
     * @param <R> the type of the answer
     * @return the answer of the function that was called
     */
    <R extends @Nullable Object> R match(
            Function<? super Create, ? extends R> create,
            Function<? super Patch, ? extends R> patch,
            Function<? super Delete, ? extends R> delete);

    /** {@return what it does and to which contact, nothing personal} */
    default String description() {
        return operation() + (contactId().isPresent() ? " " + contactId().getAsLong() : "");
    }

    /**
     * Makes a contact.
     *
     * @param details what is known of it
     */
    record Create(ContactPatch details) implements ContactCommand {
        /** Refuses null by the name that callers see. */
        public Create {
            Objects.requireNonNull(details, "details");
        }

        @Override
        public Operation operation() {
            return Operation.CREATE;
        }

        @Override
        public OptionalLong contactId() {
            return OptionalLong.empty();
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super Create, ? extends R> create,
                Function<? super Patch, ? extends R> patch,
                Function<? super Delete, ? extends R> delete) {
            return create.apply(this);
        }
    }

    /**
     * Changes a contact.
     *
     * @param id which one
     * @param changes what changes, perhaps only if it has a certain version
     */
    record Patch(long id, ContactPatch changes) implements ContactCommand {
        /** Refuses null by the name that callers see. */
        public Patch {
            Objects.requireNonNull(changes, "changes");
        }

        @Override
        public Operation operation() {
            return Operation.PATCH;
        }

        @Override
        public OptionalLong contactId() {
            return OptionalLong.of(id);
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super Create, ? extends R> create,
                Function<? super Patch, ? extends R> patch,
                Function<? super Delete, ? extends R> delete) {
            return patch.apply(this);
        }
    }

    /**
     * Soft-deletes a contact.
     *
     * @param id which one
     */
    record Delete(long id) implements ContactCommand {
        @Override
        public Operation operation() {
            return Operation.DELETE;
        }

        @Override
        public OptionalLong contactId() {
            return OptionalLong.of(id);
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super Create, ? extends R> create,
                Function<? super Patch, ? extends R> patch,
                Function<? super Delete, ? extends R> delete) {
            return delete.apply(this);
        }
    }
}
