package dev.contactbook.spring;

import dev.contactbook.jdbc.HostTransactions;
import java.sql.Connection;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Spring's transactions on a data source. With it, calls inside {@code @Transactional} are part of that transaction.
 *
 * <pre>{@code JdbcContactRepository.over(dataSource, SpringTransactions.of(dataSource))}</pre>
 *
 * <p>It works with each transaction manager that exposes its connection for the data source: those of JDBC, JPA and
 * jOOQ. Pass the same data source that the transaction manager has. Thread-safe.
 */
public final class SpringTransactions implements HostTransactions {
    private final DataSource dataSource;

    private SpringTransactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Returns the transactions on a data source.
     *
     * @param dataSource the data source of the transaction manager
     * @return its transactions
     */
    public static SpringTransactions of(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return new SpringTransactions(unwrapped(dataSource));
    }

    /** Transaction managers know the data source behind this proxy, and take the proxy off as well. */
    private static DataSource unwrapped(DataSource dataSource) {
        return dataSource instanceof TransactionAwareDataSourceProxy proxy
                ? Objects.requireNonNullElse(proxy.getTargetDataSource(), dataSource)
                : dataSource;
    }

    @Override
    public @Nullable Connection current() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.hasResource(dataSource)) {
            return null;
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        // The transaction keeps it open. This counts the call out again.
        DataSourceUtils.releaseConnection(connection, dataSource);
        return connection;
    }
}
