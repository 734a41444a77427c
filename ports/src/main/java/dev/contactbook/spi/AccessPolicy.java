package dev.contactbook.spi;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Filter;

/**
 * A policy of the host that says who may do what, who sees which contacts, and who may change which (contract §3,
 * access).
 *
 * <p>A contact that a caller does not see does not exist for him: it is not found, listed or counted. One that he sees,
 * but may not change, is {@link dev.contactbook.domain.ContactsException.Forbidden} to patch or delete. Both look at
 * the contact as it is before the change: what a create makes, or a patch moves out of sight, is answered once.
 * Listeners and the directory are asked and told as ever, whoever sees the contact.
 *
 * <p>Each method is asked at most once in a call, before the store is, and only if it matters: {@link #permits} for
 * each kind of operation, then {@link #visibleTo} for all but creates, then {@link #changeableBy} for patches and
 * deletes. Many at once are one call, however many chunks they are, and the answers hold to its end. Implementations
 * must be thread-safe; what one throws reaches the caller as it is, and nothing was read or written (of many at once:
 * nothing of this chunk and those after it).
 *
 * <p>A filter must be one that queries take: null, and one with {@link Filter#violations()}, is the host's mistake, and
 * the call throws an {@link IllegalStateException}. The bounds of callers' own filters are not touched.
 * {@code Filter.everything()}, every contact, costs nothing; for {@code Filter.nothing()}, none, the store is not even
 * asked; any other is part of the store's query, and its totals are counted.
 */
@FunctionalInterface
public interface AccessPolicy {
    /**
     * Whether a caller may do something at all.
     *
     * @param caller who asks
     * @param operation what for
     * @return false to refuse it with {@link dev.contactbook.domain.ContactsException.Forbidden}
     */
    boolean permits(Caller caller, Operation operation);

    /**
     * Which contacts of his organization a caller sees.
     *
     * @param caller who asks; the system has no user id, and {@code is(null)} means contacts without an owner
     * @return the contacts, without violations; by default every one
     */
    default Filter visibleTo(Caller caller) {
        return Filter.everything();
    }

    /**
     * Which of the contacts that he sees a caller may patch and delete.
     *
     * @param caller who asks
     * @return the contacts, without violations, whether he sees them or not; by default every one
     */
    default Filter changeableBy(Caller caller) {
        return Filter.everything();
    }
}
