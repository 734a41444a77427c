package dev.contactbook.jdbc.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** What of H2 is behind a connection to a file, in a class of its own so that SQLite needs none of it. */
final class H2Session {
    private H2Session() {}

    static SessionLocal of(Connection connection) throws SQLException {
        return (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    }
}
