package dev.contactbook.jdbc.write;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.NewContact;
import dev.contactbook.jdbc.counters.Counters.Stamp;
import dev.contactbook.jdbc.counters.LastCounters;
import dev.contactbook.jdbc.counters.PostgresCounters;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.dialect.Dialect.InInsert;
import dev.contactbook.jdbc.dialect.Dialect.NewIds;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.StaleChange;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.table.ContactTable.Replacement;
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
 * others.
 */
final class OneStatementWriter {
    private static final String AT = ContactTable.AT_VERSION;

    private final Dialect dialect;
    private final boolean counting;

    /** Count in a free counter from that on which the thread took last, and write nothing where there is none. */
    private final Texts fromLast;

    /** Count in any free counter, the transaction's own first, or in a new one. Or count nothing. */
    private final Texts whole;

    private final LastCounters last = new LastCounters();

    private OneStatementWriter(Dialect dialect, boolean counting, Texts fromLast, Texts whole) {
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

    /**
     * The contact is locked first, and counted only if it still has its version: with the counter first, both of two
     * deletes at the same time would count.
     */
    private static Texts counting(Dialect dialect, UnaryOperator<String> taken) {
        String contacts = dialect.tables().contacts();
        String nextId =
                dialect.newIds().flatMap(NewIds::inInsert).map(InInsert::next).orElse("?");
        String count = "with " + taken.apply("") + " ";
        String lockAndCount = "with locked as (select 1 from " + contacts + AT + " for update), "
                + taken.apply(" and exists (select from locked)") + " ";
        String written = " returning " + contacts + ".id, taken.stripe";
        return new Texts(
                count + ContactTable.insertFrom(dialect, nextId, "taken") + " returning id, stripe",
                count + ContactTable.insertFrom(dialect, "?", "taken") + " returning id, stripe",
                replacing(replacement -> lockAndCount
                        + ContactTable.update(dialect, replacement, "taken.stripe", "taken.rev") + " from taken" + AT
                        + written),
                lockAndCount + ContactTable.delete(dialect) + " using taken" + AT + written);
    }

    /** Keeps no counters. */
    static OneStatementWriter notCounting(Dialect dialect) {
        String stripe = String.valueOf(Stamp.NONE.stripe());
        String rev = String.valueOf(Stamp.NONE.revision());
        String insertWithId = ContactTable.insert(dialect, "?", stripe, rev);
        Texts texts = new Texts(
                dialect.newIds()
                        .flatMap(NewIds::inInsert)
                        .map(ids -> ids.returning().apply(ContactTable.insert(dialect, ids.next(), stripe, rev)))
                        .orElse(insertWithId),
                insertWithId,
                replacing(replacement -> ContactTable.update(dialect, replacement, stripe, rev) + AT),
                ContactTable.delete(dialect) + AT);
        return new OneStatementWriter(dialect, false, texts, texts);
    }

    private static Map<Replacement, String> replacing(Function<Replacement, String> text) {
        Map<Replacement, String> texts = new EnumMap<>(Replacement.class);
        for (Replacement replacement : Replacement.values()) {
            texts.put(replacement, text.apply(replacement));
        }
        return texts;
    }

    /**
     * Applies the one change. If it comes too late, {@link StaleChange} says so. A new contact gets the id that is
     * given for it, or else the database's.
     */
    Contact write(Connection connection, long organizationId, MergedChanges change, List<Long> freshIds)
            throws SQLException {
        if (change.inserts().isEmpty()) {
            return write(connection, organizationId, change.nets().iterator().next());
        }
        NewContact contact = change.inserts().get(0);
        return freshIds.isEmpty()
                ? insert(connection, organizationId, contact)
                : insert(connection, contact.stored(organizationId, freshIds.get(0)));
    }

    private Contact insert(Connection connection, Contact contact) throws SQLException {
        run(
                connection,
                new Counting(contact.organizationId(), MergedChanges.live(contact)),
                Texts::insertWithId,
                (statement, position) -> position,
                (statement, position) -> {
                    statement.setLong(position, contact.organizationId());
                    statement.setLong(position + 1, contact.id());
                    return ContactTable.bind(dialect, statement, position + 2, contact);
                });
        return contact;
    }

    private Contact insert(Connection connection, long organizationId, NewContact contact) throws SQLException {
        Contact stored = contact.stored(organizationId, 0);
        OptionalLong id = run(
                connection,
                new Counting(organizationId, MergedChanges.live(stored)),
                Texts::insert,
                (statement, position) -> position,
                (statement, position) -> {
                    statement.setLong(position, organizationId);
                    return ContactTable.bind(dialect, statement, position + 1, stored);
                });
        return contact.stored(organizationId, id.orElseThrow());
    }

    private Contact write(Connection connection, long organizationId, MergedChanges.Net net) throws SQLException {
        Contact before = net.before();
        Contact after = net.after();
        Replacement replacement = after == null ? Replacement.TIMES : Replacement.of(before, after);
        OptionalLong written = run(
                connection,
                new Counting(organizationId, net.live()),
                after == null ? Texts::remove : texts -> Objects.requireNonNull(texts.replace.get(replacement)),
                (statement, position) -> counting ? ContactTable.bindVersion(statement, position, before) : position,
                (statement, position) -> {
                    int next = after == null
                            ? position
                            : ContactTable.bind(dialect, replacement, statement, position, after);
                    return ContactTable.bindVersion(statement, next, before);
                });
        if (written.isEmpty()) {
            throw new StaleChange(net.index());
        }
        return after == null ? before : after;
    }

    /**
     * Writes a row, and returns its id where it is a new one of the database's. Empty where there is no such row: then
     * it is looked once more in all counters, since the look from the last one on finds none where those are all taken.
     */
    private OptionalLong run(
            Connection connection, Counting count, Function<Texts, String> kind, Values before, Values after)
            throws SQLException {
        if (counting && connection.getAutoCommit()) {
            int from = last.of(count.organizationId);
            OptionalLong written = run(
                    connection,
                    kind.apply(fromLast),
                    count,
                    before,
                    (statement, position) ->
                            PostgresCounters.bindFrom(from, statement, position, count.organizationId, count.live, 1),
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
                        ? PostgresCounters.bind(statement, position, count.organizationId, count.live, 1)
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

    /** What a change makes of the number of live contacts. */
    private record Counting(long organizationId, long live) {}

    /** A statement for each kind of change. Of an insert one that takes an id and one that is given it. */
    private record Texts(String insert, String insertWithId, Map<Replacement, String> replace, String remove) {}
}
