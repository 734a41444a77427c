package dev.contactbook.jdbc;

/**
 * A stripe of an organization whose counter is wrong, or some of whose contacts have no revision of their own, as
 * {@link ContactSchema#verify} found it.
 *
 * @param organizationId whose contacts
 * @param stripe the part of the organization that a contact is counted in: its id modulo 16
 * @param live how many live contacts there are
 * @param counted how many the counter says there are
 * @param unstamped how many contacts, deleted ones too, have no revision, one that another has as well, or one that was not
 *     given yet
 */
public record CounterDrift(long organizationId, int stripe, long live, long counted, long unstamped) {}
