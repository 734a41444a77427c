package dev.contactbook.jdbc.counters;

import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Free counters on PostgreSQL, by SKIP LOCKED within one statement.
 *
 * <p>A row that its last writer had locked before names that one as {@code xmax} too, and was not replaced.
 *
 * <p>Above READ COMMITTED it fails where a counter was changed since the transaction began to look, since that is not
 * locked any more. So at REPEATABLE READ counters are left out whose row another transaction has replaced
 * ({@code xmax}), and at SERIALIZABLE, where looking at a row that others change is enough to fail, none is looked for.
 * Where there is none, it is one of 16 by the transaction's number: the same for all of the transaction, and not one
 * more for each transaction that lives long.
 */
public final class PostgresCounters extends FreeCounters {
    private static final String ISOLATION = "current_setting('transaction_isolation')";

    private static final String LOOK =
            "select stripe from contactbook_counter where " + ISOLATION + " <> 'serializable' and (" + ISOLATION
                    + " <> 'repeatable read' or xmax = 0 or xmax = xmin) and organization_id = ?";

    private static final String LOCK = " limit 1 for update skip locked";

    private static final String ADD = "update contactbook_counter c set live = c.live + ?,"
            + " deleted = c.deleted + ?, rev = c.rev + ?,"
            + " written_by = pg_current_xact_id()"
            + " where c.organization_id = ? and c.stripe = (select stripe from free) returning c.stripe, c.rev";

    private final TableNames tables;
    private final String take;

    public PostgresCounters(TableNames tables) {
        this.tables = tables;
        this.take = "with " + taken("") + " select stripe, rev from taken";
    }

    /**
     * Tables within a statement, of which {@code taken} has the stripe and the last revision of the first free counter
     * from a number on, and no row where there is none. Asks for what {@link #bindFrom} binds. It is for a transaction
     * that has no counter yet.
     *
     * @param condition what else has to be so, begun by {@code and}. Else {@code taken} is empty
     */
    public String takenFrom(String condition) {
        return tables.sql("free as (" + LOOK + " and stripe >= ?" + condition + " order by organization_id, stripe"
                + LOCK + "), taken as (" + ADD + ")");
    }

    /**
     * The same of all counters: the transaction's own, else the lowest that is free, else a new one, so that
     * {@code taken} always has a row. Asks for what {@link #bind} binds.
     */
    public String taken(String condition) {
        return tables.sql("free as (" + LOOK + condition
                + " order by written_by is distinct from pg_current_xact_id_if_assigned(), stripe" + LOCK
                + "), counted as (" + ADD
                + "), made as (insert into contactbook_counter as c"
                + " (organization_id, stripe, live, deleted, rev, written_by)"
                + " select ?, case when " + ISOLATION + " in ('serializable', 'repeatable read')"
                + " then mod(cast(cast(pg_current_xact_id() as text) as bigint), " + Stripe.COUNT + ") else ? end,"
                + " ?, ?, ?, pg_current_xact_id() where not exists (select from free)" + condition
                + " on conflict (organization_id, stripe) do update set live = c.live + excluded.live,"
                + " deleted = c.deleted + excluded.deleted,"
                + " rev = c.rev + excluded.rev, written_by = excluded.written_by returning c.stripe, c.rev)"
                + ", taken as (select stripe, rev from counted union all select stripe, rev from made)");
    }

    /** Binds what {@link #takenFrom} asks for, and returns the position after it. */
    public static int bindFrom(
            int stripe,
            PreparedStatement statement,
            int position,
            long organizationId,
            Difference difference,
            long changes)
            throws SQLException {
        statement.setLong(position, organizationId);
        statement.setInt(position + 1, stripe);
        return bindAdd(statement, position + 2, organizationId, difference, changes);
    }

    /** Binds what {@link #taken} asks for, and returns the position after it. */
    public static int bind(
            PreparedStatement statement, int position, long organizationId, Difference difference, long changes)
            throws SQLException {
        statement.setLong(position, organizationId);
        int next = bindAdd(statement, position + 1, organizationId, difference, changes);
        statement.setLong(next++, organizationId);
        statement.setInt(next++, randomStripe());
        statement.setLong(next++, difference.live());
        statement.setLong(next++, difference.deleted());
        statement.setLong(next++, changes);
        return next;
    }

    private static int bindAdd(
            PreparedStatement statement, int position, long organizationId, Difference difference, long changes)
            throws SQLException {
        statement.setLong(position, difference.live());
        statement.setLong(position + 1, difference.deleted());
        statement.setLong(position + 2, changes);
        statement.setLong(position + 3, organizationId);
        return position + 4;
    }

    @Override
    Stamp take(Connection connection, boolean isHosts, long organizationId, Difference difference, long changes)
            throws SQLException {
        try (PreparedStatement statement = SqlRunner.prepare(connection, take)) {
            bind(statement, 1, organizationId, difference, changes);
            try (ResultSet taken = statement.executeQuery()) {
                taken.next();
                return new Stamp(taken.getInt(1), taken.getLong(2));
            }
        }
    }
}
