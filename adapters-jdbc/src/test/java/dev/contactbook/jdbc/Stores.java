package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ExternalId;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.SampleContacts;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** What tests ask of any store, in one organization. */
final class Stores {
    static final long ORGANIZATION = 456;

    private static final AtomicLong INSERTED = new AtomicLong();

    private Stores() {}

    /** Inserts a contact in which every field has a value, with an external id of its own. */
    static Contact insert(ContactRepository repository) {
        ContactDetails details = SampleContacts.full(1).toBuilder()
                .externalIds(List.of(new ExternalId("crm", "" + INSERTED.incrementAndGet())))
                .build();
        return repository
                .write(ORGANIZATION, List.of(new Change.Insert(SampleContacts.newContact(details, 1))))
                .contacts()
                .orElseThrow()
                .get(0);
    }

    static OptionalLong total(ContactRepository repository) {
        return repository.list(ORGANIZATION, ContactQuery.page().limit(0)).total();
    }
}
