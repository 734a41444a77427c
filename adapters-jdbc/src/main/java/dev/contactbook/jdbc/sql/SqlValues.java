package dev.contactbook.jdbc.sql;

import dev.contactbook.domain.text.Texts;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** Values as JDBC takes them, without JDBI looking for how to bind each. */
public final class SqlValues {
    /** By which SQL refuses a character that a database does not have. */
    private static final String NOT_IN_REPERTOIRE = "22021";

    private SqlValues() {}

    public static Argument text(@Nullable String value) {
        return (position, statement, context) -> text(statement, position, value);
    }

    public static Argument bytes(byte[] value) {
        return (position, statement, context) -> statement.setBytes(position, value);
    }

    public static Argument number(long value) {
        return (position, statement, context) -> statement.setLong(position, value);
    }

    public static Argument time(Instant value) {
        return (position, statement, context) -> time(statement, position, value);
    }

    public static Argument numbers(Collection<Long> values) {
        return array("bigint", values.toArray());
    }

    /** Several values as one, of a type by its name in the database. */
    public static Argument array(String type, @Nullable Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }

    /**
     * Binds a text of characters that every database has: no NUL and no lone surrogate, in whose place PostgreSQL's
     * driver would put a question mark without a word.
     */
    public static void text(PreparedStatement statement, int position, @Nullable String value) throws SQLException {
        if (value != null) {
            requireStorable(value);
        }
        statement.setString(position, value);
    }

    /** Binds a text whose type the database finds out, as it does with a literal. */
    public static void untyped(PreparedStatement statement, int position, @Nullable String value) throws SQLException {
        if (value != null) {
            requireStorable(value);
        }
        statement.setObject(position, value, Types.OTHER);
    }

    public static void number(PreparedStatement statement, int position, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(position, Types.BIGINT);
        } else {
            statement.setLong(position, value);
        }
    }

    /**
     * Binds an instant with its offset: a {@link java.sql.Timestamp} would be ambiguous in the hour a clock is set
     * back.
     */
    public static void time(PreparedStatement statement, int position, @Nullable Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(position, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(position, value.atOffset(ZoneOffset.UTC));
        }
    }

    private static void requireStorable(String text) throws SQLException {
        if (text.indexOf(0) >= 0 || Texts.hasLoneSurrogate(text)) {
            throw new SQLException("No database holds this text", NOT_IN_REPERTOIRE);
        }
    }
}
