package dev.contactbook.jdbc.dialect;

import dev.contactbook.domain.LifeState;
import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.counters.H2Counters;
import dev.contactbook.jdbc.sql.Deadline;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.InstalledIndexes;
import dev.contactbook.jdbc.table.TableIndex;
import dev.contactbook.jdbc.table.TableNames;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** H2, from 2.3 on. */
final class H2Dialect extends Dialect {
    /** In capitals, since it may compare names as they are spelt. */
    private static final String INDEXES = "select INDEX_NAME, INDEX_TYPE_NAME from INFORMATION_SCHEMA.INDEXES"
            + " where TABLE_NAME in ('contactbook_contact', 'CONTACTBOOK_CONTACT') and TABLE_SCHEMA =";

    H2Dialect(TableNames tables) {
        super("h2", tables);
    }

    /**
     * Beside each row H2 would count again, which takes most of the time of a page. So the page is joined to its total.
     */
    @Override
    public SqlFragment pageWithTotal(SqlFragment select, SqlFragment from, SqlFragment total) {
        return SqlFragment.of("select p.*, t.total from (")
                .then(total)
                .then(SqlFragment.of(") t (total) left join ("))
                .then(select)
                .then(from)
                .then(SqlFragment.of(") p on true"));
    }

    /**
     * It sorts all rows before it looks for the page, in a file of the system's temporary folder where they are many.
     */
    @Override
    public boolean sorts() {
        return false;
    }

    @Override
    public Optional<String> numberOfTransaction() {
        return Optional.of("select transaction_id()");
    }

    @Override
    public boolean countsWhatItRanks() {
        return false; // its window functions keep all rows in memory: a million matches are more than 128 MB
    }

    /**
     * Not by a cancel: one that comes too late stays with the parsed statement, and ends the next call that sends it.
     */
    @Override
    public Optional<Deadline.TimeLimit> timeLimit() {
        return Optional.of(new Deadline.TimeLimit(
                "select SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS where SETTING_NAME = 'QUERY_TIMEOUT'",
                "set query_timeout ?"));
    }

    @Override
    public boolean readsOneInstant() {
        return false; // H2 2.3 does not where it reads two tables, unless in a snapshot
    }

    /**
     * At REPEATABLE READ it sees each table as it is when a statement first reads it. Here all as they are when the
     * first does.
     */
    @Override
    public int snapshotIsolation() {
        return Connection.TRANSACTION_SERIALIZABLE;
    }

    /** It keeps and commits the row which a foreign key or a trigger of the host's then refuses. */
    @Override
    public boolean takesBackInserts() {
        return false;
    }

    /** In the rows that a MERGE compares with, it reads what is committed when the MERGE has its lock. */
    @Override
    public boolean seesUniqueKinds() {
        return true;
    }

    /** What it reads waits for no lock. This takes that of a write. */
    @Override
    public Optional<String> lockKeys() {
        return Optional.of(tables().sql("delete from contactbook_key where organization_id = ? and kind = 0"));
    }

    /** A change of a table without an effect waits for all that write to the table. */
    @Override
    public List<String> keepWritersOfKeysOut() {
        return List.of(tables().sql("alter table contactbook_key set referential_integrity true"));
    }

    @Override
    public Optional<String> writeKeys(String uniqueSlot) {
        return Optional.of(
                tables().sql("merge into contactbook_key t using (select k.organization_id, k.kind, k.key_text,"
                        + " k.contact_id, k.is_gone, case when exists (select 1 from contactbook_unique_key u"
                        + " where u.organization_id = k.organization_id and u.kind = k.kind)"
                        + " then case when k.is_gone then 0 else " + uniqueSlot + " end else k.slot end slot from"
                        + " (select cast(? as bigint) organization_id, m.* from"
                        + " unnest(cast(? as integer array), cast(? as varbinary array), cast(? as bigint array),"
                        + " cast(? as bigint array), cast(? as boolean array))"
                        + " m (kind, key_text, slot, contact_id, is_gone)) k) n"
                        + " on t.organization_id = n.organization_id and t.kind = n.kind and t.key_text = n.key_text"
                        + " and t.slot = n.slot"
                        + " when matched and n.is_gone and t.contact_id = n.contact_id then delete"
                        + " when not matched and not n.is_gone then"
                        + " insert (organization_id, kind, key_text, slot, contact_id)"
                        + " values (n.organization_id, n.kind, n.key_text, n.slot, n.contact_id)"));
    }

    @Override
    public Counters counters() {
        return new H2Counters(tables());
    }

    @Override
    public Optional<ManyTimes> manyTimes() {
        return Optional.of(new ManyTimes(
                "select id from final table (merge into " + tables().contacts() + " c using "
                        + ManyTimes.changed("timestamp(3) with time zone") + " on " + ManyTimes.AT_BEFORE
                        + " when matched then update set version = n.version,"
                        + " updated_by_user_id = n.updated_by_user_id, updated_at = n.updated_at,"
                        + " deleted_at = n.deleted_at, stripe = n.stripe, rev = n.rev)",
                H2Dialect::times));
    }

    /** What an array of H2's may hold. */
    @Override
    public int mostIds() {
        return 65_536;
    }

