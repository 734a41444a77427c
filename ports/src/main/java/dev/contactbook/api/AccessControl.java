package dev.contactbook.api;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Violation;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.spi.AccessPolicy;
import java.util.List;
import java.util.stream.Stream;

/** Lets callers to the store, each call by an {@link Access} of its own. Immutable and thread-safe. */
final class AccessControl {
    private final GuardedRepository store;
    private final AccessPolicy policy;

    private final WorkLimits limits;

    /** What whoever holds these contacts sees of them, whatever the policy says. */
    private final List<Filter> views;

    AccessControl(ContactsBuilder builder) {
        this(new GuardedRepository(builder.repository), builder.accessPolicy, builder.workLimits, List.of());
    }

    private AccessControl(GuardedRepository store, AccessPolicy policy, WorkLimits limits, List<Filter> views) {
        this.store = store;
        this.policy = policy;
        this.limits = limits;
        this.views = views;
    }

    /** The same for those contacts only that a filter means as well. */
    AccessControl where(Filter filter) {
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

    /** What a caller may do and see in one call, which begins now. */
    Access of(Caller caller) {
        return new Access(store, policy, limits, views, caller);
    }
}
