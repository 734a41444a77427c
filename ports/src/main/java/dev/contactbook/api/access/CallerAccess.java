package dev.contactbook.api.access;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.Violation;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Operation;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.TakenKey;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may do and see in one call, and the only way to the store (contract §3, access). Each use case names
 * its operation first. It then finds no contact that is hidden from the caller, and changes none that the caller may
 * not change.
 *
 * <p>The policy is called when an operation is first named, before the store is. Its answers hold for the whole call.
 * Not thread-safe.
 */
public final class CallerAccess {
    private final CheckedRepository store;
    private final AccessPolicy policy;
    private final WorkLimits limits;
    private final List<Filter> views;
    private final Caller caller;
    private final Map<Operation, Boolean> answers = new EnumMap<>(Operation.class);
    private @Nullable List<Filter> visible;
    private @Nullable Filter changeable;

    /** Null until something needs one, because a get in memory takes little longer than reading the clock. */
    private @Nullable WorkBudget budget;

    /** Null until something needs them, which no create or patch alone does. */
    private @Nullable Set<ContactKey.Kind> uniqueKinds;

    private int restarts;

    CallerAccess(CheckedRepository store, AccessPolicy policy, WorkLimits limits, List<Filter> views, Caller caller) {
        this.store = store;
        this.policy = policy;
        this.limits = limits;
        this.views = views;
        this.caller = caller;
    }

    /** {@return who asks} */
    public Caller caller() {
        return caller;
    }

    /** {@return how many writes came too late, because another caller changed a contact first} */
    public int restarts() {
        return restarts;
    }

    /** Starts the time of the call again: each chunk of many items has its own deadline, and looks at the choice. */
    public void renewDeadline() {
        uniqueKinds = null;
        budget = WorkBudget.of(limits.deadline(), limits.mostSortedRows());
    }

    /** The budget of the call, which starts now if it has not started. */
    private WorkBudget budget() {
        if (budget == null) {
            renewDeadline();
        }
        return Objects.requireNonNull(budget);
    }

    /** Refuses a query beyond the work limits. */
    private void requireBounded(ContactQuery query) {
        List<Violation> violations = limits.violations(query);
        if (!violations.isEmpty()) {
            throw query.search().isPresent() ? Invalid.search(violations) : Invalid.query(violations);
        }
    }

    /**
     * Whether the policy permits an operation at all.
     *
     * @param operation which operation
     * @return whether the caller may do it
     */
    public boolean permits(Operation operation) {
        return answers.computeIfAbsent(operation, this::ask);
    }

    /**
     * Refuses an operation that the policy does not permit.
     *
     * @param operation which operation
     * @throws Forbidden if the caller may not do it
     */
    public void require(Operation operation) {
        if (!permits(operation)) {
            throw Forbidden.contact();
        }
    }

    /**
     * The contacts of some ids that are visible to the caller.
     *
     * @param ids any numbers
     * @return the contacts by id
     */
    public Map<Long, Contact> getAll(Set<Long> ids) {
        require(Operation.GET);
        return find(ids, this::sees);
    }

    /**
     * A contact that is visible to the caller.
     *
     * @param id any number
     * @return the contact
     * @throws NotFound if there is none
     */
    public Contact get(long id) {
        require(Operation.GET);
        return get(LifeState.LIVE, id);
    }

    /**
     * A deleted contact that is visible to the caller.
     *
     * @param id any number
     * @return the contact
     * @throws NotFound if there is none
     */
    public Contact getDeleted(long id) {
        require(Operation.READ_TRASH);
        return get(LifeState.DELETED, id);
    }

    private Contact get(LifeState state, long id) {
        Contact contact = find(Set.of(id), found -> sees(state, found)).get(id);
        if (contact == null) {
            throw new NotFound(id);
        }
        return contact;
    }

    /**
     * The contacts of a query that are visible to the caller, and their number.
     *
     * @param query the query
     * @param start the place that the query's cursor stands for, if it has one
     * @return the rows of the store
     */
    public Rows list(ContactQuery query, Optional<Position> start) {
        requireBounded(query);
        require(operation(query));
        if (visible().contains(Filter.nothing())) {
            return new Rows(List.of(), query.wantsTotal() ? OptionalLong.of(0) : OptionalLong.empty(), false);
        }
        ContactQuery restricted = query;
        for (Filter filter : visible()) {
            restricted = restricted.within(filter);
        }
        return store().list(
                        new ListRequest(caller.organizationId(), restricted, start, budget()),
                        contact -> sees(query.lifeState(), contact));
    }

