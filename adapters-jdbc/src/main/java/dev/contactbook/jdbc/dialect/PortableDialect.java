package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.counters.CountersById;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ContactTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL without what engines leave out that distribute its tables: no statement that writes says what it wrote,
 * none is within another, no arrays, no casts, and each names one organization for every table in it.
 *
 * <p>Ids come from the host. What other dialects do by one statement is several in a transaction.
 */
public final class PortableDialect extends PostgresDialect {
    /** As many as lists have rows, rounded up: each power of two below is a statement of its own. */
    private static final int MOST_IDS = 1_024;

    /** The protocol has 65,535, drivers and engines less. */
    private static final int MOST_PARAMETERS = 30_000;

    PortableDialect() {
        super("PORTABLE");
    }

    /** An engine would send such a statement to all its databases. */
    @Override
    public Optional<String> beginSnapshot() {
        return Optional.empty();
    }

    @Override
    public boolean countsInOneStatement() {
        return false;
    }

    @Override
    public Counters counters() {
        return new CountersById();
    }

    @Override
    public Optional<String> replaceTimes() {
        return Optional.empty();
    }

    /** Of a query that another one selects from, ShardingSphere finds no rows where it has a slice. */
    @Override
    public boolean joinsSortedIds() {
        return false;
    }

    @Override
    public boolean readsAllStripesAtOnce() {
        return false;
    }

    @Override
    public int mostIds() {
        return MOST_IDS;
    }

    @Override
    public int mostParameters() {
        return MOST_PARAMETERS;
    }

    @Override
    public SqlFragment contactsById(long organizationId, Collection<Long> ids) {
        return SqlFragment.of(
                        "from contactbook_contact where organization_id = ? and", SqlValues.number(organizationId))
                .then(amongNumbers("id", List.copyOf(ids)));
    }

    @Override
    public SqlFragment amongTexts(String column, List<String> texts) {
        return SqlFragment.among(column, texts.stream().map(SqlValues::text).toList());
    }

    @Override
    public SqlFragment amongNumbers(String column, List<Long> numbers) {
        return SqlFragment.among(column, numbers.stream().map(SqlValues::number).toList());
    }

    @Override
    public SqlFragment amongTimes(String column, List<Instant> times) {
        return SqlFragment.among(column, times.stream().map(SqlValues::time).toList());
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

    /**
     * As a function: ShardingSphere overlooks the placeholder in {@code position(? in …)}, and takes the next for it.
     */
    @Override
    public String positionIn(String key) {
        return "\"position\"(" + key + ", ?)";
    }

    @Override
    public String json() {
        return "?";
    }

    @Override
    public void bindJson(PreparedStatement statement, int position, String json) throws SQLException {
        SqlValues.untyped(statement, position, json);
    }
}
