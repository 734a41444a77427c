package dev.contactbook.spi;

import java.util.SortedMap;

/**
 * The changes of each organization since a reader's last call, in the order of their commits: an optional port beside
 * {@link ContactRepository}.
 *
 * <p>A reader starts at {@link ChangePosition#START}, and passes the position of each answer to the next call. Every
 * change gives its contact a <em>revision</em>. It is larger than all revisions committed before in the same part of
 * the organization, its stripe. A contact can change its stripe. A position holds the last revision seen of each
 * stripe. So a feed needs no log: it returns the contacts that changed, in their current state. Implementations are
 * thread-safe.
 *
 * <p>These are the rules of every feed. The published contract tests are named after them.
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><td>5.1</td><td>From the start it returns every contact of the organization once, in its current state, including
 * deleted ones.</td></tr>
 * <tr><td>5.2</td><td>After a position it returns every contact changed since, once, in its current state, and no
 * other.</td></tr>
 * <tr><td>5.3</td><td>It misses nothing: a change committed after an answer comes in a later one, for every thread and
 * process, and in whichever order the writers began.</td></tr>
 * <tr><td>5.4</td><td>A change that was not committed is never returned.</td></tr>
 * <tr><td>5.5</td><td>It returns at most {@code limit} contacts, and none exactly if nothing is new. The position
 * never falls behind the one that was passed.</td></tr>
 * <tr><td>5.6</td><td>A removed contact is no longer returned.</td></tr>
 * <tr><td>5.7</td><td>A contact of another organization is never returned, for any position.</td></tr>
 * <tr><td>5.8</td><td>{@link #ends} has every organization with a contact. A position after which something is
 * new does not cover the end. After an answer with fewer contacts than its limit, the position covers every end that
 * was returned before.</td></tr>
 * </table>
 */
public interface ChangeFeed {
    /** The largest limit. */
    int MAX_LIMIT = 10_000;

    /**
     * The contacts that changed after a position (rules 5.1 to 5.7).
     *
     * @param organizationId whose contacts
     * @param position where the last answer ended, or the start
     * @param limit how many contacts at most, from 1 to {@link #MAX_LIMIT}
     * @return the contacts, and the position for the next call
     * @throws IllegalArgumentException if the limit is out of bounds
     * @throws IllegalStateException if the store reports no changes, because it keeps no counters
     * @throws dev.contactbook.domain.ContactsException.Storage if the storage fails
     */
    Changes changesSince(long organizationId, ChangePosition position, int limit);

    /**
     * The end of the changes of each organization, by one read (rule 5.8). A reader whose position does not
     * {@linkplain ChangePosition#covers cover} the end has something new to read.
     *
     * @return the ends by organization, in ascending order
     * @throws IllegalStateException if the store reports no changes, because it keeps no counters
     * @throws dev.contactbook.domain.ContactsException.Storage if the storage fails
     */
    SortedMap<Long, ChangePosition> ends();

    /**
     * Rejects a limit out of bounds, for stores.
     *
     * @param limit how many contacts at most
     * @throws IllegalArgumentException if it is below 1 or above {@link #MAX_LIMIT}
     */
    static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("The limit must be from 1 to " + MAX_LIMIT + ", but is " + limit);
        }
    }
}
