package dev.contactbook.jdbc.read;

import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Contacts by their ids in SQL: one text for one id, and few for any number of them, so that a database parses few. */
public final class IdQueries {
    private final Dialect dialect;
    private final String start;
    private final String end;
    private final String one;

    /** Statements that begin and end so, around {@code from … }. */
    public IdQueries(Dialect dialect, String start, String end) {
        this.one = start + " from " + dialect.tables().contacts() + " where organization_id = ? and id = ?" + end;
        this.dialect = dialect;
        this.start = start;
        this.end = end;
    }

    /** The statements for these ids, which take them in their order. A contact may come several times. */
    public List<SqlFragment> of(long organizationId, Collection<Long> ids) {
        List<SqlFragment> statements = new ArrayList<>();
        List<Long> wanted = List.copyOf(ids);
        for (int from = 0; from < wanted.size(); ) {
            int to = (int) Math.min((long) from + dialect.mostIds(), wanted.size());
            statements.add(statement(organizationId, wanted.subList(from, to)));
            from = to;
        }
        return statements;
    }

    private SqlFragment statement(long organizationId, List<Long> ids) {
        if (ids.size() == 1) {
            return SqlFragment.of(one, SqlValues.number(organizationId), SqlValues.number(ids.get(0)));
        }
        SqlFragment many = dialect.contactsById(organizationId, ids);
        return new SqlFragment(start + " " + many.sql() + end, many.arguments());
    }
}