    @Override
    public SqlFragment contactsById(long organizationId, Collection<Long> ids) {
        // It reads all contacts of the organization for "id in (…)" and "id = any(?)", but not for a join.
        return SqlFragment.of(
                "from unnest(cast(? as bigint array)) wanted (wanted_id) join " + tables().contacts()
                        + " on organization_id = ? and id = wanted_id",
                SqlValues.numbers(ids),
                SqlValues.number(organizationId));
    }

    /**
     * It reads an index in order only if all its columns are named, those too that have one value only, and backwards
     * only if all of them are.
     */
    @Override
    public List<String> constantsOfIndex(boolean isOfLive) {
        return isOfLive ? List.of("organization_id", "deleted_at desc") : List.of("organization_id");
    }

    /** A range, for which it looks in an index: it does not for what is not null. Live contacts come last in it. */
    @Override
    public String isInState(LifeState state) {
        return state == LifeState.DELETED
                ? "deleted_at >= timestamp with time zone '-999999999-01-01 00:00:00+00:00'"
                : super.isInState(state);
    }

    @Override
    public InstalledIndexes indexes(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> primaryKeys = new ArrayList<>();
        SqlRunner.each(
                connection,
                SqlFragment.of(INDEXES).then(schema()),
                row -> (row.getString(2).equals("PRIMARY KEY") ? primaryKeys : names).add(row.getString(1)));
        if (names.stream().anyMatch(TableIndex.NEWEST.label()::equalsIgnoreCase)) {
            names.add(TableIndex.TRASH.label());
        }
        // It has a name of H2's own.
        return InstalledIndexes.named(names, List.of()).withPrimaryKey("\"" + String.join("", primaryKeys) + "\"");
    }

    /** It has no indexes of some rows only. */
    @Override
    public Optional<String> createIndex(TableIndex index) {
        return index.order().isEmpty()
                ? Optional.empty()
                : Optional.of("create index if not exists " + index.label() + " on " + tables().contacts()
                        + " (organization_id, deleted_at desc, " + index.columns() + ")");
    }

    /** Not by LOWER, which goes by the locale of the JVM. */
    @Override
    public SqlFragment mayContain(String column, String word) {
        return SqlFragment.of(
                "(octet_length(" + column + ") > char_length(" + column + ") or locate(?, translate(" + column
                        + ", 'ABCDEFGHIJKLMNOPQRSTUVWXYZ`', 'abcdefghijklmnopqrstuvwxyz''')) > 0)",
                SqlValues.text(word));
    }

    @Override
    public String hint(String index) {
        // H2 2.4 takes the first of two indexes that find the same rows, even if the other one has them in order.
        // An index of all contacts has the trash before the live ones.
        return "use index (" + (index.equals(TableIndex.TRASH.label()) ? TableIndex.NEWEST.label() : index) + ")";
    }

    @Override
    public boolean followsHints() {
        return true;
    }

    /** It looks at one value after the other for each contact, and some hundred cost as much as to read the contact. */
    @Override
    public int mostComparedValues() {
        return 250;
    }

    @Override
    public String exactly(String column) {
        return "stringtoutf8(" + column + ")"; // a host can set the database to a collation, or to ignore case
    }

    @Override
    public Argument exactText(String text) {
        return SqlValues.bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Argument exactTexts(List<String> texts) {
        return SqlValues.array(
                "varbinary",
                texts.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toArray());
    }

    @Override
    public SqlFragment amongTexts(String column, List<String> texts) {
        return SqlFragment.of(exactly(column) + " = any(?)", exactTexts(texts));
    }

    @Override
    public Instant firstTime() {
        return LocalDateTime.MIN.toInstant(ZoneOffset.UTC);
    }

    @Override
    public Instant lastTime() {
        return LocalDateTime.MAX.toInstant(ZoneOffset.UTC);
    }

    @Override
    public SqlFragment amongTimes(String column, List<Instant> times) {
        return SqlFragment.of(column + " = any(?)", times(times));
    }

    private static Argument times(List<? extends @Nullable Instant> instants) {
        return SqlValues.array(
                "timestamp with time zone",
                instants.stream()
                        .map(instant -> instant == null ? null : instant.atOffset(ZoneOffset.UTC))
                        .toArray());
    }

    @Override
    public Optional<NewIds> newIds() {
        String next = tables().sql("next value for contactbook_contact_id");
        return Optional.of(new NewIds(
                "select " + next + " from system_range(1, ?)",
                Optional.of(new InInsert(next, insert -> "select id from final table (" + insert + ")"))));
    }

    /** It keeps 64 statements parsed, which a text for each number of rows would drive out. */
    @Override
    public SqlFragment sliceOfAll(long skip, long rows) {
        return slice(skip, rows);
    }

    @Override
    public int mostParameters() {
        return Integer.MAX_VALUE;
    }

    @Override
    public SqlFragment amongNumbers(String column, List<Long> numbers) {
        return SqlFragment.of(column + " = any(?)", SqlValues.numbers(numbers));
    }

    @Override
    public String positionIn(String key) {
        return "locate(?, utf8tostring(" + key + "))";
    }

    /** As a text, which it need not decode for each contact. It holds every text, a zero and lone surrogates too. */
    @Override
    public Argument part(byte[] text) {
        String decoded = new String(text, StandardCharsets.UTF_8);
        return (position, statement, context) -> statement.setString(position, decoded);
    }

    @Override
    public String hasCustomFields() {
        return "char_length(custom_fields_by_name) > 2";
    }
}
