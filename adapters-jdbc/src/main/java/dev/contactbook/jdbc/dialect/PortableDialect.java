package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Engines that distribute PostgreSQL's tables, and leave out what portable SQL does without. */
final class PortableDialect extends PostgresFamily {
    PortableDialect(TableNames tables) {
        super(tables);
    }

    /**
     * As a function: ShardingSphere overlooks the placeholder in {@code position(? in …)}, and takes the next for it.
     */
    @Override
    public String positionIn(String key) {
        return "\"position\"(" + key + ", ?)";
    }

    /** A text of which the database finds out that it is JSON. */
    @Override
    public void bindJson(PreparedStatement statement, int position, @Nullable String json) throws SQLException {
        SqlValues.untyped(statement, position, json);
    }

    /**
     * As a number: ShardingSphere makes a {@link java.sql.Timestamp} of a time, which is days off before the year 1582.
     */
    @Override
    public String timeToRead(String column) {
        return "extract(epoch from " + column + ") * 1000";
    }

    @Override
    public @Nullable Instant readTime(ResultSet row, int position) throws SQLException {
        Long millis = ContactTable.nullableLong(row, position);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
