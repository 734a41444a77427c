package dev.contactbook.it.races;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.NewContact;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A store with two contacts of organization 1, and concurrent operations on it. The model checker makes a new one for
 * each run.
 *
 * <p>A write inserts one contact at most: what one write inserts may lie around an insert of another organization, and
 * calls are atomic in their own organization only.
 */
public final class StoreSubject {
    static Supplier<? extends ContactRepository> store = InMemoryContactRepository::new;

    private final ContactRepository repository = store.get();

    public StoreSubject() {
        insert(1);
        insert(1);
    }

    public Map<Long, Contact> find(int organization) {
        return repository.find(organization, List.of(1L, 2L, 3L));
    }

    /** The newest contact, and how many there are. */
    public Rows list(int organization) {
        return repository.list(
                organization,
                ContactQuery.page().sortBy(ContactFields.ID.desc()).limit(1));
    }

    public Object insert(int organization) {
        return write(organization, insertion());
    }

    public Object replace(int id, int version) {
        return write(1, replacement(id, version));
    }

    public Object remove(int id, int version) {
        return write(1, new Change.Remove(contact(id, version)));
    }

    public Object insertAndReplace(int id, int version) {
        return write(1, insertion(), replacement(id, version));
    }

    public Object replaceBoth(int first, int version) {
        return write(1, replacement(first, version), replacement(3 - first, version));
    }

    /** The contacts as stored, or which change came too late. */
    private Object write(int organization, Change... changes) {
        WriteResult result = repository.write(organization, List.of(changes));
        return result.contacts()
                .<Object>map(stored -> stored)
                .orElseGet(() -> result.staleIndex().getAsInt());
    }

    private static Change insertion() {
        return new Change.Insert(new NewContact(ContactDetails.EMPTY, null, Instant.EPOCH));
    }

    private static Change replacement(int id, int version) {
        Contact before = contact(id, version);
        return new Change.Replace(before, before.changed(ContactDetails.EMPTY, Instant.EPOCH, null));
    }

    private static Contact contact(int id, int version) {
        return Contact.builder(1, id).version(version).build();
    }
}
