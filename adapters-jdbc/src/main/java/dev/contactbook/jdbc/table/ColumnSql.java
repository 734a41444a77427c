package dev.contactbook.jdbc.table;

import dev.contactbook.jdbc.sql.SqlValues;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** How a database takes and gives the values of columns whose types differ from database to database. */
public interface ColumnSql {
    /** Where the tables are. */
    TableNames tables();

    /** A placeholder for a text that is JSON, which {@link #bindJson} binds. */
    String json();

    /** Binds a text that is JSON, or null. */
    default void bindJson(PreparedStatement statement, int position, @Nullable String json) throws SQLException {
        SqlValues.text(statement, position, json);
    }

    /** Binds a time. */
    default void bindTime(PreparedStatement statement, int position, @Nullable Instant time) throws SQLException {
        SqlValues.time(statement, position, time);
    }

    /** A column of times, as {@link #readTime} reads it. */
    default String timeToRead(String column) {
        return column;
    }

    /** A time that was selected by {@link #timeToRead}. */
    default @Nullable Instant readTime(ResultSet row, int position) throws SQLException {
        OffsetDateTime time = row.getObject(position, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
