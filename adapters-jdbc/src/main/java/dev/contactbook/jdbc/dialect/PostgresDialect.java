package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.counters.PostgresCounters;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, from 15 on. */
class PostgresDialect extends Dialect {
    PostgresDialect() {
        this("POSTGRESQL");
    }

    PostgresDialect(String name) {
        super(name, "PostgreSQL", "postgresql");
    }

    @Override
    public Optional<String> objection(Connection connection) throws SQLException {
        String encoding = SqlRunner.query(
                        connection,
                        SqlFragment.of("select current_setting('server_encoding')"),
                        row -> row.getString(1))
                .get(0);
        return encoding.equals("UTF8")
                ? Optional.empty()
                : Optional.of("The database has the encoding " + encoding + ", which does not hold every text:"
                        + " use one that was made by CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
    }

    @Override
    public String insertReturningId(String insert) {
        return insert + " returning id";
    }

    @Override
    public String nextId() {
        return "nextval('contactbook_contact_id')";
    }

    @Override
    public String nextIds() {
        return "select " + nextId() + " from generate_series(1, ?)";
    }

    /**
     * The number of rows is in the text: of a placeholder PostgreSQL takes it that it stands for a tenth of all rows,
     * for which no plan is good enough to keep, and plans each page anew, which is two fifths of the time of a page
     * (docs/explanation/performance.md). A limit is at most a thousand, so that there are no more texts than that.
     * Queries for some contacts only are planned anew on purpose: how many match depends on their values.
     */
    @Override
    public SqlFragment sliceOfAll(long skip, long rows) {
        String first = "fetch next " + rows + " rows only";
        return skip == 0 ? SqlFragment.of(first) : SqlFragment.of("offset ? rows " + first, SqlValues.number(skip));
    }

    @Override
    public boolean readsOneInstant() {
        return true;
    }

    /** Nothing may stay on a connection: a pooler such as PgBouncer gives the next transaction another one. */
    @Override
    public Optional<String> beginSnapshot() {
        return Optional.of("set transaction isolation level repeatable read");
    }

    @Override
    public boolean countsInOneStatement() {
        return true;
    }

    @Override
    public Counters counters() {
        return new PostgresCounters();
    }

    @Override
    public boolean readsAllStripesAtOnce() {
        return true;
    }

    @Override
    public Optional<String> replaceTimes() {
        return Optional.of("update contactbook_contact c set version = n.version,"
                + " updated_at = timestamptz 'epoch' + n.updated_at * interval '1 millisecond',"
                + " deleted_at = timestamptz 'epoch' + n.deleted_at * interval '1 millisecond', stripe = n.stripe, rev = n.rev from "
                + changedTimes("numeric") + " where " + AT_BEFORE + " returning c.id");
    }

    @Override
    public SqlFragment contactsById(long organizationId, Collection<Long> ids) {
        return SqlFragment.of(
                "from contactbook_contact where id = any(?) and organization_id = ?",
                SqlValues.numbers(ids),
                SqlValues.number(organizationId));
    }

    @Override
    public String json() {
        return "cast(? as jsonb)";
    }

    @Override
    public String lockForMigration() {
        // One number that nobody else takes by accident: the first bytes of "contactb".
        return "select pg_advisory_xact_lock(7165066978298917986)";
    }

    @Override
    public String constantsOfIndexes(boolean backwards) {
        return "";
    }

    @Override
    public String hint(String index) {
        return "";
    }

    @Override
    public String exactly(String column) {
        return column;
    }

    @Override
    public Argument exactText(String text) {
        return SqlValues.text(text);
    }

    @Override
    public SqlFragment amongTexts(String column, List<String> texts) {
        return SqlFragment.of(column + " = any(?)", SqlValues.array("text", texts.toArray()));
    }

    @Override
    public Instant firstTime() {
        return Instant.parse("-4713-11-24T00:00:00Z");
    }

    @Override
    public Instant lastTime() {
        return Instant.parse("+294276-12-31T23:59:59.999Z");
    }

    @Override
    public SqlFragment amongTimes(String column, List<Instant> times) {
        // Its driver writes no years before the first in an array.
        return SqlFragment.of("extract(epoch from " + column + ") * 1000 = any(?)", times(times));
    }

    @Override
    public Argument times(List<? extends @Nullable Instant> instants) {
        return SqlValues.array(
                "numeric",
                instants.stream()
                        .map(instant -> instant == null ? null : instant.toEpochMilli())
                        .toArray());
    }

    @Override
    public String positionIn(String key) {
        return "position(? in " + key + ")";
    }

    @Override
    public String hasCustomFields() {
        return "custom_fields_by_name <> '{}'";
    }
}
