package dev.contactbook.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.argument.Argument;

/**
 * How many live contacts an organization has, and the revisions of its contacts: a row for each {@link Stripe}.
 *
 * <p>A row is changed in the transaction that changes the contacts, and is locked until its commit. So the numbers are exact, and
 * the revisions of a stripe are committed in their order, which {@link dev.contactbook.spi.ChangeFeed} rests on.
 */
final class Counters {
    /** What a contact has instead of a revision that was changed while the counters were off. */
    static final long NO_REVISION = 0;

    /** By which SQL refuses a key that is there already. */
    private static final String DUPLICATE = "23505";

    /** How often another transaction may be the first to count in a stripe; each stripe has one first time. */
    private static final int MAX_ATTEMPTS = 10;

    /** Adds to one counter, and says nothing of it. */
    private static final String ADD_ONE =
            "insert into contactbook_counter (organization_id, stripe, live, rev) values (?, ?, ?, ?)"
                    + " on conflict (organization_id, stripe) do update"
                    + " set live = contactbook_counter.live + excluded.live,"
                    + " rev = contactbook_counter.rev + excluded.rev";

    /** The statement for each number of stripes that can be counted at once, from 1 on; none where no statement says the revisions. */
    private final List<String> add;

    private final Optional<String> countNewContact;

    Counters(Dialect dialect) {
        this.add = IntStream.rangeClosed(1, Stripe.COUNT)
                .mapToObj(dialect::addToCounters)
                .flatMap(Optional::stream)
                .toList();
        this.countNewContact = dialect.countNewContact();
    }

    /** A query for the number of live contacts of an organization. */
    static Fragment total(long organizationId) {
        return Fragment.of(
                "select coalesce(sum(live), 0) from contactbook_counter where organization_id = ?",
                Bind.number(organizationId));
    }

    /** Counts changes in the stripes that they are in, in ascending order, and gives them revisions. */
    Revisions add(Connection connection, long organizationId, Tally tally) throws SQLException {
        Map<Integer, Long> last = new HashMap<>();
        List<Map.Entry<Integer, Tally.Counts>> stripes = List.copyOf(tally.byStripe.entrySet());
        if (add.isEmpty()) {
            addOneByOne(connection, organizationId, stripes, last);
        } else {
            for (int from = 0; from < stripes.size(); from += add.size()) {
                int to = Math.min(from + add.size(), stripes.size());
                add(connection, organizationId, stripes.subList(from, to), last);
            }
        }
        tally.byStripe.forEach((stripe, counts) -> last.merge(stripe, -counts.contacts, Long::sum));
        return contactId -> last.merge(Stripe.of(contactId), 1L, Long::sum);
    }

    private void add(
            Connection connection,
            long organizationId,
            List<Map.Entry<Integer, Tally.Counts>> stripes,
            Map<Integer, Long> last)
            throws SQLException {
        List<Argument> rows = new ArrayList<>();
        for (Map.Entry<Integer, Tally.Counts> stripe : stripes) {
            rows.add(Bind.number(organizationId));
            rows.add(Bind.number(stripe.getKey().longValue()));
            rows.add(Bind.number(stripe.getValue().live));
            rows.add(Bind.number(stripe.getValue().contacts));
        }
        Fragment statement = new Fragment(add.get(stripes.size() - 1), rows);
        unlessDuplicate(() -> Sql.query(connection, statement, row -> last.put(row.getInt(1), row.getLong(2))));
    }

    private static void addOneByOne(
            Connection connection,
            long organizationId,
            List<Map.Entry<Integer, Tally.Counts>> stripes,
            Map<Integer, Long> last)
            throws SQLException {
        Sql.batch(connection, ADD_ONE, stripes, (statement, stripe) -> {
            statement.setLong(1, organizationId);
            statement.setInt(2, stripe.getKey());
            statement.setLong(3, stripe.getValue().live);
            statement.setLong(4, stripe.getValue().contacts);
        });
        if (!stripes.isEmpty()) {
            List<Argument> counted =
                    stripes.stream().map(stripe -> Bind.number(stripe.getKey())).toList();
            Fragment revisions = Fragment.of(
                            "select stripe, rev from contactbook_counter where organization_id = ? and",
                            Bind.number(organizationId))
                    .then(Fragment.among("stripe", counted));
            Sql.query(connection, revisions, row -> last.put(row.getInt(1), row.getLong(2)));
        }
    }

    /** Whether a new contact can get its id and be counted by one statement. */
    boolean countsNewContacts() {
        return countNewContact.isPresent();
    }

    /** Gives an id to a new contact, and counts it. */
    Counted countNewContact(Connection connection, long organizationId) throws SQLException {
        Argument organization = Bind.number(organizationId);
        Fragment statement = Fragment.of(countNewContact.orElseThrow(), organization, organization);
        return unlessDuplicate(
                        () -> Sql.query(connection, statement, row -> new Counted(row.getLong(1), row.getLong(2))))
                .get(0);
    }

    /** Tries again where another transaction made the row at the same time: H2 cannot do without. */
    private static <T> T unlessDuplicate(Attempt<T> attempt) throws SQLException {
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
    private interface Attempt<T> {
        T make() throws SQLException;
    }

    /**
     * A new contact that was counted.
     *
     * @param id the id that it shall have
     * @param revision the revision that it shall have
     */
    record Counted(long id, long revision) {}

    /** The revisions that changes got: the next one for a contact. */
    @FunctionalInterface
    interface Revisions {
        long next(long contactId);
    }

    /** What there is to count, stripe by stripe. */
    static final class Tally {
        private final SortedMap<Integer, Counts> byStripe = new TreeMap<>();

        /** A stripe in which nothing changes; its counter is locked all the same, and made if it is missing. */
        static Tally nothing(int stripe) {
            Tally tally = new Tally();
            tally.byStripe.put(stripe, new Counts());
            return tally;
        }

        /** One contact that changes, and by how much it changes the number of live ones. */
        void add(long contactId, int live) {
            Counts counts = byStripe.computeIfAbsent(Stripe.of(contactId), stripe -> new Counts());
            counts.live += live;
            counts.contacts++;
        }

        private static final class Counts {
            private long live;
            private long contacts;
        }
    }
}
