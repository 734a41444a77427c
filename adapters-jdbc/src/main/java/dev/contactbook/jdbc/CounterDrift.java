package dev.contactbook.jdbc;

/**
 * An organization whose counters are wrong together, or some of whose contacts have no revision of their own, as
 * {@link ContactSchema#verify} found it. A single counter says nothing: a contact may be deleted in another one than it
 * was created in.
 *
 * @param organizationId whose contacts
 * @param live how many live contacts there are
 * @param counted how many the organization's counters say there are, all together
 * @param unstamped how many contacts, deleted ones too, have no counter, no revision, one that another of their stripe
 *     has as well, or one that was not given yet
 */
public record CounterDrift(long organizationId, long live, long counted, long unstamped) {}
