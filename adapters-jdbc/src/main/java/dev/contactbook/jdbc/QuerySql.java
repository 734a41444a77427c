package dev.contactbook.jdbc;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Sort;
import dev.contactbook.domain.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A query in SQL: what {@link ContactQuery#matches} and {@link ContactQuery#order} mean, said to a database.
 *
 * @param where which rows
 * @param orderBy in which order
 * @param index the index that has them in this order, if one does
 * @param undecided the filter that has to choose among the rows, if the condition cannot say all of it
 */
record QuerySql(Fragment where, Fragment orderBy, Optional<String> index, Optional<Filter> undecided) {
    /** What is never null, beside the sort keys of texts; a sort by anything else says where missing values go. */
    private static final Set<ColumnField<?>> NEVER_NULL = Set.of(
            ContactFields.ID,
            ContactFields.ORGANIZATION_ID,
            ContactFields.SYSTEM_TYPE,
            ContactFields.CREATED_AT,
            ContactFields.UPDATED_AT,
            ContactFields.VERSION);

    /** Which index has live contacts in the order of these sorts. */
    private static final Map<List<Sort>, String> INDEXES = Map.of(
            List.of(), "contactbook_contact_by_id",
            List.of(ContactFields.ID.asc()), "contactbook_contact_by_id",
            List.of(ContactFields.CREATED_AT.desc()), "contactbook_contact_newest");

    private static final Fragment LIVE = Fragment.of("and deleted_at is null");

    static QuerySql of(Dialect dialect, long organizationId, ContactQuery query) {
        Fragment live = Fragment.of("where organization_id = ?", Bind.number(organizationId))
                .then(LIVE);
        QuerySql unfiltered = query.search()
                .map(search -> search.match(
                        byName -> named(live, byName),
                        byEmail -> mailed(live, byEmail),
                        byPhone -> phoned(live, byPhone)))
                .orElseGet(() -> new QuerySql(
                        live,
                        sorted(dialect, query.sorts()),
                        Optional.ofNullable(INDEXES.get(query.sorts())),
                        Optional.empty()));
        return query.filter()
                .map(filter -> unfiltered.filtered(filter, FilterSql.of(dialect, filter)))
                .orElse(unfiltered);
    }

    /** How many rows there are, as a value in SQL. */
    Fragment count() {
        return Fragment.of("(select count(*) from contactbook_contact")
                .then(where)
                .then(Fragment.of(")"));
    }

    private QuerySql filtered(Filter filter, FilterSql sql) {
        return new QuerySql(
                where.then(Fragment.of("and")).then(sql.where()),
                orderBy,
                index,
                sql.isExact() ? Optional.empty() : Optional.of(filter));
    }

    private static QuerySql found(Fragment where, Fragment orderBy) {
        return new QuerySql(where, orderBy, Optional.empty(), Optional.empty());
    }

    private static QuerySql named(Fragment live, ContactSearch.ByName search) {
        List<Fragment> contained = new ArrayList<>();
        List<Fragment> startWords = new ArrayList<>();
        for (String token : search.tokens()) {
            contained.add(Fragment.of("name_folded like ? escape '!'", Bind.text(Like.contains(token))));
            startWords.add(Fragment.of(
                    "(name_folded like ? escape '!' or name_folded like ? escape '!')",
                    Bind.text(Like.startsWith(token)),
                    Bind.text(Like.contains(" " + token))));
        }
        return found(
                live.then(Fragment.of("and")).then(Fragment.join(" and ", contained)),
                ranked(
                        Fragment.of(
                                "name_folded = ? or (first_name_key >= ? and first_name_key < ?)",
                                Bind.text(search.term()),
                                Bind.bytes(SortKey.from(search.term())),
                                Bind.bytes(SortKey.to(search.term()))),
                        Fragment.of("name_folded like ? escape '!'", Bind.text(Like.startsWith(search.term()))),
                        Fragment.join(" and ", startWords)));
    }

    private static QuerySql mailed(Fragment live, ContactSearch.ByEmail search) {
        return found(
                live.then(Fragment.of("and email_folded like ? escape '!'", Bind.text(Like.contains(search.term())))),
                ranked(
                        Fragment.of("email_folded = ?", Bind.text(search.term())),
                        Fragment.of("email_folded like ? escape '!'", Bind.text(Like.startsWith(search.term()))),
                        Fragment.of("email_folded like ? escape '!'", Bind.text(Like.contains(search.domainStart())))));
    }

    private static QuerySql phoned(Fragment live, ContactSearch.ByPhone search) {
        return found(
                live.then(Fragment.of(
                        "and phone_country_iso = ? and phone_country_code = ? and phone_digits like ? escape '!'",
                        Bind.text(search.phoneCountryIso()),
                        Bind.text(search.phoneCountryCode()),
                        Bind.text(Like.contains(search.digits())))),
                ranked(
                        Fragment.of("phone_digits = ?", Bind.text(search.digits())),
                        Fragment.of("phone_digits like ? escape '!'", Bind.text(Like.startsWith(search.digits()))),
                        Fragment.of("1 = 0")));
    }

    /** The tiers of {@link ContactSearch#rank}, then the id. */
    private static Fragment ranked(Fragment whole, Fragment start, Fragment innerStart) {
        return Fragment.of("order by case when")
                .then(whole)
                .then(Fragment.of("then 1 when"))
                .then(start)
                .then(Fragment.of("then 2 when"))
                .then(innerStart)
                .then(Fragment.of("then 3 else 4 end, id"));
    }

    private static Fragment sorted(Dialect dialect, List<Sort> sorts) {
        List<Sort> keys = new ArrayList<>(sorts);
        // H2 before 2.5 reads no index in order where the id is named twice.
        if (sorts.stream().noneMatch(sort -> sort.field() == ContactFields.ID)) {
            Sort.Direction last = sorts.isEmpty()
                    ? Sort.Direction.ASC
                    : sorts.get(sorts.size() - 1).direction();
            keys.add(new Sort(ContactFields.ID, last));
        }
        return Fragment.of("order by " + dialect.constantsOfIndexes()
                + keys.stream().map(QuerySql::key).collect(Collectors.joining(", ")));
    }

    private static String key(Sort sort) {
        boolean ascending = sort.direction() == Sort.Direction.ASC;
        boolean neverNull = NEVER_NULL.contains(sort.field()) || sort.field() instanceof TextField;
        String nulls = neverNull ? "" : ascending ? " nulls first" : " nulls last";
        return SortKey.expression(sort.field()) + (ascending ? " asc" : " desc") + nulls;
    }
}
