package dev.contactbook.it.postgres;

import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.tck.ChangeFeedContract;

/** The contract of a feed holds in portable SQL, and nothing else is sent. */
class PortableChangeFeedTest extends ChangeFeedContract<JdbcContactRepository> {
    private final PortableSql sql = new PortableSql();

    @Override
    protected JdbcContactRepository emptyStore() {
        return sql.store(true);
    }

    @Override
    protected void close(JdbcContactRepository store) {
        sql.close();
    }
}
