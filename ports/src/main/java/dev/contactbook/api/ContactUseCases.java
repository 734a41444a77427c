package dev.contactbook.api;

import dev.contactbook.api.access.AccessControl;
import dev.contactbook.api.access.CallerAccess;
import dev.contactbook.api.directory.DirectoryLookups;
import dev.contactbook.api.observe.Observers;
import dev.contactbook.api.observe.Observers.Answer;
import dev.contactbook.api.write.ChangeRules;
import dev.contactbook.api.write.ContactCommand;
import dev.contactbook.api.write.ItemResult;
import dev.contactbook.api.write.Listeners;
import dev.contactbook.api.write.WriteCycle;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.domain.Violation;
import dev.contactbook.spi.OperationCall.Kind;
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
    private final Observers observers;

    ContactUseCases(ContactsBuilder builder) {
        this.observers = new Observers(builder.observers);
        this.control = new AccessControl(builder.repository, builder.accessPolicy, builder.workLimits);
        this.lookups = new DirectoryLookups(builder.directory, observers);
        this.writes = new WriteCycle(
                new ChangeRules(builder.clock),
                lookups,
                new Listeners(builder.listeners, builder.onListenerFailure, observers));
    }

    private ContactUseCases(AccessControl control, DirectoryLookups lookups, WriteCycle writes, Observers observers) {
        this.control = control;
        this.lookups = lookups;
        this.writes = writes;
        this.observers = observers;
    }

    @Override
    public Contact create(Caller caller, ContactPatch details) {
        Objects.requireNonNull(caller, "caller");
        return change(caller, new ContactCommand.Create(details));
    }

    @Override
    public Contact get(Caller caller, long id) {
        Objects.requireNonNull(caller, "caller");
        CallerAccess access = control.of(caller);
        if (observers.isEmpty()) { // a get in memory is so short that even a lambda counts
            return access.get(id);
        }
        return observers.observe(access, Kind.GET, 1, () -> access.get(id), contact -> Answer.ONE);
    }

    @Override
    public Map<Long, Contact> getAll(Caller caller, Collection<Long> ids) {
        Objects.requireNonNull(caller, "caller");
        CallerAccess access = control.of(caller);
        return observers.observe(
                access, Kind.GET_ALL, ids.size(), () -> getAll(access, ids), found -> Answer.of(found.size()));
    }

    private static Map<Long, Contact> getAll(CallerAccess access, Collection<Long> ids) {
        if (ids.size() > MAX_IDS) {
            throw Invalid.query(List.of(new Violation(
                    "ids", "too_many_ids", "Must be at most " + MAX_IDS + " ids, but are " + ids.size())));
        }
        return Collections.unmodifiableMap(access.getAll(Set.copyOf(ids)));
    }

    @Override
    public List<Contact> find(Caller caller, Collection<ContactKey> keys) {
        Objects.requireNonNull(caller, "caller");
        CallerAccess access = control.of(caller);
        return observers.observe(
                access, Kind.FIND, keys.size(), () -> find(access, keys), found -> Answer.of(found.size()));
    }

    private static List<Contact> find(CallerAccess access, Collection<ContactKey> keys) {
        if (keys.size() > MAX_IDS) {
            throw Invalid.query(List.of(new Violation(
                    "keys", "too_many_keys", "Must be at most " + MAX_IDS + " keys, but are " + keys.size())));
        }
        return access.getByKeys(Set.copyOf(keys), MAX_IDS);
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
    public Upserted upsert(Caller caller, ContactPatch details, UpsertBy by) {
        Objects.requireNonNull(caller, "caller");
        ContactCommand.Upsert command = new ContactCommand.Upsert(details, by);
        CallerAccess access = control.of(caller);
        return observers.observe(access, Kind.UPSERT, 1, () -> upsert(access, command), upserted -> Answer.ONE);
    }

    private Upserted upsert(CallerAccess access, ContactCommand.Upsert command) {
        ItemResult result = result(access, command);
        return new Upserted(result.contactOrThrow(), Upserted.Outcome.of(result));
    }

    @Override
    public Page<Contact> list(Caller caller, ContactQuery query) {
        Objects.requireNonNull(caller, "caller");
        return list(caller, live(query), query.search().isPresent() ? Kind.SEARCH : Kind.LIST);
    }

    @Override
    public Trash trash() {
        return new TrashUseCases(this);
    }

    /** Reads a deleted contact. */
    Contact getDeleted(Caller caller, long id) {
        CallerAccess access = control.of(caller);
        return observers.observe(access, Kind.TRASH_GET, 1, () -> access.getDeleted(id), contact -> Answer.ONE);
    }

    /** Lists contacts in the life state of a query. */
    Page<Contact> list(Caller caller, ContactQuery query, Kind kind) {
        CallerAccess access = control.of(caller);
        return observers.observe(
                access,
                kind,
                query.limit(),
                () -> list(access, query),
                page -> Answer.of(page.data().size()));
    }

    private static Page<Contact> list(CallerAccess access, ContactQuery query) {
        long organizationId = access.caller().organizationId();
        Optional<Position> start = query.position(organizationId); // rejects a cursor of another query
        Rows rows = access.list(query, start);
        // A filter of the policy may have needed custom fields or lists that the caller did not ask for.
        List<Contact> contacts = query.wantsCustomFields() && query.wantsLists()
                ? rows.contacts()
                : rows.contacts().stream().map(query::project).toList();
        return Page.of(query, rows.total(), next(organizationId, query, rows), contacts);
    }

    private static Optional<Cursor> next(long organizationId, ContactQuery query, Rows rows) {
        List<Contact> contacts = rows.contacts();
        return rows.hasMore()
                ? Optional.of(query.cursor(organizationId, contacts.get(contacts.size() - 1)))
                : Optional.empty();
    }

    @Override
    public Stream<Contact> stream(Caller caller, ContactQuery query) {
        Objects.requireNonNull(caller, "caller");
        return PageWalk.stream(live(query), page -> list(caller, page, Kind.STREAM_PAGE));
    }

    private static ContactQuery live(ContactQuery query) {
        return query.inState(LifeState.LIVE);
    }

    @Override
    public Page<AssociatedContact> associate(Caller caller, Page<Contact> page) {
        Objects.requireNonNull(caller, "caller");
        return observers.observe(
                control.of(caller),
                Kind.ASSOCIATE,
                page.data().size(),
                () -> lookups.associate(caller.organizationId(), page),
                rows -> Answer.of(rows.data().size()));
    }

    @Override
    public BulkContacts bulk() {
        return new BulkUseCases(control, writes, observers);
    }

    @Override
    public Contacts where(Filter filter) {
        return new ContactUseCases(control.where(filter), lookups, writes, observers);
    }

    /** Does one command. */
    Contact change(Caller caller, ContactCommand command) {
        CallerAccess access = control.of(caller);
        return observers.observe(access, kind(command), 1, () -> change(access, command), contact -> Answer.ONE);
    }

    private Contact change(CallerAccess access, ContactCommand command) {
        return result(access, command).contactOrThrow();
    }

    private ItemResult result(CallerAccess access, ContactCommand command) {
        ChangeRules.requireForm(access.caller(), command);
        command.operations().forEach(access::require);
        return writes.alone(access, command);
    }

    private static Kind kind(ContactCommand command) {
        return command.match(
                create -> Kind.CREATE,
                patch -> Kind.PATCH,
                delete -> Kind.DELETE,
                restore -> Kind.RESTORE,
                upsert -> Kind.UPSERT);
    }
}
