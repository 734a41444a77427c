package dev.contactbook.it.counters;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.SqliteDatabases;
import java.util.UUID;

/** The databases that keep counters. */
enum CountedDatabase {
    H2 {
        @Override
        HikariDataSource fresh() {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            return new HikariDataSource(config);
        }
    },
    SQLITE {
        @Override
        HikariDataSource fresh() {
            return SqliteDatabases.fresh();
        }
    },
    POSTGRESQL {
        @Override
        HikariDataSource fresh() {
            return Postgres.freshSchema();
        }
    };

    /** A pool on a database without tables. */
    abstract HikariDataSource fresh();
}
