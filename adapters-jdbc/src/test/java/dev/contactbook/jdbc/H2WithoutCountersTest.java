package dev.contactbook.jdbc;

import dev.contactbook.spi.ContactRepository;

class H2WithoutCountersTest extends H2Contract {
    H2WithoutCountersTest() {
        super("");
    }

    @Override
    protected ContactRepository emptyRepository() {
        ContactSchema.migrate(pool);
        ContactSchema.useCounters(pool, false);
        return JdbcContactRepository.builder(pool).expectUniqueEmails().build();
    }

    @Override
    protected void close(ContactRepository repository) {
        pool.dispose(); // without counters there is nothing to compare
    }
}
