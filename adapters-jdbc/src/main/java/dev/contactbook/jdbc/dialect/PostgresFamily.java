package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.TableIndex;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;

/** What PostgreSQL and the engines that distribute its tables have in common. */
abstract class PostgresFamily extends Dialect {
    private static final Instant FIRST_TIME = startOf(LocalDate.of(-4713, 11, 24));
    private static final Instant LAST_TIME =
            startOf(LocalDate.of(294_277, 1, 1)).minusMillis(1);

    PostgresFamily(TableNames tables) {
        super("postgresql", tables);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
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
        String encoding = SqlRunner.query(connection, SqlFragment.of("show server_encoding"), row -> row.getString(1))
                .get(0);
        return encoding.equals("UTF8")
                ? Optional.empty()
                : Optional.of("The database has the encoding " + encoding + ", which does not hold every text:"
                        + " use one that was made by CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
    }

    @Override
    public final SqlFragment mayContain(String column, String word) {
        return SqlFragment.of(
                "(octet_length(" + column + ") > char_length(" + column + ") or strpos(translate(lower(" + column
                        + "), '`', ''''), ?) > 0)",
                SqlValues.text(word));
    }

    @Override
    public final Optional<String> createIndex(TableIndex index) {
        return Optional.of(createIndex(index, "", ""));
    }

    /**
     * The statement that makes an index.
     *
     * @param how what comes after {@code create index}
     * @param trigrams the schema of the extension {@code pg_trgm}, with a dot after it. Empty where it is in the search
     *     path
     */
    final String createIndex(TableIndex index, String how, String trigrams) {
        String columns = index.searched().isEmpty()
                ? " (organization_id, " + index.columns() + ")"
                : index.searched().stream()
                        .map(text -> text.label() + " " + trigrams + "gin_trgm_ops")
                        .collect(Collectors.joining(", ", " using gin (", ")"));
        return "create index" + how + " if not exists " + index.label() + " on " + tables().contacts() + columns
                + " where " + isInState(index.lifeState());
    }
}
