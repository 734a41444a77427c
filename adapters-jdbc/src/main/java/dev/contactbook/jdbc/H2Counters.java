package dev.contactbook.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;

/**
 * Free counters on H2: a statement that locks and adds for each that is tried, most often the first.
 *
 * <p>Each locks one row by its number. H2 locks every row of a query that a lock is asked for, and takes the first of them only then.
 *
 * <p>Above READ COMMITTED it fails where a counter was changed since the transaction began to look. So there it is one of 16 by the
 * session's number, which few others change.
 */
final class H2Counters extends FreeCounters {
    private static final String WRITER = "session_id() || ':' || transaction_id()";

    /** Of the transaction; else of the session, which others seldom take; else the lowest. */
    private static final String OWN_OR_FIRST = "select stripe from contactbook_counter where organization_id = ?"
            + " order by case when written_by = " + WRITER + " then 0"
            + " when written_by like session_id() || ':%' then 1 else 2 end, stripe fetch first 1 row only";

    private static final String TAKE_FIRST = take("(" + OWN_OR_FIRST + ")");
    private static final String TAKE = take("?");

    /** Adds nothing yet: before its first change a transaction has no number to write down. */
    private static final String MAKE =
            "insert into contactbook_counter (organization_id, stripe, live, rev) values (?, ?, 0, 0)";

    private static final String ADD_BY_SESSION =
            "select stripe, rev from final table (merge into contactbook_counter c using (values "
                    + "(cast(? as bigint), mod(session_id(), " + Stripe.COUNT
                    + "), cast(? as bigint), cast(? as bigint))"
                    + ") n (organization_id, stripe, live, rev)"
                    + " on c.organization_id = n.organization_id and c.stripe = n.stripe"
                    + " when matched then update set live = c.live + n.live, rev = c.rev + n.rev"
                    + " when not matched then insert (organization_id, stripe, live, rev)"
                    + " values (n.organization_id, n.stripe, n.live, n.rev))";

    /** Adds to a counter unless another transaction has it; asks for live contacts, changes, the organization twice, and the stripe. */
    private static String take(String stripe) {
        return "select stripe, rev from final table (update contactbook_counter set live = live + ?, rev = rev + ?,"
                + " written_by = " + WRITER + " where organization_id = ? and stripe = (select stripe"
                + " from contactbook_counter where organization_id = ? and stripe = " + stripe
                + " for update skip locked))";
    }

    @Override
    Stamp take(Connection connection, long organizationId, long live, long changes) throws SQLException {
        Argument organization = Bind.number(organizationId);
        Argument addLive = Bind.number(live);
        Argument addChanges = Bind.number(changes);
        if (connection.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED) {
            Fragment add = Fragment.of(ADD_BY_SESSION, organization, addLive, addChanges);
            return unlessDuplicate(() -> stamps(connection, add)).get(0);
        }
        List<Stamp> taken = stamps(
                connection, Fragment.of(TAKE_FIRST, addLive, addChanges, organization, organization, organization));
        if (!taken.isEmpty()) {
            return taken.get(0);
        }
        for (Integer stripe : stripes(connection, organization)) {
            taken = take(connection, organization, stripe, addLive, addChanges);
            if (!taken.isEmpty()) {
                return taken.get(0);
            }
        }
        int made = unlessDuplicate(() -> {
            int stripe = randomStripe();
            Sql.update(connection, Fragment.of(MAKE, organization, Bind.number((long) stripe)));
            return stripe;
        });
        return take(connection, organization, made, addLive, addChanges).get(0);
    }

    private static List<Stamp> take(
            Connection connection, Argument organization, int stripe, Argument live, Argument changes)
            throws SQLException {
        return stamps(
                connection, Fragment.of(TAKE, live, changes, organization, organization, Bind.number((long) stripe)));
    }

    private static List<Integer> stripes(Connection connection, Argument organization) throws SQLException {
        return Sql.query(
                connection,
                Fragment.of(
                        "select stripe from contactbook_counter where organization_id = ? order by stripe",
                        organization),
                row -> row.getInt(1));
    }

    private static List<Stamp> stamps(Connection connection, Fragment statement) throws SQLException {
        return Sql.query(connection, statement, row -> new Stamp(row.getInt(1), row.getLong(2)));
    }
}