    private static Operation operation(ContactQuery query) {
        return switch (query.lifeState()) {
            case LIVE -> query.search().isPresent() ? Operation.SEARCH : Operation.LIST;
            case DELETED -> Operation.READ_TRASH;
        };
    }

    /**
     * The contacts of some ids that are visible to the caller, live and deleted ones, for a change that is permitted
     * already.
     *
     * @param ids any numbers
     * @return the contacts by id, which {@link #changeable} or {@link #restorable} checks
     */
    public Map<Long, Contact> findInAnyState(Set<Long> ids) {
        return find(ids, this::matchesVisible);
    }

    private Map<Long, Contact> find(Set<Long> ids, Predicate<Contact> isSeen) {
        if (ids.isEmpty() || visible().contains(Filter.nothing())) {
            return Map.of();
        }
        return store().find(caller.organizationId(), ids, isSeen);
    }

    /**
     * The live contacts with one of some keys that are visible to the caller.
     *
     * @param keys any keys
     * @param limit at how many contacts to look
     * @return the contacts in ascending order of id
     */
    public List<Contact> getByKeys(Set<ContactKey> keys, int limit) {
        require(Operation.GET);
        if (keys.isEmpty() || visible().contains(Filter.nothing())) {
            return List.of();
        }
        return store().findByKeys(caller.organizationId(), keys, limit).stream()
                .filter(this::sees)
                .toList();
    }

    /**
     * All contacts with one of some keys, for a change that is permitted already: hidden and deleted ones too.
     *
     * @param keys any keys
     * @return the contacts, which {@link #onlyHolder} checks
     */
    public List<Contact> holders(Set<ContactKey> keys) {
        return keys.isEmpty() ? List.of() : store().findByKeys(caller.organizationId(), keys, Integer.MAX_VALUE);
    }

    /**
     * The kinds of keys that at most one contact has, for a change that is permitted already. The store is called once.
     *
     * @return the kinds
     */
    public Set<ContactKey.Kind> uniqueKinds() {
        Set<ContactKey.Kind> known = uniqueKinds;
        if (known == null) {
            known = store().uniqueKinds(caller.organizationId());
            uniqueKinds = known;
        }
        return known;
    }

    /**
     * The one contact that has some keys and that the caller may change.
     *
     * @param keys the keys
     * @param holders the contacts that have them, at least one
     * @param mayRestore whether it may be deleted, for a change that restores it
     * @return the contact
     * @throws Duplicate if there are several, or if the only one is hidden, or deleted where it may not be
     * @throws Forbidden if it is visible, but may not be changed
     */
    public Contact onlyHolder(Set<ContactKey> keys, List<Contact> holders, boolean mayRestore) {
        Contact first = holders.get(0);
        LifeState state = mayRestore ? first.lifeState() : LifeState.LIVE;
        if (holders.size() > 1 || !sees(state, first)) {
            throw duplicate(
                    holders.stream()
                            .flatMap(holder -> ContactKey.of(holder).stream()
                                    .filter(keys::contains)
                                    .map(key -> new TakenKey(0, key, OptionalLong.of(holder.id()))))
                            .sorted(Comparator.comparing(TakenKey::key))
                            .toList(),
                    holders.stream()
                            .filter(this::matchesVisible)
                            .collect(Collectors.toMap(Contact::id, holder -> holder)));
        }
        return changeable(state, first.id(), first);
    }

    /**
     * The refusal of a change whose keys other contacts have. It names only contacts that the caller sees, deleted ones
     * too.
     *
     * @param taken the keys of one change
     * @return the exception
     */
    public Duplicate duplicate(List<TakenKey> taken) {
        Set<Long> ids = taken.stream()
                .flatMapToLong(key -> key.holderId().stream())
                .boxed()
                .collect(Collectors.toSet());
        return duplicate(taken, store().find(caller.organizationId(), ids, this::matchesVisible));
    }

