package dev.contactbook.jdbc;

/**
 * Gives ids to new contacts instead of a sequence of the database. It works without the database, as it must where
 * contacts are spread over several. {@link TimeOrderedIds} is one.
 *
 * <p>Each number is from 1 to 2^53−1, differs from those of all other generators of the host, in any organization, and
 * is never given again, also after a restart. The database cannot check all of that. Lists by id have the oldest
 * contact first if the numbers ascend.
 *
 * <p>A number outside of these bounds, or an exception, fails the call with
 * {@link dev.contactbook.domain.ContactsException.Storage}. It is retryable only after an exception, and nothing was
 * written. Numbers of calls that fail are lost. The thread that makes the call runs it, before a connection is taken.
 * Implementations must be thread-safe.
 */
@FunctionalInterface
public interface IdGenerator {
    /** {@return the id of the next new contact: a number from 1 to 2^53−1 that was never given before} */
    long next();
}
