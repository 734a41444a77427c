package dev.contactbook.jdbc.counters;

import dev.contactbook.domain.LifeState;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How many live and how many deleted contacts an organization has, and the revisions of its contacts: some rows for
 * each organization, each of a stripe.
 *
 * <p>A row is changed in the transaction that changes the contacts, and is locked until its commit. So the sum of the
 * rows is exact, and the revisions of a stripe are committed in their order, which
 * {@link dev.contactbook.spi.ChangeFeed} rests on. In which stripe a change is counted makes no difference to that, as
 * long as its contact says which.
 */
public abstract class Counters {
    /** By which SQL refuses a key that is there already. */
    private static final String DUPLICATE = "23505";

    /** How often another transaction may make the row that one is about to make. */
    private static final int MAX_ATTEMPTS = 10;

    /** A query for the number of contacts of an organization in a life state. Asks for the organization. */
    public static String total(TableNames tables, LifeState state) {
        return tables.sql("select coalesce(sum(" + Difference.column(state)
                + "), 0) from contactbook_counter where organization_id = ?");
    }

    /**
     * Makes a counter. Asks for the organization, the stripe, the numbers of live and of deleted contacts and the last
     * revision.
     */
    public static String insert(TableNames tables) {
        return tables.sql("insert into contactbook_counter (organization_id, stripe, live, deleted, rev)"
                + " values (?, ?, ?, ?, ?)");
    }

    /**
     * Counts changes of one transaction to contacts of an organization, and gives each of them its stamp.
     *
     * @param isHosts whether the transaction is the host's, so that there may be other changes in it
     */
    public abstract Stamps count(Connection connection, boolean isHosts, long organizationId, Tally tally)
            throws SQLException;

    /** Whether all writers of a contact lock the same counter, so that they need no lock on contacts before. */
    public boolean guardContacts() {
        return false;
    }

    /** Tries again where another transaction made the row at the same time: H2 cannot do without. */
    static <T> T unlessDuplicate(Attempt<T> attempt) throws SQLException {
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                if (attempts == MAX_ATTEMPTS || !DUPLICATE.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    @FunctionalInterface
    interface Attempt<T> {
        T make() throws SQLException;
    }

    /**
     * What a changed contact is marked with.
     *
     * @param stripe in which stripe the change was counted
     * @param revision its revision there
     */
    public record Stamp(int stripe, long revision) {
        /** What a contact has that was changed while the counters were off. */
        public static final Stamp NONE = new Stamp(0, 0);
    }

    /** The stamps that changes got: the next one for a contact. */
    @FunctionalInterface
    public interface Stamps {
        Stamp next(long contactId);
    }

    /** What there is to count: contacts that change, and what each changes of the numbers. */
    public static final class Tally {
        private final List<Long> contacts = new ArrayList<>();
        private final List<Difference> differences = new ArrayList<>();

        public void add(long contactId, Difference difference) {
            contacts.add(contactId);
            differences.add(difference);
        }

        public int changes() {
            return contacts.size();
        }

        public Difference sum() {
            return differences.stream().reduce(Difference.NONE, Difference::plus);
        }

        /** Shows each contact and its difference. */
        void forEach(Counted counted) {
            for (int i = 0; i < contacts.size(); i++) {
                counted.contact(contacts.get(i), differences.get(i));
            }
        }

        @FunctionalInterface
        interface Counted {
            void contact(long id, Difference difference);
        }
    }
}
