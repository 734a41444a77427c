package dev.contactbook.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Contacts by their ids in SQL: one text for one id, and few for any number of them, so that a database parses few. */
final class Ids {
    private final Dialect dialect;
    private final String start;
    private final String end;
    private final String one;

    /** Statements that begin and end so, around {@code from … }. */
    Ids(Dialect dialect, String start, String end) {
        this.one = start + " from contactbook_contact where organization_id = ? and id = ?" + end;
        this.dialect = dialect;
        this.start = start;
        this.end = end;
    }

    /** The statements for these ids, which take them in their order; a contact may come several times. */
    List<Fragment> of(long organizationId, Collection<Long> ids) {
        List<Fragment> statements = new ArrayList<>();
        List<Long> wanted = List.copyOf(ids);
        for (int from = 0; from < wanted.size(); ) {
            int to = (int) Math.min((long) from + dialect.mostIds(), wanted.size());
            statements.add(statement(organizationId, wanted.subList(from, to)));
            from = to;
        }
        return statements;
    }

    private Fragment statement(long organizationId, List<Long> ids) {
        if (ids.size() == 1) {
            return Fragment.of(one, Bind.number(organizationId), Bind.number(ids.get(0)));
        }
        Fragment many = dialect.contactsById(organizationId, ids);
        return new Fragment(start + " " + many.sql() + end, many.arguments());
    }
}
