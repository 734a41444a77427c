package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.support.PostgresTables;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

@Tag("3.80")
class TransactionPoolerTest extends ContactRepositoryContract {
    private final PostgresTables tables = PostgresTables.inCurrentSchema();
    private final TransactionPooler pooler;

    TransactionPoolerTest() throws SQLException {
        pooler = new TransactionPooler(tables, 5);
    }

    @Override
    protected ContactRepository emptyRepository() {
        return JdbcContactRepository.builder(pooler.dataSource())
                .expectUniqueEmails()
                .build();
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        ContactSchema.useUniqueEmails(pooler.dataSource(), organizationId, on);
        return true;
    }

    @Override
    protected void close(ContactRepository repository) {
        try (tables;
                pooler) {
            assertThat(ContactSchema.verify(pooler.dataSource())).isEmpty();
        }
    }
}