    private static Duplicate duplicate(List<TakenKey> taken, Map<Long, Contact> seen) {
        return new Duplicate(taken.stream()
                .map(key -> {
                    Contact holder =
                            key.holderId().isPresent() ? seen.get(key.holderId().getAsLong()) : null;
                    return holder == null
                            ? new Duplicate.Clash(key.key(), OptionalLong.empty(), false)
                            : new Duplicate.Clash(
                                    key.key(), OptionalLong.of(holder.id()), holder.lifeState() == LifeState.DELETED);
                })
                .toList());
    }

    /**
     * A live contact that the caller may change: it must be visible as it is now.
     *
     * @param id which contact
     * @param found the contact as found, or as earlier changes of the call left it; null if there is none
     * @return the contact
     * @throws NotFound if it is not visible
     * @throws Forbidden if it is visible, but may not be changed
     */
    public Contact changeable(long id, @Nullable Contact found) {
        return changeable(LifeState.LIVE, id, found);
    }

    /**
     * A deleted contact that the caller may restore: it must be visible as it is now.
     *
     * @param id which contact
     * @param found as for {@link #changeable}
     * @return the contact
     * @throws NotFound if it is not visible, or live
     * @throws Forbidden if it is visible, but may not be changed
     */
    public Contact restorable(long id, @Nullable Contact found) {
        return changeable(LifeState.DELETED, id, found);
    }

    private Contact changeable(LifeState state, long id, @Nullable Contact found) {
        if (found == null || !sees(state, found)) {
            throw new NotFound(id);
        } else if (!changeable().matches(found)) {
            throw Forbidden.contact();
        }
        return found;
    }

    /**
     * Writes changes. Each is checked again: the caller may change the contact, a deleted one only by restoring it.
     *
     * @param changes what to write
     * @param at when the changes happen
     * @return the result of the store
     */
    public WriteResult write(List<Change> changes, Instant at) {
        boolean mayRestore = Boolean.TRUE.equals(answers.get(Operation.RESTORE));
        for (Change change : changes) {
            change.<@Nullable Contact>match(
                    insert -> null,
                    replace -> mayRestore && replace.after().lifeState() == LifeState.LIVE
                            ? changeable(
                                    replace.before().lifeState(),
                                    replace.before().id(),
                                    replace.before())
                            : changeable(replace.before().id(), replace.before()),
                    remove -> changeable(remove.before().id(), remove.before()));
        }
        WriteRequest request = new WriteRequest(caller.organizationId(), caller.userId(), at, changes, budget());
        WriteResult result = store().write(request);
        if (result.staleIndex().isPresent()) {
            restarts++;
        }
        return result;
    }

    private boolean sees(Contact contact) {
        return sees(LifeState.LIVE, contact);
    }

    private boolean sees(LifeState state, Contact contact) {
        return contact.lifeState() == state && matchesVisible(contact);
    }

    private boolean matchesVisible(Contact contact) {
        for (Filter filter : visible()) {
            if (!filter.matches(contact)) {
                return false;
            }
        }
        return true;
    }

    /** The store, which a use case reaches only after the policy permitted something. */
    private CheckedRepository store() {
        if (!answers.containsValue(true)) {
            throw new IllegalStateException("Store called before the access check");
        }
        return store;
    }

    /** Calls the policy for all it decides about an operation, so that nothing is read before. */
    private boolean ask(Operation operation) {
        if (operation != Operation.GET) {
            budget(); // the time of the policy counts
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
            case GET, LIST, SEARCH, READ_TRASH, PATCH, DELETE, RESTORE -> true;
        };
    }

    private static boolean isChange(Operation operation) {
        return switch (operation) {
            case CREATE, GET, LIST, SEARCH, READ_TRASH -> false;
            case PATCH, DELETE, RESTORE -> true;
        };
    }

    /** The filters that a visible contact matches, all of them. */
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

    /** Hosts may be written in languages that ignore our null marks. */
    private static Filter usable(@Nullable Filter filter) {
        if (filter == null) {
            throw new IllegalStateException("The access policy returned null for a filter");
        } else if (filter.equals(Filter.everything())) {
            return filter; // hosts without a policy pay nothing for the check below
        }
        List<Violation> violations = filter.violations();
        if (!violations.isEmpty()) {
            throw new IllegalStateException("The access policy returned an invalid filter: " + violations);
        }
        return filter;
    }
}
