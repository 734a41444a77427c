package dev.contactbook.jdbc;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import org.h2.jdbcx.JdbcConnectionPool;

class H2WithoutCountersTest extends ContactRepositoryContract {
    private final JdbcConnectionPool pool = H2.inMemory("");

    @Override
    protected ContactRepository emptyRepository() {
        ContactSchema.migrate(pool);
        ContactSchema.useCounters(pool, false);
        return JdbcContactRepository.builder(pool).expectUniqueEmails().build();
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        ContactSchema.useUniqueEmails(pool, organizationId, on);
        return true;
    }

    @Override
    protected void close(ContactRepository repository) {
        pool.dispose();
    }
}
