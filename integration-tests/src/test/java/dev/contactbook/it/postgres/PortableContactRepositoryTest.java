package dev.contactbook.it.postgres;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

/** The contract holds in portable SQL, and nothing else is sent. */
class PortableContactRepositoryTest extends ContactRepositoryContract {
    private final PortableSql sql = new PortableSql();

    @Override
    protected ContactRepository emptyRepository() {
        return sql.storeWithUniqueEmails(true);
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
