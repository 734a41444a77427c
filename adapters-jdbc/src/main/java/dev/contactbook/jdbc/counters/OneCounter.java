package dev.contactbook.jdbc.counters;

import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One counter for each organization, for databases where one transaction at a time writes: no other can hold it. A
 * repair may add others, which are then left as they are.
 */
public final class OneCounter extends FreeCounters {
    private final String add;

    public OneCounter(TableNames tables) {
        this.add = tables.sql("insert into contactbook_counter as c (organization_id, stripe, live, rev)"
                + " values (?, 0, ?, ?) on conflict (organization_id, stripe) do update"
                + " set live = c.live + excluded.live, rev = c.rev + excluded.rev returning stripe, rev");
    }

    @Override
    Stamp take(Connection connection, boolean isHosts, long organizationId, long live, long changes)
            throws SQLException {
        SqlFragment statement = SqlFragment.of(
                add, SqlValues.number(organizationId), SqlValues.number(live), SqlValues.number(changes));
        return SqlRunner.query(connection, statement, row -> new Stamp(row.getInt(1), row.getLong(2)))
                .get(0);
    }
}
