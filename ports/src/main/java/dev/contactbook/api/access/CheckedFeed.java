package dev.contactbook.api.access;

import static dev.contactbook.api.access.CheckedRepository.guarded;
import static dev.contactbook.api.access.CheckedRepository.require;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The host's feed with every answer checked, as {@link CheckedRepository} does with a store. A feed without changes to
 * report says so by an {@link IllegalStateException}, which is the host's to see.
 */
public final class CheckedFeed {
    private final ChangeFeed feed;

    /**
     * A feed with checks.
     *
     * @param feed the feed
     */
    public CheckedFeed(ChangeFeed feed) {
        this.feed = feed;
    }

    /**
     * As {@link ChangeFeed#changesSince}.
     *
     * @param organizationId whose contacts
     * @param position where the last answer ended, or the start
     * @param limit how many contacts at most
     * @return the contacts, and the position for the next call
     */
    public Changes changesSince(long organizationId, ChangePosition position, int limit) {
        return guarded(Storage.Outcome.NOT_APPLIED, CheckedFeed::refuse, () -> {
            Changes changes = feed.changesSince(organizationId, position, limit);
            require(changes.contacts().size() <= limit, "5.5: more contacts than the limit");
            require(changes.next().covers(position), "5.5: a position before the one that was passed");
            Set<Long> ids = new HashSet<>();
            for (Contact contact : changes.contacts()) {
                require(contact.organizationId() == organizationId, "5.7: a contact of another organization");
                require(ids.add(contact.id()), "5.2: a contact twice");
            }
            require(
                    changes.contacts().isEmpty() || !changes.next().equals(position),
                    "5.2: contacts without a later position");
            return changes;
        });
    }

    private static void refuse(Exception thrown) {
        if (thrown instanceof IllegalStateException refused) {
            throw refused;
        }
    }

    /**
     * As {@link ChangeFeed#ends}.
     *
     * @return the ends by organization, unmodifiable
     */
    public SortedMap<Long, ChangePosition> ends() {
        return guarded(
                Storage.Outcome.NOT_APPLIED,
                CheckedFeed::refuse,
                () -> Collections.unmodifiableSortedMap(new TreeMap<>(feed.ends())));
    }
}
