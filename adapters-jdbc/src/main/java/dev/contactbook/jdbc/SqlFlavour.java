package dev.contactbook.jdbc;

import java.util.Arrays;
import java.util.Optional;

/**
 * The SQL that a {@link JdbcContactRepository} speaks. It is chosen by what the database calls itself, unless the host
 * names one: {@link JdbcContactRepositoryBuilder#sql}.
 */
public enum SqlFlavour {
    /** H2, from 2.3 on. */
    H2(new H2Dialect()),

    /** PostgreSQL, from 15 on, with all that it can do: most calls are one statement. */
    POSTGRESQL(new PostgresDialect()),

    /**
     * What PostgreSQL has in common with engines that distribute its tables by {@code organization_id}, as
     * ShardingSphere, Citus, CockroachDB and YugabyteDB do: no RETURNING, arrays, casts, SKIP LOCKED or statements
     * within statements, and for every table in a statement one organization. Never chosen unless it is named; needs an
     * {@link IdGenerator}. Calls are some statements more.
     */
    PORTABLE(new PortableDialect());

    private final Dialect dialect;

    SqlFlavour(Dialect dialect) {
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    /** The best one for a database that calls itself so in its JDBC metadata. */
    static Optional<SqlFlavour> of(String productName) {
        return Arrays.stream(values())
                .filter(flavour -> flavour.dialect.productName().equals(productName))
                .findFirst();
    }
}
