package dev.contactbook.jdbc;

import dev.contactbook.domain.LifeState;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.counters.Difference;
import dev.contactbook.jdbc.counters.FreeCounters;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.schema.Migration;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.argument.Argument;

/** Recounts what the {@link Counters} say, looks for the keys of contacts, and mends both. */
final class CounterRepair {
    /** Changes nothing, but of two repairs that do it at the same time PostgreSQL lets one begin again. */
    private static final String KEEP_OTHERS_OUT = "update contactbook_schema set counters = counters";

    private static final String LAST_REVISION = "(select max(c.rev) from contactbook_contact c"
            + " where c.organization_id = contactbook_counter.organization_id"
            + " and c.stripe = contactbook_counter.stripe)";

    /** The last revision never goes back, for readers have seen it. */
    private static final String CATCH_UP = "update contactbook_counter set rev = " + LAST_REVISION
            + " where organization_id = ? and rev < " + LAST_REVISION;

    private static final String TAKE_REVISIONS = "update contactbook_contact set rev = 0 where organization_id = ?"
            + " and (stripe not in (select stripe from contactbook_counter where organization_id = ?)"
            + " or (stripe, rev) in (select stripe, rev from contactbook_contact where organization_id = ?"
            + " group by stripe, rev having count(*) > 1))";

    private static final String UNSTAMPED =
            "select count(*) from contactbook_contact where organization_id = ? and rev = 0";

    private static final String NUMBERED =
            " (select organization_id, id, row_number() over (order by updated_at, id) as rev"
                    + " from contactbook_contact where organization_id = ? and rev = 0) n";

    private static final String SAME_CONTACT = " c.organization_id = n.organization_id and c.id = n.id";

    /** Asks for the organization and the stripe. */
    private static final String STAMP_BY_MERGE = "merge into contactbook_contact c using" + NUMBERED + " on"
            + SAME_CONTACT + " when matched then update set stripe = ?, rev = n.rev";

    /** Asks for the stripe and the organization. */
    private static final String STAMP_BY_UPDATE =
            "update contactbook_contact as c set stripe = ?, rev = n.rev from" + NUMBERED + " where" + SAME_CONTACT;

    private final Database database;
    private final Dialect dialect;
    private final TableNames tables;
    private final KeyRepair keys;
    private final String drifts;
    private final String lacking;

    CounterRepair(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        this.tables = dialect.tables();
        this.drifts = drifts(dialect);
        this.lacking = lacking(dialect);
        Migration.requireUsable(database, dialect);
        this.keys = new KeyRepair(database);
    }

    private static String drifts(Dialect dialect) {
        return "select organization_id, sum(live), sum(counted), sum(deleted), sum(counted_deleted), sum(unstamped)"
                + " from (select c.organization_id, "
                + numberOf(dialect, LifeState.LIVE) + " as live, 0 as counted, "
                + numberOf(dialect, LifeState.DELETED) + " as deleted, 0 as counted_deleted,"
                + " count(*) - count(distinct case when c.rev between 1 and k.rev then c.rev end) as unstamped"
                + " from contactbook_contact c left join contactbook_counter k"
                + " on k.organization_id = c.organization_id and k.stripe = c.stripe"
                + " group by c.organization_id, c.stripe"
                + " union all select organization_id, 0, live, 0, deleted, 0 from contactbook_counter) counts"
                + " group by organization_id having sum(live) <> sum(counted) or sum(deleted) <> sum(counted_deleted)"
                + " or sum(unstamped) > 0 order by organization_id";
    }

    private static String numberOf(Dialect dialect, LifeState state) {
        return "count(case when " + dialect.isInState(state) + " then 1 end)";
    }

    /** Asks for the organization, twice. */
    private static String lacking(Dialect dialect) {
        return "select c.live - k.live, c.deleted - k.deleted from (select "
                + numberOf(dialect, LifeState.LIVE) + " as live, "
                + numberOf(dialect, LifeState.DELETED)
                + " as deleted from contactbook_contact where organization_id = ?) c,"
                + " (select coalesce(sum(live), 0) as live, coalesce(sum(deleted), 0) as deleted"
                + " from contactbook_counter where organization_id = ?) k";
    }

    List<CounterDrift> verify() {
        Map<Long, CounterDrift> drifts = new TreeMap<>();
        if (Migration.usesCounters(database)) {
            drifts().forEach(drift -> drifts.put(drift.organizationId(), drift));
        }
        keys.verify()
                .forEach((organizationId, drift) -> drifts.merge(
                        organizationId,
                        new CounterDrift(organizationId, 0, 0, 0, 0, 0, drift.missing(), drift.stray()),
                        (counters, ofKeys) -> counters.withKeys(drift.missing(), drift.stray())));
        return List.copyOf(drifts.values());
    }

    List<CounterDrift> repair() {
        List<CounterDrift> drifts = verify();
        for (CounterDrift drift : drifts) {
            Argument organization = SqlValues.number(drift.organizationId());
            if (drift.unstamped() > 0) {
                database.writeAtomically(connection -> stamp(connection, organization));
            }
            if (drift.isMiscounted()) {
                database.writeSnapshot(connection -> count(connection, organization));
            }
            if (drift.missingKeys() > 0 || drift.strayKeys() > 0) {
                keys.repair(drift.organizationId());
            }
        }
        return drifts;
    }

    private List<CounterDrift> drifts() {
        return database.readOneInstant(
                dialect,
                connection -> SqlRunner.query(
                        connection,
                        sql(drifts),
                        row -> new CounterDrift(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6))));
    }

    /**
     * Gives contacts without a revision of their own the first ones of a new counter. Another writer that changes one
     * of them meanwhile gives it another, which this may overwrite. Readers get the contact once more then.
     */
    private boolean stamp(Connection connection, Argument organization) throws SQLException {
        SqlRunner.update(connection, sql(CATCH_UP, organization));
        SqlRunner.update(connection, sql(TAKE_REVISIONS, organization, organization, organization));
        long unstamped = SqlRunner.query(connection, sql(UNSTAMPED, organization), row -> row.getLong(1))
                .get(0);
        Argument made = make(connection, organization, Difference.NONE, unstamped);
        SqlRunner.update(
                connection,
                dialect.merges() ? sql(STAMP_BY_MERGE, organization, made) : sql(STAMP_BY_UPDATE, made, organization));
        return true;
    }

    /**
     * Adds what the counters lack of the contacts as a new one, which no writer has locked. In one instant that
     * difference is the same during other writes, but not where another repair adds it.
     */
    private boolean count(Connection connection, Argument organization) throws SQLException {
        SqlRunner.update(connection, sql(KEEP_OTHERS_OUT));
        Difference missing = SqlRunner.query(
                        connection,
                        sql(lacking, organization, organization),
                        row -> new Difference(row.getLong(1), row.getLong(2)))
                .get(0);
        if (!missing.equals(Difference.NONE)) {
            make(connection, organization, missing, 0);
        }
        return true;
    }

    private Argument make(Connection connection, Argument organization, Difference difference, long revision)
            throws SQLException {
        Argument stripe = SqlValues.number((long) FreeCounters.randomStripe());
        SqlRunner.update(
                connection,
                SqlFragment.of(
                        Counters.insert(tables),
                        organization,
                        stripe,
                        SqlValues.number(difference.live()),
                        SqlValues.number(difference.deleted()),
                        SqlValues.number(revision)));
        return stripe;
    }

    private SqlFragment sql(String text, Argument... arguments) {
        return SqlFragment.of(tables.sql(text), arguments);
    }
}
