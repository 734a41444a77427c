package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.read.ContactReader;
import dev.contactbook.jdbc.read.IdQueries;
import dev.contactbook.jdbc.read.KeyReader;
import dev.contactbook.jdbc.read.KeyReader.Row;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.write.KeyWriter;
import dev.contactbook.spi.KeyChanges.KeyOf;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the table of keys with the contacts, and mends it. */
final class KeyRepair {
    /** So few that the locks on them are short. */
    private static final int BATCH = 500;

    private static final String ORGANIZATIONS = "select organization_id from contactbook_contact"
            + " union select organization_id from contactbook_key order by 1";

    /** Asks for the organization, and for the kind, text, text and slot of the row before. */
    private static final String ROWS = "select kind, key_text, slot, contact_id from contactbook_key"
            + " where organization_id = ? and kind = ? and key_text >= ? and (key_text > ? or slot > ?)"
            + " order by key_text, slot ";

    private static final String DELETE =
            "delete from contactbook_key where organization_id = ? and kind = ? and key_text = ? and slot = ?";

    private final Database database;
    private final Dialect dialect;
    private final KeyReader reader;
    private final KeyWriter writer;
    private final ContactReader contacts;
    private final IdQueries locks;

    KeyRepair(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        this.contacts = new ContactReader(dialect);
        this.reader = new KeyReader(dialect, contacts);
        this.writer = new KeyWriter(dialect, true);
        this.locks = new IdQueries(dialect, "select id", " order by id for update");
    }

    /** The keys that are wrong, of the organizations that have such. It sees one instant. */
    Map<Long, Drift> verify() {
        return database.readSnapshot(dialect, connection -> {
            Map<Long, Drift> drifts = new HashMap<>();
            for (long organizationId : SqlRunner.query(connection, sql(ORGANIZATIONS), row -> row.getLong(1))) {
                Drift drift = drift(connection, organizationId);
                if (drift.missing > 0 || drift.stray > 0) {
                    drifts.put(organizationId, drift);
                }
            }
            return drifts;
        });
    }

    private Drift drift(Connection connection, long organizationId) throws SQLException {
        Set<ContactKey.Kind> unique = reader.uniqueKinds(connection, organizationId);
        long missing = 0;
        long right = 0;
        List<Contact> page = after(connection, organizationId, 0);
        while (!page.isEmpty()) {
            Set<KeyOf> keys = keys(page);
            Set<Row> expected = rows(keys, unique);
            Set<Row> found = reader.rows(connection, organizationId, keys);
            found.retainAll(expected);
            missing += expected.size() - found.size();
            right += found.size();
            page = after(connection, organizationId, page.get(page.size() - 1).id());
        }
        SqlFragment count = SqlFragment.of(
                dialect.tables().sql("select count(*) from contactbook_key where organization_id = ?"),
                SqlValues.number(organizationId));
        long rows = SqlRunner.query(connection, count, row -> row.getLong(1)).get(0);
        return new Drift(missing, rows - right);
    }

    /** Deletes rows of keys that their contacts do not have, and writes those that contacts lack. */
    void repair(long organizationId) {
        for (ContactKey.Kind kind : ContactKey.Kind.values()) {
            List<StoredRow> rows = rowsAfter(organizationId, new StoredRow(KeyReader.number(kind), "", -1, 0));
            while (!rows.isEmpty()) {
                List<StoredRow> page = rows;
                database.writeAtomically(connection -> deleteStray(connection, organizationId, page));
                rows = rowsAfter(organizationId, page.get(page.size() - 1));
            }
        }
        List<Contact> page = database.read(connection -> after(connection, organizationId, 0));
        while (!page.isEmpty()) {
            List<Contact> some = page;
            database.writeAtomically(connection -> insertMissing(connection, organizationId, some));
            page = database.read(connection ->
                    after(connection, organizationId, some.get(some.size() - 1).id()));
        }
    }

