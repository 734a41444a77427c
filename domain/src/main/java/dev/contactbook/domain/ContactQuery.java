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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A query for contacts: a filter or search, an order and a page (contract §3, list, and §4).
 *
 * <pre>{@code ContactQuery.page().where(COMPANY_ID.is(101)).sortBy(CREATED_AT.desc()).limit(25).skip(50)}</pre>
 *
 * <p>It names no organization: the caller does. It is for contacts of one {@link LifeState}, which the operation
 * chooses. {@link #matches} and {@link #order} define it, and every store agrees with them. Immutable: each method
 * returns a new query.
 */
public final class ContactQuery {
    /** The rows of a page unless {@link #limit(int)} changes them: 10. */
    public static final int DEFAULT_LIMIT = 10;

    /** The most rows of a page: 1,000. */
    public static final int MAX_LIMIT = 1_000;

    /** The most sort keys: 8. */
    public static final int MAX_SORTS = 8;

    /**
     * The order of deleted contacts unless their query has another one: the last deleted first, and then the last
     * created.
     */
    public static final List<Sort> NEWEST_DELETED_FIRST =
            List.of(ContactFields.DELETED_AT.desc(), ContactFields.CREATED_AT.desc());

    private static final Sort BY_ID = ContactFields.ID.asc();
    private static final Sort BY_ID_DESCENDING = ContactFields.ID.desc();

    private static final ContactQuery FIRST_PAGE = new ContactQuery(new Draft());

    private final LifeState lifeState;
    private final @Nullable ContactSearch search;
    private final @Nullable Filter filter;
    private final @Nullable Filter within;
    private final List<Sort> sorts;
    private final int limit;
    private final int skip;
    private final @Nullable Cursor after;
    private final boolean wantsTotal;
    private final boolean wantsCustomFields;
    private final boolean wantsLists;

    /** Found out once, since every row asks. */
    private final boolean showsCustomFields;

    private final boolean showsLists;

    private ContactQuery(Draft draft) {
        this.lifeState = draft.lifeState;
        // The search takes the numbers of the query, so that equal queries are equal.
        this.search = draft.search == null ? null : draft.search.within(draft.limit, draft.skip);
        this.filter = draft.filter;
        this.within = draft.within;
        this.sorts = draft.sorts;
        this.limit = draft.limit;
        this.skip = draft.skip;
        this.after = draft.after;
        this.wantsTotal = draft.wantsTotal;
        this.wantsCustomFields = draft.wantsCustomFields;
        this.wantsLists = draft.wantsLists;
        this.showsCustomFields = wantsCustomFields || (within != null && looksAtCustomFields(within));
        this.showsLists = wantsLists || looksAtLists(search) || (within != null && looksAtLists(within));
    }

    private ContactQuery with(Consumer<Draft> change) {
        Draft draft = new Draft();
        draft.lifeState = lifeState;
        draft.search = search;
        draft.filter = filter;
        draft.within = within;
        draft.sorts = sorts;
        draft.limit = limit;
        draft.skip = skip;
        draft.after = after;
        draft.wantsTotal = wantsTotal;
        draft.wantsCustomFields = wantsCustomFields;
        draft.wantsLists = wantsLists;
        change.accept(draft);
        return new ContactQuery(draft);
    }

    /** The values of a query to build. */
    private static final class Draft {
        private LifeState lifeState = LifeState.LIVE;
        private @Nullable ContactSearch search;
        private @Nullable Filter filter;
        private @Nullable Filter within;
        private List<Sort> sorts = List.of();
        private int limit = DEFAULT_LIMIT;
        private int skip;
        private @Nullable Cursor after;
        private boolean wantsTotal = true;
        private boolean wantsCustomFields = true;
        private boolean wantsLists = true;
    }

    /**
     * Returns the first page of all live contacts by id: at most 10 rows, with the total. Every query begins here.
     * {@link #limit(int)} raises the rows to at most 1,000, {@link #after} returns the next page.
     *
     * @return the query
     */
    public static ContactQuery page() {
        return FIRST_PAGE;
    }

    /**
     * Returns a query for the matches of a search, best first, with its limit and skip.
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
     * Returns this query for contacts of a life state. The operations do this, so a caller need not.
     *
     * @param state the state
     * @return a new query, or this one if it is for that state
     */
    public ContactQuery inState(LifeState state) {
        Objects.requireNonNull(state, "state");
        return state == lifeState ? this : with(draft -> draft.lifeState = state);
    }

    /**
     * Returns this query with a filter in addition to those it has.
     *
     * @param filter the filter
     * @return a new query
     * @throws ContactsException.Invalid with the {@link Filter#violations()} of all filters together
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
     * Returns this query on a view of the contacts that a filter matches, for access policies. It does not count
     * towards the bounds of {@link #where}. Each filter has bounds of its own, and all must match.
     * {@code Filter.everything()} changes nothing.
     *
     * @param filter the filter of the view
     * @return a new query
     * @throws ContactsException.Invalid with the {@link Filter#violations()} of the filter
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
     * Returns this query in another order. Contacts that are equal in all keys come by id, in the direction of the last
     * key.
     *
     * @param sorts at most 8 keys, no field twice, none for the order by id
     * @return a new query
     * @throws ContactsException.Invalid with {@code "sort"}, if there are too many keys, a field twice, or the query is
     *     a search
     */
    public ContactQuery sortBy(Sort... sorts) {
        Set<ContactField<?>> fields = new HashSet<>();
        String problem = null;
        if (sorts.length > MAX_SORTS) {
            problem = "Must be at most " + MAX_SORTS + " keys";
        } else if (!Arrays.stream(sorts).allMatch(sort -> fields.add(sort.field()))) {
            problem = "Must not name a field twice";
        } else if (search != null && sorts.length > 0) {
            problem = "Must not be given for a search, which returns the best match first";
        }
        if (problem != null) {
            throw ContactsException.Invalid.query(List.of(new Violation("sort", "sort", problem)));
        }
        return with(draft -> draft.sorts = List.of(sorts));
    }

    /**
     * Returns this query with another limit.
     *
     * @param limit 0 to 1,000, 0 for the total only
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
     * Returns this query with rows to skip. Its cost grows with that number: {@link #after} has no such cost.
     *
     * @param skip how many matching rows to skip, 0 to 2^31−1, only 0 with a cursor
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
     * Returns this query for the contacts that now come after the last one of a page. Contacts that exist throughout
     * are returned exactly once, unless their sort key changes.
     *
     * <p>The operation checks that the cursor belongs to this query and the caller's organization. Limit, total, custom
     * fields and lists may differ.
     *
     * @param cursor the {@link Page#next()} of a page
     * @return a new query
     * @throws ContactsException.Invalid with {@code skip}, if the query skips rows
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
     * Returns this query without a total, which spares the store counting all matches.
     *
     * @return a new query
     */
    public ContactQuery withoutTotal() {
        return with(draft -> draft.wantsTotal = false);
    }

    /**
     * Returns this query for contacts without custom fields, which spares the store reading them. Filters still see
     * them.
     *
     * @return a new query
     */
    public ContactQuery withoutCustomFields() {
        return with(draft -> draft.wantsCustomFields = false);
    }

    /**
     * Returns this query for contacts without {@linkplain ContactFields#lists() the fields that are lists}, which
     * spares the store reading them. Searches and filters still see them.
     *
     * @return a new query
     */
    public ContactQuery withoutLists() {
        return with(draft -> draft.wantsLists = false);
    }

    /** {@return the life state of the contacts that match} */
    public LifeState lifeState() {
        return lifeState;
    }

    /** {@return the search that contacts must match and that sorts them, empty for a plain list} */
    public Optional<ContactSearch> search() {
        return Optional.ofNullable(search);
    }

    /**
     * Returns the filter that contacts must match: the {@link Filter.And} of all that were given, those of
     * {@link #within} first.
     *
     * @return the filter, empty if there is none. Together the filters can exceed the bounds of one: by a level, and in
     *     conditions
     */
    public Optional<Filter> filter() {
        if (within == null) {
            return ownFilter();
        }
        return Optional.of(filter == null ? within : within.and(filter));
    }

    /** {@return the given sort keys, an unmodifiable list} */
    public List<Sort> sorts() {
        return sorts;
    }

    /** {@return how many rows to return at most, 0 to 1,000} */
    public int limit() {
        return limit;
    }

    /** {@return how many matching rows to skip, 0 to 2^31−1} */
    public int skip() {
        return skip;
    }

    /** {@return the cursor after which the page starts, empty if it starts with the first row or at {@link #skip()}} */
    public Optional<Cursor> after() {
        return Optional.ofNullable(after);
    }

    /**
     * Decodes the cursor of {@link #after()} into the place after which the page starts.
     *
     * @param organizationId the organization of the contacts
     * @return the place, empty if there is no cursor
     * @throws ContactsException.Invalid with {@code after}, if the cursor is not valid, or belongs to another query or
     *     organization
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
     * Returns the cursor of a page that ends with a contact.
     *
     * @param organizationId the organization of the contacts
     * @param last the last contact of the page
     * @return the cursor
     */
    public Cursor cursor(long organizationId, Contact last) {
        return CursorText.write(this, organizationId, positionOf(last));
    }

    /** {@return whether to count all matches: true unless {@link #withoutTotal()} was called} */
    public boolean wantsTotal() {
        return wantsTotal;
    }

    /**
     * Returns whether contacts have their custom fields.
     *
     * @return true unless {@link #withoutCustomFields()} was called. Always true if a filter of {@link #within} has a
     *     condition on them, so that the use cases can check the answer of a store
     */
    public boolean wantsCustomFields() {
        return showsCustomFields;
    }

    /**
     * Returns whether contacts have the entries of their lists.
     *
     * @return true unless {@link #withoutLists()} was called. Always true of a search by e-mail or phone, whose order
     *     needs them, and if a filter of {@link #within} looks at them
     */
    public boolean wantsLists() {
        return showsLists;
    }

    private static boolean looksAtCustomFields(Filter filter) {
        return looks(filter, column -> false, custom -> true);
    }

    private static boolean looksAtLists(@Nullable ContactSearch search) {
        return search != null
                && search.kinds().stream().anyMatch(kind -> kind.match(n -> false, e -> true, p -> true, a -> true));
    }

    private static boolean looksAtLists(Filter filter) {
        return looks(
                filter,
                column -> switch (column.operator()) {
                    case SAME_AS, SAME_AS_ANY -> column.field() == ContactFields.EMAIL;
                    case SAME_NUMBER -> true;
                    default -> false;
                },
                custom -> false);
    }

    private static boolean looks(
            Filter filter, Predicate<ColumnCondition<?>> column, Predicate<CustomFieldCondition> custom) {
        return filter.match(
                column::test,
                custom::test,
                and -> and.filters().stream().anyMatch(part -> looks(part, column, custom)),
                or -> or.filters().stream().anyMatch(part -> looks(part, column, custom)),
                not -> looks(not.filter(), column, custom));
    }

    /**
     * Returns a matching contact as the query shows it.
     *
     * @param contact a matching contact
     * @return the contact, without custom fields and lists unless the query {@linkplain #wantsCustomFields() wants}
     *     {@linkplain #wantsLists() them}
     */
    public Contact project(Contact contact) {
        boolean hidesCustomFields =
                !showsCustomFields && !contact.customFields().isEmpty();
        boolean hidesLists = !showsLists
                && ContactFields.lists().stream()
                        .anyMatch(list -> !list.in(contact.details()).isEmpty());
        if (!hidesCustomFields && !hidesLists) {
            return contact;
        }
        ContactDetails.Builder details = contact.details().toBuilder();
        if (hidesCustomFields) {
            details.replaceCustomFields(CustomFields.EMPTY);
        }
        if (hidesLists) {
            ContactFields.lists().forEach(list -> list.set(details, List.of()));
        }
        return contact.toBuilder().details(details.build()).build();
    }

    /**
     * Returns whether a contact matches.
     *
     * @param contact any contact of the organization, live or deleted
     * @return true if it is of the life state of the query, and all filters and the search match it
     */
    public boolean matches(Contact contact) {
        return matches(new FoldedContact(contact));
    }

    private boolean matches(FoldedContact contact) {
        return contact.contact().lifeState() == lifeState
                && (within == null || contact.satisfies(within))
                && (filter == null || contact.satisfies(filter))
                && (search == null || search.finds(contact));
    }

    /**
     * Returns the place of a contact in the order. Comparing places is faster than comparing contacts by
     * {@link #order()}, because texts are folded once.
     *
     * @param contact any contact of the organization, live or deleted
     * @return the place, empty unless the query {@linkplain #matches matches} the contact
     */
    public Optional<Position> place(Contact contact) {
        FoldedContact seen = new FoldedContact(contact);
        return matches(seen) ? Optional.of(Position.of(this, seen)) : Optional.empty();
    }

    /**
     * Returns the order of matching contacts. It is total: no two contacts are equal.
     *
     * @return a comparator of matching contacts
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

    /**
     * Returns whether each contact in the life state of this query has a value in a field, so that none sorts as
     * missing.
     *
     * @param field any column
     * @return whether none is without a value
     */
    public boolean isAlwaysPresent(ColumnField<?> field) {
        return field.isAlwaysPresent() || (field == ContactFields.DELETED_AT && lifeState == LifeState.DELETED);
    }

    /** The key that decides if all others are equal. */
    Sort tieBreak() {
        return !sorts.isEmpty() && sorts.get(sorts.size() - 1).isDescending() ? BY_ID_DESCENDING : BY_ID;
    }

    /** Equal if all parts are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactQuery query
                && lifeState == query.lifeState
                && Objects.equals(search, query.search)
                && Objects.equals(filter, query.filter)
                && Objects.equals(within, query.within)
                && sorts.equals(query.sorts)
                && limit == query.limit
                && skip == query.skip
                && Objects.equals(after, query.after)
                && wantsTotal == query.wantsTotal
                && wantsCustomFields == query.wantsCustomFields
                && wantsLists == query.wantsLists;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                lifeState,
                search,
                filter,
                within,
                sorts,
                limit,
                skip,
                after,
                wantsTotal,
                wantsCustomFields,
                wantsLists);
    }

    /** Its kind and numbers, without the term of a search and the values of filters. */
    @Override
    public String toString() {
        return "ContactQuery[" + (lifeState == LifeState.LIVE ? "" : lifeState + " ")
                + (search == null ? sorts : search) + (filter == null ? "" : ", where " + filter)
                + (within == null ? "" : ", within " + within)
                + ", limit=" + limit + (after == null ? ", skip=" + skip : ", after a cursor") + "]";
    }

    private static Optional<Violation> checkStart(int skip, @Nullable Cursor after) {
        return skip == 0 || after == null
                ? Optional.empty()
                : Optional.of(new Violation("skip", "skip_after", "Must not be given with a cursor"));
    }

    /** The filter of {@link #where}, which belongs to the identity of a query. That of {@link #within} does not. */
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
