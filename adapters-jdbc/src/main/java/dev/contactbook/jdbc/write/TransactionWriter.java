package dev.contactbook.jdbc.write;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.NewContact;
import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.counters.Counters.Stamp;
import dev.contactbook.jdbc.counters.Counters.Stamps;
import dev.contactbook.jdbc.counters.Counters.Tally;
import dev.contactbook.jdbc.counters.Difference;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.dialect.Dialect.ManyTimes;
import dev.contactbook.jdbc.dialect.Dialect.NewIds;
import dev.contactbook.jdbc.read.IdQueries;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.sql.StaleChange;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.table.ContactTable.Replacement;
import dev.contactbook.jdbc.write.MergedChanges.Net;
import dev.contactbook.spi.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes by several statements, which are to be one transaction: the counters by one, the contacts by a batch
 * of each kind.
 *
 * <p>All writers take their locks in the same order, so that none wait for each other in a circle: contacts by id, and
 * then a counter, for which no writer waits. Where each contact has a counter of its own (portable), counters come
 * first, by stripe, and alone guard the contacts.
 */
final class TransactionWriter {
    private final Dialect dialect;
    private final @Nullable Counters counters;
    private final IdQueries locks;
    private final String insert;
    private final Optional<String> insertReturningId;
    private final Optional<String> nextIds;
    private final Map<Replacement, String> replace = new EnumMap<>(Replacement.class);
    private final Optional<ManyTimes> replaceManyTimes;
    private final String remove;

    /**
     * Writes with or without counting.
     *
     * @param counters what to count in, null to count nothing
     */
    TransactionWriter(Dialect dialect, @Nullable Counters counters) {
        this.dialect = dialect;
        this.counters = counters;
        this.locks = new IdQueries(dialect, "select id", " order by id for update");
        this.insert = ContactTable.insert(dialect, "?", "?", "?");
        this.insertReturningId = dialect.newIds()
                .flatMap(NewIds::inInsert)
                .map(ids -> ids.returning().apply(ContactTable.insert(dialect, ids.next(), "?", "?")));
        this.nextIds = dialect.newIds().map(NewIds::several);
        for (Replacement each : Replacement.values()) {
            replace.put(each, ContactTable.update(dialect, each, "?", "?") + ContactTable.AT_VERSION);
        }
        this.replaceManyTimes = dialect.manyTimes();
        this.remove = ContactTable.delete(dialect) + ContactTable.AT_VERSION;
    }

    /**
     * Applies the changes. If any comes too late, {@link StaleChange} says which, and what was done has to be taken
     * back.
     *
     * @param isHosts whether the transaction is the host's, so that there may be other changes in it
     * @param net what the changes come to
     * @param freshIds the ids of the new contacts, one for each. Empty if the database is to give them
     */
    List<Contact> write(
            Connection connection,
            boolean isHosts,
            long organizationId,
            List<Change> changes,
            MergedChanges net,
            List<Long> freshIds)
            throws SQLException {
        if (insertReturningId.isPresent()
                && freshIds.isEmpty()
                && changes.size() == 1
                && !net.inserts().isEmpty()) {
            return List.of(
                    insertOne(connection, isHosts, organizationId, net.inserts().get(0)));
        }
        List<Contact> inserted = withIds(connection, organizationId, net.inserts(), freshIds);
        lock(connection, organizationId, net);
        Stamps stamps = count(connection, isHosts, organizationId, inserted, net);
        insert(connection, inserted, stamps);
        Map<Replacement, List<Net>> replaces = net.replaces().stream()
                .collect(Collectors.groupingBy(
                        each -> Replacement.of(each.before(), each.stored()),
                        () -> new EnumMap<>(Replacement.class),
                        Collectors.toList()));
        for (Map.Entry<Replacement, List<Net>> each : replaces.entrySet()) {
            if (each.getKey() == Replacement.TIMES && replaceManyTimes.isPresent()) {
                replaceManyTimes(connection, organizationId, net, each.getValue(), stamps, replaceManyTimes.get());
            } else {
                replace(connection, net, each.getKey(), each.getValue(), stamps);
            }
        }
        noteStale(
                net,
                net.removes(),
                SqlRunner.batch(
                        connection,
                        remove,
                        net.removes(),
                        (statement, each) -> ContactTable.bindVersion(statement, 1, each.before())));
        net.requireFresh();
        return answers(changes, inserted.iterator());
    }

    /** One statement less than for several contacts: it gets its id with the insert. */
    private Contact insertOne(Connection connection, boolean isHosts, long organizationId, NewContact fresh)
            throws SQLException {
        Contact contact = fresh.stored(organizationId, 0);
        Stamp stamp = count(connection, isHosts, organizationId, List.of(contact), MergedChanges.of(List.of()))
                .next(contact.id());
        try (PreparedStatement statement = SqlRunner.prepare(connection, insertReturningId.orElseThrow())) {
            statement.setLong(1, contact.organizationId());
            ContactTable.bind(dialect, statement, bind(statement, 2, stamp), contact);
            try (ResultSet ids = statement.executeQuery()) {
                ids.next();
                return fresh.stored(organizationId, ids.getLong(1));
            }
        }
    }

