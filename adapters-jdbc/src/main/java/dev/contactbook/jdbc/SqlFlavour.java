package dev.contactbook.jdbc;

import dev.contactbook.jdbc.dialect.Dialects;
import dev.contactbook.jdbc.table.TableNames;

/**
 * The SQL that a {@link JdbcContactRepository} speaks. It is chosen by what the database calls itself, unless the host
 * names one: {@link JdbcContactRepositoryBuilder#sql}.
 */
public enum SqlFlavour {
    /** H2, from 2.3 on. */
    H2(Dialects.H2),

    /** PostgreSQL, from 15 on, with all that it can do: most calls are one statement. */
    POSTGRESQL(Dialects.POSTGRESQL),

    /** SQLite, from 3.51.3 on. */
    SQLITE(Dialects.SQLITE),

    /**
     * What PostgreSQL has in common with engines that distribute its tables by {@code organization_id}, as
     * ShardingSphere, Citus, CockroachDB and YugabyteDB do: no RETURNING, arrays, casts, SKIP LOCKED or statements
     * within statements, and for every table in a statement one organization. It is never chosen unless it is named,
     * and needs an {@link IdGenerator}. Calls take a few statements more.
     */
    PORTABLE(Dialects.PORTABLE);

    private final Dialects dialect;

    SqlFlavour(Dialects dialect) {
        this.dialect = dialect;
    }

    Dialects dialect() {
        return dialect;
    }

    /** Whether the database gives ids to new contacts. Else the host has to. */
    boolean givesIds() {
        return dialect.with(TableNames.OF_CONNECTION).newIds().isPresent();
    }
}
