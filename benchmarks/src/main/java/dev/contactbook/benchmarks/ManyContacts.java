package dev.contactbook.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.jdbc.JdbcContactRepository;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Contacts in numbers, which all contenders of a run read and none writes. */
@State(Scope.Benchmark)
public class ManyContacts {
    /** Where they are. */
    @Param({"H2_FILE", "POSTGRESQL"})
    public Database database = Database.H2_FILE;

    /** How many. */
    @Param({"10000", "100000", "1000000"})
    public int contacts;

    HikariDataSource pool;
    JdbcContactRepository store;
    Contacts library;

    /** For JMH. */
    public ManyContacts() {}

    /** Opens the database. */
    @Setup
    public void open() {
        pool = Database.open(database.filledUrl(contacts));
        store = JdbcContactRepository.over(pool);
        library = Contacts.builder(store).directory(new SqlDirectory(pool)).build();
    }

    /** Closes it. */
    @TearDown
    public void close() {
        pool.close();
    }
}
