package dev.contactbook.jdbc.write;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.NewContact;
import dev.contactbook.jdbc.counters.Counters.Stamp;
import dev.contactbook.jdbc.counters.Difference;
import dev.contactbook.jdbc.counters.LastCounters;
import dev.contactbook.jdbc.counters.PostgresCounters;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.dialect.Dialect.InInsert;
import dev.contactbook.jdbc.dialect.Dialect.NewIds;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.StaleChange;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.table.ContactTable.Replacement;
import dev.contactbook.spi.KeyChanges;
import dev.contactbook.spi.KeyChanges.KeyOf;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Writes one change by one statement, which is a transaction of its own, and {@link TransactionWriter} writes the
 * others. Where the database can, the statement writes the keys too, unless a new one is unique: another contact may
 * have that one.
 */
final class OneStatementWriter {
    private static final String AT = ContactTable.AT_VERSION;

    /**
     * Asks for the organization, and for arrays of kinds and texts. It fails, by a slot that is null, if the
     * organization chose that one of the kinds is unique.
     */
    private static final String ADDED = ", " + Dialect.LATEST_CHOICE
            + ", added as (insert into contactbook_key (organization_id, kind, key_text, slot, contact_id)"
            + " select o.organization_id, n.kind, n.key_text, case when exists (select 1 from contactbook_unique_key u"
            + " where u.organization_id = o.organization_id and u.kind = n.kind) then null else written.id end,"
            + " written.id from written, latest_choice, (select cast(? as bigint) as organization_id) o,"
            + " unnest(cast(? as integer array), cast(? as text array)) n (kind, key_text)"
            + " on conflict do nothing)";

    /** Asks for the organization, and for arrays of kinds, texts and slots. */
    private static final String FREED = ", freed as (delete from contactbook_key k using written,"
            + " unnest(cast(? as integer array), cast(? as text array), cast(? as bigint array))"
            + " n (kind, key_text, slot) where k.organization_id = ? and k.kind = n.kind and k.key_text = n.key_text"
            + " and k.slot in (0, n.slot) and k.contact_id = written.id)";

    private final Dialect dialect;
    private final boolean counting;

    /** Count in a free counter from that on which the thread took last, and write nothing where there is none. */
    private final Kinds fromLast;

    /** Count in any free counter, the transaction's own first, or in a new one. Or count nothing. */
    private final Kinds whole;

    private final LastCounters last = new LastCounters();

    private OneStatementWriter(Dialect dialect, boolean counting, Kinds fromLast, Kinds whole) {
        this.dialect = dialect;
        this.counting = counting;
        this.fromLast = fromLast;
        this.whole = whole;
    }

    /** Keeps the counters, on PostgreSQL. */
    static OneStatementWriter counting(Dialect dialect) {
        PostgresCounters counters = new PostgresCounters(dialect.tables());
        return new OneStatementWriter(
                dialect, true, counting(dialect, counters::takenFrom), counting(dialect, counters::taken));
    }

    private static Kinds counting(Dialect dialect, UnaryOperator<String> taken) {
        return new Kinds(
                counting(dialect, taken, (tables, write, keys) -> "with " + tables + " " + write),
                counting(dialect, taken, (tables, write, keys) -> withKeys(dialect, tables + ", ", write, keys)));
    }

    /**
     * The contact is locked first, and counted only if it still has its version: with the counter first, both of two
     * deletes at the same time would count.
     */
    private static Texts counting(Dialect dialect, UnaryOperator<String> taken, Text text) {
        String contacts = dialect.tables().contacts();
        String nextId = nextId(dialect);
        String count = taken.apply("");
        String lockAndCount = "locked as (select 1 from " + contacts + AT + " for update), "
                + taken.apply(" and exists (select from locked)");
        String written = " returning " + contacts + ".id, taken.stripe";
        return new Texts(
                text.of(count, ContactTable.insertFrom(dialect, nextId, "taken") + " returning id, stripe", ADDED),
                text.of(count, ContactTable.insertFrom(dialect, "?", "taken") + " returning id, stripe", ADDED),
                replacing(replacement -> text.of(
                        lockAndCount,
                        ContactTable.update(dialect, replacement, "taken.stripe", "taken.rev") + " from taken" + AT
                                + written,
                        ADDED + FREED)),
                text.of(lockAndCount, ContactTable.delete(dialect) + " using taken" + AT + written, FREED));
    }

