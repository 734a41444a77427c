package dev.contactbook.spi;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Filter;

/**
 * A policy of the host: which operations a caller may do, which contacts the caller sees, and which the caller may
 * change (contract §3, access).
 *
 * <p>A hidden contact behaves as if it did not exist: no operation finds, lists or counts it. A visible contact that
 * may not be changed is {@link dev.contactbook.domain.ContactsException.Forbidden} to patch, delete or restore. Both
 * filters look at the contact as it is before the change. So a create, or a patch that makes a contact invisible, still
 * returns it. Listeners and the directory are called as usual.
 *
 * <p>A call uses each method at most once, before the store, and only if it matters: {@link #permits} for each kind of
 * operation, {@link #visibleTo} for all but creates, {@link #changeableBy} for patches, deletes and restores. A bulk
 * run is one call, and the answers hold to its end. Implementations must be thread-safe. Exceptions propagate
 * unchanged, and nothing was read or written. In a bulk run this holds for the current chunk and all later ones.
 *
 * <p>A filter must be valid: null, or a filter with {@link Filter#violations()}, is a bug of the host, and the call
 * throws an {@link IllegalStateException}. The filter does not count towards the bounds of the caller's own filter.
 * {@link Filter#everything()} costs nothing. With {@link Filter#nothing()} the store is not called. Every other filter
 * becomes part of the store's query, whose totals are then counted.
 */
@FunctionalInterface
public interface AccessPolicy {
    /**
     * Whether a caller may do an operation at all.
     *
     * @param caller who asks
     * @param operation which operation
     * @return false to reject it with {@link dev.contactbook.domain.ContactsException.Forbidden}
     */
    boolean permits(Caller caller, Operation operation);

    /**
     * The contacts of the caller's organization that are visible to the caller.
     *
     * @param caller who asks. The system has no user id, and {@code is(null)} matches contacts without an owner
     * @return a filter without violations, by default {@link Filter#everything()}
     */
    default Filter visibleTo(Caller caller) {
        return Filter.everything();
    }

    /**
     * The visible contacts that a caller may patch, delete and restore.
     *
     * @param caller who asks
     * @return a filter without violations, by default {@link Filter#everything()}. It need not exclude hidden contacts
     */
    default Filter changeableBy(Caller caller) {
        return Filter.everything();
    }
}
