package dev.contactbook.jdbc.dialect;

import dev.contactbook.domain.LifeState;
import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.counters.CountersById;
import dev.contactbook.jdbc.sql.Deadline;
import dev.contactbook.jdbc.sql.Like;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ColumnSql;
import dev.contactbook.jdbc.table.InstalledIndexes;
import dev.contactbook.jdbc.table.TableIndex;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/**
 * SQL that databases have in common: no statement that writes says what it wrote, none is within another, no arrays, no
 * casts, and each names one organization for every table in it. Ids come from the host.
 *
 * <p>A child says what its database says differently, and what it does faster. It must say what is abstract here and
 * what the constructor takes.
 */
public abstract class Dialect implements ColumnSql {
    /** As many as lists have rows, rounded up: each power of two below is a statement of its own. */
    private static final int MOST_IDS = 1_024;

    /** The protocol of PostgreSQL has 65,535, drivers and engines less. */
    private static final int MOST_PARAMETERS = 30_000;

    /**
     * A table within a statement of PostgreSQL, of one row. Above READ COMMITTED it fails, with a state by which a
     * transaction begins again, if an organization chose since the transaction began to look. Else it looks at nothing.
     */
    public static final String LATEST_CHOICE = "latest_choice as (select count(*) as locked from"
            + " (select 1 from contactbook_schema"
            + " where current_setting('transaction_isolation') <> 'read committed' for share) s)";

    private final String scriptName;
    private final TableNames tables;

    /**
     * A dialect.
     *
     * @param scriptName what the scripts of the tables are named by
     * @param tables where the tables are
     */
    Dialect(String scriptName, TableNames tables) {
        this.scriptName = scriptName;
        this.tables = tables;
    }

    /** What the scripts of the tables are named by. */
    public final String scriptName() {
        return scriptName;
    }

    @Override
    public final TableNames tables() {
        return tables;
    }

    /** The first instant that a column of times can hold. */
    public abstract Instant firstTime();

    /** The last whole millisecond that a column of times can hold. */
    public abstract Instant lastTime();

    /** Where in a sort key a text begins, 0 where it is not in it. Asks for {@link #part}. */
    public abstract String positionIn(String key);

    /** The indexes that the table of contacts has. Here those of its script, where no catalogue can be relied on. */
    public InstalledIndexes indexes(Connection connection) throws SQLException {
        return InstalledIndexes.ofScript();
    }

    /** Whether a contact is in a life state, as a condition that an index of these contacts is used for. */
    public String isInState(LifeState state) {
        return switch (state) {
            case LIVE -> "deleted_at is null";
            case DELETED -> "deleted_at is not null";
        };
    }

    /** The statement that makes an index of contacts. Empty where the database has none of its kind. */
    public Optional<String> createIndex(TableIndex index) {
        return index.order().isEmpty()
                ? Optional.empty()
                : Optional.of("create index if not exists " + index.label() + " on " + tables.contacts()
                        + " (organization_id, " + index.columns() + ") where " + isInState(index.lifeState()));
    }

    /** Why an index cannot be made in this database, and what to do about it. Empty if it can. */
    public Optional<String> objection(Connection connection, TableIndex index) throws SQLException {
        return Optional.empty();
    }

    /** {@link #createIndex} as well as the database can do it while others write. It is no part of a transaction. */
    public Optional<String> createIndexAmidWrites(Connection connection, TableIndex index) throws SQLException {
        return createIndex(index);
    }

    /** The statement that takes an index away, if it is there. It is no part of a transaction. */
    public String dropIndex(TableIndex index) {
        return "drop index if exists " + nameOf(index);
    }

    /** Whether another connection is making an index that is not ready. */
    public boolean isBeingMade(Connection connection, TableIndex index) throws SQLException {
        return false;
    }

    final String nameOf(TableIndex index) {
        return tables.schema().map(schema -> "\"" + schema + "\".").orElse("") + index.label();
    }

