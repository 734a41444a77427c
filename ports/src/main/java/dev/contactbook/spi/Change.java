package dev.contactbook.spi;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.NewContact;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One change of a store: a contact is inserted, replaced by its next version, or removed.
 *
 * <p>There will be no other kinds. Soft delete, patch, merge and restore consist of these three. A store needs only the
 * contact as it was and as it becomes. Immutable.
 */
public sealed interface Change {
    /**
     * Calls the function for this kind of change.
     *
     * @param insert what to do with an insert
     * @param replace what to do with a replace
     * @param remove what to do with a remove
     * @param <R> the type of the answer
     * @return the answer of the function that was called
     */
    <R extends @Nullable Object> R match(
            Function<? super Insert, ? extends R> insert,
            Function<? super Replace, ? extends R> replace,
            Function<? super Remove, ? extends R> remove);

    /**
     * Rejects a change of a contact of another organization (rule 4.9).
     *
     * @param organizationId the organization to write to
     * @throws IllegalArgumentException if this changes a contact of another one
     */
    default void requireOrganization(long organizationId) {
        long named = match(
                insert -> organizationId,
                replace -> replace.before().organizationId(),
                remove -> remove.before().organizationId());
        if (named != organizationId) {
            throw new IllegalArgumentException("The contact is not of organization " + organizationId);
        }
    }

    /**
     * Inserts a new contact.
     *
     * @param contact the contact, without an id
     */
    record Insert(NewContact contact) implements Change {
        @Override
        public <R extends @Nullable Object> R match(
                Function<? super Insert, ? extends R> insert,
                Function<? super Replace, ? extends R> replace,
                Function<? super Remove, ? extends R> remove) {
            return insert.apply(this);
        }
    }

    /**
     * Replaces a contact by its next version.
     *
     * @param before the contact as it was read. The store must still have this version
     * @param after the same contact, one version later
     */
    record Replace(Contact before, Contact after) implements Change {
        /**
         * A replacement.
         *
         * @param before the contact as it was read
         * @param after the same contact, one version later
         * @throws IllegalArgumentException if {@code after} is another contact or not the next version
         */
        public Replace {
            if (before.id() != after.id()
                    || before.organizationId() != after.organizationId()
                    || before.version() + 1 != after.version()) {
                throw new IllegalArgumentException(after + " is not the next version of " + before);
            }
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super Insert, ? extends R> insert,
                Function<? super Replace, ? extends R> replace,
                Function<? super Remove, ? extends R> remove) {
            return replace.apply(this);
        }
    }

    /**
     * Removes a contact permanently.
     *
     * @param before the contact as it was read. The store must still have this version
     */
    record Remove(Contact before) implements Change {
        @Override
        public <R extends @Nullable Object> R match(
                Function<? super Insert, ? extends R> insert,
                Function<? super Replace, ? extends R> replace,
                Function<? super Remove, ? extends R> remove) {
            return remove.apply(this);
        }
    }
}
