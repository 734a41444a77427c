package dev.contactbook.jdbc.embedded;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** New connections to a SQLite file that is where it was, each set as the library needs it. */
final class SqliteConnections implements DataSource {
    private final SqliteFile file;
    private final Place place;

    /** There is no login, but a pool that closes waits so long for a connection that is being made. */
    private volatile int loginTimeout;

    SqliteConnections(SqliteFile file) {
        this.file = file;
        this.place = Place.of(file.path());
    }

    @Override
    public Connection getConnection() throws SQLException {
        place.requireSame();
        Connection connection = file.connect();
        boolean isGood = false;
        try {
            place.requireSame();
            isGood = true;
            return connection;
        } finally {
            if (!isGood) {
                connection.close();
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection(); // SQLite knows no users
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // Nothing is logged.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
