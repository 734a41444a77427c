package dev.contactbook.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/** H2 databases in memory, a new one for each test. */
final class H2 {
    private static final AtomicLong NUMBER = new AtomicLong();

    private H2() {}

    /** A pool on an empty database, which goes when the pool is disposed of. */
    static JdbcConnectionPool inMemory(String settings) {
        return JdbcConnectionPool.create("jdbc:h2:mem:test" + NUMBER.incrementAndGet() + settings, "sa", "");
    }

    /** The same database, as a user without a password sees it. */
    static DataSource as(DataSource dataSource, String user) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            JdbcDataSource other = new JdbcDataSource();
            other.setURL(connection.getMetaData().getURL());
            other.setUser(user);
            other.setPassword("");
            return other;
        }
    }

    static DataSource migrated(DataSource dataSource) {
        ContactSchema.migrate(dataSource);
        return dataSource;
    }

    /** With all indexes that H2 can have. */
    static DataSource indexed(DataSource dataSource) {
        ContactSchema.migrate(dataSource);
        ContactSchema.useIndexes(dataSource, EnumSet.range(ContactIndex.LAST_UPDATED, ContactIndex.EMAIL));
        return dataSource;
    }

    static void update(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of a query's rows. */
    static List<String> query(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
