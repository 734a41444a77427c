package dev.contactbook.jdbc;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Returns the connection that the host has a transaction open on, so that contacts are written in that transaction.
 * They are committed and rolled back with everything else in it.
 *
 * <p>With Spring:
 *
 * <pre>{@code
 * () -> TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
 *         ? holder.getConnection() : null
 * }</pre>
 *
 * <p>It is asked by the thread that makes the call, perhaps several times within one. Implementations must be
 * thread-safe. If it throws, the call fails with {@link dev.contactbook.domain.ContactsException.Storage}, and nothing
 * was written.
 */
@FunctionalInterface
public interface HostTransactions {
    /**
     * The connection of the transaction that is open on the calling thread.
     *
     * @return the connection, which the host commits or rolls back, and closes. Null if there is no transaction. A
     *     connection with auto-commit on counts as none. A closed one fails the call
     */
    @Nullable
    Connection current();
}
