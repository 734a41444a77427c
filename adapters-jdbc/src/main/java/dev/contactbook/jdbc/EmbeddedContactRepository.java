package dev.contactbook.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A store in an H2 file with its own connection pool, as {@link JdbcContactRepository#open} makes it. Whoever opened it
 * closes it. Thread-safe.
 */
public final class EmbeddedContactRepository implements ContactRepository, ChangeFeed, AutoCloseable {
    private static final int POOL_SIZE = 8;

    /** The locks of all files that this process ever opened: whoever opens one twice is in the same database of H2's. */
    private static final Map<H2File, Lock> WRITERS = new ConcurrentHashMap<>();

    /**
     * Lets one write in at a time. H2 2.5.252 can keep half of a transaction, or a row that it cannot find again, when the
     * process is killed while several threads write; {@code CrashTest} shows it without this lock.
     */
    private final Lock oneWriter;

    private final HikariDataSource pool;
    private final JdbcContactRepository repository;

    private EmbeddedContactRepository(H2File file, HikariDataSource pool, JdbcContactRepository repository) {
        this.oneWriter = WRITERS.computeIfAbsent(file, any -> new ReentrantLock());
        this.pool = pool;
        this.repository = repository;
    }

    @SuppressWarnings("try") // the first connection is there to fail, and to hold the database open until the pool does
    static EmbeddedContactRepository open(H2File file) {
        // One connection by hand first: H2 says at once what is wrong, while a pool would log it, path and all.
        try (Connection connection = file.connect()) {
            HikariDataSource pool = pool(file);
            try {
                ContactSchema.migrate(pool);
                return new EmbeddedContactRepository(file, pool, JdbcContactRepository.over(pool));
            } catch (RuntimeException e) {
                pool.close();
                throw e;
            }
        } catch (SQLException e) {
            throw StorageFailures.translate(e, false);
        }
    }

    private static HikariDataSource pool(H2File file) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("contactbook");
        config.setJdbcUrl(file.url());
        config.setMaximumPoolSize(POOL_SIZE);
        // H2 closes a database with its last connection, so the pool keeps them all, for ever.
        config.setMaxLifetime(0);
        return new HikariDataSource(config);
    }

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        return repository.find(organizationId, ids);
    }

    @Override
    public Rows list(long organizationId, ContactQuery query, WorkBudget budget) {
        return repository.list(organizationId, query, budget);
    }

    @Override
    public WriteResult write(long organizationId, List<Change> changes, WorkBudget budget) {
        oneWriter.lock();
        try {
            return repository.write(organizationId, changes, budget);
        } finally {
            oneWriter.unlock();
        }
    }

    @Override
    public Changes changesSince(long organizationId, ChangePosition position, int limit) {
        return repository.changesSince(organizationId, position, limit);
    }

    /**
     * Recounts, as {@link ContactSchema#verify} does.
     *
     * @return where counters or revisions are wrong; empty if all is well
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public List<CounterDrift> verify() {
        return ContactSchema.verify(pool);
    }

    /**
     * Mends what {@link #verify} finds, as {@link ContactSchema#repair} does.
     *
     * @return what was wrong
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public List<CounterDrift> repair() {
        oneWriter.lock();
        try {
            return ContactSchema.repair(pool);
        } finally {
            oneWriter.unlock();
        }
    }

    /** Closes the pool and the database. Calls after it fail with the storage error. May be called twice. */
    @Override
    public void close() {
        pool.close();
    }
}
