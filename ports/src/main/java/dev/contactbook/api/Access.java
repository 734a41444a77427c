package dev.contactbook.api;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.Violation;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Operation;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may do and see in one call, and the only way to the store: whoever reads or writes names the
 * operation first, finds no contact that the caller does not see, and changes none that he may not (contract §3,
 * access).
 *
 * <p>The policy is asked when an operation is first named, so before the store is; its answers hold for the whole call.
 * Not thread-safe.
 */
final class Access {
    private final GuardedRepository store;
    private final AccessPolicy policy;
    private final WorkLimits limits;
    private final List<Filter> views;
    private final Caller caller;
    private final Map<Operation, Boolean> answers = new EnumMap<>(Operation.class);
    private @Nullable List<Filter> visible;
    private @Nullable Filter changeable;

    /** Null until something needs one: to read the clock would be a good part of a get in memory. */
    private @Nullable WorkBudget budget;

    Access(GuardedRepository store, AccessPolicy policy, WorkLimits limits, List<Filter> views, Caller caller) {
        this.store = store;
        this.policy = policy;
        this.limits = limits;
        this.views = views;
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    /** Gives the call its time once more: for each chunk of many items. */
    void renewDeadline() {
        budget = WorkBudget.of(limits.deadline(), limits.mostSortedRows());
    }

    /** What the call may still cost. */
    private WorkBudget budget() {
        if (budget == null) {
            renewDeadline();
        }
        return Objects.requireNonNull(budget);
    }

    /** Refuses a query that is more work than a call may be. */
    private void requireBounded(ContactQuery query) {
        List<Violation> violations = limits.violations(query);
        if (!violations.isEmpty()) {
            throw query.search().isPresent() ? Invalid.search(violations) : Invalid.query(violations);
        }
    }

    /** Whether the caller may do something at all. */
    boolean permits(Operation operation) {
        return answers.computeIfAbsent(operation, this::ask);
    }

    /** Refuses what the caller may not do at all. */
    void require(Operation operation) {
        if (!permits(operation)) {
            throw Forbidden.contact();
        }
    }

    /** The contact of an id, if the caller sees it: for him there are no others. */
    Contact get(long id) {
        require(Operation.GET);
        Contact contact = find(List.of(id)).get(id);
        if (contact == null) {
            throw new NotFound(id);
        }
        return contact;
    }

    /**
     * The contacts of a query that the caller sees, and how many they are.
     *
     * @param start the place that the query's cursor stands for, if it has one
     */
    Rows list(ContactQuery query, Optional<Position> start) {
        requireBounded(query);
        require(query.search().isPresent() ? Operation.SEARCH : Operation.LIST);
        if (visible().contains(Filter.nothing())) {
            return new Rows(List.of(), query.wantsTotal() ? OptionalLong.of(0) : OptionalLong.empty(), false);
        }
        ContactQuery restricted = query;
        for (Filter filter : visible()) {
            restricted = restricted.within(filter);
        }
        return store().list(new ListRequest(caller.organizationId(), restricted, start, budget()), this::sees);
    }

    /** Those contacts of some ids that the caller sees. */
    Map<Long, Contact> find(Collection<Long> ids) {
        if (ids.isEmpty() || visible().contains(Filter.nothing())) {
            return Map.of();
        }
        return store().find(caller.organizationId(), ids, this::sees);
    }

    /**
     * A contact that is to be changed, if the caller may: it must be one that he sees, as it is now.
     *
     * @param found what there is of that id: found, or what became of it since
     */
    Contact changeable(long id, @Nullable Contact found) {
        if (found == null || !sees(found)) {
            throw new NotFound(id);
        } else if (!changeable().matches(found)) {
            throw Forbidden.contact();
        }
        return found;
    }

    /**
     * Writes changes of what the caller may change, made at an instant: whoever decided on them need not be believed.
     */
    WriteResult write(List<Change> changes, Instant at) {
        for (Change change : changes) {
            change.<@Nullable Contact>match(
                    insert -> null,
                    replace -> changeable(replace.before().id(), replace.before()),
                    remove -> changeable(remove.before().id(), remove.before()));
        }
        return store().write(new WriteRequest(caller.organizationId(), caller.userId(), at, changes, budget()));
    }

    private boolean sees(Contact contact) {
        if (!contact.isLive()) {
            return false;
        }
        for (Filter filter : visible()) {
            if (!filter.matches(contact)) {
                return false;
            }
        }
        return true;
    }

    /** The store, once something was permitted: an operation that asks nobody does not get to it. */
    private GuardedRepository store() {
        if (!answers.containsValue(true)) {
            throw new IllegalStateException("Nobody asked whether this is permitted");
        }
        return store;
    }

    /** All that the policy has to say about an operation, so that nothing is read before it was said. */
    private boolean ask(Operation operation) {
        if (operation != Operation.GET) {
            budget(); // what the policy takes counts
        }
        if (!policy.permits(caller, operation)) {
            return false;
        }
        if (isAboutStored(operation)) {
            visible();
        }
        if (isChange(operation)) {
            changeable();
        }
        return true;
    }

    private static boolean isAboutStored(Operation operation) {
        return switch (operation) {
            case CREATE -> false;
            case GET, LIST, SEARCH, PATCH, DELETE -> true;
        };
    }

    private static boolean isChange(Operation operation) {
        return switch (operation) {
            case CREATE, GET, LIST, SEARCH -> false;
            case PATCH, DELETE -> true;
        };
    }

    /** The filters that all have to mean a contact that the caller sees. */
    private List<Filter> visible() {
        if (visible == null) {
            Filter filter = usable(policy.visibleTo(caller));
            visible = new ArrayList<>(views);
            if (!filter.equals(Filter.everything())) {
                visible.add(filter);
            }
        }
        return visible;
    }

    private Filter changeable() {
        if (changeable == null) {
            changeable = usable(policy.changeableBy(caller));
        }
        return changeable;
    }

    /** Hosts may be written in languages that know nothing of our null marks. */
    private static Filter usable(@Nullable Filter filter) {
        if (filter == null) {
            throw new IllegalStateException("The access policy gave null for a filter");
        } else if (filter.equals(Filter.everything())) {
            return filter; // what hosts without a policy have: to look for mistakes in it took a third of a get in
            // memory
        }
        List<Violation> violations = filter.violations();
        if (!violations.isEmpty()) {
            throw new IllegalStateException("The access policy gave a filter that no query takes: " + violations);
        }
        return filter;
    }
}
