package dev.contactbook.jdbc;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Tells which connection the host has a transaction open on, so that contacts are written in that transaction: they are
 * committed and rolled back with whatever else it did.
 *
 * <p>With Spring:
 *
 * <pre>{@code
 * () -> TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
 *         ? holder.getConnection() : null
 * }</pre>
 *
 * <p>It is asked by the thread that makes the call, perhaps several times within one. Implementations must be
 * thread-safe. One that throws makes the call fail with {@link dev.contactbook.domain.ContactsException.Storage};
 * nothing was written then.
 */
@FunctionalInterface
public interface HostTransactions {
    /**
     * The connection of the transaction that is open on the calling thread.
     *
     * @return the connection, which the host goes on to commit or roll back, and closes; null where there is no
     *     transaction. One with auto-commit on is as good as none
     */
    @Nullable
    Connection current();
}
