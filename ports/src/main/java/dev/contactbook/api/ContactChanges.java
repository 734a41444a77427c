package dev.contactbook.api;

import dev.contactbook.api.access.CheckedFeed;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The changes of all contacts, pulled by a job of the host for an outbox, webhooks or a copy: no change is missed,
 * after a crash either (contract §3, pulled changes).
 *
 * <pre>{@code
 * ContactChanges changes = ContactChanges.over(repository);
 * for (long organization : changes.organizations(positions)) {
 *     String position = positions.getOrDefault(organization, ContactChanges.START);
 *     ChangeBatch batch = changes.since(organization, position, 500);
 *     batch.changes().forEach(change -> outbox.add(change.contactId(), change.version()));
 *     positions.put(organization, batch.position()); // in one transaction with the outbox
 * }
 * }</pre>
 *
 * <p>Each organization has a position of its own. It is a text that the host stores with its own data: a change is
 * handled once if both are stored in one transaction. A position has about 20 characters for each counter of the
 * organization, of which there are as many as transactions ever wrote to it at the same time, and at most a million.
 *
 * <p>This is for jobs of the host, not for callers: no access policy is called. There are no threads or locks. Two
 * readers at one position receive the same changes. Thread-safe. For calling, not for implementing.
 */
public final class ContactChanges {
    /** The position before all changes: the empty text. */
    public static final String START = "";

    /** The largest number of changes of a batch: 10,000. */
    public static final int MAX_LIMIT = ChangeFeed.MAX_LIMIT;

    private final CheckedFeed feed;

    private ContactChanges(CheckedFeed feed) {
        this.feed = feed;
    }

    /**
     * The changes of a store.
     *
     * @param store a store that reports changes, as all stores of Contactbook do
     * @return the changes
     */
    public static ContactChanges over(ChangeFeed store) {
        return new ContactChanges(new CheckedFeed(Objects.requireNonNull(store, "store")));
    }

    /**
     * The organizations that have something new since their positions. It costs one statement, which reads the counters
     * of all organizations and no contact.
     *
     * @param positions where the reader is in each organization. Those without a position are at the {@link #START}
     * @return the ids of the organizations in ascending order, unmodifiable
     * @throws IllegalArgumentException if a text is no position
     * @throws IllegalStateException if the store reports no changes. The message says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the store fails
     */
    public List<Long> organizations(Map<Long, String> positions) {
        Objects.requireNonNull(positions, "positions");
        return feed.ends().entrySet().stream()
                .filter(end ->
                        !position(positions.getOrDefault(end.getKey(), START)).covers(end.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The current end of the changes of each organization, as positions. A reader that starts here receives no contact
     * that does not change any more. It costs the same as {@link #organizations}.
     *
     * @return the positions by organization, in ascending order. Organizations without contacts are absent
     * @throws IllegalStateException if the store reports no changes. The message says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the store fails
     */
    public Map<Long, String> ends() {
        Map<Long, String> ends = new LinkedHashMap<>();
        feed.ends().forEach((organization, end) -> ends.put(organization, end.toString()));
        return ends;
    }

    /**
     * The changes of an organization after a position. It costs at most one read of the counters and the contacts.
     *
     * <p>In a transaction of the host that has written contacts, these changes are returned too, before they are
     * committed. Store the position in the same transaction then.
     *
     * @param organizationId whose changes
     * @param position where the last batch ended, or {@link #START}
     * @param limit how many changes at most, from 1 to {@link #MAX_LIMIT}
     * @return the changes, none exactly if nothing is new, and the position for the next batch
     * @throws IllegalArgumentException if the text is no position, or the limit is out of bounds
     * @throws IllegalStateException if the store reports no changes. The message says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the store fails
     */
    public ChangeBatch since(long organizationId, String position, int limit) {
        ChangeFeed.requireLimit(limit);
        Changes changes = feed.changesSince(organizationId, position(position), limit);
        return new ChangeBatch(
                changes.contacts().stream().map(ContactChange::of).toList(),
                changes.next().toString());
    }

    private static ChangePosition position(String text) {
        return ChangePosition.parse(Objects.requireNonNull(text, "position"));
    }
}
