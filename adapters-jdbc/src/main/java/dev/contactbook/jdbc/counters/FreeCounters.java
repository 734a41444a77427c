package dev.contactbook.jdbc.counters;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Counts all changes of a transaction in one free counter: its own if it has one, else one without a lock, else a new
 * one. So no transaction waits for another because of a counter, and two transactions cannot lock each other out by
 * them.
 *
 * <p>There are as many counters as transactions ever wrote to the organization at the same time, or a few more. None is
 * ever taken away: a contact says its number, and readers have seen its revisions.
 */
public abstract class FreeCounters extends Counters {
    @Override
    public final Stamps count(Connection connection, boolean isHosts, long organizationId, Tally tally)
            throws SQLException {
        Stamp last = take(connection, isHosts, organizationId, tally.sum(), tally.changes());
        long[] given = {last.revision() - tally.changes()};
        return contactId -> new Stamp(last.stripe(), ++given[0]);
    }

    /**
     * Adds to a counter, and returns its last revision.
     *
     * @param isHosts whether the transaction is the host's, which may have a counter already
     */
    abstract Stamp take(
            Connection connection, boolean isHosts, long organizationId, Difference difference, long changes)
            throws SQLException;

    /**
     * The number of a new counter. It is random, so that no two transactions make the same one, of which one would have
     * to wait for the other.
     */
    public static int randomStripe() {
        return ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    }
}
