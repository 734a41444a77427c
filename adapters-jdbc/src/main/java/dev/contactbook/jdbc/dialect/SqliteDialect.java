package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.counters.OneCounter;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.table.InstalledIndexes;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** SQLite, from 3.51.3 on: times are milliseconds, and one transaction at a time writes. */
final class SqliteDialect extends Dialect {
    private static final List<Integer> FIRST_VERSION = List.of(3, 51, 3);

    SqliteDialect(TableNames tables) {
        super("sqlite", tables);
    }

    /** In versions before, a checkpoint can damage a file that others write to meanwhile. */
    @Override
    public Optional<String> objection(Connection connection) throws SQLException {
        String version = SqlRunner.query(connection, SqlFragment.of("select sqlite_version()"), row -> row.getString(1))
                .get(0);
        return isTested(version)
                ? Optional.empty()
                : Optional.of("SQLite " + version + " can damage a file in which several connections write:"
                        + " use org.xerial:sqlite-jdbc 3.51.3.0 or newer");
    }

    private static boolean isTested(String version) {
        String[] parts = version.split("\\.", -1);
        for (int i = 0; i < FIRST_VERSION.size(); i++) {
            int part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
            if (part != FIRST_VERSION.get(i)) {
                return part > FIRST_VERSION.get(i);
            }
        }
        return true;
    }

    @Override
    public Instant firstTime() {
        return Instant.ofEpochMilli(Long.MIN_VALUE);
    }

    @Override
    public Instant lastTime() {
        return Instant.ofEpochMilli(Long.MAX_VALUE);
    }

    @Override
    public void bindTime(PreparedStatement statement, int position, @Nullable Instant time) throws SQLException {
        if (time == null) {
            statement.setNull(position, Types.BIGINT);
        } else {
            statement.setLong(position, time.toEpochMilli());
        }
    }

    @Override
    public @Nullable Instant readTime(ResultSet row, int position) throws SQLException {
        Long millis = ContactTable.nullableLong(row, position);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** By bytes, since key and text are blobs. */
    @Override
    public String positionIn(String key) {
        return "instr(" + key + ", ?)";
    }

    /** Not by LIKE, which ignores the case of A to Z and is slower. */
    @Override
    public SqlFragment contains(String column, String text) {
        return SqlFragment.of(positionIn(column) + " > 0", SqlValues.text(text));
    }

    @Override
    public SqlFragment installed() {
        return SqlFragment.of("select name from sqlite_schema where type = 'table'"
                + " and name in ('contactbook_schema', 'contactbook_contact')");
    }

    @Override
    public Optional<NewIds> newIds() {
        return Optional.of(new NewIds(
                tables().sql("update contactbook_contact_id set last_id = last_id + ? returning last_id"),
                Optional.empty()));
    }

    @Override
    public SqlFragment slice(long skip, long rows) {
        return SqlFragment.of("limit ? offset ?", SqlValues.number(rows), SqlValues.number(skip));
    }

    @Override
    public SqlFragment sliceOfAll(long skip, long rows) {
        return slice(skip, rows);
    }

    @Override
    public String first(String rows) {
        return "limit " + rows;
    }

    @Override
    public SqlFragment allAfter(long skip) {
        return SqlFragment.of("limit -1 offset ?", SqlValues.number(skip));
    }

    /** It knows nothing of how many rows an index finds, and could take one that has another order. */
    @Override
    public String hint(String index) {
        return "indexed by " + index;
    }

    @Override
    public SqlFragment mayContain(String column, String word) {
        return SqlFragment.of(
                "(octet_length(" + column + ") > length(" + column + ") or instr(replace(lower(" + column
                        + "), '`', ''''), ?) > 0)",
                SqlValues.text(word));
    }

    @Override
    public boolean followsHints() {
        return true;
    }

    @Override
    public InstalledIndexes indexes(Connection connection) throws SQLException {
        return InstalledIndexes.named(
                        SqlRunner.query(
                                connection,
                                SqlFragment.of("select name from sqlite_schema"
                                        + " where type = 'index' and tbl_name = 'contactbook_contact'"),
                                row -> row.getString(1)),
                        List.of())
                .withPrimaryKey("sqlite_autoindex_contactbook_contact_1");
    }

    @Override
    public boolean joinsSortedIds() {
        return true;
    }

    /** It takes as long as to look twice, and keeps all matches in memory. */
    @Override
    public boolean countsWhatItRanks() {
        return false;
    }

    @Override
    public int mostIds() {
        return Integer.MAX_VALUE;
    }

    @Override
    public SqlFragment amongNumbers(String column, List<Long> numbers) {
        return SqlFragment.of(column + " in (select value from json_each(?))", array(numbers));
    }

    @Override
    public SqlFragment amongTimes(String column, List<Instant> times) {
        return amongNumbers(column, times.stream().map(Instant::toEpochMilli).toList());
    }

    private static Argument array(Collection<Long> numbers) {
        return SqlValues.text(numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")));
    }

    @Override
    public boolean seesOneInstant() {
        return true;
    }

    @Override
    public boolean writesAlone() {
        return true;
    }

    @Override
    public boolean seesUniqueKinds() {
        return true;
    }

    @Override
    public Counters counters() {
        return new OneCounter(tables());
    }

    @Override
    public boolean merges() {
        return false;
    }
}
