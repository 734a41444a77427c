package dev.contactbook.it;

import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactRepository;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The stores that every behaviour is tested over. Whoever makes one closes this constant after use; JUnit does so with
 * the arguments of a test.
 */
enum Store implements AutoCloseable {
    MEMORY {
        @Override
        ContactRepository fresh() {
            return new InMemoryContactRepository();
        }
    },
    H2 {
        @Override
        ContactRepository fresh() {
            JdbcConnectionPool database = freshDatabase();
            ContactSchema.migrate(database);
            return JdbcContactRepository.over(database);
        }
    };

    private static final Deque<JdbcConnectionPool> OPEN = new ConcurrentLinkedDeque<>();

    /** A store without contacts. */
    abstract ContactRepository fresh();

    /** An H2 database in memory without tables, which lives as long as its pool has a connection. */
    static JdbcConnectionPool freshDatabase() {
        JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
        OPEN.push(database);
        return database;
    }

    @Override
    public void close() {
        for (JdbcConnectionPool database = OPEN.poll(); database != null; database = OPEN.poll()) {
            database.dispose();
        }
    }
}
