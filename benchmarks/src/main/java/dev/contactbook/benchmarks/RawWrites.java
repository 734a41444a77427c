package dev.contactbook.benchmarks;

import static dev.contactbook.benchmarks.Databases.ORGANIZATION;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The limit of writes: BEGIN, the very statements that the library sends, COMMIT, by plain JDBC. All values are ready, or come from
 * the row that was read; nothing is checked.
 */
abstract class RawWrites {
    private static final int STRIPES = 16;
    private static final String AT_VERSION = " where organization_id = ? and id = ? and version = ?";
    private static final String TIMES = "version = ?, updated_at = ?, deleted_at = ?, rev = ";
    private static final String DELETE = "update contactbook_contact set " + TIMES + "?" + AT_VERSION;
    private static final String VERSION = "version";

    final ReadyRows ready;
    private final DataSource pool;
    private final String find;

    /** Asks for the revision, the values of a row, and which one it is. */
    final String update;

    private RawWrites(DataSource pool, ReadyRows ready) {
        this.pool = pool;
        this.ready = ready;
        this.find = "select " + ready.names() + " from contactbook_contact where organization_id = ? and id = ?";
        this.update = "update contactbook_contact set rev = ?, " + ready.assignments() + AT_VERSION;
    }

    static RawWrites of(Database database, DataSource pool, ReadyRows ready) {
        return database.isPostgresql() ? new OnPostgresql(pool, ready) : new OnH2(pool, ready);
    }

    /** Inserts a contact, and returns its id. */
    final long create() throws SQLException {
        return inTransaction(connection -> insert(connection, ready.next()));
    }

