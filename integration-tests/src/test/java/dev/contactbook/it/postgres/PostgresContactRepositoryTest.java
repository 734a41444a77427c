package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.support.PostgresTables;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

class PostgresContactRepositoryTest extends ContactRepositoryContract {
    private final PostgresTables tables = PostgresTables.inCurrentSchema();

    @Override
    protected ContactRepository emptyRepository() {
        return JdbcContactRepository.builder(tables).expectUniqueEmails().build();
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        ContactSchema.useUniqueEmails(tables, organizationId, on);
        return true;
    }

    @Override
    protected void close(ContactRepository repository) {
        try {
            assertThat(ContactSchema.verify(tables)).isEmpty();
        } finally {
            tables.close();
        }
    }
}
