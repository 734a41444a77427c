package dev.contactbook.api;

import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Page;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Operation;
import dev.contactbook.spi.Rows;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The use cases: each checks the input, asks the policy, reads, decides, writes and tells, in this order (contract §3).
 * What is decided stands in {@link ContactRules}, how it is written in {@link Writes}.
 */
final class ContactUseCases implements Contacts {
    private final ContactRepository repository;
    private final AccessPolicy accessPolicy;
    private final Associations associations;
    private final Writes writes;

    ContactUseCases(ContactsBuilder builder) {
        this.repository = new GuardedRepository(builder.repository);
        this.accessPolicy = builder.accessPolicy;
        this.associations = new Associations(builder.directory);
        this.writes = new Writes(
                repository,
                new ContactRules(builder.clock),
                associations,
                new Listeners(builder.listeners, builder.onListenerFailure));
    }

    @Override
    public Contact create(Caller caller, ContactPatch details) {
        return change(caller, BulkItem.create(details));
    }

    @Override
    public Contact get(Caller caller, long id) {
        require(caller, Operation.GET);
        return ContactRules.live(
                id, repository.find(caller.organizationId(), List.of(id)).get(id));
    }

    @Override
    public Contact patch(Caller caller, long id, ContactPatch changes) {
        return change(caller, BulkItem.patch(id, changes));
    }

    @Override
    public Contact delete(Caller caller, long id) {
        return change(caller, BulkItem.delete(id));
    }

    @Override
    public Page<Contact> list(Caller caller, ContactQuery query) {
        query.position(caller.organizationId()); // refuses the cursor of another query
        require(caller, query.search().isPresent() ? Operation.SEARCH : Operation.LIST);
        Rows rows = repository.list(caller.organizationId(), query);
        return Page.of(query, rows.total(), next(caller, query, rows), rows.contacts());
    }

    private static Optional<Cursor> next(Caller caller, ContactQuery query, Rows rows) {
        List<Contact> contacts = rows.contacts();
        return rows.hasMore()
                ? Optional.of(query.cursor(caller.organizationId(), contacts.get(contacts.size() - 1)))
                : Optional.empty();
    }

    @Override
    public Stream<Contact> stream(Caller caller, ContactQuery query) {
        Objects.requireNonNull(caller, "caller");
        return PageWalk.stream(query, page -> list(caller, page));
    }

    @Override
    public Page<AssociatedContact> associate(Caller caller, Page<Contact> page) {
        return associations.associate(caller.organizationId(), page);
    }

    @Override
    public BulkContacts bulk() {
        return new BulkUseCases(accessPolicy, writes);
    }

    private Contact change(Caller caller, BulkItem item) {
        ContactRules.requireForm(caller, item);
        require(caller, item.operation());
        return writes.alone(caller, item);
    }

    private void require(Caller caller, Operation operation) {
        if (!accessPolicy.permits(caller, operation)) {
            throw Forbidden.contact();
        }
    }
}
