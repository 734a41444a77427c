package dev.contactbook.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A query for live contacts of one organization: which, in which order, and how many (contract §3, list; §4).
 *
 * <pre>{@code ContactQuery.page().where(COMPANY_ID.is(101)).sortBy(CREATED_AT.desc()).limit(25).skip(50)}</pre>
 *
 * <p>It names no organization: that is the caller's. {@link #matches} and {@link #order} say what it means; every store
 * agrees with them. Immutable: each method that changes something returns a new query.
 */
public final class ContactQuery {
    /** The number of rows of a page where a query does not say: 10. */
    public static final int DEFAULT_LIMIT = 10;

    /** The largest number of rows of a page: 1,000. */
    public static final int MAX_LIMIT = 1_000;

    /** The largest number of sort keys: 8. */
    public static final int MAX_SORTS = 8;

    private static final Sort BY_ID = ContactFields.ID.asc();
    private static final Sort BY_ID_DESCENDING = ContactFields.ID.desc();

    private static final ContactQuery FIRST_PAGE = new ContactQuery(new Draft());

    private final @Nullable ContactSearch search;
    private final @Nullable Filter filter;
    private final @Nullable Filter within;
    private final List<Sort> sorts;
    private final int limit;
    private final int skip;
    private final @Nullable Cursor after;
    private final boolean wantsTotal;
    private final boolean wantsCustomFields;

    private ContactQuery(Draft draft) {
        // Its numbers are the query's, so that two queries that ask for the same are equal.
        this.search = draft.search == null ? null : draft.search.with(draft.limit, draft.skip);
        this.filter = draft.filter;
        this.within = draft.within;
        this.sorts = draft.sorts;
        this.limit = draft.limit;
        this.skip = draft.skip;
        this.after = draft.after;
        this.wantsTotal = draft.wantsTotal;
        this.wantsCustomFields = draft.wantsCustomFields;
    }

    private ContactQuery with(Consumer<Draft> change) {
        Draft draft = new Draft();
        draft.search = search;
        draft.filter = filter;
        draft.within = within;
        draft.sorts = sorts;
        draft.limit = limit;
        draft.skip = skip;
        draft.after = after;
        draft.wantsTotal = wantsTotal;
        draft.wantsCustomFields = wantsCustomFields;
        change.accept(draft);
        return new ContactQuery(draft);
    }

    /** What becomes of a query, which itself never changes. */
    private static final class Draft {
        private @Nullable ContactSearch search;
        private @Nullable Filter filter;
        private @Nullable Filter within;
        private List<Sort> sorts = List.of();
        private int limit = DEFAULT_LIMIT;
        private int skip;
        private @Nullable Cursor after;
        private boolean wantsTotal = true;
        private boolean wantsCustomFields = true;
    }

    /**
     * The first page of all live contacts: by id, at most 10 of them, with the total. Every query begins here.
     * {@link #limit(int)} asks for up to 1,000 rows, {@link #after} for the next page.
     *
     * @return the query
     */
    public static ContactQuery page() {
        return FIRST_PAGE;
    }

    /**
     * The contacts that a search finds, best match first, with limit and skip of the search.
     *
     * @param search the search
     * @return the query
     */
    public static ContactQuery of(ContactSearch search) {
        return FIRST_PAGE.with(draft -> {
            draft.search = search;
            draft.limit = search.limit();
            draft.skip = search.skip();
        });
    }

    /**
     * The same query for those of its contacts that a filter means as well: what it asked for before still holds.
     *
     * @param filter the filter
     * @return a new query
     * @throws ContactsException.Invalid with what {@link Filter#violations()} says of the filter, or of it and those
     *     before it together
     */
    public ContactQuery where(Filter filter) {
        Filter all = this.filter == null ? filter : this.filter.and(filter);
        List<Violation> violations = all.violations();
        if (!violations.isEmpty()) {
            throw ContactsException.Invalid.query(violations);
        }
        return with(draft -> draft.filter = all);
    }

