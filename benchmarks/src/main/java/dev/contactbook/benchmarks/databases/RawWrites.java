package dev.contactbook.benchmarks.databases;

import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import dev.contactbook.benchmarks.data.ReadyRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The limit of writes: BEGIN, the very statements that the library sends, COMMIT, by plain JDBC. All values are ready,
 * or come from the row that was read; nothing is checked.
 */
public abstract class RawWrites {
    private static final String AT_VERSION = " where organization_id = ? and id = ? and version = ?";
    private static final String TIMES = "version = ?, updated_at = ?, deleted_at = ?, stripe = ?, rev = ";
    private static final String DELETE = "update contactbook_contact set " + TIMES + "?" + AT_VERSION;
    private static final String VERSION = "version";

    final ReadyRows ready;
    private final DataSource pool;
    private final String find;

    /** Asks for stripe and revision, the values of a row, and which one it is. */
    final String update;

    private RawWrites(DataSource pool, ReadyRows ready) {
        this.pool = pool;
        this.ready = ready;
        this.find = "select " + ready.names() + " from contactbook_contact where organization_id = ? and id = ?";
        this.update = "update contactbook_contact set stripe = ?, rev = ?, " + ready.assignments() + AT_VERSION;
    }

    static RawWrites of(DatabaseKind database, DataSource pool, ReadyRows ready) {
        return database.isPostgresql() ? new OnPostgresql(pool, ready) : new OnH2(pool, ready);
    }

    /** Inserts a contact, and returns its id. */
    public final long create() throws SQLException {
        return inTransaction(connection -> insert(connection, ready.next()));
    }

