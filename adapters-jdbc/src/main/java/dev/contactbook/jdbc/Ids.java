package dev.contactbook.jdbc;

import java.util.Collection;

/** Contacts by their ids in SQL: one text for one id, and one for any number of them, so that a database parses two. */
final class Ids {
    private final String one;
    private final String many;

    /** Statements that begin and end so, around {@code from … }. */
    Ids(Dialect dialect, String start, String end) {
        this.one = start + " from contactbook_contact where organization_id = ? and id = ?" + end;
        this.many = start + " " + dialect.contactsById() + end;
    }

    /** The statement for these ids; a contact may come several times. */
    Fragment of(long organizationId, Collection<Long> ids) {
        return ids.size() == 1
                ? Fragment.of(
                        one,
                        Bind.number(organizationId),
                        Bind.number(ids.iterator().next().longValue()))
                : Fragment.of(many, Bind.numbers(ids), Bind.number(organizationId));
    }
}
