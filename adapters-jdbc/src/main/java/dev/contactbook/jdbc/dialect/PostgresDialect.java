package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.counters.PostgresCounters;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.TableNames;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, from 15 on: most calls are one statement. */
final class PostgresDialect extends PostgresFamily {
    PostgresDialect(TableNames tables) {
        super(tables);
    }

    @Override
    public String positionIn(String key) {
        return "position(? in " + key + ")";
    }

    @Override
    public String lockForMigration() {
        // One number that nothing else takes by accident: the first bytes of "contactb".
        return "select pg_advisory_xact_lock(7165066978298917986)";
    }

    @Override
    public Optional<NewIds> newIds() {
        String next = tables().sql("nextval('contactbook_contact_id')");
        return Optional.of(new NewIds(
                "select " + next + " from generate_series(1, ?)",
                Optional.of(new InInsert(next, insert -> insert + " returning id"))));
    }

    @Override
    public boolean joinsSortedIds() {
        return true;
    }

    @Override
    public SqlFragment contactsById(long organizationId, Collection<Long> ids) {
        return SqlFragment.of(
                "from " + tables().contacts() + " where id = any(?) and organization_id = ?",
                SqlValues.numbers(ids),
                SqlValues.number(organizationId));
    }

    @Override
    public int mostIds() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int mostParameters() {
        return Integer.MAX_VALUE;
    }

    @Override
    public SqlFragment amongTexts(String column, List<String> texts) {
        return SqlFragment.of(column + " = any(?)", SqlValues.array("text", texts.toArray()));
    }

    @Override
    public SqlFragment amongNumbers(String column, List<Long> numbers) {
        return SqlFragment.of(column + " = any(?)", SqlValues.numbers(numbers));
    }

    @Override
    public SqlFragment amongTimes(String column, List<Instant> times) {
        // Its driver writes no years before the first in an array.
        return SqlFragment.of("extract(epoch from " + column + ") * 1000 = any(?)", millis(times));
    }

    @Override
    public String json() {
        return "cast(? as jsonb)";
    }

    @Override
    public boolean readsAllStripesAtOnce() {
        return true;
    }

    /** Nothing may stay on a connection: a pooler such as PgBouncer gives the next transaction another one. */
    @Override
    public Optional<String> beginSnapshot() {
        return Optional.of("set transaction isolation level repeatable read");
    }

    @Override
    public Counters counters() {
        return new PostgresCounters(tables());
    }

    @Override
    public boolean countsInOneStatement() {
        return true;
    }

    @Override
    public Optional<ManyTimes> manyTimes() {
        return Optional.of(new ManyTimes(
                "update " + tables().contacts() + " c set version = n.version,"
                        + " updated_at = timestamptz 'epoch' + n.updated_at * interval '1 millisecond',"
                        + " deleted_at = timestamptz 'epoch' + n.deleted_at * interval '1 millisecond',"
                        + " stripe = n.stripe, rev = n.rev from " + ManyTimes.changed("numeric") + " where "
                        + ManyTimes.AT_BEFORE + " returning c.id",
                PostgresDialect::millis));
    }

    private static Argument millis(List<? extends @Nullable Instant> instants) {
        return SqlValues.array(
                "numeric",
                instants.stream()
                        .map(instant -> instant == null ? null : instant.toEpochMilli())
                        .toArray());
    }
}
