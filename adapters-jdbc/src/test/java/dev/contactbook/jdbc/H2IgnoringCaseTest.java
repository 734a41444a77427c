package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

/** H2 as hosts set it up who want it to compare texts as people do. */
class H2IgnoringCaseTest extends ContactRepositoryContract {
    private final JdbcConnectionPool pool = H2.inMemory(";IGNORECASE=TRUE");

    @Override
    protected ContactRepository emptyRepository() throws SQLException {
        H2.update(pool, "set collation english strength primary");
        return JdbcContactRepository.builder(H2.migrated(pool))
                .expectUniqueEmails()
                .build();
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        ContactSchema.useUniqueEmails(pool, organizationId, on);
        return true;
    }

    @Override
    protected void close(ContactRepository repository) {
        try {
            assertThat(ContactSchema.verify(pool)).isEmpty();
        } finally {
            pool.dispose();
        }
    }

    @Test
    void the_database_itself_ignores_case_and_marks() throws SQLException {
        assertThat(H2.query(pool, "select 'José' = 'JOSE'")).containsExactly("TRUE");
    }
}
