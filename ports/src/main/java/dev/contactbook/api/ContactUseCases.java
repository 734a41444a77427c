package dev.contactbook.api;

import dev.contactbook.api.Plan.Entry;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Position;
import dev.contactbook.spi.Rows;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The use cases: each checks the input, asks the policy, reads, decides, writes and tells, in this order (contract §3).
 * Who may do and see what stands in {@link Access}, what is decided in {@link ContactRules}, how it is written in
 * {@link Writes}.
 */
final class ContactUseCases implements Contacts {
    private final AccessControl control;
    private final Associations associations;
    private final Writes writes;

    ContactUseCases(ContactsBuilder builder) {
        this.control = new AccessControl(builder);
        this.associations = new Associations(builder.directory);
        this.writes = new Writes(
                new ContactRules(builder.clock),
                associations,
                new Listeners(builder.listeners, builder.onListenerFailure));
    }

    private ContactUseCases(AccessControl control, Associations associations, Writes writes) {
        this.control = control;
        this.associations = associations;
        this.writes = writes;
    }

    @Override
    public Contact create(Caller caller, ContactPatch details) {
        return change(caller, BulkItem.create(details));
    }

    @Override
    public Contact get(Caller caller, long id) {
        return control.of(caller).get(id);
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
        Optional<Position> start = query.position(caller.organizationId()); // refuses the cursor of another query
        Rows rows = control.of(caller).list(query, start);
        // The store may have been asked for more than the caller was, to check that he sees it.
        List<Contact> contacts = rows.contacts().stream().map(query::project).toList();
        return Page.of(query, rows.total(), next(caller, query, rows), contacts);
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
        return new BulkUseCases(control, writes);
    }

    @Override
    public Contacts where(Filter filter) {
        return new ContactUseCases(control.where(filter), associations, writes);
    }

    private Contact change(Caller caller, BulkItem item) {
        ContactRules.requireForm(caller, item);
        Access access = control.of(caller);
        access.require(item.operation());
        return writes.alone(access, new Entry(0, item)).tell().get(0).contactOrThrow();
    }
}
