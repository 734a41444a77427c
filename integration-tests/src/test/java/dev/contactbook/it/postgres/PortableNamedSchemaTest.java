package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.support.PostgresTables;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.SqlFlavour;
import dev.contactbook.jdbc.TimeOrderedIds;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

/** The contract holds in a schema that is not the current one of the connections, in portable SQL. */
class PortableNamedSchemaTest extends ContactRepositoryContract {
    private final PostgresTables tables = PostgresTables.inNamedSchema();

    @Override
    protected ContactRepository emptyRepository() {
        return JdbcContactRepository.builder(tables)
                .schema(tables.schema())
                .ids(TimeOrderedIds.ofNode(0))
                .sql(SqlFlavour.PORTABLE)
                .expectUniqueEmails()
                .build();
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        ContactSchema.useUniqueEmails(tables, organizationId, on, tables.schema());
        return true;
    }

    @Override
    protected void close(ContactRepository repository) {
        try {
            assertThat(ContactSchema.verify(tables, tables.schema())).isEmpty();
        } finally {
            tables.close();
        }
    }
}
