package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

@Tag("3.80")
class TransactionPoolerTest extends ContactRepositoryContract {
    private final HikariDataSource schema = Postgres.freshSchema();
    private final TransactionPooler pooler;

    TransactionPoolerTest() throws SQLException {
        pooler = new TransactionPooler(schema, 5);
    }

    @Override
    protected ContactRepository emptyRepository() {
        ContactSchema.migrate(pooler.dataSource());
        return JdbcContactRepository.over(pooler.dataSource());
    }

    @Override
    protected void close(ContactRepository repository) {
        try (schema;
                pooler) {
            assertThat(ContactSchema.verify(pooler.dataSource())).isEmpty();
        }
    }
}
