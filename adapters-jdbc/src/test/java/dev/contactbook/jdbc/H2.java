package dev.contactbook.jdbc;

import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** H2 databases in memory, a new one for each test. */
final class H2 {
    private static final AtomicLong NUMBER = new AtomicLong();

    private H2() {}

    /** A pool on an empty database, which goes when the pool is disposed of. */
    static JdbcConnectionPool inMemory(String settings) {
        return JdbcConnectionPool.create("jdbc:h2:mem:test" + NUMBER.incrementAndGet() + settings, "sa", "");
    }

    static DataSource migrated(DataSource dataSource) {
        ContactSchema.migrate(dataSource);
        return dataSource;
    }
}
