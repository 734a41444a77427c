package dev.contactbook.jdbc;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;

class H2ContactRepositoryTest extends ContactRepositoryContract {
    private final JdbcConnectionPool pool = H2.inMemory("");

    @Override
    protected ContactRepository emptyRepository() {
        return JdbcContactRepository.over(H2.migrated(pool));
    }

    @AfterEach
    void dispose() {
        pool.dispose();
    }
}