    /** The name of the schema of the tables, in SQL. */
    final SqlFragment schema() {
        return tables.schema()
                .map(schema -> SqlFragment.of("?", SqlValues.text(schema)))
                .orElse(SqlFragment.of("current_schema"));
    }

    /**
     * Whether the folded form of a text may have a folded word in it. Always true of a text beyond ASCII, which no
     * database folds. In ASCII only A to Z and the grave accent are folded.
     */
    public abstract SqlFragment mayContain(String column, String word);

    /** Why contacts cannot be kept in this database, and what to do about it. Empty if they can. */
    public Optional<String> objection(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** A query that keeps other migrations out until the transaction ends. Empty where there is none. */
    public String lockForMigration() {
        return "";
    }

    /** A query for which of the tables that say what is installed are there, by their names in any case. */
    public SqlFragment installed() {
        // Both spellings count: H2 stores a name in upper case, in lower case, or as written. No function of the
        // database's compares them, which a search path could replace.
        return SqlFragment.of("select TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_NAME in"
                        + " ('contactbook_schema', 'CONTACTBOOK_SCHEMA', 'contactbook_contact', 'CONTACTBOOK_CONTACT')"
                        + " and TABLE_SCHEMA =")
                .then(schema());
    }

    /** How the database gives ids to new contacts. Empty where the host has to. */
    public Optional<NewIds> newIds() {
        return Optional.empty();
    }

    /** Which rows of a query a page has. */
    public SqlFragment slice(long skip, long rows) {
        return SqlFragment.of("offset ? rows fetch next ? rows only", SqlValues.number(skip), SqlValues.number(rows));
    }

    /** The first rows of a query, as many as a number or a placeholder says. */
    public String first(String rows) {
        return "fetch next " + rows + " rows only";
    }

    /** All rows of a query but for the first ones. */
    public SqlFragment allAfter(long skip) {
        return SqlFragment.of("offset ? rows", SqlValues.number(skip));
    }

    /**
     * The same of a query for all contacts of an organization.
     *
     * <p>The number of rows is in the text: PostgreSQL plans a statement again each time if a placeholder stands for
     * it. A limit is at most a thousand, so that there are no more texts than that. Queries for some contacts only are
     * planned again on purpose: how many match depends on their values.
     */
    public SqlFragment sliceOfAll(long skip, long rows) {
        String first = first(Long.toString(rows));
        return skip == 0 ? SqlFragment.of(first) : SqlFragment.of("offset ? rows " + first, SqlValues.number(skip));
    }

    /**
     * A page and a total by one statement: each row says the total in the column after those of a contact. Where the
     * page is empty there is no row, or one that is null before the total.
     *
     * @param select the columns
     * @param from the rest of the query for the page
     * @param total a query for the total
     */
    public SqlFragment pageWithTotal(SqlFragment select, SqlFragment from, SqlFragment total) {
        return select.then(SqlFragment.of(", ("))
                .then(total)
                .then(SqlFragment.of(")"))
                .then(from);
    }

    /** Whether ids are sorted and joined to their contacts by one statement that is as quick as two. */
    public boolean joinsSortedIds() {
        return false;
    }

    /**
     * Whether rows are sorted that no index has in order: else the domain does that, and keeps no more of them than it
     * needs.
     */
    public boolean sorts() {
        return true;
    }

    /** Whether what a search finds can be counted while it is ranked, in memory that has a bound. */
    public boolean countsWhatItRanks() {
        return true;
    }

    /**
     * Which columns of one value an order by an index has to start with, so that the index is read in order. Each with
     * its direction.
     *
     * @param isOfLive whether it is an index of live contacts. Else the primary key, or the index of the trash
     */
    public List<String> constantsOfIndex(boolean isOfLive) {
        return List.of();
    }

    /** What to say after the table's name so that an index is used. */
    public String hint(String index) {
        return "";
    }

    /** Whether a statement has to say which index it uses. Else the database finds out which one is quickest. */
    public boolean followsHints() {
        return false;
    }

    /** From which rows to select contacts by several ids, {@link #mostIds} at the most. */
    public SqlFragment contactsById(long organizationId, Collection<Long> ids) {
        return SqlFragment.of(
                        "from " + tables.contacts() + " where organization_id = ? and",
                        SqlValues.number(organizationId))
                .then(amongNumbers("id", List.copyOf(ids)));
    }

    /** How many ids one statement takes. */
    public int mostIds() {
        return MOST_IDS;
    }

    /** How many values a condition may have. */
    public int mostParameters() {
        return MOST_PARAMETERS;
    }

    /**
     * How many values a filter compares with before it pays to read its contacts instead, and to look each value up.
     */
    public int mostComparedValues() {
        return Integer.MAX_VALUE;
    }

    /** A text column, as it is compared with {@link #exactText}: to the letter. */
    public String exactly(String column) {
        return column;
    }

    /** A text to compare with {@link #exactly}. */
    public Argument exactText(String text) {
        return SqlValues.text(text);
    }

    /** Whether a text column is one of several texts, to the letter. */
    public SqlFragment amongTexts(String column, List<String> texts) {
        return SqlFragment.among(
                exactly(column), texts.stream().map(this::exactText).toList());
    }

    /** Whether a column of numbers is one of several. */
    public SqlFragment amongNumbers(String column, List<Long> numbers) {
        return SqlFragment.among(column, numbers.stream().map(SqlValues::number).toList());
    }

    /** Whether a column of times is one of several, all of which it can hold. */
    public SqlFragment amongTimes(String column, List<Instant> times) {
        return SqlFragment.among(column, times.stream().map(this::time).toList());
    }

    /** A time that a column of times can hold. */
    public final Argument time(Instant time) {
        return (position, statement, context) -> bindTime(statement, position, time);
    }

    /** Whether a column of folded texts has a text in it. */
    public SqlFragment contains(String column, String text) {
        return SqlFragment.of(column + " like ? escape '!'", SqlValues.text(Like.contains(text)));
    }

    /** A text to look for by {@link #positionIn}, in UTF-8. */
    public Argument part(byte[] text) {
        return SqlValues.bytes(text);
    }

    /** Whether there are custom fields. */
    public String hasCustomFields() {
        return "custom_fields_by_name <> '{}'";
    }

    /** A placeholder for a text that is JSON. */
    @Override
    public String json() {
        return "?";
    }

    /** Whether the changes of all stripes are read by one statement, as {@code ChangesSql} does. */
    public boolean readsAllStripesAtOnce() {
        return false;
    }

    /** Whether all that one statement reads is of one instant. */
    public boolean readsOneInstant() {
        return true;
    }

    /** Whether every transaction sees one instant, that of its first read. */
    public boolean seesOneInstant() {
        return false;
    }

    /**
     * Whether one transaction at a time writes, and the others wait from its beginning on: then no row is locked. Else
     * rows are locked one by one.
     */
    public boolean writesAlone() {
        return false;
    }

    /**
     * A statement that lets the transaction which it is the first of see one instant only. Empty where that has to be
     * set on the connection, and put back afterwards.
     */
    public Optional<String> beginSnapshot() {
        return Optional.empty();
    }

    /**
     * A statement after which each statement of its transaction is planned for its values. Empty where there is none,
     * or no need of it.
     */
    public Optional<String> planForValues() {
        return Optional.empty();
    }

    /** The isolation at which a transaction sees one instant, for connections where that has to be set. */
    public int snapshotIsolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    /**
     * By what setting of a connection its statements end in time. Empty where they are cancelled from another thread.
     */
    public Optional<Deadline.TimeLimit> timeLimit() {
        return Optional.empty();
    }

    /**
     * A query for the number of the transaction that is open, for databases that end one and go on in another without a
     * sign. Empty for those that take nothing more in a transaction that has failed.
     */
    public Optional<String> numberOfTransaction() {
        return Optional.empty();
    }

    /** Whether nothing is left of an insert that fails, where each statement commits itself. */
    public boolean takesBackInserts() {
        return true;
    }

    /**
     * Whether a query is as quick with a condition on keys as on ids. Else ids are looked up by keys before contacts
     * are read.
     */
    public boolean joinsKeys() {
        return false;
    }

    /**
     * One statement that inserts rows of keys unless they are there, in order, and then deletes others. Empty where a
     * batch of statements does each. It changes rows, or is a query for how many were changed. Asks for the
     * organization, and for arrays of kinds, texts, slots, contacts and of whether a row is deleted.
     *
     * @param uniqueSlot the slot of a row that is inserted where the organization chose that its kind is unique. The
     *     statement fails if it is null
     */
    public Optional<String> writeKeys(String uniqueSlot) {
        return Optional.empty();
    }

    /**
     * The slot of a row that an insert of one key writes. Asks for the organization and the kind, if it
     * {@link #seesUniqueKinds}, and for the slot.
     *
     * @param uniqueSlot as in {@link #writeKeys}
     */
    public final String slot(String uniqueSlot) {
        return seesUniqueKinds()
                ? "case when exists (select 1 from contactbook_unique_key where organization_id = ? and kind = ?)"
                        + " then " + uniqueSlot + " else ? end"
                : "?";
    }

    /** Whether a statement that inserts keys looks itself which kinds are unique. Else that is read before. */
    public boolean seesUniqueKinds() {
        return false;
    }

    /**
     * A statement that makes the next one of its transaction read which kinds are unique, as they stay until it ends.
     * Asks for the organization. Empty where that waits for {@link #keepWritersOfKeysOut} by itself.
     */
    public Optional<String> lockKeys() {
        return Optional.empty();
    }

    /** Statements after which no other transaction writes keys before this one ends. */
    public List<String> keepWritersOfKeysOut() {
        return List.of();
    }

    /** Several texts as one value, as they are compared with {@link #exactly}. */
    public Argument exactTexts(List<String> texts) {
        return SqlValues.array("text", texts.toArray());
    }

    /** How changes are counted. */
    public Counters counters() {
        return new CountersById(tables);
    }

    /**
     * Whether a change can be written by one statement with its counters, and with keys of which none is unique, as
     * {@code OneStatementWriter} does.
     */
    public boolean countsInOneStatement() {
        return false;
    }

    /** How many contacts are written by one statement when only their times change. Empty where there is no way. */
    public Optional<ManyTimes> manyTimes() {
        return Optional.empty();
    }

    /** Whether contacts without a revision of their own get one by MERGE. Else by UPDATE with FROM. */
    public boolean merges() {
        return true;
    }

    /**
     * How a database gives ids.
     *
     * @param several a query that takes the ids of several new contacts, and says each of them, or the last of ids that
     *     follow each other. Asks for their number
     * @param inInsert how a new contact gets its id by its insert. Empty where it is taken before
     */
    public record NewIds(String several, Optional<InInsert> inInsert) {}

    /**
     * How a database gives an id within an insert.
     *
     * @param next the id of the new contact
     * @param returning an insert as a query that returns the id of the row
     */
    public record InInsert(String next, UnaryOperator<String> returning) {}

    /**
     * How new versions, users, times and revisions of many contacts are written.
     *
     * @param sql a query that writes those of contacts that still have a version, and says their ids. Asks for arrays
     *     of ids, old versions, new versions, users, times of updates and of deletions, stripes and revisions, and for
     *     the organization
     * @param times several instants as one value
     */
    public record ManyTimes(String sql, TimesArray times) {
        static final String AT_BEFORE = "c.organization_id = ? and c.id = n.id and c.version = n.before";

        /** Rows of what contacts become when only their times change. */
        static String changed(String typeOfTimes) {
            String number = "cast(? as bigint array)";
            String time = "cast(? as " + typeOfTimes + " array)";
            String stripe = "cast(? as integer array)";
            return "unnest(" + String.join(", ", number, number, number, number, time, time, stripe, number)
                    + ") n (id, before, version, updated_by_user_id, updated_at, deleted_at, stripe, rev)";
        }
    }

    /** Several instants as one value. */
    @FunctionalInterface
    public interface TimesArray {
        Argument of(List<? extends @Nullable Instant> instants);
    }
}
