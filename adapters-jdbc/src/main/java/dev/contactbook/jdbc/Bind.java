package dev.contactbook.jdbc;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** Values as JDBC takes them, without JDBI looking for how to bind each. */
final class Bind {
    private Bind() {}

    static Argument text(@Nullable String value) {
        return (position, statement, context) -> statement.setString(position, value);
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

    /** An instant with its offset: a {@link java.sql.Timestamp} would be ambiguous in the hour a clock is set back. */
    static Argument time(@Nullable Instant value) {
        return (position, statement, context) -> statement.setObject(
                position, value == null ? null : value.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }
}