    /**
     * The same query as if those contacts that a filter does not mean did not exist: for who may see what. Beside
     * {@link #where}, whose bounds it leaves to the caller: this filter has its own. Several have to match, each within
     * its own bounds; one that means every contact, as {@code Filter.everything()} does, changes nothing.
     *
     * @param filter the contacts that there are
     * @return a new query
     * @throws ContactsException.Invalid with what {@link Filter#violations()} says of the filter
     */
    public ContactQuery within(Filter filter) {
        List<Violation> violations = filter.violations();
        if (!violations.isEmpty()) {
            throw ContactsException.Invalid.query(violations);
        } else if (filter.equals(Filter.everything())) {
            return this;
        }
        return with(draft -> draft.within = within == null ? filter : within.and(filter));
    }

    /**
     * The same query in another order; contacts that are equal in all keys come by id, in the direction of the last
     * key.
     *
     * @param sorts at most 8 keys, no field twice; none for the order by id
     * @return a new query
     * @throws ContactsException.Invalid with an error for {@code "sort"}, if there are too many keys, a field twice, or
     *     the query is a search, whose order is its own
     */
    public ContactQuery sortBy(Sort... sorts) {
        Set<ContactField<?>> fields = new HashSet<>();
        String problem = null;
        if (sorts.length > MAX_SORTS) {
            problem = "Must be at most " + MAX_SORTS + " keys";
        } else if (!Arrays.stream(sorts).allMatch(sort -> fields.add(sort.field()))) {
            problem = "Must not name a field twice";
        } else if (search != null && sorts.length > 0) {
            problem = "A search has its own order";
        }
        if (problem != null) {
            throw ContactsException.Invalid.query(List.of(new Violation("sort", "sort", problem)));
        }
        return with(draft -> draft.sorts = List.of(sorts));
    }

    /**
     * The same query with another number of rows.
     *
     * @param limit 0 to 1,000; 0 asks for the total only
     * @return a new query
     * @throws ContactsException.Invalid with {@code limit}
     */
    public ContactQuery limit(int limit) {
        checkLimit(limit).ifPresent(violation -> {
            throw ContactsException.Invalid.query(List.of(violation));
        });
        return with(draft -> draft.limit = limit);
    }

    /**
     * The same query from another row on. Its cost grows with the number of rows left out: {@link #after} has no such
     * cost.
     *
     * @param skip how many matching rows to leave out, 0 to 2^31−1; 0 where the query goes on after a cursor
     * @return a new query
     * @throws ContactsException.Invalid with {@code skip}
     */
    public ContactQuery skip(int skip) {
        checkSkip(skip).or(() -> checkStart(skip, after)).ifPresent(violation -> {
            throw ContactsException.Invalid.query(List.of(violation));
        });
        return with(draft -> draft.skip = skip);
    }

    /**
     * The same query from where a page of it ended: the contacts that now come after the place of its last one. Whoever
     * goes on so from page to page meets no contact twice, and each that is there all the time, unless what the query
     * sorts by changes.
     *
     * <p>Whether the cursor belongs to this query is found out when the query is asked, by whose caller: another one of
     * limit, total and custom fields, and no other, is the same query.
     *
     * @param cursor the {@link Page#next()} of a page
     * @return a new query
     * @throws ContactsException.Invalid with {@code skip}, if the query leaves out rows
     */
    public ContactQuery after(Cursor cursor) {
        Objects.requireNonNull(cursor, "cursor");
        checkStart(skip, cursor).ifPresent(violation -> {
            throw ContactsException.Invalid.query(List.of(violation));
        });
        return with(draft -> draft.after = cursor);
    }

    /**
     * The same query without its cursor: from its first row on.
     *
     * @return a new query, or this one where it has none
     */
    public ContactQuery withoutCursor() {
        return after == null ? this : with(draft -> draft.after = null);
    }

    /**
     * The same query without counting all that matches, which spares a store the work.
     *
     * @return a new query
     */
    public ContactQuery withoutTotal() {
        return with(draft -> draft.wantsTotal = false);
    }

