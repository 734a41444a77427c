package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcConnectionPool;

/** The contract on an H2 in memory with some settings, whose counters and keys must be right in the end. */
abstract class H2Contract extends ContactRepositoryContract {
    final JdbcConnectionPool pool;

    H2Contract(String settings) {
        this.pool = H2.inMemory(settings);
    }

    @Override
    protected ContactRepository emptyRepository() throws SQLException {
        return JdbcContactRepository.builder(H2.migrated(pool))
                .expectUniqueEmails()
                .build();
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        ContactSchema.useUniqueEmails(pool, organizationId, on);
        return true;
    }

    @Override
    protected void close(ContactRepository repository) {
        try {
            assertThat(ContactSchema.verify(pool)).isEmpty();
        } finally {
            pool.dispose();
        }
    }
}