    private void insert(Connection connection, List<Contact> contacts, Stamps stamps) throws SQLException {
        SqlRunner.batch(connection, insert, contacts, (statement, contact) -> {
            statement.setLong(1, contact.organizationId());
            statement.setLong(2, contact.id());
            ContactTable.bind(dialect, statement, bind(statement, 3, stamps.next(contact.id())), contact);
        });
    }

    /** Binds a stamp, and returns the position after it. */
    private static int bind(PreparedStatement statement, int position, Stamp stamp) throws SQLException {
        statement.setInt(position, stamp.stripe());
        statement.setLong(position + 1, stamp.revision());
        return position + 2;
    }

    private void replace(
            Connection connection, MergedChanges net, Replacement replacement, List<Net> nets, Stamps stamps)
            throws SQLException {
        String sql = Objects.requireNonNull(replace.get(replacement));
        noteStale(net, nets, SqlRunner.batch(connection, sql, nets, (statement, each) -> {
            int position = ContactTable.bind(dialect, replacement, statement, 1, each.stored());
            ContactTable.bindVersion(statement, bind(statement, position, stamps.next(each.id())), each.before());
        }));
    }

    /** Few columns of many contacts, by one statement for all of them. */
    private static void replaceManyTimes(
            Connection connection,
            long organizationId,
            MergedChanges net,
            List<Net> touched,
            Stamps stamps,
            ManyTimes manyTimes)
            throws SQLException {
        List<Stamp> given = each(touched, one -> stamps.next(one.id()));
        SqlFragment statement = SqlFragment.of(
                manyTimes.sql(),
                SqlValues.numbers(each(touched, Net::id)),
                SqlValues.numbers(each(touched, one -> one.before().version())),
                SqlValues.numbers(each(touched, one -> one.stored().version())),
                SqlValues.array(
                        "bigint",
                        each(touched, one -> one.stored().updatedByUserId()).toArray()),
                manyTimes.times().of(each(touched, one -> one.stored().updatedAt())),
                manyTimes.times().of(each(touched, one -> one.stored().deletedAt())),
                SqlValues.array("integer", given.stream().map(Stamp::stripe).toArray()),
                SqlValues.numbers(given.stream().map(Stamp::revision).toList()),
                SqlValues.number(organizationId));
        Set<Long> written = new HashSet<>(SqlRunner.query(connection, statement, row -> row.getLong(1)));
        touched.stream().filter(each -> !written.contains(each.id())).forEach(late -> net.stale(late.index()));
    }

    /** The new contacts with ids, which are fetched together if the host gave none. */
    private List<Contact> withIds(
            Connection connection, long organizationId, List<NewContact> contacts, List<Long> freshIds)
            throws SQLException {
        if (contacts.isEmpty()) {
            return List.of();
        }
        Iterator<Long> fresh = (freshIds.isEmpty() ? newIds(connection, contacts.size()) : freshIds).iterator();
        return contacts.stream()
                .map(contact -> contact.stored(organizationId, fresh.next()))
                .toList();
    }

    private List<Long> newIds(Connection connection, int number) throws SQLException {
        SqlFragment query = SqlFragment.of(nextIds.orElseThrow(), SqlValues.number((long) number));
        List<Long> taken = SqlRunner.query(connection, query, row -> row.getLong(1));
        long last = taken.get(taken.size() - 1);
        return taken.size() == number
                ? taken
                : LongStream.rangeClosed(last - number + 1, last).boxed().toList();
    }

    private Stamps count(
            Connection connection, boolean isHosts, long organizationId, List<Contact> inserted, MergedChanges net)
            throws SQLException {
        if (counters == null) {
            return id -> Stamp.NONE;
        }
        Tally tally = new Tally();
        inserted.forEach(contact -> tally.add(contact.id(), Difference.of(null, contact)));
        net.nets().forEach(each -> tally.add(each.id(), each.difference()));
        return counters.count(connection, isHosts, organizationId, tally);
    }

    /** Of one contact alone there is no order to keep. */
    private void lock(Connection connection, long organizationId, MergedChanges net) throws SQLException {
        if (net.nets().size() > 1 && !dialect.writesAlone() && (counters == null || !counters.guardContacts())) {
            List<Long> locked = net.nets().stream().map(Net::id).toList();
            for (SqlFragment each : locks.of(organizationId, locked)) {
                SqlRunner.query(connection, each, row -> row.getLong(1));
            }
        }
    }

    private static <T extends @Nullable Object> List<T> each(List<Net> nets, Function<Net, T> value) {
        List<T> values = new ArrayList<>(nets.size());
        nets.forEach(net -> values.add(value.apply(net)));
        return values;
    }

    private static void noteStale(MergedChanges net, List<Net> written, int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == 0) {
                net.stale(written.get(i).index());
            }
        }
    }

    private static List<Contact> answers(List<Change> changes, Iterator<Contact> inserted) {
        List<Contact> answers = new ArrayList<>(changes.size());
        for (Change change : changes) {
            answers.add(change.match(insert -> inserted.next(), replace -> replace.after(), remove -> remove.before()));
        }
        return answers;
    }
}
