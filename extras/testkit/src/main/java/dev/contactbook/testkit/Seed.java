package dev.contactbook.testkit;

import static dev.contactbook.testkit.GivenContact.require;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.NewContact;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A contact on its way into a store, by what that store can do.
 *
 * @param book whose store
 * @param contact the contact as it should be. Its id counts only if a test chose it
 */
record Seed(TestContacts book, Contact contact) {
    Contact save(boolean hasChosenId) {
        Optional<InMemoryContactRepository> memory = book.store().fake();
        if (memory.isPresent() && hasChosenId) {
            return put(memory.get());
        }
        require(
                contact.version() <= GivenContact.MAX_VERSION,
                "version",
                "must be at most " + GivenContact.MAX_VERSION);
        return withLaterVersions(hasChosenId ? insertedWithId() : inserted());
    }

    private Contact put(InMemoryContactRepository memory) {
        boolean isFree =
                memory.find(contact.organizationId(), List.of(contact.id())).isEmpty();
        require(isFree, "id", "a contact has the id " + contact.id());
        book.store().put(memory, contact);
        return contact;
    }

    private Contact insertedWithId() {
        TestIds ids = book.ids()
                .orElseThrow(() -> new UnsupportedOperationException("id: this store gives its own ids."
                        + " Use TestContacts.inMemory() or TestContacts.over(repository, ids), or leave the id out"));
        ids.choose(contact.id());
        Contact inserted;
        try {
            inserted = inserted();
        } finally {
            ids.forget();
        }
        require(inserted.id() == contact.id(), "id", "the store does not take its ids from these TestIds");
        return inserted;
    }

    private Contact inserted() {
        return write(List.of(
                new Change.Insert(new NewContact(contact.details(), contact.createdByUserId(), contact.createdAt()))));
    }

    /** The first version, and then a replacement for each later one. */
    private Contact withLaterVersions(Contact first) {
        List<Change> changes = new ArrayList<>();
        Contact before = first;
        while (before.version() < contact.version()) {
            Contact.Builder next = before.toBuilder()
                    .version(before.version() + 1)
                    .updatedAt(before.updatedAt().plusMillis(1));
            if (before.version() + 1 == contact.version()) {
                next.updatedByUserId(contact.updatedByUserId())
                        .updatedAt(contact.updatedAt())
                        .deletedAt(contact.deletedAt());
            }
            Contact after = next.build();
            changes.add(new Change.Replace(before, after));
            before = after;
        }
        return changes.isEmpty() ? first : write(changes);
    }

    private Contact write(List<Change> changes) {
        List<Contact> stored = book.store()
                .seed(WriteRequest.of(contact.organizationId(), changes))
                .contacts()
                .orElseThrow(() -> new IllegalStateException("Another thread changed the contact"));
        return stored.get(stored.size() - 1);
    }
}
