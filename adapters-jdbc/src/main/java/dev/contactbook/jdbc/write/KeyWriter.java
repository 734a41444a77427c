package dev.contactbook.jdbc.write;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.read.ContactReader;
import dev.contactbook.jdbc.read.KeyReader;
import dev.contactbook.jdbc.sql.KeysTaken;
import dev.contactbook.jdbc.sql.SqlRunner;

import dev.contactbook.spi.KeyChanges;
import dev.contactbook.spi.KeyChanges.KeyOf;
import dev.contactbook.spi.TakenKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the keys of contacts in the transaction that writes the contacts, after them.
 *
 * <p>All writers take keys in one order and free theirs last. So a writer waits only for the holder of a key that it
 * needs, and none wait for each other in a circle.
 */
public final class KeyWriter {
    private static final int MAX_ATTEMPTS = 10;

    /** By which a database ends a transaction in favour of another. It begins again. */
    private static final String LOST_TO_ANOTHER = "40001";

    private final Dialect dialect;
    private final KeyReader reader;
    private final String insert;
    private final String delete;

    public KeyWriter(Dialect dialect) {
        this.dialect = dialect;
        this.reader = new KeyReader(dialect, new ContactReader(dialect));
        this.insert = dialect.insertKey();
        this.delete = dialect.tables()
                .sql("delete from contactbook_key where organization_id = ? and kind = ? and key_text = ?"
                        + " and slot = ? and contact_id = ?");
    }

    /**
     * Writes the keys. If others have unique ones of them, {@link KeysTaken} says so, and what was done has to be taken
     * back.
     *
     * @param stored one contact for each change
     */
    void write(Connection connection, long organizationId, KeyChanges changes, List<Contact> stored)
            throws SQLException {
        List<KeyOf> freed = changes.freed(stored);
        Map<ContactKey, Long> firstOfUnique = new HashMap<>();
        List<KeyOf> added = new ArrayList<>();
        List<KeyOf> seconds = new ArrayList<>();
        for (KeyOf each : changes.added(stored)) {
            boolean isSecond = each.key().kind().isUnique() && firstOfUnique.putIfAbsent(each.key(), each.contactId()) != null;
            (isSecond ? seconds : added).add(each);
        }
        List<KeyOf> passedOn =
                freed.stream().filter(each -> firstOfUnique.containsKey(each.key())).toList();
        delete(connection, organizationId, passedOn);
        List<KeyOf> late = insert(connection, organizationId, added);
        if (!late.isEmpty() || !seconds.isEmpty()) {
            requireFree(connection, organizationId, late, seconds, firstOfUnique);
        }
        delete(
                connection,
                organizationId,
                freed.stream().filter(each -> !passedOn.contains(each)).toList());
    }

    /** Writes keys unless they are there, and returns the unique ones that may have been. */
    public List<KeyOf> insert(Connection connection, long organizationId, List<KeyOf> keys) throws SQLException {
        int[] inserted = insertUnlessThere(connection, organizationId, keys);
        List<KeyOf> late = new ArrayList<>();
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] != 1 && keys.get(i).key().kind().isUnique()) {
                late.add(keys.get(i));
            }
        }
        return late;
    }

    /** H2 fails where another transaction writes the row between its look and its insert. */
    private int[] insertUnlessThere(Connection connection, long organizationId, List<KeyOf> keys) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return batch(connection, insert, organizationId, keys);
            } catch (SQLException e) {
                if (attempt == MAX_ATTEMPTS || !StorageFailures.isDuplicate(e)) {
                    throw e;
                }
            }
        }
    }

    private void delete(Connection connection, long organizationId, List<KeyOf> keys) throws SQLException {
        batch(connection, delete, organizationId, keys);
    }

    private int[] batch(Connection connection, String sql, long organizationId, List<KeyOf> keys) throws SQLException {
        return SqlRunner.batch(connection, sql, keys, (statement, each) -> bind(statement, organizationId, each));
    }

    private void bind(PreparedStatement statement, long organizationId, KeyOf each) throws SQLException {
        statement.setLong(1, organizationId);
        statement.setInt(2, KeyReader.number(each.key().kind()));
        SqlRunner.bind(statement, 3, dialect.exactText(each.key().text()));
        statement.setLong(4, KeyReader.slot(each.key(), each.contactId()));
        statement.setLong(5, each.contactId());
    }

    /**
     * Throws if other contacts have the keys.
     *
     * @param late keys that may not have been inserted: some drivers do not say
     * @param seconds keys that a contact before them in the same request takes
     */
    private void requireFree(
            Connection connection,
            long organizationId,
            List<KeyOf> late,
            List<KeyOf> seconds,
            Map<ContactKey, Long> firstOfUnique)
            throws SQLException {
        Map<ContactKey, Long> holders = reader.rows(connection, organizationId, keys(late, seconds)).stream()
                .collect(Collectors.toMap(KeyOf::key, KeyOf::contactId));
        List<TakenKey> taken = new ArrayList<>();
        for (KeyOf each : late) {
            Long holder = holders.get(each.key());
            if (holder == null) {
                throw new SQLException("The holder of a key has just freed it", LOST_TO_ANOTHER);
            } else if (holder != each.contactId()) {
                taken.add(new TakenKey(each.index(), each.key(), OptionalLong.of(holder)));
            }
        }
        for (KeyOf each : seconds) {
            Long holder = holders.get(each.key());
            OptionalLong stored = holder == null || holder.equals(firstOfUnique.get(each.key()))
                    ? OptionalLong.empty()
                    : OptionalLong.of(holder);
            taken.add(new TakenKey(each.index(), each.key(), stored));
        }
        if (!taken.isEmpty()) {
            taken.sort(Comparator.comparingInt(TakenKey::index).thenComparing(TakenKey::key));
            throw new KeysTaken(taken);
        }
    }

    private static Set<ContactKey> keys(Collection<KeyOf> late, Collection<KeyOf> seconds) {
        Set<ContactKey> keys = new HashSet<>();
        late.forEach(each -> keys.add(each.key()));
        seconds.forEach(each -> keys.add(each.key()));
        return keys;
    }
}
