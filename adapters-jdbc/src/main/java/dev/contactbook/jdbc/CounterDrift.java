package dev.contactbook.jdbc;

/**
 * An organization whose counters are wrong together, or some of whose contacts have no revision of their own or not the
 * rows of their keys, as {@link ContactSchema#verify} found it. A single counter says nothing: a contact may be deleted
 * in another one than it was created in.
 *
 * @param organizationId whose contacts
 * @param live how many live contacts there are, 0 where only keys are wrong
 * @param counted how many the organization's counters say there are, all together, 0 where only keys are wrong
 * @param deleted how many deleted contacts there are, 0 where only keys are wrong
 * @param countedDeleted how many of these the organization's counters say there are, 0 where only keys are wrong
 * @param unstamped how many contacts, deleted ones too, have no counter, no revision, one that another of their stripe
 *     has as well, or one that was not given yet
 * @param missingKeys how many keys of contacts are not in the table of keys
 * @param strayKeys how many rows of the table of keys are of no contact that has the key
 */
public record CounterDrift(
        long organizationId,
        long live,
        long counted,
        long deleted,
        long countedDeleted,
        long unstamped,
        long missingKeys,
        long strayKeys) {
    /** An organization whose keys are right. */
    CounterDrift(long organizationId, long live, long counted, long deleted, long countedDeleted, long unstamped) {
        this(organizationId, live, counted, deleted, countedDeleted, unstamped, 0, 0);
    }

    /** Whether the numbers of contacts are other ones than the counters say. */
    boolean isMiscounted() {
        return live != counted || deleted != countedDeleted;
    }

    CounterDrift withKeys(long missing, long stray) {
        return new CounterDrift(organizationId, live, counted, deleted, countedDeleted, unstamped, missing, stray);
    }
}
