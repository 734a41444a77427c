package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.support.PostgresTables;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.tck.ChangeFeedContract;

class PostgresChangeFeedTest extends ChangeFeedContract<JdbcContactRepository> {
    private final PostgresTables tables = PostgresTables.inCurrentSchema();

    @Override
    protected JdbcContactRepository emptyStore() {
        return JdbcContactRepository.over(tables);
    }

    @Override
    protected void close(JdbcContactRepository store) {
        try {
            assertThat(ContactSchema.verify(tables)).isEmpty();
        } finally {
            tables.close();
        }
    }
}
