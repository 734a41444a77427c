package dev.contactbook.api;

import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Violation;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Operation;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The use cases: each checks the input, asks the policy, reads, decides, writes and tells, in this order (contract §3).
 *
 * <p>A change to a contact is optimistic: read it, compute its next version, write that if the version read still stands,
 * else start again. Whoever loses a race lost it to one who won, so all together always make progress.
 */
final class ContactUseCases implements Contacts {
    /**
     * How often a change starts again before it gives up. A call that loses this often competes with as many others that
     * won; without a bound a bug in a store would be an endless loop.
     */
    private static final int MAX_ATTEMPTS = 1_000;

    private final ContactRepository repository;
    private final InstantSource clock;
    private final AccessPolicy accessPolicy;
    private final Associations associations;
    private final Listeners listeners;

    ContactUseCases(ContactsBuilder builder) {
        this.repository = new GuardedRepository(builder.repository);
        this.clock = builder.clock;
        this.accessPolicy = builder.accessPolicy;
        this.associations = new Associations(builder.directory);
        this.listeners = new Listeners(builder.listeners, builder.onListenerFailure);
    }

    @Override
    public Contact create(Caller caller, ContactPatch input) {
        refuse(input.violationsOfNew());
        if (input.organizationId().isPresent() && input.organizationId().getAsLong() != caller.organizationId()) {
            throw Forbidden.organization();
        }
        require(caller, Operation.CREATE);
        ContactDetails details = input.applyTo(ContactDetails.EMPTY);
        refuse(associations.unknown(caller.organizationId(), ContactDetails.EMPTY, details));

        NewContact contact = new NewContact(details, caller.userId(), now());
        Contact created = write(caller, new Change.Insert(contact))
                .orElseThrow(() -> new Storage("The store refused an insert", false, Storage.Outcome.NOT_APPLIED));
        listeners.tell(created, listener -> listener.created(caller, created));
        return created;
    }

    @Override
    public Contact get(Caller caller, long id) {
        require(caller, Operation.GET);
        return live(caller, id);
    }

    @Override
    public Contact patch(Caller caller, long id, ContactPatch changes) {
        refuse(changes.violations());
        require(caller, Operation.PATCH);
        return change(
                caller,
                id,
                before -> patched(caller, before, changes),
                (before, after) -> listeners.tell(after, listener -> listener.patched(caller, before, after)));
    }

    @Override
    public Contact delete(Caller caller, long id) {
        require(caller, Operation.DELETE);
        return change(
                caller,
                id,
                before -> before.deleted(now()),
                (before, deleted) -> listeners.tell(deleted, listener -> listener.deleted(caller, deleted)));
    }

    @Override
    public Page<Contact> list(Caller caller, ContactQuery query) {
        require(caller, query.search().isPresent() ? Operation.SEARCH : Operation.LIST);
        Rows rows = repository.list(caller.organizationId(), query);
        return Page.of(query, rows.total(), rows.contacts());
    }

    @Override
    public Page<AssociatedContact> associate(Caller caller, Page<Contact> page) {
        return associations.associate(caller.organizationId(), page);
    }

    /** The contact after the patch: itself where nothing changes. */
    private Contact patched(Caller caller, Contact before, ContactPatch changes) {
        if (changes.ifVersion().isPresent() && changes.ifVersion().getAsLong() != before.version()) {
            throw new Conflict(before.version());
        }
        ContactDetails details = changes.applyTo(before.details());
        List<Violation> violations = new ArrayList<>(details.violationsSince(before.details()));
        if (changes.organizationId().isPresent() && changes.organizationId().getAsLong() != before.organizationId()) {
            violations.add(new Violation(
                    ContactFields.ORGANIZATION_ID.name(), "organization_fixed", "A contact stays in its organization"));
        }
        refuse(violations);
        refuse(associations.unknown(caller.organizationId(), before.details(), details));
        return details.equals(before.details()) ? before : before.changed(details, now());
    }

    /** Computes a contact's next version and writes it, until no other caller gets in between. */
    private Contact change(Caller caller, long id, UnaryOperator<Contact> next, Changed changed) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Contact before = live(caller, id);
            Contact after = next.apply(before);
            if (after.equals(before)) {
                return before;
            }
            Optional<Contact> stored = write(caller, new Change.Replace(before, after));
            if (stored.isPresent()) {
                changed.tell(before, stored.get());
                return stored.get();
            }
        }
        throw new Storage("Too many concurrent changes to one contact", true, Storage.Outcome.NOT_APPLIED);
    }

    /** What the store made of one change, empty where it came too late. */
    private Optional<Contact> write(Caller caller, Change change) {
        WriteResult result = repository.write(caller.organizationId(), List.of(change));
        return result.match(stored -> Optional.of(stored.get(0)), stale -> Optional.empty());
    }

    private Contact live(Caller caller, long id) {
        Contact contact = repository.find(caller.organizationId(), List.of(id)).get(id);
        if (contact == null || !contact.isLive()) {
            throw new NotFound(id);
        }
        return contact;
    }

    private void require(Caller caller, Operation operation) {
        if (!accessPolicy.permits(caller, operation)) {
            throw Forbidden.contact();
        }
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Invalid.contact(violations);
        }
    }

    /** The time in whole milliseconds: the one place where it is cut (contract §2). */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private interface Changed {
        void tell(Contact before, Contact after);
    }
}
