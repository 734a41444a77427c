package dev.contactbook.it.ids;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.SqliteDatabases;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.HostTransactions;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.JdbcContactRepositoryBuilder;
import dev.contactbook.jdbc.NumberedIds;
import dev.contactbook.jdbc.SqlFlavour;
import dev.contactbook.jdbc.TimeOrderedIds;
import java.util.UUID;
import javax.sql.DataSource;

/** The databases of hosts that number ids. */
enum NumberedDatabase {
    /** As hosts set it up who want it to compare texts as people do. */
    H2 {
        @Override
        HikariDataSource fresh() {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID()
                    + ";DB_CLOSE_DELAY=-1;IGNORECASE=TRUE;INIT=set collation english strength primary");
            return new HikariDataSource(config);
        }
    },
    SQLITE {
        @Override
        HikariDataSource fresh() {
            return SqliteDatabases.fresh();
        }
    },
    POSTGRESQL,
    PORTABLE {
        @Override
        JdbcContactRepositoryBuilder builder(DataSource dataSource) {
            return super.builder(dataSource).sql(SqlFlavour.PORTABLE).ids(TimeOrderedIds.ofNode(0));
        }
    };

    /** A pool on a database without tables. */
    HikariDataSource fresh() {
        return Postgres.freshSchema();
    }

    HikariDataSource migrated() {
        HikariDataSource dataSource = fresh();
        ContactSchema.migrate(dataSource);
        return dataSource;
    }

    JdbcContactRepositoryBuilder builder(DataSource dataSource) {
        return JdbcContactRepository.builder(dataSource);
    }

    /** A new instance, with nothing in memory. */
    NumberedIds ids(DataSource dataSource, String kind) {
        return builder(dataSource).build().numberedIds(kind);
    }

    NumberedIds ids(DataSource dataSource, HostTransactions transactions, String kind) {
        return builder(dataSource).hostTransactions(transactions).build().numberedIds(kind);
    }
}
