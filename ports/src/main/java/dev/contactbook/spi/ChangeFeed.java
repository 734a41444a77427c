package dev.contactbook.spi;

/**
 * What changed in an organization since a reader last asked, in the order in which it was committed: what a store can
 * offer beside {@link ContactRepository}.
 *
 * <p>A reader starts at {@link ChangePosition#START}, and asks again with the position of each answer. Every change of
 * a contact gives it a <em>revision</em> that is larger than all that were committed before in a part of the
 * organization, its stripe, which may be another one than it was in before; a position holds the last revision that was
 * seen of each stripe. So a feed needs no log of its own: it tells which contacts changed and what they are now, not
 * what they were in between. Implementations are thread-safe.
 *
 * <p>The rules of every feed; the published contract tests are named after them:
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><td>5.1</td><td>From the start it tells every contact of the organization once, deleted ones too, as it is
 * now.</td></tr>
 * <tr><td>5.2</td><td>After a position it tells every contact that was changed since, once, as it is now, and no
 * other.</td></tr>
 * <tr><td>5.3</td><td>It misses nothing: what is committed after an answer, by whatever thread or process, comes in a later
 * one, in whatever order the writers began.</td></tr>
 * <tr><td>5.4</td><td>What was not committed never comes.</td></tr>
 * <tr><td>5.5</td><td>It tells at most {@code limit} contacts at a time, and none exactly where nothing is new; the position
 * is then the one that was asked with.</td></tr>
 * <tr><td>5.6</td><td>A contact that was taken out comes no more.</td></tr>
 * <tr><td>5.7</td><td>Another organization's contacts never come, whatever the position.</td></tr>
 * </table>
 */
public interface ChangeFeed {
    /** The largest limit. */
    int MAX_LIMIT = 10_000;

    /**
     * Contacts that changed after a position (rules 5.1 to 5.7).
     *
     * @param organizationId whose contacts
     * @param position where the last answer ended, or the start
     * @param limit how many contacts at most, from 1 to {@link #MAX_LIMIT}
     * @return the contacts, and the position to go on from
     * @throws IllegalArgumentException if the limit is out of bounds
     * @throws dev.contactbook.domain.ContactsException.Storage if the storage fails
     */
    Changes changesSince(long organizationId, ChangePosition position, int limit);

    /**
     * Refuses a limit that is out of bounds; for stores.
     *
     * @param limit how many contacts at most
     * @throws IllegalArgumentException if it is below 1 or above {@link #MAX_LIMIT}
     */
    static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A limit of changes is from 1 to " + MAX_LIMIT + ", not " + limit);
        }
    }
}
