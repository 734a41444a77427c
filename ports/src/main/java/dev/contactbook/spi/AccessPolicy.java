package dev.contactbook.spi;

import dev.contactbook.domain.Caller;

/**
 * A policy of the host that says who may do what (contract §3, access).
 *
 * <p>It is asked once for each operation, and of many at once for each kind of operation, before the store is.
 * Implementations must be thread-safe; what one throws reaches the caller as it is, and nothing was read or written.
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
}
