package dev.contactbook.jdbc.counters;

import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;

/**
 * Free counters on H2: one statement that reads them, and one that locks and adds for each that is tried, most often
 * the first.
 *
 * <p>Each locks one row by its number. H2 locks every row of a query that a lock is asked for, and takes the first of
 * them only then.
 *
 * <p>Above READ COMMITTED it fails where a counter was changed since the transaction began to look. So there it is one
 * of 16 by the session's number, which few others change.
 */
public final class H2Counters extends FreeCounters {
    private static final String LOOK = "select stripe, written_by, session_id() || ':', transaction_id()"
            + " from contactbook_counter where organization_id = ? order by stripe";

    /** Adds to a counter unless another transaction has it. */
    private static final String TAKE = "select stripe, rev from final table (update contactbook_counter"
            + " set live = live + ?, deleted = deleted + ?, rev = rev + ?,"
            + " written_by = session_id() || ':' || transaction_id()"
            + " where organization_id = ? and stripe = (select stripe"
            + " from contactbook_counter where organization_id = ? and stripe = ? for update skip locked))";

    private static final String ADD_BY_SESSION =
            "select stripe, rev from final table (merge into contactbook_counter c using (values "
                    + "(cast(? as bigint), mod(session_id(), " + Stripe.COUNT
                    + "), cast(? as bigint), cast(? as bigint), cast(? as bigint))"
                    + ") n (organization_id, stripe, live, deleted, rev)"
                    + " on c.organization_id = n.organization_id and c.stripe = n.stripe"
                    + " when matched then update set live = c.live + n.live, deleted = c.deleted + n.deleted,"
                    + " rev = c.rev + n.rev"
                    + " when not matched then insert (organization_id, stripe, live, deleted, rev)"
                    + " values (n.organization_id, n.stripe, n.live, n.deleted, n.rev))";

    private final LastCounters last = new LastCounters();
    private final String look;
    private final String take;
    private final String make;
    private final String addBySession;

    public H2Counters(TableNames tables) {
        this.look = tables.sql(LOOK);
        this.take = tables.sql(TAKE);
        this.make = Counters.insert(tables);
        this.addBySession = tables.sql(ADD_BY_SESSION);
    }

    @Override
    Stamp take(Connection connection, boolean isHosts, long organizationId, Difference difference, long changes)
            throws SQLException {
        Argument organization = SqlValues.number(organizationId);
        if (connection.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED) {
            SqlFragment add = SqlFragment.of(
                    addBySession,
                    organization,
                    SqlValues.number(difference.live()),
                    SqlValues.number(difference.deleted()),
                    SqlValues.number(changes));
            return unlessDuplicate(() -> stamps(connection, add)).get(0);
        }
        if (!isHosts && last.isKnown(organizationId)) {
            List<Stamp> taken = take(connection, organization, last.of(organizationId), difference, changes);
            if (!taken.isEmpty()) {
                return taken.get(0);
            }
        }
        Stamp taken = takeAny(connection, organization, difference, changes);
        last.took(organizationId, taken.stripe());
        return taken;
    }

    private Stamp takeAny(Connection connection, Argument organization, Difference difference, long changes)
            throws SQLException {
        List<Seen> counters = SqlRunner.query(connection, SqlFragment.of(look, organization), Seen::of);
        counters.sort(Comparator.comparingInt(Seen::rank));
        for (Seen counter : counters) {
            List<Stamp> taken = take(connection, organization, counter.stripe(), difference, changes);
            if (!taken.isEmpty()) {
                return taken.get(0);
            }
        }
        int made = unlessDuplicate(() -> {
            int stripe = randomStripe();
            // Adds nothing yet: before its first change a transaction has no number to write down.
            SqlRunner.update(
                    connection,
                    SqlFragment.of(
                            make,
                            organization,
                            SqlValues.number((long) stripe),
                            SqlValues.number(0),
                            SqlValues.number(0),
                            SqlValues.number(0)));
            return stripe;
        });
        return take(connection, organization, made, difference, changes).get(0);
    }

    private List<Stamp> take(
            Connection connection, Argument organization, int stripe, Difference difference, long changes)
            throws SQLException {
        return stamps(
                connection,
                SqlFragment.of(
                        take,
                        SqlValues.number(difference.live()),
                        SqlValues.number(difference.deleted()),
                        SqlValues.number(changes),
                        organization,
                        organization,
                        SqlValues.number((long) stripe)));
    }

    private static List<Stamp> stamps(Connection connection, SqlFragment statement) throws SQLException {
        return SqlRunner.query(connection, statement, row -> new Stamp(row.getInt(1), row.getLong(2)));
    }

    /**
     * A counter that may be free.
     *
     * @param stripe its number
     * @param rank 0 for that of the transaction, 1 for one that the session used last, which others seldom take, 2 for
     *     others
     */
    private record Seen(int stripe, int rank) {
        static Seen of(ResultSet row) throws SQLException {
            String writer = row.getString(2);
            String session = row.getString(3);
            if (writer == null || !writer.startsWith(session)) {
                return new Seen(row.getInt(1), 2);
            }
            return new Seen(row.getInt(1), writer.equals(session + row.getString(4)) ? 0 : 1);
        }
    }
}