    /** Inserts contacts by a batch: ids, a counter, rows. */
    public final long create(int count) throws SQLException {
        return inTransaction(connection -> {
            List<Long> ids = ids(connection, count);
            Counter counter = count(connection, ids.size(), ids.size());
            String insert = "insert into contactbook_contact (id, stripe, rev, " + ready.names() + ") values (?, ?, ?, "
                    + ready.placeholders() + ")";
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (long id : ids) {
                    int next = ReadyRows.bind(statement, 1, id, counter.stripe, counter.next());
                    ReadyRows.bind(statement, next, ready.next());
                    statement.addBatch();
                }
                return all(statement.executeBatch());
            }
        });
    }

    /** Gives contacts other e-mail addresses by a batch: what they are, a counter, rows. */
    public final long patch(List<Long> ids) throws SQLException {
        return inTransaction(connection -> {
            Map<Long, @Nullable Object[]> rows = find(connection, ids);
            Counter counter = count(connection, 0, ids.size());
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                for (Map.Entry<Long, @Nullable Object[]> row : rows.entrySet()) {
                    long id = row.getKey();
                    long version = changeEmail(row.getValue());
                    int next = ReadyRows.bind(statement, 1, counter.stripe, counter.next());
                    next = ReadyRows.bind(statement, next, row.getValue());
                    ReadyRows.bind(statement, next, ORGANIZATION, id, version);
                    statement.addBatch();
                }
                return all(statement.executeBatch());
            }
        });
    }

    /** Deletes contacts softly by a batch: what they are, a counter, rows. */
    public final long delete(List<Long> ids) throws SQLException {
        return inTransaction(connection -> {
            Map<Long, @Nullable Object[]> rows = find(connection, ids);
            Counter counter = count(connection, -ids.size(), ids.size());
            OffsetDateTime now = ReadyRows.now();
            try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                for (Map.Entry<Long, @Nullable Object[]> row : rows.entrySet()) {
                    long id = row.getKey();
                    long version = ready.number(row.getValue(), VERSION);
                    ReadyRows.bind(statement, 1, version + 1, now, now, counter.stripe, counter.next());
                    ReadyRows.bind(statement, 6, ORGANIZATION, id, version);
                    statement.addBatch();
                }
                return all(statement.executeBatch());
            }
        });
    }

    private List<Long> ids(Connection connection, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(nextIds())) {
            statement.setInt(1, count);
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }

    private Map<Long, @Nullable Object[]> find(Connection connection, List<Long> ids) throws SQLException {
        String sql = "select id, " + ready.names() + " from " + ofIds();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ReadyRows.bind(statement, 1, connection.createArrayOf("bigint", ids.toArray()), ORGANIZATION);
            Map<Long, @Nullable Object[]> found = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong("id"), ready.read(rows));
                }
            }
            return found;
        }
    }

    /** Adds to a counter, and returns it as it was before. */
    final Counter count(Connection connection, long live, long changes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(addToCounter())) {
            bindCounter(statement, live, changes);
            try (ResultSet counted = statement.executeQuery()) {
                counted.next();
                return new Counter(counted.getInt(1), counted.getLong(2) - changes);
            }
        }
    }

    /** The counter that a transaction counts in, and the last revision that it gave. */
    static final class Counter {
        final int stripe;
        private long revision;

        Counter(int stripe, long revision) {
            this.stripe = stripe;
            this.revision = revision;
        }

        long next() {
            return ++revision;
        }
    }

    /** From which rows to select contacts of an array of ids, and then of an organization. */
    abstract String ofIds();

    abstract String nextIds();

    abstract String addToCounter();

    /** Binds what {@link #addToCounter} asks for. */
    abstract void bindCounter(PreparedStatement statement, long live, long changes) throws SQLException;

    /** Gives a contact another e-mail address. */
    public final long patch(long id) throws SQLException {
        return inTransaction(connection -> {
            @Nullable Object[] row = find(connection, id);
            long version = changeEmail(row);
            return one(update(connection, id, version, row));
        });
    }

    /** Changes a row in all columns that depend on the address, and returns its version before. */
    private long changeEmail(@Nullable Object[] row) {
        String email = ReadyRows.newEmail();
        long version = ready.number(row, VERSION);
        ready.set(row, VERSION, version + 1);
        ready.set(row, "updated_at", ReadyRows.now());
        ready.set(row, "email", email);
        ready.set(row, "email_addresses", ReadyRows.emailEntry(email));
        ready.set(row, "email_key", ReadyRows.emailKey(email));
        return version;
    }

    /** Deletes a contact softly. */
    public final long delete(long id) throws SQLException {
        return inTransaction(connection -> {
            long version = ready.number(find(connection, id), VERSION);
            return one(delete(connection, id, version));
        });
    }

    abstract long insert(Connection connection, @Nullable Object[] row) throws SQLException;

    abstract int update(Connection connection, long id, long version, @Nullable Object[] row) throws SQLException;

    abstract int delete(Connection connection, long id, long version) throws SQLException;

    private @Nullable Object[] find(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(find)) {
            ReadyRows.bind(statement, 1, ORGANIZATION, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return ready.read(row);
            }
        }
    }

    private static int one(int changed) {
        if (changed != 1) {
            throw new IllegalStateException("There is no such contact");
        }
        return changed;
    }

    private static int all(int[] changed) {
        for (int each : changed) {
            one(each);
        }
        return changed.length;
    }

    private long inTransaction(Work work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            long result = work.on(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        }
    }

    private interface Work {
        long on(Connection connection) throws SQLException;
    }

    /** One statement each, which counts as well. */
    private static final class OnPostgresql extends RawWrites {
        private static final String ISOLATION = "current_setting('transaction_isolation')";
        private static final String START = "(hashint4(pg_backend_pid()) & 2147418112)";
        private static final String LOOK = "select stripe from contactbook_counter where " + ISOLATION
                + " <> 'serializable' and (" + ISOLATION + " <> 'repeatable read' or xmax = 0) and organization_id = ?";
        private static final String LOCK = " limit 1 for update skip locked";
        private static final String IF_LOCKED = " and exists (select from locked)";
        private static final String OWN = "free as (" + LOOK
                + " order by written_by is distinct from pg_current_xact_id_if_assigned(), stripe" + LOCK + ")";
        private static final String TAKE = "with " + OWN + taken("") + " select stripe, rev from taken";
        private static final String UPDATE = "with locked as (select 1 from contactbook_contact" + AT_VERSION
                + " for update), " + any(IF_LOCKED) + taken(IF_LOCKED) + " update contactbook_contact set ";
        private static final String TIMES_OF_TAKEN = TIMES.replace("stripe = ?", "stripe = taken.stripe");
        private static final String COUNTED = "taken.rev from taken" + AT_VERSION;

        private static String any(String condition) {
            return "above as (" + LOOK + " and stripe >= " + START + condition + " order by organization_id, stripe"
                    + LOCK
                    + "), below as (" + LOOK + " and stripe < " + START + condition
                    + " and not exists (select from above) order by organization_id, stripe" + LOCK
                    + "), free as (select stripe from above union all select stripe from below)";
        }

        private static String taken(String condition) {
            return ", counted as (update contactbook_counter c set live = c.live + ?, rev = c.rev + ?,"
                    + " written_by = pg_current_xact_id() where c.organization_id = ?"
                    + " and c.stripe = (select stripe from free) returning c.stripe, c.rev)"
                    + ", made as (insert into contactbook_counter as c (organization_id, stripe, live, rev, written_by)"
                    + " select ?, case when " + ISOLATION + " in ('serializable', 'repeatable read')"
                    + " then mod(cast(cast(pg_current_xact_id() as text) as bigint), 16) else " + START + " + ? end,"
                    + " ?, ?, pg_current_xact_id() where not exists (select from free)" + condition
                    + " on conflict (organization_id, stripe) do update set live = c.live + excluded.live,"
                    + " rev = c.rev + excluded.rev, written_by = excluded.written_by returning c.stripe, c.rev)"
                    + ", taken as (select stripe, rev from counted union all select stripe, rev from made)";
        }

        private final String insert;
        private final String countAndUpdate;

        OnPostgresql(DataSource pool, ReadyRows ready) {
            super(pool, ready);
            this.insert = "with " + any("") + taken("")
                    + " insert into contactbook_contact (id, stripe, rev, " + ready.names()
                    + ") values (nextval('contactbook_contact_id'),"
                    + " (select stripe from taken), (select rev from taken), "
                    + ready.placeholders() + ") returning id";
            this.countAndUpdate = UPDATE + ready.assignments() + ", stripe = taken.stripe, rev = " + COUNTED;
        }

        @Override
        String nextIds() {
            return "select nextval('contactbook_contact_id') from generate_series(1, ?)";
        }

        @Override
        String ofIds() {
            return "contactbook_contact where id = any(?) and organization_id = ?";
        }

        @Override
        String addToCounter() {
            return TAKE;
        }

        @Override
        void bindCounter(PreparedStatement statement, long live, long changes) throws SQLException {
            bindTaken(statement, ReadyRows.bind(statement, 1, ORGANIZATION), live, changes);
        }

        private static int bindAny(PreparedStatement statement, int position, long live) throws SQLException {
            int next = ReadyRows.bind(statement, position, ORGANIZATION, ORGANIZATION);
            return bindTaken(statement, next, live, 1);
        }

        private static int bindTaken(PreparedStatement statement, int position, long live, long changes)
                throws SQLException {
            return ReadyRows.bind(
                    statement, position, live, changes, ORGANIZATION, ORGANIZATION, random(), live, changes);
        }

        private static int random() {
            return ThreadLocalRandom.current().nextInt(65_536);
        }

        @Override
        long insert(Connection connection, @Nullable Object[] row) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                ReadyRows.bind(statement, bindAny(statement, 1, 1), row);
                try (ResultSet inserted = statement.executeQuery()) {
                    inserted.next();
                    return inserted.getLong(1);
                }
            }
        }

        @Override
        int update(Connection connection, long id, long version, @Nullable Object[] row) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(countAndUpdate)) {
                int next = bindAny(statement, bindLocked(statement, id, version), 0);
                next = ReadyRows.bind(statement, next, row);
                ReadyRows.bind(statement, next, ORGANIZATION, id, version);
                return statement.executeUpdate();
            }
        }

        @Override
        int delete(Connection connection, long id, long version) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(UPDATE + TIMES_OF_TAKEN + COUNTED)) {
                int next = bindAny(statement, bindLocked(statement, id, version), -1);
                OffsetDateTime now = ReadyRows.now();
                ReadyRows.bind(statement, next, version + 1, now, now, ORGANIZATION, id, version);
                return statement.executeUpdate();
            }
        }

        private static int bindLocked(PreparedStatement statement, long id, long version) throws SQLException {
            return ReadyRows.bind(statement, 1, ORGANIZATION, id, version);
        }
    }

    /** The counter by two statements, and the contact by another. */
    private static final class OnH2 extends RawWrites {
        private static final String LOOK = "select stripe, written_by, session_id() || ':', transaction_id()"
                + " from contactbook_counter where organization_id = ? order by stripe";
        private static final String COUNT = "select stripe, rev from final table (update contactbook_counter"
                + " set live = live + ?, rev = rev + ?, written_by = session_id() || ':' || transaction_id()"
                + " where organization_id = ? and stripe = (select stripe"
                + " from contactbook_counter where organization_id = ? and stripe = ? for update skip locked))";

        private final String insert;

        OnH2(DataSource pool, ReadyRows ready) {
            super(pool, ready);
            this.insert = "select id from final table (insert into contactbook_contact (id, stripe, rev, "
                    + ready.names() + ") values (next value for contactbook_contact_id, ?, ?, " + ready.placeholders()
                    + "))";
        }

        @Override
        String nextIds() {
            return "select next value for contactbook_contact_id from system_range(1, ?)";
        }

        @Override
        String ofIds() {
            return "unnest(cast(? as bigint array)) wanted (wanted_id) join contactbook_contact"
                    + " on organization_id = ? and id = wanted_id";
        }

        @Override
        String addToCounter() {
            return COUNT;
        }

        @Override
        void bindCounter(PreparedStatement statement, long live, long changes) throws SQLException {
            int stripe;
            try (PreparedStatement look = statement.getConnection().prepareStatement(LOOK)) {
                ReadyRows.bind(look, 1, ORGANIZATION);
                try (ResultSet counters = look.executeQuery()) {
                    counters.next();
                    stripe = counters.getInt(1);
                }
            }
            ReadyRows.bind(statement, 1, live, changes, ORGANIZATION, ORGANIZATION, stripe);
        }

        @Override
        long insert(Connection connection, @Nullable Object[] row) throws SQLException {
            Counter counter = count(connection, 1, 1);
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                ReadyRows.bind(statement, ReadyRows.bind(statement, 1, counter.stripe, counter.next()), row);
                try (ResultSet inserted = statement.executeQuery()) {
                    inserted.next();
                    return inserted.getLong(1);
                }
            }
        }

        @Override
        int update(Connection connection, long id, long version, @Nullable Object[] row) throws SQLException {
            Counter counter = count(connection, 0, 1);
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                int next = ReadyRows.bind(statement, ReadyRows.bind(statement, 1, counter.stripe, counter.next()), row);
                ReadyRows.bind(statement, next, ORGANIZATION, id, version);
                return statement.executeUpdate();
            }
        }

        @Override
        int delete(Connection connection, long id, long version) throws SQLException {
            Counter counter = count(connection, -1, 1);
            try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                OffsetDateTime now = ReadyRows.now();
                ReadyRows.bind(statement, 1, version + 1, now, now, counter.stripe, counter.next());
                ReadyRows.bind(statement, 6, ORGANIZATION, id, version);
                return statement.executeUpdate();
            }
        }
    }
}
