package dev.contactbook.spi;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a store is asked to write by {@link ContactRepository#write}: changes in one organization, who makes them and
 * when, and what the call may cost. Immutable.
 *
 * @param organizationId whose contacts
 * @param userId who makes the changes, null for a job of the host
 * @param at when, in whole milliseconds. The changes hold times of their own, which need not be this one
 * @param changes what to change, in order
 * @param budget what the call may cost
 */
public record WriteRequest(
        long organizationId, @Nullable Long userId, Instant at, List<Change> changes, WorkBudget budget) {
    /**
     * A request.
     *
     * @param organizationId whose contacts
     * @param userId who makes the changes, null for a job of the host
     * @param at when, in whole milliseconds
     * @param changes what to change, in order, copied
     * @param budget what the call may cost
     */
    public WriteRequest {
        Objects.requireNonNull(at, "at");
        changes = List.copyOf(changes);
        Objects.requireNonNull(budget, "budget");
    }

    /**
     * The request of a job of the host for changes of any cost, made now.
     *
     * @param organizationId whose contacts
     * @param changes what to change, in order
     * @return the request
     */
    public static WriteRequest of(long organizationId, List<Change> changes) {
        return new WriteRequest(
                organizationId, null, Instant.ofEpochMilli(System.currentTimeMillis()), changes, WorkBudget.UNBOUNDED);
    }

    /**
     * The same request with other changes, for stores that pass it on.
     *
     * @param other what to change, in order
     * @return a new request
     */
    public WriteRequest withChanges(List<Change> other) {
        return new WriteRequest(organizationId, userId, at, other, budget);
    }

    /**
     * The same request with another budget.
     *
     * @param other what the call may cost
     * @return a new request
     */
    public WriteRequest withBudget(WorkBudget other) {
        return new WriteRequest(organizationId, userId, at, changes, other);
    }

    /** The organization and how many changes, nothing personal. */
    @Override
    public String toString() {
        return "WriteRequest[" + organizationId + ", " + changes.size() + " changes]";
    }
}
