package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.TimeOrderedIds;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

/** The contract holds where the host gives the ids. */
class PostgresHostIdsTest extends ContactRepositoryContract {
    private final HikariDataSource schema = Postgres.freshSchema();

    @Override
    protected ContactRepository emptyRepository() {
        ContactSchema.migrate(schema);
        return JdbcContactRepository.builder(schema)
                .ids(TimeOrderedIds.ofNode(0))
                .build();
    }

    @Override
    protected void close(ContactRepository repository) {
        try {
            assertThat(ContactSchema.verify(schema)).isEmpty();
        } finally {
            schema.close();
        }
    }
}
