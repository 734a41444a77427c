package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import org.h2.jdbcx.JdbcConnectionPool;

/** The contract holds where the host gives the ids. */
class H2HostIdsTest extends ContactRepositoryContract {
    private final JdbcConnectionPool pool = H2.inMemory("");

    @Override
    protected ContactRepository emptyRepository() {
        return JdbcContactRepository.builder(H2.migrated(pool))
                .ids(TimeOrderedIds.ofNode(0))
                .build();
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
