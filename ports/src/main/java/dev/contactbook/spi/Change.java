package dev.contactbook.spi;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.NewContact;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One change to what a store keeps: a contact put in, replaced by its next version, or taken out.
 *
 * <p>There are these three and will be no others; soft delete, patch, merge and restore are made of them. What a
 * contact was and what it becomes is all a store needs. Immutable.
 */
public sealed interface Change {
    /**
     * Tells the three kinds apart.
     *
     * @param insert what to do with an insert
     * @param replace what to do with a replace
     * @param remove what to do with a remove
     * @param <R> the type of the answer
     * @return the answer of the function that was chosen
     */
    <R extends @Nullable Object> R match(
            Function<? super Insert, ? extends R> insert,
            Function<? super Replace, ? extends R> replace,
            Function<? super Remove, ? extends R> remove);

    /**
     * Refuses changes to contacts of another organization (rule 4.9).
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
     * Puts in a new contact.
     *
     * @param contact the contact; the store gives the id
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
     * @param before the contact as it was read; its version must still stand
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
     * Takes a contact out for good.
     *
     * @param before the contact as it was read; its version must still stand
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
