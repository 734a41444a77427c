package dev.contactbook.jdbc.counters;

/** The stripes with a fixed number, 16 of each organization, for writers that cannot take any free counter. */
public final class Stripe {
    public static final int COUNT = 16;

    private Stripe() {}

    /** By a contact's id. */
    public static int of(long contactId) {
        return (int) (contactId % COUNT);
    }
}
