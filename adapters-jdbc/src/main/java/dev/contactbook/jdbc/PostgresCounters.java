package dev.contactbook.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free counters on PostgreSQL, by SKIP LOCKED within one statement.
 *
 * <p>Above READ COMMITTED it fails where a counter was changed since the transaction began to look, since that is not locked any more.
 * So at REPEATABLE READ counters are left out whose row another transaction has replaced ({@code xmax}), and at SERIALIZABLE, where
 * looking at a row that others change is enough to fail, none is looked for. Where there is none, it is one of 16 by the transaction's
 * number: the same for all of the transaction, and not one more for each transaction that lives long.
 */
final class PostgresCounters extends FreeCounters {
    private static final String ISOLATION = "current_setting('transaction_isolation')";

    /** Where a connection looks first, and where it makes its counters: so it seldom meets others. */
    private static final String START = "(hashint4(pg_backend_pid()) & 2147418112)";

    private static final int NUMBERS_AFTER_START = 65_536;

    private static final String LOOK = "select stripe from contactbook_counter where " + ISOLATION
            + " <> 'serializable' and (" + ISOLATION + " <> 'repeatable read' or xmax = 0) and organization_id = ?";

    private static final String LOCK = " limit 1 for update skip locked";

    private static final String TAKE = "with " + taken(true, "") + " select stripe, rev from taken";

    /**
     * Tables within a statement, of which {@code taken} has one row: the stripe and the last revision of the counter that was added
     * to. Asks for what {@link #bind} binds.
     *
     * @param ownFirst whether the transaction may have a counter. Then all are looked at; else from a number of the connection's
     *     on, so that not all writers meet in the first one, which would also have all the old versions that an open transaction keeps
     * @param condition what else has to be so, begun by {@code and}; else {@code taken} is empty
     */
    static String taken(boolean ownFirst, String condition) {
        String free = ownFirst
                ? "free as (" + LOOK + condition
                        + " order by written_by is distinct from pg_current_xact_id_if_assigned(), stripe" + LOCK + ")"
                : "above as (" + LOOK + " and stripe >= " + START + condition + " order by organization_id, stripe"
                        + LOCK
                        + "), below as (" + LOOK + " and stripe < " + START + condition
                        + " and not exists (select from above) order by organization_id, stripe" + LOCK
                        + "), free as (select stripe from above union all select stripe from below)";
        return free
                + ", counted as (update contactbook_counter c set live = c.live + ?, rev = c.rev + ?,"
                + " written_by = pg_current_xact_id()"
                + " where c.organization_id = ? and c.stripe = (select stripe from free) returning c.stripe, c.rev)"
                + ", made as (insert into contactbook_counter as c (organization_id, stripe, live, rev, written_by)"
                + " select ?, case when " + ISOLATION + " in ('serializable', 'repeatable read')"
                + " then mod(cast(cast(pg_current_xact_id() as text) as bigint), " + Stripe.COUNT + ") else " + START
                + " + ? end,"
                + " ?, ?, pg_current_xact_id() where not exists (select from free)" + condition
                + " on conflict (organization_id, stripe) do update set live = c.live + excluded.live,"
                + " rev = c.rev + excluded.rev, written_by = excluded.written_by returning c.stripe, c.rev)"
                + ", taken as (select stripe, rev from counted union all select stripe, rev from made)";
    }

    /** Binds what {@link #taken} asks for, and returns the position after it. */
    static int bind(
            PreparedStatement statement, int position, boolean ownFirst, long organizationId, long live, long changes)
            throws SQLException {
        int next = position;
        statement.setLong(next++, organizationId);
        if (!ownFirst) {
            statement.setLong(next++, organizationId);
        }
        statement.setLong(next++, live);
        statement.setLong(next++, changes);
        statement.setLong(next++, organizationId);
        statement.setLong(next++, organizationId);
        statement.setInt(next++, ThreadLocalRandom.current().nextInt(NUMBERS_AFTER_START));
        statement.setLong(next++, live);
        statement.setLong(next++, changes);
        return next;
    }

    @Override
    Stamp take(Connection connection, long organizationId, long live, long changes) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(connection, TAKE)) {
            bind(statement, 1, true, organizationId, live, changes);
            try (ResultSet taken = statement.executeQuery()) {
                taken.next();
                return new Stamp(taken.getInt(1), taken.getLong(2));
            }
        }
    }
}