    /** Keeps no counters. */
    static OneStatementWriter notCounting(Dialect dialect) {
        String stripe = String.valueOf(Stamp.NONE.stripe());
        String rev = String.valueOf(Stamp.NONE.revision());
        String insertWithId = ContactTable.insert(dialect, "?", stripe, rev);
        Texts plain = new Texts(
                dialect.newIds()
                        .flatMap(NewIds::inInsert)
                        .map(ids -> ids.returning().apply(ContactTable.insert(dialect, ids.next(), stripe, rev)))
                        .orElse(insertWithId),
                insertWithId,
                replacing(replacement -> ContactTable.update(dialect, replacement, stripe, rev) + AT),
                ContactTable.delete(dialect) + AT);
        String written = " returning id, stripe";
        Texts withKeys = new Texts(
                withKeys(dialect, "", ContactTable.insert(dialect, nextId(dialect), stripe, rev) + written, ADDED),
                withKeys(dialect, "", insertWithId + written, ADDED),
                replacing(replacement -> withKeys(
                        dialect,
                        "",
                        ContactTable.update(dialect, replacement, stripe, rev) + AT + written,
                        ADDED + FREED)),
                withKeys(dialect, "", ContactTable.delete(dialect) + AT + written, FREED));
        Kinds texts = new Kinds(plain, withKeys);
        return new OneStatementWriter(dialect, false, texts, texts);
    }

    private static String nextId(Dialect dialect) {
        return dialect.newIds().flatMap(NewIds::inInsert).map(InInsert::next).orElse("?");
    }

    private static String withKeys(Dialect dialect, String tables, String write, String keys) {
        return "with " + tables + "written (id, stripe) as (" + write + ")"
                + dialect.tables().sql(keys) + " select id, stripe from written";
    }

    private static Map<Replacement, String> replacing(Function<Replacement, String> text) {
        Map<Replacement, String> texts = new EnumMap<>(Replacement.class);
        for (Replacement replacement : Replacement.values()) {
            texts.put(replacement, text.apply(replacement));
        }
        return texts;
    }

    /** Whether the statement of a change can write these keys as well. */
    boolean canWrite(KeyChanges keys) {
        return keys.isEmpty() || (dialect.countsInOneStatement() && !keys.adds(ContactKey.Kind.unique(false)));
    }

    /**
     * Applies the one change. If it comes too late, {@link StaleChange} says so. A new contact gets the id that is
     * given for it, or else the database's.
     *
     * @param keys those to write as well, which it {@link #canWrite}
     */
    Contact write(
            Connection connection, long organizationId, MergedChanges change, List<Long> freshIds, KeyChanges keys)
            throws SQLException {
        if (change.inserts().isEmpty()) {
            return write(connection, organizationId, change.nets().iterator().next(), keys);
        }
        NewContact contact = change.inserts().get(0);
        return freshIds.isEmpty()
                ? insert(connection, organizationId, contact, keys)
                : insert(connection, contact.stored(organizationId, freshIds.get(0)), keys);
    }

    private Contact insert(Connection connection, Contact contact, KeyChanges keys) throws SQLException {
        run(
                connection,
                new Counting(contact.organizationId(), Difference.of(null, contact)),
                kinds -> kinds.of(keys).insertWithId,
                (statement, position) -> position,
                (statement, position) -> {
                    statement.setLong(position, contact.organizationId());
                    statement.setLong(position + 1, contact.id());
                    return bindAdded(
                            statement, ContactTable.bind(dialect, statement, position + 2, contact), contact, keys);
                });
        return contact;
    }

    private Contact insert(Connection connection, long organizationId, NewContact contact, KeyChanges keys)
            throws SQLException {
        Contact stored = contact.stored(organizationId, 0);
        OptionalLong id = run(
                connection,
                new Counting(organizationId, Difference.of(null, stored)),
                kinds -> kinds.of(keys).insert,
                (statement, position) -> position,
                (statement, position) -> {
                    statement.setLong(position, organizationId);
                    return bindAdded(
                            statement, ContactTable.bind(dialect, statement, position + 1, stored), stored, keys);
                });
        return contact.stored(organizationId, id.orElseThrow());
    }

