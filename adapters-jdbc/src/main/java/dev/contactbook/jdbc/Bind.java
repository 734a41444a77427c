package dev.contactbook.jdbc;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** Values as JDBC takes them, without JDBI looking for how to bind each. */
final class Bind {
    /** By which SQL refuses a character that a database does not have. */
    private static final String NOT_IN_REPERTOIRE = "22021";

    private Bind() {}

    /**
     * A text of characters that every database has: no NUL and no lone surrogate, in whose place PostgreSQL's driver would put a
     * question mark without a word.
     */
    static Argument text(@Nullable String value) {
        return (position, statement, context) -> {
            if (value != null && !isStorable(value)) {
                throw new SQLException("No database holds this text", NOT_IN_REPERTOIRE);
            }
            statement.setString(position, value);
        };
    }

    static Argument bytes(byte[] value) {
        return (position, statement, context) -> statement.setBytes(position, value);
    }

    static Argument number(@Nullable Long value) {
        return (position, statement, context) -> statement.setObject(position, value, Types.BIGINT);
    }

    static Argument number(long value) {
        return (position, statement, context) -> statement.setLong(position, value);
    }

    /** Several values as one, of a type by its name in the database. */
    static Argument array(String type, Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }

    /** An instant with its offset: a {@link java.sql.Timestamp} would be ambiguous in the hour a clock is set back. */
    static Argument time(@Nullable Instant value) {
        return (position, statement, context) -> statement.setObject(
                position, value == null ? null : value.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                return false;
            } else if (Character.isSurrogate(unit)) {
                if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    i++;
                } else {
                    return false;
                }
            }
        }
        return true;
    }
}
