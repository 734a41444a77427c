package dev.contactbook.jdbc.read;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Position;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * A page, and its total if asked for, that the domain chooses among the contacts it is shown: in the order of the
 * query, or in any order. It keeps the contacts of the page, or the places of those on the page and before it, and
 * nothing of the others. Not thread-safe.
 */
final class Choice {
    private final ContactQuery query;
    private final Optional<Filter> filter;
    private final boolean areInOrder;
    private final WorkBudget budget;
    private final Optional<Position> start;
    private final List<Contact> page = new ArrayList<>();

    /** The first places of all, the last of them at the head. */
    private final PriorityQueue<Position> places = new PriorityQueue<>(Comparator.reverseOrder());

    private long matching;
    private long following;

    /**
     * Nothing yet.
     *
     * @param filter which of the contacts that are shown match. Empty if all do: then a contact need have no more than
     *     the fields of the order
     * @param areInOrder whether they are shown in the order of the query
     */
    Choice(ListRequest request, Optional<Filter> filter, boolean areInOrder) {
        this.query = request.query();
        this.filter = filter;
        this.areInOrder = areInOrder;
        this.budget = request.budget();
        this.start = request.start();
    }

    /** Shows a contact, and says whether to show more. */
    boolean take(Contact contact) {
        budget.check();
        return areInOrder ? takeNext(contact) : takeAny(contact);
    }

    private boolean takeNext(Contact contact) {
        if (filter.isEmpty() || filter.get().matches(contact)) {
            matching++;
            boolean follows = start.isEmpty() || start.get().precedes(contact);
            if (follows && ++following > query.skip() && page.size() < looked(query)) {
                page.add(query.project(contact));
            }
        }
        return query.wantsTotal() || page.size() < looked(query);
    }

    private boolean takeAny(Contact contact) {
        Position place =
                (filter.isPresent() ? query.place(contact) : Optional.of(query.positionOf(contact))).orElse(null);
        if (place != null) {
            matching++;
            budget.requireSortable(query, matching);
            if (start.isEmpty() || start.get().compareTo(place) < 0) {
                places.add(place);
            }
            if (places.size() > (long) query.skip() + looked(query)) {
                places.remove();
            }
        }
        return true;
    }

    /** The ids of the page where contacts were shown in any order: these are to be read. */
    List<Long> ids() {
        return places.stream().sorted().skip(query.skip()).map(Position::id).toList();
    }

    /** The answer, once all was shown that had to be, with the contacts that were read of the {@link #ids}. */
    Rows rows(List<Long> ids, Map<Long, Contact> read) {
        ids.stream().map(read::get).filter(Objects::nonNull).map(query::project).forEach(page::add);
        return rows(query, page, query.wantsTotal() ? OptionalLong.of(matching) : OptionalLong.empty());
    }

    /** How many rows of a page to read: one more, to see whether there is more. */
    static int looked(ContactQuery query) {
        return query.limit() == 0 ? 0 : query.limit() + 1;
    }

    /** What was read for a page, as the answer. */
    static Rows rows(ContactQuery query, List<Contact> looked, OptionalLong total) {
        boolean hasMore = looked.size() > query.limit();
        return new Rows(hasMore ? looked.subList(0, query.limit()) : looked, total, hasMore);
    }
}
