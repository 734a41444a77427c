package dev.contactbook.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads a feed of changes and keeps all that it returned. */
public final class FeedReader {
    private static final int LIMIT = 100;

    private final long organizationId;
    private final Map<Long, Long> versions = new HashMap<>();
    private ChangePosition position = ChangePosition.START;

    public FeedReader(long organizationId) {
        this.organizationId = organizationId;
    }

    /** Reads up to where nothing is new; no contact may come again unless it was changed since. */
    public FeedReader readOn(ChangeFeed feed) {
        Changes changes;
        do {
            changes = feed.changesSince(organizationId, position, LIMIT);
            for (Contact contact : changes.contacts()) {
                Long before = versions.put(contact.id(), contact.version());
                assertThat(before == null || before < contact.version())
                        .as("%s was told before", contact)
                        .isTrue();
            }
            // As a reader does that keeps it over its own end.
            position = ChangePosition.parse(changes.next().toString());
        } while (!changes.contacts().isEmpty());
        return this;
    }

    /** Where it has come to. */
    public ChangePosition position() {
        return position;
    }

    /** Whether it was told of a contact. */
    public boolean knows(long id) {
        return versions.containsKey(id);
    }

    /** How many contacts it was told of. */
    public int known() {
        return versions.size();
    }

    /** That it was told of the last version of all these. */
    public void assertKnows(Collection<Contact> contacts) {
        assertThat(contacts).allSatisfy(contact -> assertThat(versions).containsEntry(contact.id(), contact.version()));
    }
}
