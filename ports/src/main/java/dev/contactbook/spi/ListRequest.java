package dev.contactbook.spi;

import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Position;
import java.util.Objects;
import java.util.Optional;

/**
 * What a store is asked for by {@link ContactRepository#list}: a query in one organization, where its page starts, and
 * what the call may cost.
 *
 * <p>The query has no cursor: the place that its caller's cursor stands for is {@code start}, decoded once for all
 * stores. Immutable.
 *
 * @param organizationId whose contacts
 * @param query which contacts, in which order, how many, without a cursor
 * @param start the place after which the page starts, empty where it starts at the first contact, or at the query's
 *     {@code skip}
 * @param budget what the call may cost
 */
public record ListRequest(long organizationId, ContactQuery query, Optional<Position> start, WorkBudget budget) {
    /**
     * A request.
     *
     * @param organizationId whose contacts
     * @param query which contacts, in which order, how many. A cursor is left out
     * @param start the place after which the page starts, one of the query's
     * @param budget what the call may cost
     * @throws IllegalArgumentException if the page starts at a place and the query skips rows
     */
    public ListRequest {
        query = query.withoutCursor();
        Objects.requireNonNull(budget, "budget");
        if (start.isPresent() && query.skip() > 0) {
            throw new IllegalArgumentException("A page starts at a place or skips rows, not both");
        }
    }

    /**
     * The request for a query of any cost, which starts where its cursor says.
     *
     * @param organizationId whose contacts
     * @param query which contacts, in which order, how many
     * @return the request
     * @throws dev.contactbook.domain.ContactsException.Invalid as {@link ContactQuery#position}
     */
    public static ListRequest of(long organizationId, ContactQuery query) {
        return new ListRequest(organizationId, query, query.position(organizationId), WorkBudget.UNBOUNDED);
    }

    /**
     * The same request with another query, for stores that pass it on.
     *
     * @param other a query. A cursor is left out
     * @return a new request that starts at the same place
     */
    public ListRequest withQuery(ContactQuery other) {
        return new ListRequest(organizationId, other, start, budget);
    }

    /**
     * The same request with another budget.
     *
     * @param other what the call may cost
     * @return a new request
     */
    public ListRequest withBudget(WorkBudget other) {
        return new ListRequest(organizationId, query, start, other);
    }

    /** The organization and the query, without the values of the place where it starts. */
    @Override
    public String toString() {
        return "ListRequest[" + organizationId + ", " + query + (start.isPresent() ? ", from a place" : "") + "]";
    }
}
