package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.NewContact;
import dev.contactbook.jdbc.Counters.Stamp;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Writes one change by one statement, which is a transaction of its own; {@link TransactionWriter} writes the others. */
final class OneStatementWriter {
    private static final String AT = ContactTable.AT_VERSION;

    private final Dialect dialect;
    private final boolean counting;

    /** For transactions that begin with the statement. */
    private final Texts alone;

    /** For transactions that may have a counter already. */
    private final Texts within;

    private OneStatementWriter(Dialect dialect, boolean counting, Texts alone, Texts within) {
        this.dialect = dialect;
        this.counting = counting;
        this.alone = alone;
        this.within = within;
    }

    /** Keeps the counters, on PostgreSQL. */
    static OneStatementWriter counting(Dialect dialect) {
        return new OneStatementWriter(dialect, true, counting(dialect, false), counting(dialect, true));
    }

    /**
     * The contact is locked first, and counted only if it still has its version: with the counter first, both of two deletes at
     * once would count.
     */
    private static Texts counting(Dialect dialect, boolean ownFirst) {
        String count = "with " + PostgresCounters.taken(ownFirst, "") + " ";
        String lockAndCount = "with locked as (select 1 from contactbook_contact" + AT + " for update), "
                + PostgresCounters.taken(ownFirst, " and exists (select from locked)") + " ";
        String stripe = "(select stripe from taken)";
        String rev = "(select rev from taken)";
        return new Texts(
                count + dialect.insertReturningId(ContactTable.insert(dialect, dialect.nextId(), stripe, rev)),
                count + ContactTable.insert(dialect, "?", stripe, rev),
                lockAndCount + ContactTable.update(dialect, "taken.stripe", "taken.rev") + " from taken" + AT,
                lockAndCount + ContactTable.updateTimes("taken.stripe", "taken.rev") + " from taken" + AT,
                lockAndCount + "delete from contactbook_contact using taken" + AT);
    }

    /** Keeps no counters. */
    static OneStatementWriter notCounting(Dialect dialect) {
        String stripe = String.valueOf(Stamp.NONE.stripe());
        String rev = String.valueOf(Stamp.NONE.revision());
        Texts texts = new Texts(
                dialect.insertReturningId(ContactTable.insert(dialect, dialect.nextId(), stripe, rev)),
                ContactTable.insert(dialect, "?", stripe, rev),
                ContactTable.update(dialect, stripe, rev) + AT,
                ContactTable.updateTimes(stripe, rev) + AT,
                "delete from contactbook_contact" + AT);
        return new OneStatementWriter(dialect, false, texts, texts);
    }

    /**
     * Applies the one change; if it comes too late, {@link StaleChange} says so. A new contact gets the id that is given for it, or
     * else the database's.
     */
    Contact write(Connection connection, long organizationId, NetChanges change, List<Long> freshIds)
            throws SQLException {
        if (change.inserts().isEmpty()) {
            return write(connection, change.nets().iterator().next());
        }
        NewContact contact = change.inserts().get(0);
        return freshIds.isEmpty()
                ? insert(connection, organizationId, contact)
                : insert(connection, contact.stored(organizationId, freshIds.get(0)));
    }

    private Contact insert(Connection connection, Contact contact) throws SQLException {
        try (PreparedStatement statement =
                Sql.prepare(connection, texts(connection).insertWithId())) {
            int position = count(connection, statement, 1, contact.organizationId(), contact.isLive() ? 1 : 0);
            statement.setLong(position++, contact.organizationId());
            statement.setLong(position++, contact.id());
            ContactTable.bind(dialect, statement, position, contact);
            statement.executeUpdate();
            return contact;
        }
    }

    private Contact insert(Connection connection, long organizationId, NewContact contact) throws SQLException {
        Contact stored = contact.stored(organizationId, 0);
        try (PreparedStatement statement =
                Sql.prepare(connection, texts(connection).insert())) {
            int position = count(connection, statement, 1, organizationId, stored.isLive() ? 1 : 0);
            statement.setLong(position++, organizationId);
            ContactTable.bind(dialect, statement, position, stored);
            try (ResultSet ids = statement.executeQuery()) {
                ids.next();
                return contact.stored(organizationId, ids.getLong(1));
            }
        }
    }

    private Contact write(Connection connection, NetChanges.Net net) throws SQLException {
        Contact before = net.before();
        Contact after = net.after();
        boolean timesOnly = after != null && ContactTable.differInTimesOnly(before, after);
        Texts texts = texts(connection);
        String sql = after == null ? texts.remove() : timesOnly ? texts.replaceTimes() : texts.replace();
        try (PreparedStatement statement = Sql.prepare(connection, sql)) {
            int position = 1;
            if (counting) {
                position = ContactTable.bindVersion(statement, position, before);
                position = count(connection, statement, position, before.organizationId(), net.live());
            }
            if (after != null) {
                position = timesOnly
                        ? ContactTable.bindTimes(statement, position, after)
                        : ContactTable.bind(dialect, statement, position, after);
            }
            ContactTable.bindVersion(statement, position, before);
            if (statement.executeUpdate() == 0) {
                throw new StaleChange(net.index());
            }
        }
        return after == null ? before : after;
    }

    private Texts texts(Connection connection) throws SQLException {
        return connection.getAutoCommit() ? alone : within;
    }

    /** Binds what the counters of {@link #texts} ask for, and returns the position after it. */
    private int count(Connection connection, PreparedStatement statement, int position, long organizationId, long live)
            throws SQLException {
        return counting
                ? PostgresCounters.bind(statement, position, !connection.getAutoCommit(), organizationId, live, 1)
                : position;
    }

    /** A statement for each kind of change; of an insert one that takes an id and one that is given it. */
    private record Texts(String insert, String insertWithId, String replace, String replaceTimes, String remove) {}
}
