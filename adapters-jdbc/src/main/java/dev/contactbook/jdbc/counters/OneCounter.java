package dev.contactbook.jdbc.counters;

import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.argument.Argument;

/**
 * The first counter of an organization, for databases where one transaction at a time writes: no other can hold it. A
 * new one has a random number, as elsewhere: readers may know revisions of one that is gone.
 */
public final class OneCounter extends FreeCounters {
    private final String add;

    public OneCounter(TableNames tables) {
        this.add = tables.sql("insert into contactbook_counter as c (organization_id, stripe, live, deleted, rev)"
                + " values (?,"
                + " coalesce((select min(stripe) from contactbook_counter where organization_id = ?), ?), ?, ?, ?)"
                + " on conflict (organization_id, stripe) do update"
                + " set live = c.live + excluded.live, deleted = c.deleted + excluded.deleted,"
                + " rev = c.rev + excluded.rev returning stripe, rev");
    }

    @Override
    Stamp take(Connection connection, boolean isHosts, long organizationId, Difference difference, long changes)
            throws SQLException {
        Argument organization = SqlValues.number(organizationId);
        SqlFragment statement = SqlFragment.of(
                add,
                organization,
                organization,
                SqlValues.number((long) randomStripe()),
                SqlValues.number(difference.live()),
                SqlValues.number(difference.deleted()),
                SqlValues.number(changes));
        return SqlRunner.query(connection, statement, row -> new Stamp(row.getInt(1), row.getLong(2)))
                .get(0);
    }
}
