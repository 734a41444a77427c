package dev.contactbook.api.write;

import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.spi.Operation;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change that a caller asks for.
 *
 * <p>A new kind is a new parameter of {@link #match}, so that the compiler names every place that has to decide about
 * it. Immutable: equal commands do the same.
 */
public sealed interface ContactCommand {
    /** {@return the operations that the access policy has to permit} */
    List<Operation> operations();

    /** {@return the id of the stored contact that it changes; empty for one that needs none} */
    OptionalLong contactId();

    /**
     * Calls the function for this kind of command.
     *
     * @param create what to do with a create
     * @param patch what to do with a patch
     * @param delete what to do with a delete
     * @param restore what to do with a restore
     * @param upsert what to do with an upsert
     * @param <R> the type of the answer
     * @return the answer of the function that was called
     */
    <R extends @Nullable Object> R match(
            Function<? super Create, ? extends R> create,
            Function<? super Patch, ? extends R> patch,
            Function<? super Delete, ? extends R> delete,
            Function<? super Restore, ? extends R> restore,
            Function<? super Upsert, ? extends R> upsert);

    /** {@return the keys of which the stored contact that it changes has one, empty for a command that needs none} */
    default Set<ContactKey> keys() {
        return Set.of();
    }

    /** {@return what it does and to which contact, nothing personal} */
    default String description() {
        return operations().get(0)
                + (contactId().isPresent() ? " " + contactId().getAsLong() : "");
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
        public List<Operation> operations() {
            return List.of(Operation.CREATE);
        }

        @Override
        public OptionalLong contactId() {
            return OptionalLong.empty();
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super Create, ? extends R> create,
                Function<? super Patch, ? extends R> patch,
                Function<? super Delete, ? extends R> delete,
                Function<? super Restore, ? extends R> restore,
                Function<? super Upsert, ? extends R> upsert) {
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
        public List<Operation> operations() {
            return List.of(Operation.PATCH);
        }

        @Override
        public OptionalLong contactId() {
            return OptionalLong.of(id);
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super Create, ? extends R> create,
                Function<? super Patch, ? extends R> patch,
                Function<? super Delete, ? extends R> delete,
                Function<? super Restore, ? extends R> restore,
                Function<? super Upsert, ? extends R> upsert) {
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
        public List<Operation> operations() {
            return List.of(Operation.DELETE);
        }

        @Override
        public OptionalLong contactId() {
            return OptionalLong.of(id);
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super Create, ? extends R> create,
                Function<? super Patch, ? extends R> patch,
                Function<? super Delete, ? extends R> delete,
                Function<? super Restore, ? extends R> restore,
                Function<? super Upsert, ? extends R> upsert) {
            return delete.apply(this);
        }
    }

    /**
     * Makes a deleted contact live again.
     *
     * @param id which one
     */
    record Restore(long id) implements ContactCommand {
        @Override
        public List<Operation> operations() {
            return List.of(Operation.RESTORE);
        }

        @Override
        public OptionalLong contactId() {
            return OptionalLong.of(id);
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super Create, ? extends R> create,
                Function<? super Patch, ? extends R> patch,
                Function<? super Delete, ? extends R> delete,
                Function<? super Restore, ? extends R> restore,
                Function<? super Upsert, ? extends R> upsert) {
            return restore.apply(this);
        }
    }

    /**
     * Makes a contact, or changes the one that has a key.
     *
     * @param details what is known of it
     * @param by which kind of keys
     * @param keys those keys of the details
     */
    record Upsert(ContactPatch details, UpsertBy by, Set<ContactKey> keys) implements ContactCommand {
        /** Refuses null by the name that callers see. */
        public Upsert(ContactPatch details, UpsertBy by) {
            this(
                    Objects.requireNonNull(details, "details"),
                    Objects.requireNonNull(by, "by"),
                    by.keys(details)); // once, since a plan looks at them many times
        }

        @Override
        public List<Operation> operations() {
            return by.restoresDeleted()
                    ? List.of(Operation.CREATE, Operation.PATCH, Operation.RESTORE)
                    : List.of(Operation.CREATE, Operation.PATCH);
        }

        @Override
        public OptionalLong contactId() {
            return OptionalLong.empty();
        }

        @Override
        public String description() {
            return "UPSERT";
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super Create, ? extends R> create,
                Function<? super Patch, ? extends R> patch,
                Function<? super Delete, ? extends R> delete,
                Function<? super Restore, ? extends R> restore,
                Function<? super Upsert, ? extends R> upsert) {
            return upsert.apply(this);
        }
    }
}
