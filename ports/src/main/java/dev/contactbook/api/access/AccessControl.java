package dev.contactbook.api.access;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Violation;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.ContactRepository;
import java.util.List;
import java.util.stream.Stream;

/** Gives each call a {@link CallerAccess} of its own to the store. Immutable and thread-safe. */
public final class AccessControl {
    private final CheckedRepository store;
    private final AccessPolicy policy;
    private final WorkLimits limits;

    /** Filters of {@code Contacts.where}: contacts must match them besides the filter of the policy. */
    private final List<Filter> views;

    /**
     * Access to all contacts of a store.
     *
     * @param store the store
     * @param policy what callers may do and see
     * @param limits how much work a call may be
     */
    public AccessControl(ContactRepository store, AccessPolicy policy, WorkLimits limits) {
        this(new CheckedRepository(store), policy, limits, List.of());
    }

    private AccessControl(CheckedRepository store, AccessPolicy policy, WorkLimits limits, List<Filter> views) {
        this.store = store;
        this.policy = policy;
        this.limits = limits;
        this.views = views;
    }

    /**
     * Access to the contacts that match a filter as well.
     *
     * @param filter the filter
     * @return a new access control
     */
    public AccessControl where(Filter filter) {
        List<Violation> violations = filter.violations();
        if (!violations.isEmpty()) {
            throw Invalid.query(violations);
        }
        return new AccessControl(
                store,
                policy,
                limits,
                Stream.concat(views.stream(), Stream.of(filter)).toList());
    }

    /**
     * Starts a call.
     *
     * @param caller who asks
     * @return what the caller may do and see in this call
     */
    public CallerAccess of(Caller caller) {
        return new CallerAccess(store, policy, limits, views, caller);
    }
}
