package dev.contactbook.benchmarks.databases;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.benchmarks.data.ReadyRows;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Ten thousand contacts in a database of the group's own, which contenders may write to. */
@State(Scope.Benchmark)
public class SqlContacts {
    public static final int CONTACTS = 10_000;

    private static final long THOUSAND = 1_000;

    /** Where they are. */
    @Param({"H2_MEMORY", "POSTGRESQL"})
    public DatabaseKind database = DatabaseKind.H2_MEMORY;

    public HikariDataSource pool;

    /** The same database for contenders other than the library and plain JDBC. */
    public HikariDataSource peers;

    public JdbcContactRepository store;
    public Contacts library;
    public ReadyRows ready;
    public RawWrites raw;

    /** What a statement by id says after the table. */
    public String usePrimaryKey = "";

    /** For JMH. */
    public SqlContacts() {}

    /** Fills the database. Contenders share it. */
    @Setup
    public void fill() {
        Filled filled = SharedResources.get(Filled.class, List.of(database), () -> Filled.of(database));
        pool = filled.pool;
        peers = filled.peers;
        store = filled.store;
        library = filled.library;
        ready = filled.ready;
        raw = filled.raw;
        usePrimaryKey = database.usePrimaryKey(pool);
    }

    /** The id of any contact that was there from the start. */
    public long anyId() {
        return ThreadLocalRandom.current().nextLong(CONTACTS) + 1;
    }

    /** The ids of all contacts that were there from the start, a thousand at a time. */
    public static List<List<Long>> thousands() {
        return LongStream.range(0, CONTACTS / THOUSAND)
                .mapToObj(before -> LongStream.rangeClosed(before * THOUSAND + 1, (before + 1) * THOUSAND)
                        .boxed()
                        .toList())
                .toList();
    }

    private record Filled(
            HikariDataSource pool,
            HikariDataSource peers,
            JdbcContactRepository store,
            Contacts library,
            ReadyRows ready,
            RawWrites raw)
            implements AutoCloseable {
        static Filled of(DatabaseKind database) {
            String url = database.newUrl();
            HikariDataSource pool = DatabaseKind.open(url);
            Databases.fill(pool, CONTACTS);
            JdbcContactRepository store = JdbcContactRepository.over(pool);
            ReadyRows ready = ReadyRows.of(pool, database);
            return new Filled(
                    pool,
                    DatabaseKind.open(database.forPeers(url)),
                    store,
                    Contacts.over(store),
                    ready,
                    RawWrites.of(database, pool, ready));
        }

        @Override
        public void close() {
            peers.close();
            pool.close();
        }
    }
}
