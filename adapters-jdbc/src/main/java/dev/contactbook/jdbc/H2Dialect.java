package dev.contactbook.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** H2, from 2.3 on. */
final class H2Dialect extends Dialect {
    H2Dialect() {
        super("H2", "h2");
    }

    @Override
    Optional<String> objection(Connection connection) {
        return Optional.empty();
    }

    @Override
    String insertReturningId(String insert) {
        return "select id from final table (" + insert + ")";
    }

    @Override
    String nextId() {
        return "next value for contactbook_contact_id";
    }

    @Override
    String nextIds() {
        return "select " + nextId() + " from system_range(1, ?)";
    }

    /**
     * Beside each row H2 would count anew, which is three quarters of the time of a page; so the page is joined to its
     * total.
     */
    @Override
    Fragment pageWithTotal(Fragment select, Fragment from, Fragment total) {
        return Fragment.of("select p.*, t.total from (")
                .then(total)
                .then(Fragment.of(") t (total) left join ("))
                .then(select)
                .then(from)
                .then(Fragment.of(") p on true"));
    }

    /**
     * It sorts all rows before it looks for the page, in a file of the system's temporary folder where they are many.
     */
    @Override
    boolean sorts() {
        return false;
    }

    @Override
    Optional<String> numberOfTransaction() {
        return Optional.of("select transaction_id()");
    }

    /** It runs a query that another one selects from twice. */
    @Override
    boolean joinsSortedIds() {
        return false;
    }

    @Override
    boolean countsWhatItRanks() {
        return false; // its window functions keep all rows in memory: a million matches are more than 128 MB
    }

    /**
     * Not by a cancel: one that comes too late stays with the parsed statement, and ends the next call that sends it.
     */
    @Override
    Optional<Deadline.TimeLimit> timeLimit() {
        return Optional.of(new Deadline.TimeLimit(
                "select setting_value from information_schema.settings where setting_name = 'QUERY_TIMEOUT'",
                "set query_timeout ?"));
    }

    @Override
    boolean readsOneInstant() {
        return false; // H2 2.3 does not where it reads two tables, unless in a snapshot
    }

    @Override
    Optional<String> beginSnapshot() {
        return Optional.empty();
    }

    /**
     * At REPEATABLE READ it sees each table as it is when a statement first reads it; here all as they are when the
     * first does.
     */
    @Override
    int snapshotIsolation() {
        return Connection.TRANSACTION_SERIALIZABLE;
    }

    /** It keeps and commits the row which a foreign key or a trigger of the host's then refuses. */
    @Override
    boolean takesBackInserts() {
        return false;
    }

    @Override
    boolean countsInOneStatement() {
        return false;
    }

    @Override
    Counters counters() {
        return new H2Counters();
    }

    @Override
    boolean readsAllStripesAtOnce() {
        return false; // it has no lateral joins
    }

    @Override
    Optional<String> replaceTimes() {
        return Optional.of("select id from final table (merge into contactbook_contact c using "
                + changedTimes("timestamp(3) with time zone") + " on " + AT_BEFORE
                + " when matched then update set version = n.version, updated_at = n.updated_at,"
                + " deleted_at = n.deleted_at, stripe = n.stripe, rev = n.rev)");
    }

    /** What an array of H2's may hold. */
    @Override
    int mostIds() {
        return 65_536;
    }

    @Override
    Fragment contactsById(long organizationId, Collection<Long> ids) {
        // It reads all contacts of the organization for "id in (…)" and "id = any(?)", but not for a join.
        return Fragment.of(
                "from unnest(cast(? as bigint array)) wanted (wanted_id) join contactbook_contact"
                        + " on organization_id = ? and id = wanted_id",
                Bind.numbers(ids),
                Bind.number(organizationId));
    }

    @Override
    String json() {
        return "?";
    }

    @Override
    String lockForMigration() {
        return ""; // each statement of a script commits for itself, so there is nothing that could hold a lock
    }

    @Override
    String constantsOfIndexes(boolean backwards) {
        // It reads an index in order only if all its columns are named, those too that have one value only; and
        // backwards only if
        // all of them are.
        return backwards ? "organization_id desc, deleted_at desc, " : "organization_id, deleted_at, ";
    }

    @Override
    String hint(String index) {
        // H2 2.4 takes the first of two indexes that find the same rows, even if the other one has them in order.
        return "use index (" + index + ")";
    }

    /** It looks at one value after the other for each contact, and some hundred cost as much as to read the contact. */
    @Override
    int mostComparedValues() {
        return 250;
    }

    @Override
    String exactly(String column) {
        return "stringtoutf8(" + column + ")"; // a host can set the database to a collation, or to ignore case
    }

    @Override
    Argument exactText(String text) {
        return Bind.bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    Fragment amongTexts(String column, List<String> texts) {
        return Fragment.of(
                exactly(column) + " = any(?)",
                Bind.array(
                        "varbinary",
                        texts.stream()
                                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                                .toArray()));
    }

    @Override
    Instant firstTime() {
        return LocalDateTime.MIN.toInstant(ZoneOffset.UTC);
    }

    @Override
    Instant lastTime() {
        return LocalDateTime.MAX.toInstant(ZoneOffset.UTC);
    }

    @Override
    Fragment amongTimes(String column, List<Instant> times) {
        return Fragment.of(column + " = any(?)", times(times));
    }

    @Override
    Argument times(List<? extends @Nullable Instant> instants) {
        return Bind.array(
                "timestamp with time zone",
                instants.stream()
                        .map(instant -> instant == null ? null : instant.atOffset(ZoneOffset.UTC))
                        .toArray());
    }

    @Override
    String positionIn(String key) {
        return "locate(?, utf8tostring(" + key + "))";
    }

    /** As a text, which it need not decode for each contact; it holds every text, a zero and lone surrogates too. */
    @Override
    Argument part(byte[] text) {
        String decoded = new String(text, StandardCharsets.UTF_8);
        return (position, statement, context) -> statement.setString(position, decoded);
    }

    @Override
    String hasCustomFields() {
        return "char_length(custom_fields_by_name) > 2";
    }
}
