package dev.contactbook.jdbc.write;

import dev.contactbook.domain.Contact;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.Deadline;
import dev.contactbook.jdbc.sql.KeysTaken;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.StaleChange;
import dev.contactbook.jdbc.sql.UniqueKind;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.KeyChanges;
import dev.contactbook.spi.OpenTransaction;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes changes: one alone by one statement where the database can, several in a transaction. */
public final class ChangeWriter {
    private final Database database;
    private final Dialect dialect;
    private final @Nullable CheckedIds hostIds;
    private final Optional<OneStatementWriter> oneStatement;
    private final TransactionWriter transaction;
    private final KeyWriter keyWriter;

    /** Organizations that had unique e-mails when they were written to. */
    private final Set<Long> withUniqueEmails = ConcurrentHashMap.newKeySet();

    /**
     * Writes to a database.
     *
     * @param counting whether to keep the counters
     * @param hostIds the ids of new contacts. Null if the database gives them
     */
    public ChangeWriter(
            Database database, Dialect dialect, boolean counting, @Nullable CheckedIds hostIds, KeyWriter keyWriter) {
        this.database = database;
        this.dialect = dialect;
        this.hostIds = hostIds;
        this.keyWriter = keyWriter;
        if (counting) {
            this.oneStatement = dialect.countsInOneStatement()
                    ? Optional.of(OneStatementWriter.counting(dialect))
                    : Optional.empty();
            this.transaction = new TransactionWriter(dialect, dialect.counters());
        } else {
            this.oneStatement =
                    dialect.writesAlone() ? Optional.empty() : Optional.of(OneStatementWriter.notCounting(dialect));
            this.transaction = new TransactionWriter(dialect, null);
        }
    }

    /** Writes all changes, or none if one comes too late or needs a key that another contact has. */
    public WriteResult write(WriteRequest request) {
        long organizationId = request.organizationId();
        List<Change> changes = request.changes();
        changes.forEach(change -> change.requireOrganization(organizationId));
        request.budget().check();
        boolean isHosts = database.isInTransactionOfHost();
        try {
            List<Contact> stored = changes.isEmpty()
                    ? List.of()
                    : Deadline.of(dialect.timeLimit(), request.budget(), true)
                            .during(() -> stored(isHosts, organizationId, changes));
            Optional<OpenTransaction> transaction = isHosts ? database.openTransaction(dialect) : Optional.empty();
            return transaction
                    .map(open -> WriteResult.stored(stored, open))
                    .orElseGet(() -> WriteResult.stored(stored));
        } catch (StaleChange e) {
            return WriteResult.stale(e.index());
        } catch (KeysTaken e) {
            return WriteResult.taken(e.keys());
        }
    }

    private List<Contact> stored(boolean isHosts, long organizationId, List<Change> changes) {
        int inserts =
                (int) changes.stream().filter(Change.Insert.class::isInstance).count();
        List<Long> freshIds = hostIds == null ? List.of() : hostIds.take(inserts);
        KeyChanges keys = KeyChanges.of(changes);
        if (changes.size() == 1 && oneStatement.isPresent()) {
            OneStatementWriter one = oneStatement.get();
            boolean mayBeUnique = keyWriter.addsPerhapsUnique(keys);
            // Its statement fails if it is, which a transaction of the host would not survive.
            if (one.canWrite(keys) && !(mayBeUnique && (isHosts || withUniqueEmails.contains(organizationId)))) {
                SqlRunner.Work<List<Contact>> work = connection ->
                        List.of(one.write(connection, organizationId, MergedChanges.of(changes), freshIds, keys));
                try {
                    // Behind a savepoint, H2 tells when it has taken back all of the host's transaction.
                    return dialect.takesBackInserts() || (inserts == 0 && !isHosts)
                            ? database.write(mayBeUnique ? orUnique(work) : work)
                            : database.writeAtomically(work);
                } catch (UniqueKind e) {
                    withUniqueEmails.add(organizationId);
                }
            }
            return database.writeAtomically(connection -> withKeys(
                    connection,
                    organizationId,
                    keys,
                    List.of(one.write(
                            connection,
                            organizationId,
                            MergedChanges.of(changes),
                            freshIds,
                            KeyChanges.of(List.of())))));
        }
        return database.writeAtomically(connection -> {
            List<Contact> stored = withKeys(
                    connection,
                    organizationId,
                    keys,
                    transaction.write(
                            connection, isHosts, organizationId, changes, MergedChanges.of(changes), freshIds));
            Deadline.check(); // a statement that nothing ends, as here on H2, may have ended late
            return stored;
        });
    }

    private static <T> SqlRunner.Work<T> orUnique(SqlRunner.Work<T> work) {
        return connection -> {
            try {
                return work.on(connection);
            } catch (SQLException e) {
                if (StorageFailures.isNull(e)) {
                    throw new UniqueKind();
                }
                throw e;
            }
        };
    }

    private List<Contact> withKeys(Connection connection, long organizationId, KeyChanges keys, List<Contact> stored)
            throws SQLException {
        keyWriter.write(connection, organizationId, keys, stored);
        return stored;
    }
}
