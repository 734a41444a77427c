package dev.contactbook.jdbc.read;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.spi.KeyChanges.KeyOf;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the table of keys. A row in it is a hint: which keys a contact has, its fields say. */
public final class KeyReader {
    /** In which slot the one row of a key is that at most one contact has. Else it is the contact's id. */
    private static final long UNIQUE = 0;

    private static final int MOST_KEYS = 1_024;

    /** For so few keys a planner of joins has a good plan, whatever it knows of the table. */
    private static final int FEW_KEYS = 16;

    private static final String OF_KEYS = " from contactbook_key where organization_id = ? and kind = ? and";

    private final Dialect dialect;
    private final ContactReader contacts;
    private final String ids;
    private final String end;
    private final String rows;
    private final String choice;

    public KeyReader(Dialect dialect, ContactReader contacts) {
        this.dialect = dialect;
        this.contacts = contacts;
        this.ids = dialect.tables().sql("select distinct contact_id" + OF_KEYS);
        this.end = "order by contact_id " + dialect.first("?");
        this.rows = dialect.tables().sql("select key_text, slot, contact_id" + OF_KEYS);
        this.choice =
                dialect.tables().sql("select kind from contactbook_unique_key where organization_id = ? and kind = ?");
    }

    /** The number of a kind of keys in the table. */
    public static int number(ContactKey.Kind kind) {
        return switch (kind) {
            case EMAIL -> 1;
            case PHONE -> 2;
            case EXTERNAL_ID -> 3;
        };
    }

    /**
     * The slot of a key of a contact.
     *
     * @param unique the kinds that are unique in the contact's organization
     */
    public static long slot(ContactKey key, long contactId, Set<ContactKey.Kind> unique) {
        return unique.contains(key.kind()) ? UNIQUE : contactId;
    }

    /** The kinds of keys that at most one contact of an organization has. */
    public Set<ContactKey.Kind> uniqueKinds(Connection connection, long organizationId) throws SQLException {
        SqlFragment query = SqlFragment.of(
                choice, SqlValues.number(organizationId), SqlValues.number(number(ContactKey.Kind.EMAIL)));
        return ContactKey.Kind.unique(
                !SqlRunner.query(connection, query, row -> row.getInt(1)).isEmpty());
    }

    /**
     * The contacts with one of some keys at one instant, the lowest ids if there are more than the limit. Else a key
     * that moves between two contacts meanwhile would be of none.
     */
    public List<Contact> contacts(Database database, long organizationId, Collection<ContactKey> keys, int limit) {
        Set<ContactKey> wanted = Set.copyOf(keys);
        List<SqlFragment> queries = idQueries(organizationId, wanted, limit);
        Collection<Contact> found = dialect.joinsKeys() && queries.size() == 1 && wanted.size() <= FEW_KEYS
                ? database.read(connection -> contacts.among(connection, organizationId, queries.get(0)))
                : database.readSnapshot(
                        dialect,
                        connection -> contacts.byId(connection, organizationId, lowest(connection, queries, limit))
                                .values());
        return found.stream()
                .filter(contact -> !Collections.disjoint(ContactKey.of(contact), wanted))
                .sorted(Comparator.comparingLong(Contact::id))
                .toList();
    }

    /** The ids of contacts with one of some keys in ascending order, the lowest if there are more than the limit. */
    List<Long> ids(Connection connection, long organizationId, Set<ContactKey> keys, int limit) throws SQLException {
        return lowest(connection, idQueries(organizationId, keys, limit), limit);
    }

    private List<SqlFragment> idQueries(long organizationId, Set<ContactKey> keys, int limit) {
        SqlFragment lowest = SqlFragment.of(end, SqlValues.number((long) limit));
        return conditions(keys, organizationId, ids).stream()
                .map(among -> among.then(lowest))
                .toList();
    }

    private static List<Long> lowest(Connection connection, List<SqlFragment> queries, int limit) throws SQLException {
        Set<Long> found = new TreeSet<>();
        for (SqlFragment query : queries) {
            found.addAll(SqlRunner.query(connection, query, row -> row.getLong(1)));
        }
        return found.stream().limit(limit).toList();
    }

    /** The rows of the keys of some contacts: their own, and those of others that have one where it is unique. */
    public Set<Row> rows(Connection connection, long organizationId, Collection<KeyOf> keys) throws SQLException {
        Set<Row> found = new HashSet<>();
        Set<Long> slots = new TreeSet<>(Set.of(UNIQUE));
        keys.forEach(each -> slots.add(each.contactId()));
        SqlFragment ofThese = SqlFragment.of("and").then(dialect.amongNumbers("slot", List.copyOf(slots)));
        for (Map.Entry<ContactKey.Kind, List<ContactKey>> kind : byKind(
                        keys.stream().map(KeyOf::key).collect(Collectors.toSet()))
                .entrySet()) {
            Map<String, ContactKey> byText =
                    kind.getValue().stream().collect(Collectors.toMap(ContactKey::text, key -> key));
            for (SqlFragment among : conditions(kind.getValue(), organizationId, rows)) {
                found.addAll(SqlRunner.query(
                        connection,
                        among.then(ofThese),
                        row -> new Row(
                                Objects.requireNonNull(byText.get(row.getString(1))), row.getLong(2), row.getLong(3))));
            }
        }
        return found;
    }

    /**
     * A row of the table.
     *
     * @param slot 0, or the contact's id
     */
    public record Row(ContactKey key, long slot, long contactId) {
        /** Whether no other contact can have the key. */
        public boolean isUnique() {
            return slot == UNIQUE;
        }

        /** The row that a key of a contact has. */
        public static Row of(KeyOf key, Set<ContactKey.Kind> unique) {
            return new Row(key.key(), KeyReader.slot(key.key(), key.contactId(), unique), key.contactId());
        }
    }

    /** A statement for each kind, which an index can follow: of alternatives H2 follows none. */
    private List<SqlFragment> conditions(Collection<ContactKey> keys, long organizationId, String start) {
        List<SqlFragment> statements = new ArrayList<>();
        byKind(keys).forEach((kind, ofKind) -> {
            for (int from = 0; from < ofKind.size(); from += MOST_KEYS) {
                List<ContactKey> some = ofKind.subList(from, Math.min(from + MOST_KEYS, ofKind.size()));
                statements.add(SqlFragment.of(start, SqlValues.number(organizationId), SqlValues.number(number(kind)))
                        .then(SqlFragment.among(
                                "key_text",
                                some.stream()
                                        .map(key -> dialect.exactText(key.text()))
                                        .toList())));
            }
        });
        return statements;
    }

    private static Map<ContactKey.Kind, List<ContactKey>> byKind(Collection<ContactKey> keys) {
        return keys.stream().collect(Collectors.groupingBy(ContactKey::kind, TreeMap::new, Collectors.toList()));
    }
}
