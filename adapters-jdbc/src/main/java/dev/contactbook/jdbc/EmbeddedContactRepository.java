package dev.contactbook.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.connection.Calls;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.jdbc.embedded.Claim;
import dev.contactbook.jdbc.embedded.DatabaseFile;
import dev.contactbook.jdbc.embedded.H2File;
import dev.contactbook.jdbc.embedded.H2FileOpening;
import dev.contactbook.jdbc.embedded.OneWriter;
import dev.contactbook.jdbc.embedded.Place;
import dev.contactbook.jdbc.embedded.Scans;
import dev.contactbook.jdbc.embedded.SqliteFile;
import dev.contactbook.jdbc.embedded.Uninterrupted;
import dev.contactbook.jdbc.schema.SchemaScripts;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.EmailClash;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * A store in a file of H2 or SQLite with its own connection pool, as {@link JdbcContactRepository#open} and
 * {@link JdbcContactRepository#openSqlite} make it. The caller that opened it closes it. Thread-safe.
 */
public final class EmbeddedContactRepository implements ContactRepository, ChangeFeed, AutoCloseable {
    private static final int POOL_SIZE = 8;

    private final OneWriter oneWriter;

    /** At most half of the pool for one organization. */
    private final Scans scans = new Scans(POOL_SIZE / 2);

    private final DatabaseFile file;
    private final Place place;
    private final Claim claim;
    private final HikariDataSource pool;
    private final Calls calls;
    private final Database database;
    private final Runnable housekeeping;
    private final JdbcContactRepository repository;

    private EmbeddedContactRepository(
            OneWriter oneWriter,
            DatabaseFile file,
            Claim claim,
            HikariDataSource pool,
            Calls calls,
            Database database,
            Runnable housekeeping,
            JdbcContactRepository repository) {
        this.oneWriter = oneWriter;
        oneWriter.opened();
        this.file = file;
        this.place = Place.of(file.path());
        this.claim = claim;
        this.pool = pool;
        this.calls = calls;
        this.database = database;
        this.housekeeping = housekeeping;
        this.repository = repository;
    }

    static EmbeddedContactRepository open(Path path, SchemaScripts scripts) {
        H2File.requireTestedVersion();
        requirePool();
        return open(H2FileOpening.knownName(H2File.of(path)), scripts);
    }

    static EmbeddedContactRepository openSqlite(Path path, Durability durability, SchemaScripts scripts) {
        SqliteFile.requireTestedVersion();
        requirePool();
        return open(SqliteFile.of(path, durability == Durability.POWER_LOSS), scripts);
    }

    private static EmbeddedContactRepository open(DatabaseFile file, SchemaScripts scripts) {
        OneWriter oneWriter = OneWriter.of(file);
        return oneWriter.run(() -> Uninterrupted.call(() -> {
            try {
                return open(file, scripts, oneWriter);
            } catch (SQLException e) {
                throw StorageFailures.translate(e, false);
            }
        }));
    }

    /** Before any file is touched. */
    private static void requirePool() {
        try {
            Class.forName("com.zaxxer.hikari.HikariDataSource");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("An embedded database needs com.zaxxer:HikariCP at run time");
        }
    }

    @SuppressWarnings("try") // the first connection is there to fail, and to hold the database open until the pool does
    private static EmbeddedContactRepository open(DatabaseFile file, SchemaScripts scripts, OneWriter oneWriter)
            throws SQLException {
        Claim claim = file.claim();
        boolean isOpen = false;
        // One connection by hand first: engines say immediately what is wrong, while a pool would log it, path and all.
        try (Connection connection = file.open(scripts)) {
            HikariDataSource pool = pool(file);
            try {
                Calls calls = new Calls();
                Database database = Database.own(pool, calls);
                Runnable housekeeping = file.housekeeping();
                JdbcContactRepository repository = H2FileOpening.patiently(() -> {
                    ContactSchema.refoldIfNeeded(database, done -> housekeeping.run());
                    return JdbcContactRepository.of(database, null, null, true);
                });
                isOpen = true;
                return new EmbeddedContactRepository(
                        oneWriter, file, claim, pool, calls, database, housekeeping, repository);
            } finally {
                if (!isOpen) {
                    pool.close();
                }
            }
        } finally {
            if (!isOpen) {
                claim.giveUp();
            }
        }
    }

    private static HikariDataSource pool(DatabaseFile file) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("contactbook");
        file.configure(config);
        config.setMaximumPoolSize(POOL_SIZE);
        // Engines close a database with its last connection, so the pool keeps them all, for ever.
        config.setMaxLifetime(0);
        // It would fail with an exception of its own kind, path and all. A connection is open already.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Override
    public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
        return repository.find(organizationId, ids);
    }

    @Override
    public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
        return repository.findByKeys(organizationId, keys, limit);
    }

    @Override
    public Set<ContactKey.Kind> uniqueKinds(long organizationId) {
        return repository.uniqueKinds(organizationId);
    }

    @Override
    public Rows list(ListRequest request) {
        return repository.looksAtAllRows(request.query())
                ? scans.run(request.organizationId(), request.budget(), () -> repository.list(request))
                : repository.list(request);
    }

    @Override
    public WriteResult write(WriteRequest request) {
        return oneWriter.run(request.budget(), () -> written(() -> repository.write(request)));
    }

    /** Writes, in turn. A file that is not there any more would take the write and lose it. */
    private <T> T written(Supplier<T> write) {
        place.requireSame();
        T result = write.get();
        housekeeping.run();
        return result;
    }

    /**
     * Numbers for ids of the host that are texts, kept in this file. As in {@link JdbcContactRepository#numberedIds}.
     *
     * @param kind what has these ids, such as {@code user}: 1 to 30 letters from a to z
     * @return the ids of this kind
     * @throws IllegalArgumentException if the kind is no such word
     */
    public NumberedIds numberedIds(String kind) {
        return repository.numberedIds(kind, write -> oneWriter.run(() -> written(write::getAsBoolean)));
    }

    /** {@return the optional indexes of this file: {@link ContactSchema#indexes}} */
    public Set<ContactIndex> indexes() {
        return new IndexChoice(database).present();
    }

    /**
     * Makes the optional indexes that a host wants in this file, and drops the others:
     * {@link ContactSchema#useIndexes}. They stay in the file. Writes wait meanwhile, and lists may fail, so call it
     * before the repository is used.
     *
     * @param wanted the indexes to have
     * @throws IllegalArgumentException if the engine has no index of a kind. Nothing was changed
     * @throws IllegalStateException if the file is open a second time in this process
     * @throws Storage if the file cannot be written
     */
    public void useIndexes(Set<ContactIndex> wanted) {
        oneWriter.run(() -> {
            if (oneWriter.isShared()) {
                throw new IllegalStateException(
                        "The database file is open several times in this process: close all but one");
            }
            return written(() -> {
                new IndexChoice(database).use(wanted);
                repository.indexesChanged();
                return wanted;
            });
        });
    }

    /**
     * The e-mails that several contacts of an organization have, page by page: {@link ContactSchema#emailClashes}.
     *
     * @param organizationId which organization
     * @param after the last e-mail of the page before, empty for the first page
     * @param limit how many e-mails, from 1 to 1,000
     * @return the e-mails in their order, empty after the last page
     * @throws IllegalArgumentException if the limit is out of bounds
     * @throws Storage if the file cannot be read
     */
    public List<EmailClash> emailClashes(long organizationId, String after, int limit) {
        return new UniqueEmails(database).clashes(organizationId, after, limit);
    }

    /**
     * Lets each e-mail be of at most one contact of an organization, or of several again:
     * {@link ContactSchema#useUniqueEmails}. Writes wait meanwhile.
     *
     * @param organizationId which organization
     * @param on whether e-mails shall be unique
     * @throws IllegalStateException if several contacts have one e-mail. Nothing was changed
     * @throws Storage if the file cannot be written
     */
    public void useUniqueEmails(long organizationId, boolean on) {
        oneWriter.run(() -> written(() -> new UniqueEmails(database).use(organizationId, on)));
    }

    @Override
    public Changes changesSince(long organizationId, ChangePosition position, int limit) {
        return repository.changesSince(organizationId, position, limit);
    }

    @Override
    public SortedMap<Long, ChangePosition> ends() {
        return repository.ends();
    }

    /**
     * Recounts, as {@link ContactSchema#verify} does.
     *
     * @return where counters or revisions are wrong. Empty if all is well
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public List<CounterDrift> verify() {
        return new CounterRepair(database).verify();
    }

    /**
     * Mends what {@link #verify} finds, as {@link ContactSchema#repair} does.
     *
     * @return what was wrong
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails
     */
    public List<CounterDrift> repair() {
        return oneWriter.run(() -> written(() -> new CounterRepair(database).repair()));
    }

    /**
     * Closes the pool and the database. Afterwards the file is closed, and its lock is free, unless the file is open in
     * another repository of this process. Calls after it fail with the storage error. May be called twice.
     *
     * <p>Waits for the write that runs. Calls that read are broken off. H2 then compacts for 200 milliseconds and ends
     * the step that it has begun by then: it writes at most 16 MB again, moves at most 16 MB, and forces the file to
     * the disk. SQLite moves its log into the file, and forces it to the disk. An interrupted thread closes too.
     */
    @Override
    public void close() {
        oneWriter.run(() -> Uninterrupted.call(() -> {
            if (!pool.isClosed()) {
                calls.endAll(file::interrupt);
                try {
                    closePoolAndThenFile(oneWriter.closed());
                } finally {
                    claim.giveUp();
                }
            }
            return file;
        }));
    }

    /**
     * Engines close a file with its last connection, here: a pool closes its own in threads of its own, and does not
     * wait for long.
     */
    @SuppressWarnings("try") // the connection holds the database open until the pool is closed
    private void closePoolAndThenFile(boolean isLastOfFile) {
        try (Connection last = connect()) {
            pool.close();
            if (isLastOfFile) {
                file.end(last);
            }
        } catch (SQLException | Storage e) {
            pool.close(); // without a file to open there is none to wait for
        }
    }

    private Connection connect() throws SQLException {
        place.requireSame();
        return file.connect();
    }
}
