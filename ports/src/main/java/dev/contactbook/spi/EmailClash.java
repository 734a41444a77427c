package dev.contactbook.spi;

import java.util.List;
import java.util.Objects;

/**
 * An e-mail that several contacts of an organization have, which keeps the organization from choosing unique e-mails
 * (contract §3, keys). Immutable.
 *
 * @param email the e-mail in the form that is equal for all spellings
 * @param contactIds the ids of the contacts, in ascending order, the lowest 1,000 if there are more
 */
public record EmailClash(String email, List<Long> contactIds) {
    /** How many ids one clash has at most. */
    public static final int MOST_IDS = 1_000;

    /** How many clashes one call returns at most. */
    public static final int MOST_CLASHES = 1_000;

    /**
     * A clash.
     *
     * @param email the e-mail
     * @param contactIds the ids of the contacts, copied
     */
    public EmailClash {
        Objects.requireNonNull(email, "email");
        contactIds = List.copyOf(contactIds);
    }

    /**
     * Rejects a number of clashes to return.
     *
     * @param limit how many
     * @throws IllegalArgumentException if it is not from 1 to 1,000
     */
    public static void requireLimit(int limit) {
        if (limit < 1 || limit > MOST_CLASHES) {
            throw new IllegalArgumentException("limit: must be from 1 to " + MOST_CLASHES);
        }
    }

    /**
     * Refuses unique e-mails where there are clashes.
     *
     * @param clashes some of them
     * @throws IllegalStateException if there is one. The message names contacts, and no e-mail
     */
    public static void requireNone(List<EmailClash> clashes) {
        if (!clashes.isEmpty()) {
            List<Long> ids = clashes.get(0).contactIds;
            throw new IllegalStateException("E-mails cannot become unique while several contacts have one, such as the"
                    + " contacts " + ids.get(0) + " and " + ids.get(1)
                    + ": look at emailClashes, and leave each e-mail to one contact");
        }
    }

    /** The ids of the contacts, nothing personal. */
    @Override
    public String toString() {
        return "EmailClash" + contactIds;
    }
}
