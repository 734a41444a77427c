package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.SampleContacts;
import java.util.List;
import java.util.OptionalLong;

/** What tests ask of any store, in one organization. */
final class Stores {
    static final long ORGANIZATION = 456;

    private Stores() {}

    static Contact insert(ContactRepository repository) {
        return repository
                .write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.newContact(SampleContacts.full(1), 1))))
                .contacts()
                .orElseThrow()
                .get(0);
    }

    static OptionalLong total(ContactRepository repository) {
        return repository.list(ORGANIZATION, ContactQuery.page().limit(0)).total();
    }
}
