package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

class PostgresContactRepositoryTest extends ContactRepositoryContract {
    private final HikariDataSource schema = Postgres.freshSchema();

    @Override
    protected ContactRepository emptyRepository() {
        ContactSchema.migrate(schema);
        return JdbcContactRepository.over(schema);
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
