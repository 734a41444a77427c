package dev.contactbook.jdbc;

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
final class PortableDialect extends PostgresDialect {
    /** As many as lists have rows, rounded up: each power of two below is a statement of its own. */
    private static final int MOST_IDS = 1_024;

    /** The protocol has 65,535, drivers and engines less. */
    private static final int MOST_PARAMETERS = 30_000;

    /** An engine would send such a statement to all its databases. */
    @Override
    Optional<String> beginSnapshot() {
        return Optional.empty();
    }

    @Override
    boolean countsInOneStatement() {
        return false;
    }

    @Override
    Counters counters() {
        return new CountersById();
    }

    @Override
    Optional<String> replaceTimes() {
        return Optional.empty();
    }

    /** Of a query that another one selects from, ShardingSphere finds no rows where it has a slice. */
    @Override
    boolean joinsSortedIds() {
        return false;
    }

    @Override
    boolean readsAllStripesAtOnce() {
        return false;
    }

    @Override
    int mostIds() {
        return MOST_IDS;
    }

    @Override
    int mostParameters() {
        return MOST_PARAMETERS;
    }

    @Override
    Fragment contactsById(long organizationId, Collection<Long> ids) {
        return Fragment.of("from contactbook_contact where organization_id = ? and", Bind.number(organizationId))
                .then(amongNumbers("id", List.copyOf(ids)));
    }

    @Override
    Fragment amongTexts(String column, List<String> texts) {
        return Fragment.among(column, texts.stream().map(Bind::text).toList());
    }

    @Override
    Fragment amongNumbers(String column, List<Long> numbers) {
        return Fragment.among(column, numbers.stream().map(Bind::number).toList());
    }

    @Override
    Fragment amongTimes(String column, List<Instant> times) {
        return Fragment.among(column, times.stream().map(Bind::time).toList());
    }

    /**
     * As a number: ShardingSphere makes a {@link java.sql.Timestamp} of a time, which is days off before the year 1582.
     */
    @Override
    String timeToRead(String column) {
        return "extract(epoch from " + column + ") * 1000";
    }

    @Override
    @Nullable
    Instant readTime(ResultSet row, int position) throws SQLException {
        Long millis = ContactTable.nullableLong(row, position);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /**
     * As a function: ShardingSphere overlooks the placeholder in {@code position(? in …)}, and takes the next for it.
     */
    @Override
    String positionIn(String key) {
        return "\"position\"(" + key + ", ?)";
    }

    @Override
    String json() {
        return "?";
    }

    @Override
    void bindJson(PreparedStatement statement, int position, String json) throws SQLException {
        Bind.untyped(statement, position, json);
    }
}
