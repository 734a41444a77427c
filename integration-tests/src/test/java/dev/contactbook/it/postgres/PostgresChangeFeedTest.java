package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.tck.ChangeFeedContract;

class PostgresChangeFeedTest extends ChangeFeedContract<JdbcContactRepository> {
    private final HikariDataSource schema = Postgres.freshSchema();

    @Override
    protected JdbcContactRepository emptyStore() {
        ContactSchema.migrate(schema);
        return JdbcContactRepository.over(schema);
    }

    @Override
    protected void close(JdbcContactRepository store) {
        try {
            assertThat(ContactSchema.verify(schema)).isEmpty();
        } finally {
            schema.close();
        }
    }
}