    /**
     * The same query for contacts without their custom fields, which spares a store reading them. Filters look at them
     * all the same.
     *
     * @return a new query
     */
    public ContactQuery withoutCustomFields() {
        return with(draft -> draft.wantsCustomFields = false);
    }

    /**
     * The search that contacts must match and that orders them.
     *
     * @return the search, empty for a plain list
     */
    public Optional<ContactSearch> search() {
        return Optional.ofNullable(search);
    }

    /**
     * The filter that contacts must match: the one given, or the {@link Filter.And} of several, those of
     * {@link #within} first.
     *
     * @return the filter; empty where there is none. Each that was given is without violations; together they can be
     *     one level deeper and have more conditions than one may
     */
    public Optional<Filter> filter() {
        if (within == null) {
            return ownFilter();
        }
        return Optional.of(filter == null ? within : within.and(filter));
    }

    /**
     * The keys of the order, as given.
     *
     * @return an unmodifiable list
     */
    public List<Sort> sorts() {
        return sorts;
    }

    /**
     * How many rows to return at most.
     *
     * @return 0 to 1,000
     */
    public int limit() {
        return limit;
    }

    /**
     * How many matching rows to leave out first.
     *
     * @return 0 to 2^31−1
     */
    public int skip() {
        return skip;
    }

    /**
     * Which page of the query it goes on from.
     *
     * @return the cursor, empty where it starts at the beginning or at {@link #skip()}
     */
    public Optional<Cursor> after() {
        return Optional.ofNullable(after);
    }

    /**
     * The place after which the page starts, as {@link #after()} tells it in an organization.
     *
     * @param organizationId whose contacts are asked for
     * @return the place, empty where there is no cursor
     * @throws ContactsException.Invalid with an error for {@code "after"}, if the cursor is not one, or is of another
     *     query or organization
     */
    public Optional<Position> position(long organizationId) {
        return after().map(cursor -> CursorText.read(this, organizationId, cursor));
    }

    /**
     * The place of a contact in the order of the query, whether the query matches it or not.
     *
     * @param contact any contact
     * @return the place
     */
    public Position positionOf(Contact contact) {
        return Position.of(this, new FoldedContact(contact));
    }

    /**
     * The cursor of a page that ends with a contact.
     *
     * @param organizationId whose contacts are asked for
     * @param last the last contact of the page
     * @return the cursor
     */
    public Cursor cursor(long organizationId, Contact last) {
        return CursorText.write(this, organizationId, positionOf(last));
    }

    /**
     * Whether to count all that matches.
     *
     * @return true unless {@link #withoutTotal()} said otherwise
     */
    public boolean wantsTotal() {
        return wantsTotal;
    }

    /**
     * Whether contacts come with their custom fields.
     *
     * @return true unless {@link #withoutCustomFields()} said otherwise; true also where a filter of {@link #within}
     *     looks at them, so that whoever must not show others can check what a store answers
     */
    public boolean wantsCustomFields() {
        return wantsCustomFields || (within != null && looksAtCustomFields(within));
    }

    private static boolean looksAtCustomFields(Filter filter) {
        return filter.match(
                column -> false,
                customField -> true,
                and -> and.filters().stream().anyMatch(ContactQuery::looksAtCustomFields),
                or -> or.filters().stream().anyMatch(ContactQuery::looksAtCustomFields),
                not -> looksAtCustomFields(not.filter()));
    }

    /**
     * What the query shows of a contact that it asks for.
     *
     * @param contact a contact
     * @return the contact, without custom fields unless the query {@linkplain #wantsCustomFields() wants} them
     */
    public Contact project(Contact contact) {
        if (wantsCustomFields() || contact.customFields().isEmpty()) {
            return contact;
        }
        ContactDetails details = contact.details().toBuilder()
                .replaceCustomFields(CustomFields.EMPTY)
                .build();
        return contact.toBuilder().details(details).build();
    }

