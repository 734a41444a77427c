package dev.contactbook.it.distributed;

import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.tck.ChangeFeedContract;

/** The contract of a feed holds over two servers. */
class ShardedChangeFeedTest extends ChangeFeedContract<JdbcContactRepository> {
    private final Shards shards = Shards.empty();

    @Override
    protected JdbcContactRepository emptyStore() {
        return shards.store();
    }

    @Override
    protected void close(JdbcContactRepository store) {
        shards.close();
    }
}
