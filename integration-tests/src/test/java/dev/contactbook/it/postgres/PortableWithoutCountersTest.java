package dev.contactbook.it.postgres;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

/** The contract holds in portable SQL where no counters are kept, and nothing else is sent. */
class PortableWithoutCountersTest extends ContactRepositoryContract {
    private final PortableSql sql = new PortableSql();

    @Override
    protected ContactRepository emptyRepository() {
        return sql.storeWithUniqueEmails(false);
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        sql.useUniqueEmails(organizationId, on);
        return true;
    }

    @Override
    protected void close(ContactRepository repository) {
        sql.close();
    }
}