    /**
     * Whether a contact of the organization is one of those asked for.
     *
     * @param contact any contact, deleted ones too
     * @return true if it is live, all filters mean it and the search finds it
     */
    public boolean matches(Contact contact) {
        return matches(new FoldedContact(contact));
    }

    private boolean matches(FoldedContact contact) {
        return contact.contact().isLive()
                && (within == null || contact.satisfies(within))
                && (filter == null || contact.satisfies(filter))
                && (search == null || search.finds(contact));
    }

    /**
     * The place of a contact among those asked for. To compare places is quicker than to compare contacts by
     * {@link #order()}: what they sort by is folded once.
     *
     * @param contact any contact, deleted ones too
     * @return the place, empty unless the query {@linkplain #matches matches} the contact
     */
    public Optional<Position> place(Contact contact) {
        FoldedContact seen = new FoldedContact(contact);
        return matches(seen) ? Optional.of(Position.of(this, seen)) : Optional.empty();
    }

    /**
     * The order of the contacts asked for. It is total: no two contacts are equal in it.
     *
     * @return an order of contacts that match
     */
    public Comparator<Contact> order() {
        if (search != null) {
            return Comparator.comparingInt(search::rank).thenComparingLong(Contact::id);
        }
        return totalOrder().stream()
                .map(Sort::order)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    /**
     * Returns the sort keys of {@link #order()} where the query is no search: the {@linkplain #sorts() given ones},
     * then the id in the direction of the last one. A given id is not repeated.
     *
     * @return an unmodifiable list of at least one key
     */
    public List<Sort> totalOrder() {
        if (sorts.stream().anyMatch(sort -> sort.field() == ContactFields.ID)) {
            return sorts;
        }
        List<Sort> keys = new ArrayList<>(sorts);
        keys.add(tieBreak());
        return Collections.unmodifiableList(keys);
    }

    /** The key that decides where all others are equal. */
    Sort tieBreak() {
        return !sorts.isEmpty() && sorts.get(sorts.size() - 1).isDescending() ? BY_ID_DESCENDING : BY_ID;
    }

    /** Equal if they ask for the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactQuery query
                && Objects.equals(search, query.search)
                && Objects.equals(filter, query.filter)
                && Objects.equals(within, query.within)
                && sorts.equals(query.sorts)
                && limit == query.limit
                && skip == query.skip
                && Objects.equals(after, query.after)
                && wantsTotal == query.wantsTotal
                && wantsCustomFields == query.wantsCustomFields;
    }

    @Override
    public int hashCode() {
        return Objects.hash(search, filter, within, sorts, limit, skip, after, wantsTotal, wantsCustomFields);
    }

    /** Its kind and numbers, without a search's term and the values of filters. */
    @Override
    public String toString() {
        return "ContactQuery[" + (search == null ? sorts : search) + (filter == null ? "" : ", where " + filter)
                + (within == null ? "" : ", within " + within)
                + ", limit=" + limit + (after == null ? ", skip=" + skip : ", after a cursor") + "]";
    }

    private static Optional<Violation> checkStart(int skip, @Nullable Cursor after) {
        return skip == 0 || after == null
                ? Optional.empty()
                : Optional.of(new Violation("skip", "skip_after", "Must not be given with a cursor"));
    }

    /** The filter that was given by {@link #where}, which tells one query from another; who may see what does not. */
    Optional<Filter> ownFilter() {
        return Optional.ofNullable(filter);
    }

    static Optional<Violation> checkLimit(int limit) {
        return limit >= 0 && limit <= MAX_LIMIT
                ? Optional.empty()
                : Optional.of(new Violation("limit", "limit", "Must be a whole number from 0 to " + MAX_LIMIT));
    }

    static Optional<Violation> checkSkip(int skip) {
        return skip >= 0
                ? Optional.empty()
                : Optional.of(new Violation("skip", "skip", "Must be a whole number from 0 to " + Integer.MAX_VALUE));
    }
}
