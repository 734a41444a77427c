package dev.contactbook.it.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

class PostgresWithoutCountersTest extends ContactRepositoryContract {
    private final HikariDataSource schema = Postgres.freshSchema();

    @Override
    protected ContactRepository emptyRepository() {
        ContactSchema.migrate(schema);
        ContactSchema.useCounters(schema, false);
        return JdbcContactRepository.over(schema);
    }

    @Override
    protected void close(ContactRepository repository) {
        schema.close();
    }
}
