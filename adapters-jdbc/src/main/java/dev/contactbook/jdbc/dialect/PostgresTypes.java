package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What PostgreSQL and the engines that distribute its tables have in common. */
final class PostgresTypes {
    static final String SCRIPT = "postgresql";
    static final Instant FIRST_TIME = Instant.parse("-4713-11-24T00:00:00Z");
    static final Instant LAST_TIME = Instant.parse("+294276-12-31T23:59:59.999Z");

    private PostgresTypes() {}

    /** A database in another encoding does not hold every text. */
    static Optional<String> objection(Connection connection) throws SQLException {
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
