package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.counters.PostgresCounters;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.InstalledIndexes;
import dev.contactbook.jdbc.table.TableIndex;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, from 15 on: most calls are one statement. */
final class PostgresDialect extends PostgresFamily {
    private static final String INSTALLED = "select t.relname from pg_catalog.pg_class t"
            + " join pg_catalog.pg_namespace n on n.oid = t.relnamespace"
            + " where t.relname in ('contactbook_schema', 'contactbook_contact') and n.nspname =";

    private static final String FROM_INDEXES = " from pg_catalog.pg_index i"
            + " join pg_catalog.pg_class c on c.oid = i.indexrelid join pg_catalog.pg_class t on t.oid = i.indrelid"
            + " join pg_catalog.pg_namespace n on n.oid = t.relnamespace";

    private static final String INDEXES = "select c.relname, i.indisvalid" + FROM_INDEXES
            + " where t.relname = 'contactbook_contact' and n.nspname =";

    private static final String TRIGRAMS = "select pg_catalog.quote_ident(n.nspname) from pg_catalog.pg_extension e"
            + " join pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'";

    private static final String BEING_MADE = "select 1" + FROM_INDEXES
            + " join pg_catalog.pg_stat_progress_create_index p on p.index_relid = i.indexrelid"
            + " where t.relname = 'contactbook_contact' and c.relname = ? and n.nspname =";

    PostgresDialect(TableNames tables) {
        super(tables);
    }

    /** A new connection takes ten times as long for the view in the information schema. */
    @Override
    public SqlFragment installed() {
        return SqlFragment.of(INSTALLED).then(schema());
    }

    @Override
    public InstalledIndexes indexes(Connection connection) throws SQLException {
        List<String> ready = new ArrayList<>();
        List<String> unfinished = new ArrayList<>();
        SqlRunner.each(
                connection,
                SqlFragment.of(INDEXES).then(schema()),
                row -> (row.getBoolean(2) ? ready : unfinished).add(row.getString(1)));
        return InstalledIndexes.named(ready, unfinished);
    }

    @Override
    public Optional<String> objection(Connection connection, TableIndex index) throws SQLException {
        return index.searched().isEmpty() || schemaOfTrigrams(connection).isPresent()
                ? Optional.empty()
                : Optional.of("The database has no extension pg_trgm, which the index needs:"
                        + " create it with CREATE EXTENSION pg_trgm, or leave the index out");
    }

    @Override
    public Optional<String> createIndexAmidWrites(Connection connection, TableIndex index) throws SQLException {
        return Optional.of(createIndex(
                index,
                " concurrently",
                schemaOfTrigrams(connection).map(schema -> schema + ".").orElse("")));
    }

    private static Optional<String> schemaOfTrigrams(Connection connection) throws SQLException {
        return SqlRunner.query(connection, SqlFragment.of(TRIGRAMS), row -> row.getString(1)).stream()
                .findFirst();
    }

    @Override
    public String dropIndex(TableIndex index) {
        return "drop index concurrently if exists " + nameOf(index);
    }

    @Override
    public boolean isBeingMade(Connection connection, TableIndex index) throws SQLException {
        return !SqlRunner.query(
                        connection,
                        SqlFragment.of(BEING_MADE, SqlValues.text(index.label()))
                                .then(schema()),
                        row -> true)
                .isEmpty();
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
        return SqlFragment.of(column + " = any(?)", exactTexts(texts));
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

    /**
     * A statement that runs often gets one plan for any values. It takes an index for a term that each contact has,
     * too.
     */
    @Override
    public Optional<String> planForValues() {
        return Optional.of("set local plan_cache_mode = force_custom_plan");
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
    public boolean joinsKeys() {
        return true;
    }

    @Override
    public boolean seesUniqueKinds() {
        return true;
    }

    /**
     * Two locks, since a store in portable SQL reads what is unique before it writes. They are not waited for long:
     * others would wait behind. Above READ COMMITTED others see an older choice, and fail by the last statement.
     */
    @Override
    public List<String> keepWritersOfKeysOut() {
        return Stream.of(
                        "set local lock_timeout = '50ms'",
                        "lock table contactbook_unique_key in access exclusive mode",
                        "lock table contactbook_key in share row exclusive mode",
                        "update contactbook_schema set counters = counters")
                .map(tables()::sql)
                .toList();
    }

    @Override
    public Optional<String> writeKeys(String uniqueSlot) {
        return Optional.of(
                tables().sql("with " + LATEST_CHOICE + ", n as (select o.organization_id, k.kind, k.key_text,"
                        + " k.contact_id, k.is_gone, case when exists (select 1 from contactbook_unique_key u"
                        + " where u.organization_id = o.organization_id and u.kind = k.kind)"
                        + " then case when k.is_gone then 0 else " + uniqueSlot + " end else k.slot end as slot"
                        + " from (select cast(? as bigint) as organization_id) o, latest_choice,"
                        + " unnest(cast(? as integer array), cast(? as text array), cast(? as bigint array),"
                        + " cast(? as bigint array), cast(? as boolean array))"
                        + " k (kind, key_text, slot, contact_id, is_gone)),"
                        + " added as (insert into contactbook_key (organization_id, kind, key_text, slot, contact_id)"
                        + " select organization_id, kind, key_text, slot, contact_id from n where not is_gone"
                        + " on conflict do nothing returning 1),"
                        // The count lets it wait until all are inserted, which may have to wait for others.
                        + " gone as (delete from contactbook_key k using n where n.is_gone"
                        + " and (select count(*) from added) >= 0 and k.organization_id = n.organization_id"
                        + " and k.kind = n.kind and k.key_text = n.key_text and k.slot = n.slot"
                        + " and k.contact_id = n.contact_id returning 1)"
                        + " select (select count(*) from added) + (select count(*) from gone)"));
    }

    @Override
    public Optional<ManyTimes> manyTimes() {
        return Optional.of(new ManyTimes(
                "update " + tables().contacts() + " c set version = n.version,"
                        + " updated_by_user_id = n.updated_by_user_id,"
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
