package dev.contactbook.it.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import org.junit.jupiter.api.AfterEach;

class PostgresContactRepositoryTest extends ContactRepositoryContract {
    private final HikariDataSource schema = Postgres.freshSchema();

    @Override
    protected ContactRepository emptyRepository() {
        ContactSchema.migrate(schema);
        return JdbcContactRepository.over(schema);
    }

    @AfterEach
    void close() {
        schema.close();
    }
}
