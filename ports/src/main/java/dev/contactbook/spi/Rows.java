package dev.contactbook.spi;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A store's answer to a query.
 *
 * @param contacts the contacts of the page, in order
 * @param total how many contacts match, empty exactly if the query asks for none
 * @param hasMore whether a matching contact comes after the last of the page, false if the limit is 0
 */
public record Rows(List<Contact> contacts, OptionalLong total, boolean hasMore) {
    /**
     * A store's answer.
     *
     * @param contacts the contacts of the page, in order, which are copied
     * @param total how many contacts match
     * @param hasMore whether a matching contact comes after the last of the page
     */
    public Rows {
        contacts = List.copyOf(contacts);
        Objects.requireNonNull(total, "total");
    }

    /**
     * The answer to a request, for a store that has read all matching contacts.
     *
     * @param request the request
     * @param matching all contacts that match, in the query's order. If the limit is 0, any order will do
     * @return the answer
     */
    public static Rows of(ListRequest request, List<Contact> matching) {
        ContactQuery query = request.query();
        OptionalLong total = query.wantsTotal() ? OptionalLong.of(matching.size()) : OptionalLong.empty();
        List<Contact> from = request.start()
                .map(place -> matching.stream().filter(place::precedes).toList())
                .orElse(matching);
        int start = Math.min(query.skip(), from.size());
        int end = Math.min(start + query.limit(), from.size());
        List<Contact> page =
                from.subList(start, end).stream().map(query::project).toList();
        return new Rows(page, total, query.limit() > 0 && end < from.size());
    }
}
