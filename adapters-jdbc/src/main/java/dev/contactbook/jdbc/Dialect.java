package dev.contactbook.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** What a database says differently from the others. */
enum Dialect {
    /** H2, from 2.3 on. */
    H2("H2", "h2") {
        @Override
        Optional<String> objection(Handle handle) {
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

        @Override
        boolean readsOneInstant() {
            return false; // H2 2.3 does not where it reads two tables, unless at REPEATABLE READ
        }

        @Override
        boolean countsInOneStatement() {
            return false;
        }

        @Override
        Optional<String> countNewContact() {
            return Optional.of("select current value for contactbook_contact_id, rev from final table ("
                    + "merge into contactbook_counter c using (select " + nextId() + " as id) n"
                    + " on c.organization_id = ? and c.stripe = mod(n.id, " + Stripe.COUNT + ")"
                    + " when matched then update set live = c.live + 1, rev = c.rev + 1"
                    + " when not matched then insert (organization_id, stripe, live, rev)"
                    + " values (?, mod(n.id, " + Stripe.COUNT + "), 1, 1))");
        }

        @Override
        String addToCounters(int stripes) {
            return "select stripe, rev from final table (merge into contactbook_counter c using (values "
                    + list("(cast(? as bigint), cast(? as integer), cast(? as bigint), cast(? as bigint))", stripes)
                    + ") n (organization_id, stripe, live, rev)"
                    + " on c.organization_id = n.organization_id and c.stripe = n.stripe"
                    + " when matched then update set live = c.live + n.live, rev = c.rev + n.rev"
                    + " when not matched then insert (organization_id, stripe, live, rev)"
                    + " values (n.organization_id, n.stripe, n.live, n.rev))";
        }

        @Override
        String replaceTimes() {
            return "select id from final table (merge into contactbook_contact c using "
                    + changedTimes("timestamp(3) with time zone") + " on " + AT_BEFORE
                    + " when matched then update set version = n.version, updated_at = n.updated_at,"
                    + " deleted_at = n.deleted_at, rev = n.rev)";
        }

        @Override
        String contactsById() {
            // It reads all contacts of the organization for "id in (…)" and "id = any(?)", but not for a join.
            return "from unnest(cast(? as bigint array)) wanted (wanted_id) join contactbook_contact"
                    + " on organization_id = ? and id = wanted_id";
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

        @Override
        String exactly(String column) {
            return "stringtoutf8(" + column + ")"; // a host can set the database to a collation, or to ignore case
        }

        @Override
        Argument exactText(String text) {
            return Bind.bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        Argument exactTexts(List<String> texts) {
            return Bind.array(
                    "varbinary",
                    texts.stream()
                            .map(text -> text.getBytes(StandardCharsets.UTF_8))
                            .toArray());
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
        String comparableTime(String column) {
            return column;
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
            return "locate(utf8tostring(?), utf8tostring(" + key + "))";
        }

        @Override
        String hasCustomFields() {
            return "char_length(custom_fields_by_name) > 2";
        }
    },

    /** PostgreSQL, from 15 on. */
    POSTGRESQL("PostgreSQL", "postgresql") {
        @Override
        Optional<String> objection(Handle handle) {
            String encoding = handle.createQuery("select current_setting('server_encoding')")
                    .map((row, context) -> row.getString(1))
                    .one();
            return encoding.equals("UTF8")
                    ? Optional.empty()
                    : Optional.of("The database has the encoding " + encoding + ", which does not hold every text:"
                            + " use one that was made by CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
        }

        @Override
        String insertReturningId(String insert) {
            return insert + " returning id";
        }

        @Override
        String nextId() {
            return "nextval('contactbook_contact_id')";
        }

        @Override
        String nextIds() {
            return "select " + nextId() + " from generate_series(1, ?)";
        }

        @Override
        boolean readsOneInstant() {
            return true;
        }

        @Override
        boolean countsInOneStatement() {
            return true;
        }

        @Override
        Optional<String> countNewContact() {
            return Optional.empty(); // one statement does all
        }

        @Override
        String addToCounters(int stripes) {
            return "insert into contactbook_counter as c (organization_id, stripe, live, rev) values "
                    + list("(?, ?, ?, ?)", stripes)
                    + " on conflict (organization_id, stripe)"
                    + " do update set live = c.live + excluded.live, rev = c.rev + excluded.rev"
                    + " returning stripe, rev";
        }

        @Override
        String replaceTimes() {
            return "update contactbook_contact c set version = n.version,"
                    + " updated_at = timestamptz 'epoch' + n.updated_at * interval '1 millisecond',"
                    + " deleted_at = timestamptz 'epoch' + n.deleted_at * interval '1 millisecond', rev = n.rev from "
                    + changedTimes("numeric") + " where " + AT_BEFORE + " returning c.id";
        }

        @Override
        String contactsById() {
            return "from contactbook_contact where id = any(?) and organization_id = ?";
        }

        @Override
        String json() {
            return "cast(? as jsonb)";
        }

        @Override
        String lockForMigration() {
            // One number that nobody else takes by accident: the first bytes of "contactb".
            return "select pg_advisory_xact_lock(7165066978298917986)";
        }

        @Override
        String constantsOfIndexes(boolean backwards) {
            return "";
        }

        @Override
        String hint(String index) {
            return "";
        }

        @Override
        String exactly(String column) {
            return column;
        }

        @Override
        Argument exactText(String text) {
            return Bind.text(text);
        }

        @Override
        Argument exactTexts(List<String> texts) {
            return Bind.array("text", texts.toArray());
        }

        @Override
        Instant firstTime() {
            return Instant.parse("-4713-11-24T00:00:00Z");
        }

        @Override
        Instant lastTime() {
            return Instant.parse("+294276-12-31T23:59:59.999Z");
        }

        @Override
        String comparableTime(String column) {
            return "extract(epoch from " + column
                    + ") * 1000"; // its driver writes no years before the first in an array
        }

        @Override
        Argument times(List<? extends @Nullable Instant> instants) {
            return Bind.array(
                    "numeric",
                    instants.stream()
                            .map(instant -> instant == null ? null : instant.toEpochMilli())
                            .toArray());
        }

        @Override
        String positionIn(String key) {
            return "position(? in " + key + ")";
        }

        @Override
        String hasCustomFields() {
            return "custom_fields_by_name <> '{}'";
        }
    };

    private static final String AT_BEFORE = "c.organization_id = ? and c.id = n.id and c.version = n.before";

    private final String productName;
    private final String directory;

    Dialect(String productName, String directory) {
        this.productName = productName;
        this.directory = directory;
    }

    /** The dialect of a database that calls itself so in its JDBC metadata. */
    static Optional<Dialect> of(String productName) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.productName.equals(productName))
                .findFirst();
    }

    /** Why contacts cannot be kept in this database, and what to do about it; empty if they can. */
    abstract Optional<String> objection(Handle handle);

    /** A query that runs an insert and returns the id of the row. */
    abstract String insertReturningId(String insert);

    /** The id of a new contact. */
    abstract String nextId();

    /** A query that takes the ids of several new contacts. */
    abstract String nextIds();

    /** Whether all that one statement reads is of one instant. */
    abstract boolean readsOneInstant();

    /** Whether a change and its counters can be written by one statement, as {@link OneStatementWriter} does. */
    abstract boolean countsInOneStatement();

    /** A query that takes the next id, counts a contact with it, and says its id and revision; asks for the organization twice. */
    abstract Optional<String> countNewContact();

    /**
     * A query that adds to the counters of so many stripes, makes those that are missing, and says the new revision of each; asks
     * for organization, stripe, live contacts and changes of each.
     */
    abstract String addToCounters(int stripes);

    /**
     * A query that writes new versions, times and revisions of contacts that still have a version, and says their ids; asks for
     * arrays of ids, old versions, new versions, {@link #times} of updates and of deletions, and revisions; and for the organization.
     */
    abstract String replaceTimes();

    /** Rows of what contacts become when only their times change, which are given as {@link #times}. */
    private static String changedTimes(String typeOfTimes) {
        String number = "cast(? as bigint array)";
        String time = "cast(? as " + typeOfTimes + " array)";
        return "unnest(" + String.join(", ", number, number, number, time, time, number)
                + ") n (id, before, version, updated_at, deleted_at, rev)";
    }

    /** From which rows to select contacts by several ids; asks for the ids and then for the organization. */
    abstract String contactsById();

    /** A placeholder for a text that is JSON. */
    abstract String json();

    /** A query that keeps other migrations out until the transaction ends; empty where there is none. */
    abstract String lockForMigration();

    /** What an order by an index starts with, in SQL, where the index is read as it is or backwards. */
    abstract String constantsOfIndexes(boolean backwards);

    /** What to say after the table's name so that an index is used. */
    abstract String hint(String index);

    /** A text column, as it is compared with {@link #exactText} and, by {@code any}, with {@link #exactTexts}: to the letter. */
    abstract String exactly(String column);

    /** A text to compare with {@link #exactly}. */
    abstract Argument exactText(String text);

    /** Several texts to compare with {@link #exactly}. */
    abstract Argument exactTexts(List<String> texts);

    /** The first instant that a column of times can hold. */
    abstract Instant firstTime();

    /** The last whole millisecond that a column of times can hold. */
    abstract Instant lastTime();

    /** A column of times, as it is compared with {@link #times} by {@code any}. */
    abstract String comparableTime(String column);

    /** Several instants to compare with {@link #comparableTime}. */
    abstract Argument times(List<? extends @Nullable Instant> instants);

    /** Where in a sort key bytes begin, which are whole characters, 0 where they are not in it; asks for the bytes. */
    abstract String positionIn(String key);

    /** Whether there are custom fields. */
    abstract String hasCustomFields();

    private static String list(String item, int times) {
        return String.join(", ", Collections.nCopies(times, item));
    }

    /** Where the script of a schema version lies in the jar: no package, so that every module may read it. */
    String script(int version) {
        return "/contactbook-schema/v" + version + "/" + directory + ".sql";
    }
}
