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
        return JdbcContactRepository.over(tables);
    }

    @Override
    protected void close(ContactRepository repository) {
        tables.close();
    }
}
