package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.NewContact;
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
    private final String insert;
    private final String insertWithId;
    private final String replace;
    private final String replaceTimes;
    private final String remove;

    private OneStatementWriter(
            Dialect dialect,
            boolean counting,
            String insert,
            String insertWithId,
            String replace,
            String replaceTimes,
            String remove) {
        this.dialect = dialect;
        this.counting = counting;
        this.insert = insert;
        this.insertWithId = insertWithId;
        this.replace = replace;
        this.replaceTimes = replaceTimes;
        this.remove = remove;
    }

    /**
     * Keeps the counters, on a database that takes statements within statements.
     *
     * <p>The contact is locked first, and counted only if it still has its version: with the counter first, both of two deletes
     * at once would count.
     */
    static OneStatementWriter counting(Dialect dialect) {
        String lockAndCount = "with locked as (select 1 from contactbook_contact" + AT + " for update), counted as ("
                + addToCounter("select ?, ?, ?, 1 from locked") + ") ";
        return new OneStatementWriter(
                dialect,
                true,
                "with fresh as (select " + dialect.nextId() + " as id), counted as ("
                        + addToCounter("select ?, mod(id, " + Stripe.COUNT + "), 1, 1 from fresh") + ") "
                        + dialect.insertReturningId(
                                ContactTable.insert(dialect, "(select id from fresh)", "(select rev from counted)")),
                "with counted as (" + addToCounter("values (?, ?, 1, 1)") + ") "
                        + ContactTable.insert(dialect, "?", "(select rev from counted)"),
                lockAndCount + ContactTable.update(dialect, "counted.rev") + " from counted" + AT,
                lockAndCount + ContactTable.updateTimes("counted.rev") + " from counted" + AT,
                lockAndCount + "delete from contactbook_contact using counted" + AT);
    }

    /** Keeps no counters. */
    static OneStatementWriter notCounting(Dialect dialect) {
        return new OneStatementWriter(
                dialect,
                false,
                dialect.insertReturningId(
                        ContactTable.insert(dialect, dialect.nextId(), String.valueOf(Counters.NO_REVISION))),
                ContactTable.insert(dialect, "?", String.valueOf(Counters.NO_REVISION)),
                ContactTable.update(dialect, String.valueOf(Counters.NO_REVISION)) + AT,
                ContactTable.updateTimes(String.valueOf(Counters.NO_REVISION)) + AT,
                "delete from contactbook_contact" + AT);
    }

    private static String addToCounter(String row) {
        return "insert into contactbook_counter as c (organization_id, stripe, live, rev) " + row
                + " on conflict (organization_id, stripe)"
                + " do update set live = c.live + excluded.live, rev = c.rev + excluded.rev returning rev";
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
        try (PreparedStatement statement = Sql.prepare(connection, insertWithId)) {
            int position = 1;
            if (counting) {
                statement.setLong(position++, contact.organizationId());
                statement.setInt(position++, Stripe.of(contact.id()));
            }
            statement.setLong(position++, contact.organizationId());
            statement.setLong(position++, contact.id());
            ContactTable.bind(dialect, statement, position, contact);
            statement.executeUpdate();
            return contact;
        }
    }

    private Contact insert(Connection connection, long organizationId, NewContact contact) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(connection, insert)) {
            int position = 1;
            if (counting) {
                statement.setLong(position++, organizationId);
            }
            statement.setLong(position++, organizationId);
            ContactTable.bind(dialect, statement, position, contact.stored(organizationId, 0));
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
        String sql = after == null ? remove : timesOnly ? replaceTimes : replace;
        try (PreparedStatement statement = Sql.prepare(connection, sql)) {
            int position = 1;
            if (counting) {
                position = ContactTable.bindVersion(statement, position, before);
                statement.setLong(position++, before.organizationId());
                statement.setInt(position++, Stripe.of(before.id()));
                statement.setLong(position++, net.live());
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
}
