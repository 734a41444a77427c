package dev.contactbook.jdbc;

/**
 * Where new contacts get their ids from if not from a sequence of the database's: something of the host's that works
 * without the database, as it has to where contacts lie on several of them. {@link TimeOrderedIds} is one.
 *
 * <p>Each number is from 1 to 2^53−1, differs from those of all other generators of the host, whatever the
 * organization, and is never given again, after a restart neither; the database cannot see all of that. Lists by id
 * have the oldest contact first if the numbers ascend.
 *
 * <p>A number outside of these bounds, and whatever is thrown, fails the call with
 * {@link dev.contactbook.domain.ContactsException.Storage}, worth a retry only if something was thrown; nothing was
 * written then. Numbers of calls that fail are lost. It is asked by the thread that makes the call, before a connection
 * is taken. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface IdGenerator {
    /**
     * The id of the next new contact.
     *
     * @return a number from 1 to 2^53−1 that was never given before
     */
    long next();
}
