package dev.contactbook.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.statement.Cleanable;
import org.jspecify.annotations.Nullable;

/** The connections that the host provides: the one that its transaction is on, or else one of its data source's. */
final class HostConnections implements ConnectionFactory {
    private final DataSource dataSource;
    private final @Nullable HostTransactions transactions;

    HostConnections(DataSource dataSource, @Nullable HostTransactions transactions) {
        this.dataSource = dataSource;
        this.transactions = transactions;
    }

    /** Whether the host says where its transactions are. */
    boolean tellTransactions() {
        return transactions != null;
    }

    /** Whether a connection is the one that has a transaction of the host's open. */
    @SuppressWarnings("ReferenceEquality") // the very connection: pools define equals as they like
    boolean isCurrent(Connection connection) {
        return transactions != null && connection == transactions.current();
    }

    /** The connection that a transaction of the host's is open on, if there is one. */
    Optional<Connection> ofTransaction() throws SQLException {
        try {
            Connection current = transactions == null ? null : transactions.current();
            // One with auto-commit on has no transaction, whoever it is bound to.
            return current == null || current.getAutoCommit() ? Optional.empty() : Optional.of(current);
        } catch (RuntimeException e) {
            throw new SQLException("The host's transactions failed", e);
        }
    }

    /** Some pools throw what is no SQLException when they are closed; nothing was sent to the database then either. */
    @Override
    public Connection openConnection() throws SQLException {
        try {
            Optional<Connection> current = ofTransaction();
            return current.isPresent() ? current.get() : dataSource.getConnection();
        } catch (RuntimeException e) {
            throw new SQLException("The data source failed", e);
        }
    }

    /** Asked for right after a connection was opened, when it still tells whose it is. */
    @Override
    public Cleanable getCleanableFor(Connection connection) {
        return isCurrent(connection) ? () -> {} : () -> giveBack(connection);
    }

    /** By then the work is done or has failed, and what was written stays so: that its connection breaks now changes nothing. */
    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // See above; whoever owns the connection finds out that it is broken.
        }
    }
}
