package dev.contactbook.jdbc.write;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.read.ContactReader;
import dev.contactbook.jdbc.read.KeyReader;
import dev.contactbook.jdbc.read.KeyReader.Row;
import dev.contactbook.jdbc.sql.KeysTaken;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.spi.KeyChanges;
import dev.contactbook.spi.KeyChanges.KeyOf;
import dev.contactbook.spi.TakenKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.argument.Argument;

/**
 * Writes the keys of contacts in the transaction that writes the contacts, after them.
 *
 * <p>All writers take keys in one order and free theirs last, but a key that passes on to another contact when it is
 * its turn. So a writer waits only for the holder of a key that it needs, and none wait for each other in a circle.
 */
public final class KeyWriter {
    /** Each one is because of a key that another transaction has just committed. */
    private static final int MAX_ATTEMPTS = 100;

    /** By which a database ends a transaction in favour of another. It begins again. */
    private static final String LOST_TO_ANOTHER = "40001";

    private static final Set<ContactKey.Kind> ALWAYS_UNIQUE = ContactKey.Kind.unique(false);

    private static final String DELETE = "delete from contactbook_key where organization_id = ? and kind = ?"
            + " and key_text = ? and slot in (0, ?) and contact_id = ?";

    private final Dialect dialect;
    private final KeyReader reader;

    /** The kinds of which an organization may have chosen that they are unique. */
    private final Set<ContactKey.Kind> mayBeUnique;

    private final Optional<String> together;
    private final String insert;
    private final String delete;

    /**
     * A writer for stores that expect unique e-mails, or do not. If one that does not inserts an e-mail where the
     * organization chose that they are unique, its statement fails, where it can see the choice.
     */
    public KeyWriter(Dialect dialect, boolean expectsUniqueEmails) {
        String uniqueSlot = expectsUniqueEmails ? "0" : "null";
        this.dialect = dialect;
        this.reader = new KeyReader(dialect, new ContactReader(dialect));
        this.mayBeUnique = ContactKey.Kind.unique(expectsUniqueEmails);
        this.together = dialect.writeKeys(uniqueSlot);
        this.insert = dialect.tables()
                .sql("insert into contactbook_key (organization_id, kind, key_text, slot, contact_id) values (?, ?, ?, "
                        + dialect.slot(uniqueSlot) + ", ?) on conflict do nothing");
        this.delete = dialect.tables().sql(DELETE);
    }

