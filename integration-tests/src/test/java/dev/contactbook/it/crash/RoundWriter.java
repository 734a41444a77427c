package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.NewContact;
import dev.contactbook.it.crash.Writer.Saved;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Writes contacts in, and others changed and out, by one list of changes for each write. Now and then the organization
 * chooses unique e-mails, or chooses again.
 */
final class RoundWriter {
    /** About so many contacts stay. */
    private static final int KEPT = 10;

    /** After so many writes e-mails become unique, or are so no more. */
    private static final int WRITES_PER_CHOICE = 3;

    /** More ids than were given: a write that was not answered may be there. */
    private static final int UNKNOWN_IDS = 100;

    private final Random random;
    private Map<Long, Contact> stored = Map.of();
    private long largestId;
    private int stamps;
    private int writes;
    private boolean isUnique;

    RoundWriter(Random random) {
        this.random = random;
    }

    void write(EmbeddedContactRepository repository) {
        if (++writes % WRITES_PER_CHOICE == 0) {
            isUnique = !isUnique;
            repository.useUniqueEmails(ORGANIZATION, isUnique);
        }
        List<Contact> all = new ArrayList<>(stored.values());
        Collections.shuffle(all, random);
        List<Change> changes = new ArrayList<>();
        int removed = Math.max(0, all.size() - random.nextInt(KEPT));
        all.subList(0, removed).forEach(contact -> changes.add(new Change.Remove(contact)));
        all.subList(removed, all.size()).stream()
                .limit(random.nextInt(3))
                .forEach(contact -> changes.add(
                        new Change.Replace(contact, contact.changed(details(), Instant.ofEpochMilli(1), null))));
        for (int inserts = 1 + random.nextInt(4); inserts > 0; inserts--) {
            changes.add(new Change.Insert(new NewContact(details(), null, Instant.EPOCH)));
        }
        repository
                .write(ORGANIZATION, changes)
                .contacts()
                .orElseThrow()
                .forEach(contact -> largestId = Math.max(largestId, contact.id()));
        stored = find(repository, largestId);
    }

    private ContactDetails details() {
        ContactDetails.Builder details = ContactDetails.builder();
        Writer.stamp(details, "stamp" + ++stamps);
        return details.build();
    }

    /** What was answered by now: all contacts, as words. */
    Map<Long, Saved> answered() {
        return saved(stored);
    }

    /** All contacts in a store whose answers had no larger id than this. */
    static Map<Long, Saved> findAll(ContactRepository repository, long largestId) {
        return saved(find(repository, largestId));
    }

    private static Map<Long, Contact> find(ContactRepository repository, long largestId) {
        return repository.find(
                ORGANIZATION,
                LongStream.rangeClosed(1, largestId + UNKNOWN_IDS).boxed().toList());
    }

    private static Map<Long, Saved> saved(Map<Long, Contact> contacts) {
        Map<Long, Saved> saved = new TreeMap<>();
        contacts.forEach((id, contact) -> saved.put(id, Saved.of(contact)));
        return saved;
    }
}
