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
 * @param total how many match in all; empty exactly where the query does without
 * @param hasMore whether a matching contact comes after the last of the page; false where the query asks for no
 *     contacts
 */
public record Rows(List<Contact> contacts, OptionalLong total, boolean hasMore) {
    /**
     * A store's answer.
     *
     * @param contacts the contacts of the page, in order; copied
     * @param total how many match in all
     * @param hasMore whether a matching contact comes after the last of the page
     */
    public Rows {
        contacts = List.copyOf(contacts);
        Objects.requireNonNull(total, "total");
    }

    /**
     * The answer to a request, for a store that has looked for all that match.
     *
     * @param request the request
     * @param matching all contacts that match, in the query's order, which makes no difference where no contacts are
     *     asked for
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
