package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.SqlFlavour;
import dev.contactbook.jdbc.TimeOrderedIds;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

/** The contract holds in a schema that is not the current one of the connections, in portable SQL. */
class PortableNamedSchemaTest extends ContactRepositoryContract {
    private final HikariDataSource current = Postgres.freshSchema();
    private final String schema = "Crm_" + Postgres.freshName();

    @Override
    protected ContactRepository emptyRepository() {
        Postgres.execute("create schema \"" + schema + "\"");
        ContactSchema.migrate(current, schema);
        return JdbcContactRepository.builder(current)
                .schema(schema)
                .ids(TimeOrderedIds.ofNode(0))
                .sql(SqlFlavour.PORTABLE)
                .build();
    }

    @Override
    protected void close(ContactRepository repository) {
        try {
            assertThat(ContactSchema.verify(current, schema)).isEmpty();
        } finally {
            current.close();
            Postgres.execute("drop schema \"" + schema + "\" cascade");
        }
    }
}