    /** Inserts contacts by a batch: ids, counters of the stripes, rows. */
    final long create(int count) throws SQLException {
        return inTransaction(connection -> {
            List<Long> ids = ids(connection, count);
            long[] revisions = count(connection, ids, 1);
            String insert = "insert into contactbook_contact (id, rev, " + ready.names() + ") values (?, ?, "
                    + ready.placeholders() + ")";
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (long id : ids) {
                    int next = ReadyRows.bind(statement, 1, id, ++revisions[stripe(id)]);
                    ReadyRows.bind(statement, next, ready.next());
                    statement.addBatch();
                }
                return all(statement.executeBatch());
            }
        });
    }

    /** Gives contacts other e-mail addresses by a batch: what they are, counters of the stripes, rows. */
    final long patch(List<Long> ids) throws SQLException {
        return inTransaction(connection -> {
            Map<Long, @Nullable Object[]> rows = find(connection, ids);
            long[] revisions = count(connection, ids, 0);
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                for (Map.Entry<Long, @Nullable Object[]> row : rows.entrySet()) {
                    long id = row.getKey();
                    long version = changeEmail(row.getValue());
                    int next = ReadyRows.bind(statement, 1, ++revisions[stripe(id)]);
                    next = ReadyRows.bind(statement, next, row.getValue());
                    ReadyRows.bind(statement, next, ORGANIZATION, id, version);
                    statement.addBatch();
                }
                return all(statement.executeBatch());
            }
        });
    }

    /** Deletes contacts softly by a batch: what they are, counters of the stripes, rows. */
    final long delete(List<Long> ids) throws SQLException {
        return inTransaction(connection -> {
            Map<Long, @Nullable Object[]> rows = find(connection, ids);
            long[] revisions = count(connection, ids, -1);
            OffsetDateTime now = ReadyRows.now();
            try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                for (Map.Entry<Long, @Nullable Object[]> row : rows.entrySet()) {
                    long id = row.getKey();
                    long version = ready.number(row.getValue(), VERSION);
                    long rev = ++revisions[stripe(id)];
                    ReadyRows.bind(statement, 1, version + 1, now, now, rev, ORGANIZATION, id, version);
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

    /** Counts a change of each contact, and returns the revisions of the stripes before these changes. */
    private long[] count(Connection connection, List<Long> ids, int live) throws SQLException {
        long[] changes = new long[STRIPES];
        ids.forEach(id -> changes[stripe(id)]++);
        long[] revisions = new long[STRIPES];
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            revisions[stripe] = count(connection, stripe, live * changes[stripe], changes[stripe]) - changes[stripe];
        }
        return revisions;
    }

    /** Adds to the counter of a stripe, and returns its last revision. */
    final long count(Connection connection, int stripe, long live, long changes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(addToCounter())) {
            ReadyRows.bind(statement, 1, ORGANIZATION, stripe, live, changes);
            try (ResultSet counted = statement.executeQuery()) {
                counted.next();
                return counted.getLong(1);
            }
        }
    }

    static int stripe(long id) {
        return (int) (id % STRIPES);
    }

    /** From which rows to select contacts of an array of ids, and then of an organization. */
    abstract String ofIds();

    abstract String nextIds();

    abstract String addToCounter();

    /** Gives a contact another e-mail address. */
    final long patch(long id) throws SQLException {
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
        ready.set(row, "email_folded", email);
        ready.set(row, "email_key", ReadyRows.emailKey(email));
        return version;
    }

    /** Deletes a contact softly. */
    final long delete(long id) throws SQLException {
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
        private static final String ADD = "insert into contactbook_counter as c (organization_id, stripe, live, rev) ";
        private static final String OR_UPDATE = " on conflict (organization_id, stripe)"
                + " do update set live = c.live + excluded.live, rev = c.rev + excluded.rev returning rev";
        private static final String UPDATE = "with locked as (select 1 from contactbook_contact" + AT_VERSION
                + " for update), counted as (" + ADD + "select ?, ?, ?, 1 from locked" + OR_UPDATE
                + ") update contactbook_contact set ";
        private static final String COUNTED = "counted.rev from counted" + AT_VERSION;

        private final String insert;
        private final String countAndUpdate;

        OnPostgresql(DataSource pool, ReadyRows ready) {
            super(pool, ready);
            this.insert = "with fresh as (select nextval('contactbook_contact_id') as id), counted as (" + ADD
                    + "select ?, mod(id, 16), 1, 1 from fresh" + OR_UPDATE
                    + ") insert into contactbook_contact (id, rev, " + ready.names()
                    + ") values ((select id from fresh), (select rev from counted), " + ready.placeholders()
                    + ") returning id";
            this.countAndUpdate = UPDATE + ready.assignments() + ", rev = " + COUNTED;
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
            return ADD + "values (?, ?, ?, ?)" + OR_UPDATE;
        }

        @Override
        long insert(Connection connection, @Nullable Object[] row) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                statement.setLong(1, ORGANIZATION);
                ReadyRows.bind(statement, 2, row);
                try (ResultSet inserted = statement.executeQuery()) {
                    inserted.next();
                    return inserted.getLong(1);
                }
            }
        }

        @Override
        int update(Connection connection, long id, long version, @Nullable Object[] row) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(countAndUpdate)) {
                int next = bindCounter(statement, id, version, 0);
                next = ReadyRows.bind(statement, next, row);
                ReadyRows.bind(statement, next, ORGANIZATION, id, version);
                return statement.executeUpdate();
            }
        }

        @Override
        int delete(Connection connection, long id, long version) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(UPDATE + TIMES + COUNTED)) {
                int next = bindCounter(statement, id, version, -1);
                OffsetDateTime now = ReadyRows.now();
                ReadyRows.bind(statement, next, version + 1, now, now, ORGANIZATION, id, version);
                return statement.executeUpdate();
            }
        }

        private static int bindCounter(PreparedStatement statement, long id, long version, int live)
                throws SQLException {
            return ReadyRows.bind(statement, 1, ORGANIZATION, id, version, ORGANIZATION, stripe(id), (long) live);
        }
    }

    /** The counter by one statement, and the contact by another. */
    private static final class OnH2 extends RawWrites {
        private static final String COUNT_NEW = "select current value for contactbook_contact_id, rev from final table"
                + " (merge into contactbook_counter c using (select next value for contactbook_contact_id as id) n"
                + " on c.organization_id = ? and c.stripe = mod(n.id, 16)"
                + " when matched then update set live = c.live + 1, rev = c.rev + 1"
                + " when not matched then insert (organization_id, stripe, live, rev)"
                + " values (?, mod(n.id, 16), 1, 1))";
        private static final String COUNT = "select rev from final table (merge into contactbook_counter c using"
                + " (values (cast(? as bigint), cast(? as integer), cast(? as bigint), cast(? as bigint)))"
                + " n (organization_id, stripe, live, rev)"
                + " on c.organization_id = n.organization_id and c.stripe = n.stripe"
                + " when matched then update set live = c.live + n.live, rev = c.rev + n.rev"
                + " when not matched then insert (organization_id, stripe, live, rev)"
                + " values (n.organization_id, n.stripe, n.live, n.rev))";

        private final String insert;

        OnH2(DataSource pool, ReadyRows ready) {
            super(pool, ready);
            this.insert = "insert into contactbook_contact (id, rev, " + ready.names() + ") values (?, ?, "
                    + ready.placeholders() + ")";
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
        long insert(Connection connection, @Nullable Object[] row) throws SQLException {
            long id;
            long rev;
            try (PreparedStatement statement = connection.prepareStatement(COUNT_NEW)) {
                ReadyRows.bind(statement, 1, ORGANIZATION, ORGANIZATION);
                try (ResultSet counted = statement.executeQuery()) {
                    counted.next();
                    id = counted.getLong(1);
                    rev = counted.getLong(2);
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                ReadyRows.bind(statement, ReadyRows.bind(statement, 1, id, rev), row);
                statement.executeUpdate();
            }
            return id;
        }

        @Override
        int update(Connection connection, long id, long version, @Nullable Object[] row) throws SQLException {
            long rev = count(connection, stripe(id), 0, 1);
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                int next = ReadyRows.bind(statement, ReadyRows.bind(statement, 1, rev), row);
                ReadyRows.bind(statement, next, ORGANIZATION, id, version);
                return statement.executeUpdate();
            }
        }

        @Override
        int delete(Connection connection, long id, long version) throws SQLException {
            long rev = count(connection, stripe(id), -1, 1);
            try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                OffsetDateTime now = ReadyRows.now();
                ReadyRows.bind(statement, 1, version + 1, now, now, rev, ORGANIZATION, id, version);
                return statement.executeUpdate();
            }
        }
    }
}
