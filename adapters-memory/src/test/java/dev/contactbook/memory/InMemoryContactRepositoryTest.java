package dev.contactbook.memory;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

class InMemoryContactRepositoryTest extends ContactRepositoryContract {
    @Override
    protected ContactRepository emptyRepository() {
        return new InMemoryContactRepository();
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        ((InMemoryContactRepository) repository).useUniqueEmails(organizationId, on);
        return true;
    }
}
