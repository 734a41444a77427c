package dev.contactbook.it.distributed;

import dev.contactbook.it.support.Store;
import dev.contactbook.spi.ContactRepository;
import java.util.function.Consumer;

/** A store over two servers, for the tests of every store. */
public final class ShardedStore implements Store.Substitute {
    @Override
    public ContactRepository fresh(Consumer<Runnable> whenClosed) {
        Shards shards = Shards.empty();
        whenClosed.accept(shards::close);
        return shards.store();
    }

    @Override
    public Store.Choosing choosing(Consumer<Runnable> whenClosed) {
        Shards shards = Shards.empty();
        whenClosed.accept(shards::close);
        return new Store.Choosing(shards.store(), shards::useUniqueEmails);
    }
}
