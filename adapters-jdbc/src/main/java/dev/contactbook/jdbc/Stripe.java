package dev.contactbook.jdbc;

/**
 * The part of an organization that a contact is counted in: one of 16, by its id. Each has a row of counters, which a writer
 * locks until its commit, so writers of different stripes do not wait for each other.
 *
 * <p>The scripts say the same: {@code mod(id, 16)}.
 */
final class Stripe {
    static final int COUNT = 16;

    private Stripe() {}

    static int of(long contactId) {
        return (int) (contactId % COUNT);
    }
}
