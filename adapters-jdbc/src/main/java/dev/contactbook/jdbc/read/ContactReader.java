package dev.contactbook.jdbc.read;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Sort;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ContactTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads whole contacts: by their ids, and from rows of queries that begin with {@link #select}. */
public final class ContactReader {
    private final Dialect dialect;
    private final SqlFragment select;
    private final SqlFragment selectWithoutCustomFields;
    private final SqlFragment selectWithoutLists;
    private final SqlFragment selectWithoutBoth;
    private final IdQueries ids;

    public ContactReader(Dialect dialect) {
        this.dialect = dialect;
        this.select = SqlFragment.of("select " + ContactTable.readColumns(dialect));
        this.selectWithoutCustomFields = select(dialect, false, true);
        this.selectWithoutLists = select(dialect, true, false);
        this.selectWithoutBoth = select(dialect, false, false);
        this.ids = new IdQueries(dialect, select.sql(), "");
    }

    private static SqlFragment select(Dialect dialect, boolean withCustomFields, boolean withLists) {
        return SqlFragment.of("select " + ContactTable.readColumns(dialect, withCustomFields, withLists));
    }

    /** Contacts by id, without those that do not exist. */
    public Map<Long, Contact> byId(Connection connection, long organizationId, Collection<Long> wanted)
            throws SQLException {
        Map<Long, Contact> found = new HashMap<>();
        for (SqlFragment each : ids.of(organizationId, wanted)) {
            SqlRunner.query(connection, each, this::contact).forEach(contact -> found.put(contact.id(), contact));
        }
        return found;
    }

    /** Contacts whose ids a query returns. */
    List<Contact> among(Connection connection, long organizationId, SqlFragment ids) throws SQLException {
        SqlFragment start = SqlFragment.of(
                " from " + dialect.tables().contacts() + " where organization_id = ? and id in (",
                SqlValues.number(organizationId));
        return SqlRunner.query(connection, select.then(start).then(ids).then(SqlFragment.of(")")), this::contact);
    }

    /** What a query for contacts begins with, without what belongs to neither their order nor most conditions. */
    SqlFragment select(boolean withCustomFields, boolean withLists) {
        if (withLists) {
            return withCustomFields ? select : selectWithoutCustomFields;
        }
        return withCustomFields ? selectWithoutLists : selectWithoutBoth;
    }

    /** The same for contacts that are only put in order, and then read by their ids. */
    SqlFragment selectToSort(List<Sort> sorts) {
        return SqlFragment.of("select "
                + ContactTable.readColumnsToSort(
                        dialect, sorts.stream().map(Sort::field).toList()));
    }

    SqlFragment select(ContactQuery query) {
        return select(query.wantsCustomFields(), query.wantsLists());
    }

    /** The contact in a row. */
    Contact contact(ResultSet row) throws SQLException {
        return ContactTable.read(dialect, row);
    }
}