    private Contact write(Connection connection, long organizationId, MergedChanges.Net net, KeyChanges keys)
            throws SQLException {
        Contact before = net.before();
        Contact after = net.after();
        Replacement replacement = after == null ? Replacement.TIMES : Replacement.of(before, after);
        OptionalLong written = run(
                connection,
                new Counting(organizationId, net.difference()),
                kinds -> {
                    Texts texts = kinds.of(keys);
                    return after == null ? texts.remove : Objects.requireNonNull(texts.replace.get(replacement));
                },
                (statement, position) -> counting ? ContactTable.bindVersion(statement, position, before) : position,
                (statement, position) -> {
                    int next = after == null
                            ? position
                            : ContactTable.bind(dialect, replacement, statement, position, after);
                    next = ContactTable.bindVersion(statement, next, before);
                    next = after == null ? next : bindAdded(statement, next, after, keys);
                    return bindFreed(statement, next, before, keys);
                });
        if (written.isEmpty()) {
            throw new StaleChange(net.index());
        }
        return after == null ? before : after;
    }

    private int bindAdded(PreparedStatement statement, int position, Contact contact, KeyChanges keys)
            throws SQLException {
        if (keys.isEmpty()) {
            return position;
        }
        statement.setLong(position, contact.organizationId());
        return KeyWriter.bind(dialect, statement, position + 1, keys.added(List.of(contact)));
    }

    private int bindFreed(PreparedStatement statement, int position, Contact contact, KeyChanges keys)
            throws SQLException {
        if (keys.isEmpty()) {
            return position;
        }
        List<KeyOf> freed = keys.freed(List.of(contact));
        int next = KeyWriter.bind(dialect, statement, position, freed);
        next = SqlRunner.bind(statement, next, KeyWriter.slots(freed, ContactKey.Kind.unique(false)));
        statement.setLong(next, contact.organizationId());
        return next + 1;
    }

    /**
     * Writes a row, and returns its id where it is a new one of the database's. Empty where there is no such row: then
     * it is looked once more in all counters, since the look from the last one on finds none where those are all taken.
     */
    private OptionalLong run(
            Connection connection, Counting count, Function<Kinds, String> kind, Values before, Values after)
            throws SQLException {
        if (counting && connection.getAutoCommit()) {
            int from = last.of(count.organizationId);
            OptionalLong written = run(
                    connection,
                    kind.apply(fromLast),
                    count,
                    before,
                    (statement, position) -> PostgresCounters.bindFrom(
                            from, statement, position, count.organizationId, count.difference, 1),
                    after);
            if (written.isPresent()) {
                return written;
            }
        }
        return run(
                connection,
                kind.apply(whole),
                count,
                before,
                (statement, position) -> counting
                        ? PostgresCounters.bind(statement, position, count.organizationId, count.difference, 1)
                        : position,
                after);
    }

    private OptionalLong run(
            Connection connection, String sql, Counting count, Values before, Values counted, Values after)
            throws SQLException {
        try (PreparedStatement statement = SqlRunner.prepare(connection, sql)) {
            after.bind(statement, counted.bind(statement, before.bind(statement, 1)));
            if (!statement.execute()) {
                return statement.getUpdateCount() == 0 ? OptionalLong.empty() : OptionalLong.of(0);
            }
            try (ResultSet written = statement.getResultSet()) {
                if (!written.next()) {
                    return OptionalLong.empty();
                }
                if (counting) {
                    last.took(count.organizationId, written.getInt(2));
                }
                return OptionalLong.of(written.getLong(1));
            }
        }
    }

    /** Binds values from a position on, and returns the position after them. */
    @FunctionalInterface
    private interface Values {
        int bind(PreparedStatement statement, int position) throws SQLException;
    }

    /** What a change makes of the numbers of contacts. */
    private record Counting(long organizationId, Difference difference) {}

    /** The text of a statement: its tables in front, the write of the contact, and what writes the keys. */
    @FunctionalInterface
    private interface Text {
        String of(String tables, String write, String keys);
    }

    /** The statements of changes that change no key, and of those that do. */
    private record Kinds(Texts plain, Texts withKeys) {
        Texts of(KeyChanges keys) {
            return keys.isEmpty() ? plain : withKeys;
        }
    }

    /** A statement for each kind of change. Of an insert one that takes an id and one that is given it. */
    private record Texts(String insert, String insertWithId, Map<Replacement, String> replace, String remove) {}
}
