package dev.contactbook.jdbc.connection;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What a pool can be told about its connections. HikariCP hands out an aborted connection again within half a second,
 * and needs to be told. Other pools look at a connection that comes back.
 */
interface Pool {
    /** Makes it forget one connection, which is in use by the caller. */
    void evict(Connection connection);

    /** Makes it forget all connections: those in use when they come back. */
    void evictAll();

    /** Whether its connections come with auto-commit on, unless something went wrong with one. */
    boolean givesAutoCommit();

    /** The pool that a data source is, as far as it is known; HikariCP need not be there. */
    static Pool of(DataSource dataSource) {
        try {
            return Hikari.of(dataSource);
        } catch (NoClassDefFoundError e) {
            return UNKNOWN;
        }
    }

    /** Any other data source. */
    Pool UNKNOWN = new Pool() {
        @Override
        public void evict(Connection connection) {
            // It finds out.
        }

        @Override
        public void evictAll() {
            // It finds out.
        }

        @Override
        public boolean givesAutoCommit() {
            return false;
        }
    };

    /**
     * HikariCP, in a class of its own so that nothing else needs it.
     *
     * @param givesAutoCommit never of one within another data source, which may hand out the connection of a
     *     transaction of the host's
     */
    record Hikari(HikariDataSource pool, boolean givesAutoCommit) implements Pool {
        static Pool of(DataSource dataSource) {
            if (dataSource instanceof HikariDataSource pool) {
                return new Hikari(pool, pool.isAutoCommit());
            }
            try {
                return dataSource.isWrapperFor(HikariDataSource.class)
                        ? new Hikari(dataSource.unwrap(HikariDataSource.class), false)
                        : UNKNOWN;
            } catch (SQLException | RuntimeException e) { // it has none, or cannot say which
                return UNKNOWN;
            }
        }

        @Override
        public void evict(Connection connection) {
            pool.evictConnection(connection);
        }

        @Override
        public void evictAll() {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }
}
