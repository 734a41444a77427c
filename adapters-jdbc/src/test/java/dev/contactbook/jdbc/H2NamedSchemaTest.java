package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.spi.ContactRepository;

/** The contract holds in a schema that is not the current one of the connections. */
class H2NamedSchemaTest extends H2Contract {
    H2NamedSchemaTest() {
        super(";INIT=create schema if not exists crm");
    }

    @Override
    protected ContactRepository emptyRepository() {
        ContactSchema.migrate(pool, "crm");
        return JdbcContactRepository.builder(pool)
                .schema("crm")
                .expectUniqueEmails()
                .build();
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        ContactSchema.useUniqueEmails(pool, organizationId, on, "crm");
        return true;
    }

    @Override
    protected void close(ContactRepository repository) {
        try {
            assertThat(ContactSchema.verify(pool, "crm")).isEmpty();
        } finally {
            pool.dispose();
        }
    }
}
