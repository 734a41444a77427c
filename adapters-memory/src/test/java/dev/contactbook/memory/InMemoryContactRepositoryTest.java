package dev.contactbook.memory;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;

class InMemoryContactRepositoryTest extends ContactRepositoryContract {
    @Override
    protected ContactRepository emptyRepository() {
        return new InMemoryContactRepository();
    }
}
