package dev.contactbook.jdbc;

import dev.contactbook.jdbc.Counters.Tally;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;

/** Recounts what the {@link Counters} say, and mends them. */
final class CounterRepair {
    private static final Fragment DRIFTS =
            Fragment.of("select organization_id, stripe, sum(live), sum(counted), sum(unstamped)"
                    + " from (select c.organization_id, c.stripe, count(case when c.deleted_at is null then 1 end) as live,"
                    + " 0 as counted,"
                    + " count(*) - count(distinct case when c.rev between 1 and k.rev then c.rev end) as unstamped"
                    + " from contactbook_contact c left join contactbook_counter k"
                    + " on k.organization_id = c.organization_id and k.stripe = c.stripe"
                    + " group by c.organization_id, c.stripe"
                    + " union all select organization_id, stripe, 0, live, 0 from contactbook_counter) counts"
                    + " group by organization_id, stripe"
                    + " having sum(live) <> sum(counted) or sum(unstamped) > 0 order by organization_id, stripe");

    private static final String STRIPE = " where organization_id = ? and stripe = ?";

    /** The last revision never goes back, for readers have seen it. */
    private static final String COUNT_ANEW = "update contactbook_counter set"
            + " live = (select count(*) from contactbook_contact" + STRIPE + " and deleted_at is null),"
            + " rev = greatest(rev, (select coalesce(max(rev), 0) from contactbook_contact" + STRIPE + "))" + STRIPE;

    private static final String TAKE_DOUBLE_REVISIONS = "update contactbook_contact set rev = 0" + STRIPE
            + " and rev in (select rev from contactbook_contact" + STRIPE + " group by rev having count(*) > 1)";

    private static final String STAMP = "merge into contactbook_contact c using ("
            + "select c.organization_id, c.id, k.rev + row_number() over (order by c.updated_at, c.id) as rev"
            + " from contactbook_contact c join contactbook_counter k"
            + " on k.organization_id = c.organization_id and k.stripe = c.stripe"
            + " where c.organization_id = ? and c.stripe = ? and c.rev = 0) n"
            + " on c.organization_id = n.organization_id and c.id = n.id"
            + " when matched then update set rev = n.rev";

    private CounterRepair() {}

    static List<CounterDrift> verify(Database database) {
        ContactSchema.requireUsable(database);
        return ContactSchema.usesCounters(database) ? drifts(database) : List.of();
    }

    static List<CounterDrift> repair(Database database) {
        List<CounterDrift> drifts = verify(database);
        Counters counters = new Counters(database.dialect());
        for (CounterDrift drift : drifts) {
            database.writeAtomically(connection -> mend(connection, counters, drift));
        }
        return drifts;
    }

    private static List<CounterDrift> drifts(Database database) {
        return database.readOneInstant(
                database.dialect(),
                connection -> Sql.query(
                        connection,
                        DRIFTS,
                        row -> new CounterDrift(
                                row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getLong(5))));
    }

    /** Locks the counter first: from then on the contacts of the stripe stay as they are. */
    private static boolean mend(Connection connection, Counters counters, CounterDrift drift) throws SQLException {
        Argument organization = Bind.number(drift.organizationId());
        Argument stripe = Bind.number((long) drift.stripe());
        counters.add(connection, drift.organizationId(), Tally.nothing(drift.stripe()));
        Fragment countAnew = Fragment.of(COUNT_ANEW, organization, stripe, organization, stripe, organization, stripe);
        Sql.update(connection, countAnew);
        Sql.update(connection, Fragment.of(TAKE_DOUBLE_REVISIONS, organization, stripe, organization, stripe));
        Sql.update(connection, Fragment.of(STAMP, organization, stripe));
        Sql.update(connection, countAnew);
        return true;
    }
}
