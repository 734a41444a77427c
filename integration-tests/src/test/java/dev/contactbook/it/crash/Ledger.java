package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.GROUP_SIZE;
import static dev.contactbook.it.crash.Writer.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.it.crash.Writer.Saved;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What was acknowledged and refused, and so must be in the store, or not. */
final class Ledger {
    /** H2 leaves out up to a thousand ids with each kill, and several runs may end before they acknowledge one. */
    private static final int UNKNOWN_IDS = 5_000;

    private final Map<Long, Saved> latest = new HashMap<>();
    private final Set<Long> gone = new HashSet<>();
    private final Set<Long> given = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<Long> undeleted = new HashSet<>();
    private long largestBefore;

    /** All ids that a contact can have. */
    List<Long> possibleIds() {
        return LongStream.rangeClosed(1, largestId() + UNKNOWN_IDS).boxed().toList();
    }

    private long largestId() {
        return given.stream().mapToLong(id -> id).max().orElse(0);
    }

    void noteRemoved(long id) {
        gone.add(id);
        latest.remove(id);
    }

    /** What an operation that was not applied would have written. */
    void noteRefused(String stamp) {
        refused.add(stamp);
    }

    /** What an operation that was not applied would have deleted. */
    void noteUndeleted(long id) {
        undeleted.add(id);
    }

    /** The answers of two threads may come in another order than their writes. */
    void note(Saved saved) {
        if (saved.version() == 1) {
            assertThat(saved.id()).as("larger than all before").isGreaterThan(largestBefore);
            assertThat(given.add(saved.id()))
                    .as("%d was not given before", saved.id())
                    .isTrue();
        }
        latest.merge(saved.id(), saved, (one, other) -> {
            assertThat(one.version()).isNotEqualTo(other.version());
            return one.version() > other.version() ? one : other;
        });
    }

    /**
     * Compares, and takes over what was written without having been acknowledged.
     *
     * @param unanswered how many operations may have happened without an acknowledgement
     */
    void compare(String context, Map<Long, Contact> stored, int unanswered) {
        Map<String, List<Contact>> groups = stored.values().stream()
                .filter(contact -> Writer.group(contact).isPresent())
                .collect(Collectors.groupingBy(contact -> Writer.group(contact).orElseThrow()));
        Set<Long> takenOut = stored.values().stream()
                .flatMap(contact -> Writer.insteadOf(contact).stream())
                .collect(Collectors.toSet());

        assertThat(stored.values()).as(context).allSatisfy(Ledger::assertWhole);
        assertThat(groups).as(context).allSatisfy((name, members) -> assertOneWrite(members));
        assertThat(stored).as(context).doesNotContainKeys(takenOut.toArray(Long[]::new));
        assertThat(stored).as(context).doesNotContainKeys(gone.toArray(Long[]::new));
        assertThat(stored.values()).as(context + ": not applied").noneMatch(c -> refused.contains(c.firstName()));
        assertThat(undeleted)
                .as(context + ": not deleted")
                .allMatch(id -> stored.get(id).isLive());
        assertThat(latest.values())
                .as(context)
                .filteredOn(saved -> !takenOut.contains(saved.id()))
                .allSatisfy(saved -> assertKept(saved, stored.get(saved.id()), unanswered));
        assertThat(stored.keySet())
                .as(context + ": no more than what was not answered")
                .filteredOn(id -> !latest.containsKey(id))
                .hasSizeLessThanOrEqualTo(unanswered * GROUP_SIZE)
                .allSatisfy(id -> assertThat(id).isGreaterThan(largestBefore));

        latest.clear();
        stored.forEach((id, contact) -> latest.put(id, Saved.of(contact)));
        gone.addAll(takenOut);
        given.addAll(stored.keySet());
        undeleted.clear();
        largestBefore = largestId();
    }

    private static void assertKept(Saved saved, Contact stored, int unanswered) {
        assertThat(stored).as("acknowledged " + saved).isNotNull();
        if (stored.version() == saved.version()) {
            assertThat(Saved.of(stored)).isEqualTo(saved);
        } else {
            assertThat(stored.version())
                    .as("version of " + saved)
                    .isBetween(saved.version() + 1, saved.version() + unanswered);
        }
    }

    /** All fields are of one operation. */
    private static void assertWhole(Contact contact) {
        ContactDetails.Builder expected = contact.details().toBuilder();
        if (Writer.group(contact).isPresent()) {
            Writer.stampMember(expected, contact.firstName(), Writer.member(contact));
        } else {
            Writer.stampWithKey(expected, contact.firstName());
        }
        assertThat(contact.details()).as(contact.toString()).isEqualTo(expected.build());
        assertThat(contact.firstName()).doesNotStartWith(NEVER);
        assertThat(contact.deletedAt()).isIn(null, contact.updatedAt());
    }

    /** All members are there, as one operation left them. */
    private static void assertOneWrite(List<Contact> group) {
        assertThat(group).hasSize(GROUP_SIZE);
        assertThat(group)
                .extracting(Contact::firstName)
                .containsOnly(group.get(0).firstName());
        assertThat(group).extracting(Contact::version).containsOnly(group.get(0).version());
    }
}
