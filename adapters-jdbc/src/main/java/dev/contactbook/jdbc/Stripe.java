package dev.contactbook.jdbc;

/** The stripes with a fixed number, 16 of each organization, for writers that cannot take any free counter. */
final class Stripe {
    static final int COUNT = 16;

    private Stripe() {}

    /** By a contact's id. */
    static int of(long contactId) {
        return (int) (contactId % COUNT);
    }
}
