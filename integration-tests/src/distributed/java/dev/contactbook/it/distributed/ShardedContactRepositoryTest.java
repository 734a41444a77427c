package dev.contactbook.it.distributed;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

/** The contract of a store holds over two servers. */
class ShardedContactRepositoryTest extends ContactRepositoryContract {
    private final Shards shards = Shards.empty();

    @Override
    protected ContactRepository emptyRepository() {
        return shards.store();
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        shards.useUniqueEmails(organizationId, on);
        return true;
    }

    @Override
    protected void close(ContactRepository repository) {
        shards.close();
    }
}
