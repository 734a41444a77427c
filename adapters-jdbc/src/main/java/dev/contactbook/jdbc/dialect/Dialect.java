package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.counters.Counters;
import dev.contactbook.jdbc.sql.Deadline;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ColumnSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** What a database says differently from the others. */
public abstract class Dialect implements ColumnSql {
    static final String AT_BEFORE = "c.organization_id = ? and c.id = n.id and c.version = n.before";

    private final String name;
    private final String productName;
    private final String scriptName;

    Dialect(String name, String productName, String scriptName) {
        this.name = name;
        this.productName = productName;
        this.scriptName = scriptName;
    }

    /** What a database with this dialect calls itself in its JDBC metadata. */
    public String productName() {
        return productName;
    }

    /** Why contacts cannot be kept in this database, and what to do about it; empty if they can. */
    public abstract Optional<String> objection(Connection connection) throws SQLException;

    /** A query that runs an insert and returns the id of the row. */
    public abstract String insertReturningId(String insert);

    /** The id of a new contact. */
    public abstract String nextId();

    /** A query that takes the ids of several new contacts. */
    public abstract String nextIds();

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

    /** Which rows of a query a page has. */
    public static SqlFragment slice(long skip, long rows) {
        return SqlFragment.of("offset ? rows fetch next ? rows only", SqlValues.number(skip), SqlValues.number(rows));
    }

    /** The same of a query for all contacts of an organization. */
    public SqlFragment sliceOfAll(long skip, long rows) {
        return slice(skip, rows);
    }

    /** Whether ids are sorted and joined to their contacts by one statement that is as quick as two. */
    public boolean joinsSortedIds() {
        return true;
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
     * By what setting of a connection its statements end in time; empty where they are cancelled from another thread.
     */
    public Optional<Deadline.TimeLimit> timeLimit() {
        return Optional.empty();
    }

    /** Whether all that one statement reads is of one instant. */
    public abstract boolean readsOneInstant();

    /**
     * A statement that lets the transaction which it is the first of see one instant only; empty where that has to be
     * set on the connection, and put back afterwards.
     */
    public abstract Optional<String> beginSnapshot();

    /** The isolation at which a transaction sees one instant, for connections where that has to be set. */
    public int snapshotIsolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    /**
     * A query for the number of the transaction that is open, for databases that end one and go on in another without a
     * sign; empty for those that take nothing more in a transaction that has failed.
     */
    public Optional<String> numberOfTransaction() {
        return Optional.empty();
    }

    /** Whether nothing is left of {@link #insertReturningId} where it fails, and each statement commits itself. */
    public boolean takesBackInserts() {
        return true;
    }

    /** Whether a change and its counters can be written by one statement, as {@code OneStatementWriter} does. */
    public abstract boolean countsInOneStatement();

    /** How changes are counted. */
    public abstract Counters counters();

    /**
     * A query that writes new versions, times and revisions of contacts that still have a version, and says their ids;
     * asks for arrays of ids, old versions, new versions, {@link #times} of updates and of deletions, stripes and
     * revisions; and for the organization. Empty where there is none.
     */
    public abstract Optional<String> replaceTimes();

    /** Rows of what contacts become when only their times change, which are given as {@link #times}. */
    static String changedTimes(String typeOfTimes) {
        String number = "cast(? as bigint array)";
        String time = "cast(? as " + typeOfTimes + " array)";
        String stripe = "cast(? as integer array)";
        return "unnest(" + String.join(", ", number, number, number, time, time, stripe, number)
                + ") n (id, before, version, updated_at, deleted_at, stripe, rev)";
    }

    /** From which rows to select contacts by several ids, {@link #mostIds} at the most. */
    public abstract SqlFragment contactsById(long organizationId, Collection<Long> ids);

    /** How many ids one statement takes. */
    public int mostIds() {
        return Integer.MAX_VALUE;
    }

    /** How many values a condition may have. */
    public int mostParameters() {
        return Integer.MAX_VALUE;
    }

    /** Whether the changes of all stripes are read by one statement, as {@code ChangesSql} does. */
    public abstract boolean readsAllStripesAtOnce();

    /** A query that keeps other migrations out until the transaction ends; empty where there is none. */
    public abstract String lockForMigration();

    /** What an order by an index starts with, in SQL, where the index is read as it is or backwards. */
    public abstract String constantsOfIndexes(boolean backwards);

    /** What to say after the table's name so that an index is used. */
    public abstract String hint(String index);

    /**
     * How many values a filter compares with before it pays to read its contacts instead, and to look each value up.
     */
    public int mostComparedValues() {
        return Integer.MAX_VALUE;
    }

    /** A text column, as it is compared with {@link #exactText}: to the letter. */
    public abstract String exactly(String column);

    /** A text to compare with {@link #exactly}. */
    public abstract Argument exactText(String text);

    /** Whether a text column is one of several texts, to the letter. */
    public abstract SqlFragment amongTexts(String column, List<String> texts);

    /** Whether a column of numbers is one of several. */
    public SqlFragment amongNumbers(String column, List<Long> numbers) {
        return SqlFragment.of(column + " = any(?)", SqlValues.numbers(numbers));
    }

    /** The first instant that a column of times can hold. */
    public abstract Instant firstTime();

    /** The last whole millisecond that a column of times can hold. */
    public abstract Instant lastTime();

    /** Whether a column of times is one of several, all of which it can hold. */
    public abstract SqlFragment amongTimes(String column, List<Instant> times);

    /** Several instants as one value, for {@link #replaceTimes}. */
    public abstract Argument times(List<? extends @Nullable Instant> instants);

    /** Where in a sort key a text begins, 0 where it is not in it; asks for {@link #part}. */
    public abstract String positionIn(String key);

    /** A text to look for by {@link #positionIn}, in UTF-8. */
    public Argument part(byte[] text) {
        return SqlValues.bytes(text);
    }

    /** Whether there are custom fields. */
    public abstract String hasCustomFields();

    static String list(String item, int times) {
        return String.join(", ", Collections.nCopies(times, item));
    }

    /** What the scripts of the tables are named by. */
    public String scriptName() {
        return scriptName;
    }

    /** As hosts name it. */
    @Override
    public String toString() {
        return name;
    }
}
