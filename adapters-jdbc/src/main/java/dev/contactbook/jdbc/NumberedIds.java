package dev.contactbook.jdbc;

import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.text.Texts;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jdbi.v3.core.argument.Argument;

/**
 * Numbers for ids of the host that are texts, such as the UUIDs of its users and tenants. Contacts, callers and filters
 * take these numbers.
 *
 * <pre>{@code
 * NumberedIds users = repository.numberedIds("user");
 * Caller me = Caller.user(users.numberOf("0b9f7c1e-…")).inOrganization(tenants.numberOf(tenantId));
 * }</pre>
 *
 * <p>Each text of a kind has one number from 1 to 2^53−1 permanently, in every process on the database. Texts are
 * compared to the letter, so write UUIDs in one form. Numbers are random: they have no order.
 *
 * <p>A new number is committed before it is returned, on a connection of its own, also while a transaction of the host
 * is open. So no rollback takes it back. Number the ids of a request before its transaction begins, or it takes a
 * second connection of the pool.
 *
 * <p>The last 10,000 texts and numbers that were used are kept in memory and need no connection. Any other costs one
 * read by a key, and a new one a write. Do not delete rows of the table while a process runs that may have them in
 * memory. Thread-safe (contract §3).
 */
public final class NumberedIds {
    /** The most characters of a text: as many as an OpenID Connect subject has. */
    public static final int MAX_LENGTH = 255;

    /** The most numbers that {@link #textsOf} takes. */
    public static final int MAX_NUMBERS = 1_000;

    private static final int MAX_CACHED = 10_000;
    private static final int MAX_KIND_LENGTH = 30;

    /** The first number that is too large for JSON. */
    private static final long END = 1L << 53;

    /** How often somebody else may have the same text or number in the same moment. */
    private static final int MAX_ATTEMPTS = 10;

    private static final String SELECT = "select id, number from contactbook_numbered_id where kind = ? and";

    private static final String INSERT = "insert into contactbook_numbered_id (kind, id, number) values (?, ?, ?)";

    private final Database database;
    private final Dialect dialect;
    private final TableNames tables;
    private final String kind;
    private final Predicate<BooleanSupplier> writer;
    private final Map<String, Long> numbers = LastUsed.map();
    private final Map<Long, String> texts = LastUsed.map();

    /**
     * The ids of a kind.
     *
     * @param database on whose connections no transaction of the host's is open
     * @param writer runs a write, and returns what it does
     */
    NumberedIds(Database database, Dialect dialect, String kind, Predicate<BooleanSupplier> writer) {
        if (kind.isEmpty() || kind.length() > MAX_KIND_LENGTH || !kind.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            throw new IllegalArgumentException("kind: must be 1 to " + MAX_KIND_LENGTH + " letters from a to z");
        }
        this.database = database;
        this.dialect = dialect;
        this.tables = dialect.tables();
        this.kind = kind;
        this.writer = writer;
    }

    /**
     * The number of a text, a new one if it has none.
     *
     * @param text an id: 1 to 255 characters, without control characters and lone surrogates, and not blank
     * @return from 1 to 2^53−1
     * @throws IllegalArgumentException if the text is no such id. The message does not contain it
     * @throws Storage if the database fails
     */
    public long numberOf(String text) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            OptionalLong known = knownNumberOf(text);
            if (known.isPresent()) {
                return known.getAsLong();
            }
            // Not from a sequence, which engines that distribute tables have not, and not the largest one and one
            // more: that would be the number of another id whose row the host has deleted.
            long number = ThreadLocalRandom.current().nextLong(1, END);
            if (writer.test(() -> insert(text, number))) {
                remember(text, number);
                return number;
            }
        }
        throw new Storage("No free number was found for an id", true, Storage.Outcome.NOT_APPLIED);
    }

    /**
     * The number of a text if it has one. Nothing is written, so this is for texts that anybody may send.
     *
     * @param text an id, as in {@link #numberOf}
     * @return its number, empty if it has none
     * @throws IllegalArgumentException as in {@link #numberOf}
     * @throws Storage if the database fails
     */
    public OptionalLong knownNumberOf(String text) {
        if (Texts.optional(text) == null || Texts.length(text) > MAX_LENGTH || !Texts.isOneLine(text)) {
            throw new IllegalArgumentException("text: must have 1 to " + MAX_LENGTH
                    + " characters, not all blank, without control characters and lone surrogates");
        }
        Long cached = numbers.get(text);
        return cached != null
                ? OptionalLong.of(cached)
                : read(SqlFragment.of("id = ?", dialect.exactText(text))).keySet().stream()
                        .mapToLong(Long::longValue)
                        .findFirst();
    }

    /**
     * The text that has a number.
     *
     * @param number any number
     * @return the text, empty if no text of this kind has the number
     * @throws Storage if the database fails
     */
    public Optional<String> textOf(long number) {
        return Optional.ofNullable(textsOf(List.of(number)).get(number));
    }

    /**
     * The texts that have some numbers, by one read at the most.
     *
     * @param wanted up to 1,000 numbers
     * @return the texts by their numbers, without those that no text of this kind has. Unmodifiable
     * @throws IllegalArgumentException if there are more numbers
     * @throws Storage if the database fails
     */
    public Map<Long, String> textsOf(Collection<Long> wanted) {
        if (wanted.size() > MAX_NUMBERS) {
            throw new IllegalArgumentException("wanted: must be at most " + MAX_NUMBERS + " numbers");
        }
        Map<Long, String> found = new HashMap<>();
        List<Argument> missing = new ArrayList<>();
        for (Long number : wanted) {
            String cached = texts.get(number);
            if (cached == null) {
                missing.add(SqlValues.number(number));
            } else {
                found.put(number, cached);
            }
        }
        if (!missing.isEmpty()) {
            found.putAll(read(SqlFragment.among("number", missing)));
        }
        return Collections.unmodifiableMap(found);
    }

    private Map<Long, String> read(SqlFragment condition) {
        Map<Long, String> found = new HashMap<>();
        database.read(connection -> SqlRunner.query(
                connection,
                SqlFragment.of(tables.sql(SELECT), SqlValues.text(kind)).then(condition),
                row -> found.put(row.getLong(2), row.getString(1))));
        found.forEach((number, text) -> remember(text, number));
        return found;
    }

    /** False if the text has a number by now, or the number a text. */
    private boolean insert(String text, long number) {
        SqlFragment insert = SqlFragment.of(
                tables.sql(INSERT), SqlValues.text(kind), dialect.exactText(text), SqlValues.number(number));
        return database.write(connection -> {
            try {
                return SqlRunner.update(connection, insert) == 1;
            } catch (SQLException e) {
                if (StorageFailures.isDuplicate(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private void remember(String text, long number) {
        numbers.put(text, number);
        texts.put(number, text);
    }

    /** The entries that were used last. */
    private static final class LastUsed<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private LastUsed() {
            super(16, 0.75f, true);
        }

        static <K, V> Map<K, V> map() {
            return Collections.synchronizedMap(new LastUsed<>());
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MAX_CACHED;
        }
    }
}