    private int deleteStray(Connection connection, long organizationId, List<StoredRow> page) throws SQLException {
        Map<Long, Contact> holders = locked(
                connection,
                organizationId,
                page.stream().map(StoredRow::contactId).collect(Collectors.toCollection(TreeSet::new)));
        Set<StoredRow> right = rows(keys(holders.values()), reader.uniqueKinds(connection, organizationId)).stream()
                .map(StoredRow::of)
                .collect(Collectors.toSet());
        List<StoredRow> stray =
                page.stream().filter(row -> !right.contains(row)).toList();
        SqlRunner.batch(connection, dialect.tables().sql(DELETE), stray, (statement, row) -> {
            statement.setLong(1, organizationId);
            statement.setInt(2, row.kind);
            SqlRunner.bind(statement, 3, dialect.exactText(row.text));
            statement.setLong(4, row.slot);
        });
        return stray.size();
    }

    private int insertMissing(Connection connection, long organizationId, List<Contact> page) throws SQLException {
        Set<Long> ids = page.stream().map(Contact::id).collect(Collectors.toCollection(TreeSet::new));
        List<KeyOf> expected = keys(locked(connection, organizationId, ids).values()).stream()
                .sorted(Comparator.comparing(KeyOf::key))
                .toList();
        writer.insertMissing(connection, organizationId, expected);
        return expected.size();
    }

    /** Contacts that no other transaction changes before this one ends. */
    private Map<Long, Contact> locked(Connection connection, long organizationId, Set<Long> ids) throws SQLException {
        if (!dialect.writesAlone()) {
            for (SqlFragment each : locks.of(organizationId, ids)) {
                SqlRunner.query(connection, each, row -> row.getLong(1));
            }
        }
        return contacts.byId(connection, organizationId, ids);
    }

    private static Set<KeyOf> keys(Collection<Contact> contacts) {
        Set<KeyOf> keys = new HashSet<>();
        contacts.forEach(contact -> ContactKey.of(contact).forEach(key -> keys.add(new KeyOf(key, contact.id(), 0))));
        return keys;
    }

    private static Set<Row> rows(Set<KeyOf> keys, Set<ContactKey.Kind> unique) {
        return keys.stream().map(key -> Row.of(key, unique)).collect(Collectors.toSet());
    }

    private List<Contact> after(Connection connection, long organizationId, long id) throws SQLException {
        SqlFragment query = SqlFragment.of(
                dialect.tables()
                        .sql("select " + ContactTable.readColumns(dialect) + " from contactbook_contact"
                                + " where organization_id = ? and id > ? order by id "
                                + dialect.first(Integer.toString(BATCH))),
                SqlValues.number(organizationId),
                SqlValues.number(id));
        return SqlRunner.query(connection, query, row -> ContactTable.read(dialect, row));
    }

    private List<StoredRow> rowsAfter(long organizationId, StoredRow last) {
        SqlFragment query = SqlFragment.of(
                dialect.tables().sql(ROWS + dialect.first(Integer.toString(BATCH))),
                SqlValues.number(organizationId),
                SqlValues.number((long) last.kind),
                dialect.exactText(last.text),
                dialect.exactText(last.text),
                SqlValues.number(last.slot));
        return database.read(connection -> SqlRunner.query(
                connection,
                query,
                row -> new StoredRow(row.getInt(1), row.getString(2), row.getLong(3), row.getLong(4))));
    }

    private SqlFragment sql(String text) {
        return SqlFragment.of(dialect.tables().sql(text));
    }

    /**
     * What is wrong with the keys of an organization.
     *
     * @param missing how many rows contacts lack
     * @param stray how many rows are of no contact that has the key
     */
    record Drift(long missing, long stray) {}

    /** A row of the table, whose text may be no key any more. */
    private record StoredRow(int kind, String text, long slot, long contactId) {
        static StoredRow of(Row row) {
            return new StoredRow(KeyReader.number(row.key().kind()), row.key().text(), row.slot(), row.contactId());
        }
    }
}
