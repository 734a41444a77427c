package dev.contactbook.it.support;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.jdbc.ContactSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A pool on PostgreSQL and tables of the library without rows, which start with the first id. The test that has it
 * closes it, and another gets it again: making tables and connections takes longer than most tests.
 *
 * <p>Only for tests that write through the library. What they left in the tables is taken out, nothing else.
 */
public final class PostgresTables extends HikariDataSource {
    /** Those that no test has, by URL and by where their tables are. */
    private static final Map<String, Deque<PostgresTables>> FREE = new ConcurrentHashMap<>();

    private final String schema;
    private final Deque<PostgresTables> free;
    private String truncate = "";
    private final AtomicBoolean inUse = new AtomicBoolean();

    private PostgresTables(String url, String schema, Deque<PostgresTables> free) {
        super(Postgres.config(url));
        this.schema = schema;
        this.free = free;
    }

    /** Tables in the current schema of the connections. */
    public static PostgresTables inCurrentSchema() {
        return inCurrentSchema(Postgres.url());
    }

    /** The same in another database of the server. */
    public static PostgresTables inCurrentSchema(String url) {
        return take(url, false);
    }

    /** Tables in another schema than the current one, whose name has capitals. */
    public static PostgresTables inNamedSchema() {
        return take(Postgres.url(), true);
    }

    /** Closes the pools on a database that will go. */
    static void forget(String url) {
        for (boolean named : new boolean[] {false, true}) {
            Deque<PostgresTables> free = FREE.remove(key(url, named));
            if (free != null) {
                free.forEach(PostgresTables::end);
            }
        }
    }

    private static PostgresTables take(String url, boolean named) {
        Deque<PostgresTables> free = FREE.computeIfAbsent(key(url, named), key -> new ConcurrentLinkedDeque<>());
        PostgresTables tables = free.poll();
        if (tables == null) {
            tables = make(url, named, free);
        }
        tables.inUse.set(true);
        return tables;
    }

    private static String key(String url, boolean named) {
        return named + " " + url;
    }

    private static PostgresTables make(String url, boolean named, Deque<PostgresTables> free) {
        String current = Postgres.freshName();
        String schema = named ? "Crm_" + current : current;
        PostgresTables tables = new PostgresTables(Postgres.inNewSchema(url, current), schema, free);
        if (named) {
            tables.execute("create schema \"" + schema + "\"");
        }
        ContactSchema.migrate(tables, schema);
        tables.truncate = tables.truncate();
        return tables;
    }

    /** The schema that the tables are in. */
    public String schema() {
        return schema;
    }

    /** Keeps it for another test, unless a connection is still used: who knows what for. */
    @Override
    public void close() {
        if (inUse.compareAndSet(true, false)) {
            if (getHikariPoolMXBean().getActiveConnections() == 0) {
                empty();
                free.push(this);
            } else {
                end();
            }
        }
    }

    private void end() {
        super.close();
    }

    /** What takes all rows out, of all tables but the one of versions. */
    private String truncate() {
        String tables = "select 'truncate ' || string_agg(format('%I.%I', schemaname, tablename), ', ') from pg_tables"
                + " where schemaname = '" + schema + "' and tablename <> 'contactbook_schema'";
        try (Connection connection = getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(tables)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(tables, e);
        }
    }

    private void empty() {
        String in = "\"" + schema + "\".contactbook_";
        execute(truncate + "; alter sequence " + in + "contact_id restart;" + "update " + in
                + "schema set counters = true where not counters");
    }

    private void execute(String sql) {
        try (Connection connection = getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
