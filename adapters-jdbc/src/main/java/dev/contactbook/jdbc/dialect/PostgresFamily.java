package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What PostgreSQL and the engines that distribute its tables have in common. */
abstract class PostgresFamily extends Dialect {
    private static final Instant FIRST_TIME = Instant.parse("-4713-11-24T00:00:00Z");
    private static final Instant LAST_TIME = Instant.parse("+294276-12-31T23:59:59.999Z");

    PostgresFamily(TableNames tables) {
        super("postgresql", tables);
    }

    @Override
    public final Instant firstTime() {
        return FIRST_TIME;
    }

    @Override
    public final Instant lastTime() {
        return LAST_TIME;
    }

    /** A database in another encoding does not hold every text. */
    @Override
    public final Optional<String> objection(Connection connection) throws SQLException {
        String encoding = SqlRunner.query(
                        connection,
                        SqlFragment.of("select current_setting('server_encoding')"),
                        row -> row.getString(1))
                .get(0);
        return encoding.equals("UTF8")
                ? Optional.empty()
                : Optional.of("The database has the encoding " + encoding + ", which does not hold every text:"
                        + " use one that was made by CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
    }
}
