package dev.contactbook.jdbc.read;

import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.SearchCondition;
import dev.contactbook.jdbc.sql.Like;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlValues;
import java.util.ArrayList;
import java.util.List;

/** A search in SQL: what {@link ContactSearch#matches} and {@link ContactSearch#rank} mean. */
final class SearchSql {
    private static final SqlFragment NONE = SqlFragment.of("1 = 0");

    private SearchSql() {}

    /** Which contacts it finds. What is implied comes first: few contacts are left for the rest. */
    static SqlFragment where(ContactSearch search) {
        SearchCondition condition = search.condition();
        List<List<SearchCondition.Part>> groups =
                new ArrayList<>(condition.implied().groups());
        groups.removeAll(condition.groups());
        groups.addAll(condition.groups());
        return condition(new SearchCondition(groups));
    }

    /** Their rank, a number. */
    static SqlFragment rank(ContactSearch search) {
        SqlFragment rank = SqlFragment.of("case");
        int tier = 1;
        for (SearchCondition better : search.tiers()) {
            rank = rank.then(SqlFragment.of("when")).then(condition(better)).then(SqlFragment.of("then " + tier++));
        }
        return rank.then(SqlFragment.of("else " + tier + " end"));
    }

    static SqlFragment condition(SearchCondition condition) {
        return condition.groups().isEmpty()
                ? NONE
                : SqlFragment.join(
                        " and ",
                        condition.groups().stream().map(SearchSql::anyOf).toList());
    }

    private static SqlFragment anyOf(List<SearchCondition.Part> parts) {
        SqlFragment any = SqlFragment.join(
                " or ",
                parts.stream()
                        .map(part -> SqlFragment.of(
                                part.text().label() + " like ? escape '!'",
                                SqlValues.text(Like.contains(part.value()))))
                        .toList());
        return parts.size() == 1 ? any : SqlFragment.of("(").then(any).then(SqlFragment.of(")"));
    }
}
