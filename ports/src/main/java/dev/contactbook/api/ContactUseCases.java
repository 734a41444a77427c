package dev.contactbook.api;

import dev.contactbook.api.access.AccessControl;
import dev.contactbook.api.access.CallerAccess;
import dev.contactbook.api.directory.DirectoryLookups;
import dev.contactbook.api.write.ChangeRules;
import dev.contactbook.api.write.ContactCommand;
import dev.contactbook.api.write.Listeners;
import dev.contactbook.api.write.WriteCycle;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.Violation;
import dev.contactbook.spi.Rows;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The use cases. Each checks its input, calls the policy, reads, decides, writes and reports, in this order (contract
 * §3).
 */
final class ContactUseCases implements Contacts {
    private final AccessControl control;
    private final DirectoryLookups lookups;
    private final WriteCycle writes;

    ContactUseCases(ContactsBuilder builder) {
        this.control = new AccessControl(builder.repository, builder.accessPolicy, builder.workLimits);
        this.lookups = new DirectoryLookups(builder.directory);
        this.writes = new WriteCycle(
                new ChangeRules(builder.clock), lookups, new Listeners(builder.listeners, builder.onListenerFailure));
    }

    private ContactUseCases(AccessControl control, DirectoryLookups lookups, WriteCycle writes) {
        this.control = control;
        this.lookups = lookups;
        this.writes = writes;
    }

    @Override
    public Contact create(Caller caller, ContactPatch details) {
        Objects.requireNonNull(caller, "caller");
        return change(caller, new ContactCommand.Create(details));
    }

    @Override
    public Contact get(Caller caller, long id) {
        Objects.requireNonNull(caller, "caller");
        return control.of(caller).get(id);
    }

    @Override
    public Map<Long, Contact> getAll(Caller caller, Collection<Long> ids) {
        Objects.requireNonNull(caller, "caller");
        if (ids.size() > MAX_IDS) {
            throw Invalid.query(List.of(new Violation(
                    "ids", "too_many_ids", "Must be at most " + MAX_IDS + " ids, but are " + ids.size())));
        }
        return Collections.unmodifiableMap(control.of(caller).getAll(Set.copyOf(ids)));
    }

    @Override
    public Contact patch(Caller caller, long id, ContactPatch changes) {
        Objects.requireNonNull(caller, "caller");
        return change(caller, new ContactCommand.Patch(id, changes));
    }

    @Override
    public Contact delete(Caller caller, long id) {
        Objects.requireNonNull(caller, "caller");
        return change(caller, new ContactCommand.Delete(id));
    }

    @Override
    public Page<Contact> list(Caller caller, ContactQuery query) {
        Objects.requireNonNull(caller, "caller");
        Optional<Position> start = query.position(caller.organizationId()); // rejects a cursor of another query
        Rows rows = control.of(caller).list(query, start);
        // A filter of the policy may have needed custom fields that the caller did not ask for.
        List<Contact> contacts = query.wantsCustomFields()
                ? rows.contacts()
                : rows.contacts().stream().map(query::project).toList();
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
        Objects.requireNonNull(caller, "caller");
        return lookups.associate(caller.organizationId(), page);
    }

    @Override
    public BulkContacts bulk() {
        return new BulkUseCases(control, writes);
    }

    @Override
    public Contacts where(Filter filter) {
        return new ContactUseCases(control.where(filter), lookups, writes);
    }

    private Contact change(Caller caller, ContactCommand command) {
        ChangeRules.requireForm(caller, command);
        CallerAccess access = control.of(caller);
        access.require(command.operation());
        return writes.alone(access, command);
    }
}
