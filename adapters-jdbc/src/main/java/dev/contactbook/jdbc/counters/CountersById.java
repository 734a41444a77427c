package dev.contactbook.jdbc.counters;

import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.argument.Argument;

/**
 * Counts each contact in the counter of its id, in SQL that cannot skip what is locked: a writer waits for another that
 * changes a contact of the same stripe. Stripes come in ascending order, so that none wait for each other in a circle.
 */
public final class CountersById extends Counters {
    /** Adds to one counter, and says nothing of it. */
    private final String add;

    private final String revisions;

    public CountersById(TableNames tables) {
        this.add = Counters.insert(tables)
                + tables.sql(" on conflict (organization_id, stripe) do update"
                        + " set live = contactbook_counter.live + excluded.live,"
                        + " deleted = contactbook_counter.deleted + excluded.deleted,"
                        + " rev = contactbook_counter.rev + excluded.rev");
        this.revisions = tables.sql("select stripe, rev from contactbook_counter where organization_id = ? and");
    }

    @Override
    public boolean guardContacts() {
        return true;
    }

    @Override
    public Stamps count(Connection connection, boolean isHosts, long organizationId, Tally tally) throws SQLException {
        SortedMap<Integer, Sums> sums = new TreeMap<>();
        tally.forEach((id, difference) ->
                sums.computeIfAbsent(Stripe.of(id), any -> new Sums()).add(difference));
        SqlRunner.batch(connection, add, List.copyOf(sums.entrySet()), (statement, stripe) -> {
            statement.setLong(1, organizationId);
            statement.setInt(2, stripe.getKey());
            statement.setLong(3, stripe.getValue().difference.live());
            statement.setLong(4, stripe.getValue().difference.deleted());
            statement.setLong(5, stripe.getValue().changes);
        });
        List<Argument> counted = sums.keySet().stream().map(SqlValues::number).toList();
        SqlFragment query =
                SqlFragment.of(revisions, SqlValues.number(organizationId)).then(SqlFragment.among("stripe", counted));
        Map<Integer, Long> given = new HashMap<>();
        SqlRunner.query(connection, query, row -> given.put(row.getInt(1), row.getLong(2)));
        sums.forEach((stripe, sum) -> given.merge(stripe, -sum.changes, Long::sum));
        return id -> new Stamp(Stripe.of(id), given.merge(Stripe.of(id), 1L, Long::sum));
    }

    private static final class Sums {
        private Difference difference = Difference.NONE;
        private long changes;

        void add(Difference more) {
            difference = difference.plus(more);
            changes++;
        }
    }
}
