package dev.contactbook.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Ten thousand contacts in a database of the contender's own, which he may write to. */
@State(Scope.Benchmark)
public class SqlContacts {
    static final int CONTACTS = 10_000;

    /** Where they are. */
    @Param({"H2_MEMORY", "POSTGRESQL"})
    public Database database = Database.H2_MEMORY;

    HikariDataSource pool;

    /** The same database for contenders other than the library and plain JDBC. */
    HikariDataSource peers;

    JdbcContactRepository store;
    Contacts library;
    ReadyRows ready;
    RawWrites raw;

    /** For JMH. */
    public SqlContacts() {}

    /** Fills the database. */
    @Setup
    public void fill() throws SQLException {
        String url = database.newUrl();
        pool = Database.open(url);
        Databases.fill(pool, CONTACTS);
        peers = Database.open(database.forPeers(url));
        store = JdbcContactRepository.over(pool);
        library = Contacts.over(store);
        ready = new ReadyRows(pool, database);
        raw = RawWrites.of(database, pool, ready);
    }

    /** Gives back what was opened. */
    @TearDown
    public void close() {
        peers.close();
        pool.close();
    }

    /** The id of any contact that was there from the start. */
    long anyId() {
        return ThreadLocalRandom.current().nextLong(CONTACTS) + 1;
    }
}
