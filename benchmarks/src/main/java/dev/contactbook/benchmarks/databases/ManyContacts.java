package dev.contactbook.benchmarks.databases;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Contacts in numbers, which all contenders of a run read and none writes. */
@State(Scope.Benchmark)
public class ManyContacts {
    /** Where they are. */
    @Param({"H2_FILE", "POSTGRESQL"})
    public DatabaseKind database = DatabaseKind.H2_FILE;

    /** How many. */
    @Param({"10000", "100000", "1000000"})
    public int contacts;

    public HikariDataSource pool;
    public JdbcContactRepository store;
    public Contacts library;

    /** For JMH. */
    public ManyContacts() {}

    /** Opens the database. Contenders share it. */
    @Setup
    public void open() {
        Opened opened =
                SharedResources.get(Opened.class, List.of(database, contacts), () -> Opened.of(database, contacts));
        pool = opened.pool;
        store = opened.store;
        library = opened.library;
    }

    /** A search in a million contacts on H2 takes longer than a call may by default. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private record Opened(HikariDataSource pool, JdbcContactRepository store, Contacts library)
            implements AutoCloseable {
        static Opened of(DatabaseKind database, int contacts) {
            HikariDataSource pool = DatabaseKind.open(database.filledUrl(contacts));
            JdbcContactRepository store = JdbcContactRepository.over(pool);
            return new Opened(
                    pool,
                    store,
                    Contacts.builder(store)
                            .directory(new SqlDirectory(pool))
                            .workLimits(WorkLimits.DEFAULT.deadline(DEADLINE))
                            .build());
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
