package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import org.h2.jdbcx.JdbcConnectionPool;

/** H2 as hosts set it up who pretend that it is PostgreSQL, in a schema of their own. */
class H2InPostgresqlModeTest extends ContactRepositoryContract {
    private final JdbcConnectionPool pool = H2.inMemory(
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;INIT=create schema if not exists app\\;set schema app");

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
