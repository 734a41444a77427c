package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import org.h2.jdbcx.JdbcConnectionPool;

class H2ContactRepositoryTest extends ContactRepositoryContract {
    private final JdbcConnectionPool pool = H2.inMemory("");

    @Override
    protected ContactRepository emptyRepository() {
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
