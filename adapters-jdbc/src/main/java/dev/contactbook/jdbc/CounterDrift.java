package dev.contactbook.jdbc;

/**
 * An organization whose counters are wrong together, or some of whose contacts have no revision of their own or not the
 * rows of their keys, as {@link ContactSchema#verify} found it. A single counter says nothing: a contact may be deleted
 * in another one than it was created in.
 *
 * @param organizationId whose contacts
 * @param live how many live contacts there are, 0 where only keys are wrong
 * @param counted how many the organization's counters say there are, all together, 0 where only keys are wrong
 * @param unstamped how many contacts, deleted ones too, have no counter, no revision, one that another of their stripe
 *     has as well, or one that was not given yet
 * @param missingKeys how many keys of contacts are not in the table of keys
 * @param strayKeys how many rows of the table of keys are of no contact that has the key
 */
public record CounterDrift(
        long organizationId, long live, long counted, long unstamped, long missingKeys, long strayKeys) {
    /** An organization whose keys are right. */
    CounterDrift(long organizationId, long live, long counted, long unstamped) {
        this(organizationId, live, counted, unstamped, 0, 0);
    }
}
