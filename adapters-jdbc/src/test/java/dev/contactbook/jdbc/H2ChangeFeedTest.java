package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.tck.ChangeFeedContract;
import org.h2.jdbcx.JdbcConnectionPool;

class H2ChangeFeedTest extends ChangeFeedContract<JdbcContactRepository> {
    private final JdbcConnectionPool pool = H2.inMemory("");

    @Override
    protected JdbcContactRepository emptyStore() {
        return JdbcContactRepository.over(H2.migrated(pool));
    }

    @Override
    protected void close(JdbcContactRepository store) {
        try {
            assertThat(ContactSchema.verify(pool)).isEmpty();
        } finally {
            pool.dispose();
        }
    }
}