    /** Whether a contact gets a key that the organization may have chosen to be unique. */
    boolean addsPerhapsUnique(KeyChanges changes) {
        return changes.adds(mayBeUnique);
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
        List<KeyOf> all = changes.added(stored);
        Set<ContactKey.Kind> unique = uniqueKinds(connection, organizationId, all, freed);
        Map<ContactKey, Long> firstOfUnique = new HashMap<>();
        List<KeyOf> added = new ArrayList<>();
        List<KeyOf> seconds = new ArrayList<>();
        for (KeyOf each : all) {
            boolean isSecond = unique.contains(each.key().kind())
                    && firstOfUnique.putIfAbsent(each.key(), each.contactId()) != null;
            (isSecond ? seconds : added).add(each);
        }
        Map<ContactKey, KeyOf> passedOn = freed.stream()
                .filter(each -> firstOfUnique.containsKey(each.key()))
                .collect(Collectors.toMap(KeyOf::key, each -> each));
        List<KeyOf> late = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < added.size(); i++) {
            KeyOf lost = passedOn.get(added.get(i).key());
            if (lost != null) { // freed in its turn: before, it could be what another writer waits for
                late.addAll(write(connection, organizationId, added.subList(from, i), List.of(), unique));
                write(connection, organizationId, List.of(), List.of(lost), unique);
                from = i;
            }
        }
        List<KeyOf> freedLast =
                freed.stream().filter(each -> !passedOn.containsKey(each.key())).toList();
        late.addAll(write(connection, organizationId, added.subList(from, added.size()), freedLast, unique));
        if (!late.isEmpty() || !seconds.isEmpty()) {
            requireFree(connection, organizationId, late, seconds, firstOfUnique);
        }
    }

    /**
     * The kinds that are unique, as far as they have to be known before: of e-mails where several contacts of a request
     * have one, or where the statement that writes keys does not see it.
     */
    private Set<ContactKey.Kind> uniqueKinds(
            Connection connection, long organizationId, List<KeyOf> added, List<KeyOf> freed) throws SQLException {
        List<KeyOf> perhapsUnique = Stream.concat(added.stream(), freed.stream())
                .filter(each ->
                        each.key().kind() == ContactKey.Kind.EMAIL && mayBeUnique.contains(ContactKey.Kind.EMAIL))
                .toList();
        if (perhapsUnique.isEmpty()) {
            return ALWAYS_UNIQUE;
        }
        boolean isShared = perhapsUnique.stream().map(KeyOf::key).distinct().count() < perhapsUnique.size();
        if (dialect.seesUniqueKinds() && !isShared) {
            return ALWAYS_UNIQUE;
        }
        Optional<String> lock = dialect.lockKeys();
        if (lock.isPresent()) {
            SqlRunner.update(connection, SqlFragment.of(lock.get(), SqlValues.number(organizationId)));
        }
        return reader.uniqueKinds(connection, organizationId);
    }

    /** Inserts the keys of contacts that are not there, in their order. Those that other contacts have stay theirs. */
    public void insertMissing(Connection connection, long organizationId, List<KeyOf> keys) throws SQLException {
        Set<ContactKey.Kind> unique = uniqueKinds(connection, organizationId, keys, List.of());
        Set<ContactKey> seen = new HashSet<>();
        List<KeyOf> first = keys.stream()
                .filter(each -> !unique.contains(each.key().kind()) || seen.add(each.key()))
                .toList();
        write(connection, organizationId, first, List.of(), unique);
    }

    /**
     * Inserts keys unless they are there, in their order, and then deletes others. Returns the unique ones that may
     * have been there.
     *
     * @param unique the kinds that are known to be unique
     */
    private List<KeyOf> write(
            Connection connection,
            long organizationId,
            List<KeyOf> added,
            List<KeyOf> freed,
            Set<ContactKey.Kind> unique)
            throws SQLException {
        if (added.isEmpty() && freed.isEmpty()) {
            return List.of();
        }
        return together.isPresent()
                ? writeTogether(connection, together.get(), organizationId, added, freed, unique)
                : writeInTurn(connection, organizationId, added, freed, unique);
    }

    private List<KeyOf> writeTogether(
            Connection connection,
            String sql,
            long organizationId,
            List<KeyOf> added,
            List<KeyOf> freed,
            Set<ContactKey.Kind> unique)
            throws SQLException {
        List<KeyOf> keys = new ArrayList<>(added);
        keys.addAll(freed);
        boolean[] wasThere = {false};
        SqlRunner.inPieces(keys, (piece, from) -> {
            List<Boolean> isGone = IntStream.range(from, from + piece.size())
                    .mapToObj(i -> i >= added.size())
                    .toList();
            wasThere[0] |= changed(connection, sql, organizationId, piece, isGone, unique) < piece.size();
        });
        if (!wasThere[0]) {
            return List.of();
        }
        // If a choice was committed while the statement waited for it on H2, it deleted none of the moved rows.
        batch(connection, delete, organizationId, freed, unique, false);
        return perhapsUnique(added);
    }

    /** How many rows a statement changes. H2's fails where another transaction commits a row before it is inserted. */
    private int changed(
            Connection connection,
            String sql,
            long organizationId,
            List<KeyOf> keys,
            List<Boolean> isGone,
            Set<ContactKey.Kind> unique)
            throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (PreparedStatement statement = SqlRunner.prepare(connection, sql)) {
                statement.setLong(1, organizationId);
                int next = bind(dialect, statement, 2, keys);
                SqlRunner.bind(statement, next, slots(keys, unique));
                SqlRunner.bind(statement, next + 1, SqlValues.numbers(each(keys, KeyOf::contactId)));
                SqlRunner.bind(statement, next + 2, SqlValues.array("boolean", isGone.toArray()));
                return count(statement);
            } catch (SQLException e) {
                if (attempt == MAX_ATTEMPTS || !StorageFailures.isDuplicate(e)) {
                    throw e;
                }
            }
        }
    }

    private static int count(PreparedStatement statement) throws SQLException {
        if (!statement.execute()) {
            return statement.getUpdateCount();
        }
        try (ResultSet counted = statement.getResultSet()) {
            counted.next();
            return counted.getInt(1);
        }
    }

    /** Binds kinds and texts from a position on, and returns the position after them. */
    static int bind(Dialect dialect, PreparedStatement statement, int position, List<KeyOf> keys) throws SQLException {
        Object[] kinds =
                keys.stream().map(each -> KeyReader.number(each.key().kind())).toArray();
        SqlRunner.bind(statement, position, SqlValues.array("integer", kinds));
        List<String> texts = each(keys, each -> each.key().text());
        return SqlRunner.bind(statement, position + 1, dialect.exactTexts(texts));
    }

    /** The slots of keys, of which some kinds are unique. */
    static Argument slots(List<KeyOf> keys, Set<ContactKey.Kind> unique) {
        return SqlValues.numbers(each(keys, each -> KeyReader.slot(each.key(), each.contactId(), unique)));
    }

    private static <T> List<T> each(List<KeyOf> keys, Function<KeyOf, T> value) {
        return keys.stream().map(value).toList();
    }

    private List<KeyOf> writeInTurn(
            Connection connection,
            long organizationId,
            List<KeyOf> added,
            List<KeyOf> freed,
            Set<ContactKey.Kind> unique)
            throws SQLException {
        int[] inserted = batch(connection, insert, organizationId, added, unique, dialect.seesUniqueKinds());
        batch(connection, delete, organizationId, freed, unique, false);
        List<KeyOf> wasThere = IntStream.range(0, inserted.length)
                .filter(i -> inserted[i] != 1) // some drivers do not say
                .mapToObj(added::get)
                .toList();
        return dialect.seesUniqueKinds()
                ? perhapsUnique(wasThere)
                : wasThere.stream()
                        .filter(each -> unique.contains(each.key().kind()))
                        .toList();
    }

    private int[] batch(
            Connection connection,
            String sql,
            long organizationId,
            List<KeyOf> keys,
            Set<ContactKey.Kind> unique,
            boolean seesUniqueKinds)
            throws SQLException {
        return SqlRunner.batch(connection, sql, keys, (statement, each) -> {
            int kind = KeyReader.number(each.key().kind());
            statement.setLong(1, organizationId);
            statement.setInt(2, kind);
            SqlRunner.bind(statement, 3, dialect.exactText(each.key().text()));
            int next = 4;
            if (seesUniqueKinds) {
                statement.setLong(next++, organizationId);
                statement.setInt(next++, kind);
            }
            statement.setLong(next, KeyReader.slot(each.key(), each.contactId(), unique));
            statement.setLong(next + 1, each.contactId());
        });
    }

    private List<KeyOf> perhapsUnique(List<KeyOf> keys) {
        return keys.stream()
                .filter(each -> mayBeUnique.contains(each.key().kind()))
                .toList();
    }

    /**
     * Throws if other contacts have the keys.
     *
     * @param late keys that may not have been inserted
     * @param seconds keys that a contact before them in the same request takes
     */
    private void requireFree(
            Connection connection,
            long organizationId,
            List<KeyOf> late,
            List<KeyOf> seconds,
            Map<ContactKey, Long> firstOfUnique)
            throws SQLException {
        List<KeyOf> needed = new ArrayList<>(late);
        needed.addAll(seconds);
        Set<Row> rows = reader.rows(connection, organizationId, needed);
        Set<Long> own = needed.stream().map(KeyOf::contactId).collect(Collectors.toSet());
        // Above READ COMMITTED a row that was deleted meanwhile is still seen beside the one that was inserted for it.
        Map<ContactKey, Long> holders = rows.stream()
                .filter(Row::isUnique)
                .collect(Collectors.toMap(Row::key, Row::contactId, (one, other) -> own.contains(one) ? one : other));
        List<TakenKey> taken = new ArrayList<>();
        for (KeyOf each : late) {
            Long holder = holders.get(each.key());
            if (holder == null) {
                if (!rows.contains(Row.of(each, Set.of()))) {
                    throw new SQLException("The holder of a key has just freed it", LOST_TO_ANOTHER);
                }
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
}
