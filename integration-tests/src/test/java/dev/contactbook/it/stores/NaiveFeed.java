package dev.contactbook.it.stores;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A right store with a right feed in which each step is a method of its own, so that a {@link BrokenFeed} can get just
 * one of them wrong. It keeps a stamp for each contact.
 */
class NaiveFeed extends NaiveStore implements ChangeFeed {
    private final Map<Long, Stamp> stamps = new TreeMap<>();
    private long lastRevision;
    private volatile long answers;

    /** When a contact was changed last, and what it is. */
    record Stamp(Contact contact, int stripe, long revision) {
        boolean isAfter(ChangePosition position) {
            return revision > position.revision(stripe);
        }
    }

    @Override
    public Changes changesSince(long organizationId, ChangePosition position, int limit) {
        requireLimit(limit);
        try {
            return answer(organizationId, position, limit);
        } finally {
            answers++;
        }
    }

    @Override
    public synchronized SortedMap<Long, ChangePosition> ends() {
        SortedMap<Long, ChangePosition> ends = new TreeMap<>();
        for (Stamp stamp : stamps.values()) {
            ends.merge(stamp.contact().organizationId(), end(stamp), NaiveFeed::later);
        }
        return ends;
    }

    ChangePosition end(Stamp stamp) {
        return ChangePosition.START.after(stamp.stripe(), stamp.revision());
    }

    static ChangePosition later(ChangePosition one, ChangePosition other) {
        ChangePosition both = one;
        for (int stripe : other.stripes()) {
            both = both.after(stripe, Math.max(one.revision(stripe), other.revision(stripe)));
        }
        return both;
    }

    synchronized Changes answer(long organizationId, ChangePosition position, int limit) {
        List<Stamp> news = stamps.values().stream()
                .filter(stamp -> tells(stamp, organizationId, position))
                .sorted(Comparator.comparing(Stamp::stripe).thenComparing(Stamp::revision))
                .toList();
        List<Stamp> page = page(news, limit);
        return new Changes(contacts(page), next(position, page, news));
    }

    @Override
    synchronized WriteResult writeAtOnce(long organizationId, List<Change> changes) {
        WriteResult result = super.writeAtOnce(organizationId, changes);
        result.contacts().ifPresent(stored -> stampAll(changes, stored));
        result.staleIndex().ifPresent(index -> stampStale(organizationId, changes.subList(0, index)));
        return result;
    }

    void requireLimit(int limit) {
        ChangeFeed.requireLimit(limit);
    }

    boolean tells(Stamp stamp, long organizationId, ChangePosition position) {
        return stamp.contact().organizationId() == organizationId && stamp.isAfter(position);
    }

    List<Stamp> page(List<Stamp> news, int limit) {
        return news.stream().limit(limit).toList();
    }

    List<Contact> contacts(List<Stamp> page) {
        return page.stream().map(Stamp::contact).toList();
    }

    ChangePosition next(ChangePosition position, List<Stamp> page, List<Stamp> news) {
        return told(position, page);
    }

    final ChangePosition told(ChangePosition position, List<Stamp> page) {
        ChangePosition next = position;
        for (Stamp stamp : page) {
            next = next.after(stamp.stripe(), stamp.revision());
        }
        return next;
    }

    void stampAll(List<Change> changes, List<Contact> results) {
        for (int i = 0; i < results.size(); i++) {
            if (changes.get(i) instanceof Change.Remove) {
                removed(results.get(i));
            } else {
                stamp(results.get(i));
            }
        }
    }

    void stampStale(long organizationId, List<Change> changes) {}

    void stamp(Contact contact) {
        stamp(new Stamp(contact, stripe(), nextRevision()));
    }

    final void stamp(Stamp stamp) {
        stamps.put(stamp.contact().id(), stamp);
    }

    void removed(Contact contact) {
        stamps.remove(contact.id());
    }

    int stripe() {
        return 0;
    }

    long nextRevision() {
        return ++lastRevision;
    }

    final synchronized List<Stamp> stamps() {
        return new ArrayList<>(stamps.values());
    }

    final long answers() {
        return answers;
    }

    final long lastRevision() {
        return lastRevision;
    }
}
