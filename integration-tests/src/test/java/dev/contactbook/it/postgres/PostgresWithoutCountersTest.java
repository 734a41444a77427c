package dev.contactbook.it.postgres;

import dev.contactbook.it.support.PostgresTables;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

class PostgresWithoutCountersTest extends ContactRepositoryContract {
    private final PostgresTables tables = PostgresTables.inCurrentSchema();

    @Override
    protected ContactRepository emptyRepository() {
        ContactSchema.useCounters(tables, false);
        return JdbcContactRepository.builder(tables).expectUniqueEmails().build();
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        ContactSchema.useUniqueEmails(tables, organizationId, on);
        return true;
    }

    @Override
    protected void close(ContactRepository repository) {
        tables.close();
    }
}
