package dev.contactbook.jdbc.read;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Sort;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.table.InstalledIndexes;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Pages of rows that the domain chooses or sorts, because SQL cannot. */
final class ChosenPages {
    /** How many rows are read at a time. */
    private static final int SOME = 500;

    private final Database database;
    private final Dialect dialect;
    private final InstalledIndexes indexes;
    private final ContactReader contacts;
    private final KeyReader keys;

    ChosenPages(Database database, Dialect dialect, InstalledIndexes indexes, ContactReader contacts) {
        this.database = database;
        this.dialect = dialect;
        this.indexes = indexes;
        this.contacts = contacts;
        this.keys = new KeyReader(dialect, contacts);
    }

    /**
     * A page, and its total if asked for, of the rows that the domain chooses, or sorts: they are read some hundred at
     * a time, so that no database holds all of them, and no further than needed.
     */
    Rows read(QuerySql sql, ListRequest request) {
        long organizationId = request.organizationId();
        ContactQuery query = request.query();
        boolean areInOrder = sql.index().isPresent() || sql.ranking().isPresent();
        QuerySql rows = query.wantsTotal() ? sql.fromTheFirst() : sql;
        return database.readSnapshot(dialect, connection -> {
            // A new one each time that the transaction begins again.
            Choice choice = new Choice(request, sql.undecided(), areInOrder);
            if (sql.ranking().isPresent()) {
                showMatches(connection, rows, organizationId, choice);
            } else if (sql.index().isPresent()) {
                ContactQuery order = ContactQuery.page()
                        .inState(query.lifeState())
                        .sortBy(query.sorts().toArray(Sort[]::new));
                showRows(connection, columns(sql), rows, organizationId, order, choice);
            } else {
                // What SQL has decided needs no more than its keys to be put in order.
                SqlFragment columns = sql.undecided().isPresent() ? columns(sql) : contacts.selectToSort(query.sorts());
                QuerySql any = sql.inQuickestOrder(dialect, indexes, query);
                ContactQuery order = ServingIndex.quickestOrder(indexes, query);
                showRows(connection, columns, any, organizationId, order, choice);
            }
            List<Long> ids = choice.ids();
            return choice.rows(ids, contacts.byId(connection, organizationId, ids));
        });
    }

    /**
     * The same of the contacts that have one of the keys which each match needs. Empty where the database finds them by
     * itself, and where matches need no key or more contacts have one than are few.
     */
    Optional<Rows> readByKeys(ListRequest request, int few) {
        ContactQuery query = request.query();
        Optional<Set<ContactKey>> needed = dialect.joinsKeys() || query.search().isPresent()
                ? Optional.empty()
                : ContactKey.neededBy(query).filter(keys -> keys.size() <= few);
        return needed.flatMap(keys -> database.readSnapshot(dialect, connection -> {
            List<Long> found = this.keys.ids(connection, request.organizationId(), keys, few + 1);
            return found.size() > few ? Optional.empty() : Optional.of(chosen(connection, found, request));
        }));
    }

    private Rows chosen(Connection connection, List<Long> ids, ListRequest request) throws SQLException {
        Map<Long, Contact> read = ids.isEmpty() ? Map.of() : contacts.byId(connection, request.organizationId(), ids);
        Choice choice = new Choice(request, request.query().filter(), false);
        read.values().stream()
                .filter(contact -> contact.lifeState() == request.query().lifeState())
                .forEach(choice::take);
        return choice.rows(choice.ids(), read);
    }

    /** Contacts as the domain has to see them to choose. */
    private SqlFragment columns(QuerySql sql) {
        boolean isUndecided = sql.undecided().isPresent();
        return contacts.select(isUndecided, isUndecided);
    }

    /** Shows rows in an order that an index has. */
    private void showRows(
            Connection connection,
            SqlFragment columns,
            QuerySql sql,
            long organizationId,
            ContactQuery order,
            Choice choice)
            throws SQLException {
        Optional<Contact> last = showSome(connection, columns, sql, organizationId, choice);
        while (last.isPresent()) {
            QuerySql next = sql.after(dialect, indexes, organizationId, order, last.get());
            last = showSome(connection, columns, next, organizationId, choice);
        }
    }

    /**
     * Shows what a search finds, whose order no index has: where that is much, ids are sorted and kept, and nothing
     * else.
     */
    private void showMatches(Connection connection, QuerySql sql, long organizationId, Choice choice)
            throws SQLException {
        if (showSome(connection, columns(sql), sql, organizationId, choice).isEmpty()) {
            return;
        }
        SqlFragment rest = sql.sortedIds(dialect.allAfter(SOME));
        List<Long> found = SqlRunner.query(connection, rest, row -> row.getLong(1));
        boolean wantsMore = true;
        for (int from = 0; wantsMore && from < found.size(); from += SOME) {
            List<Long> some = found.subList(from, Math.min(from + SOME, found.size()));
            Map<Long, Contact> read = contacts.byId(connection, organizationId, some);
            wantsMore = some.stream().map(read::get).filter(Objects::nonNull).allMatch(choice::take);
        }
    }

    /** Shows the first rows of a query, and returns the last of them if more have to be shown. */
    private Optional<Contact> showSome(
            Connection connection, SqlFragment columns, QuerySql sql, long organizationId, Choice choice)
            throws SQLException {
        SqlFragment some = columns.then(sql.from(dialect, organizationId, dialect.slice(0, SOME)));
        List<Contact> shown = new ArrayList<>();
        boolean wantsMore = SqlRunner.each(connection, some, row -> {
            Contact contact = contacts.contact(row);
            shown.add(contact);
            return choice.take(contact);
        });
        return wantsMore && shown.size() == SOME ? Optional.of(shown.get(SOME - 1)) : Optional.empty();
    }
}
