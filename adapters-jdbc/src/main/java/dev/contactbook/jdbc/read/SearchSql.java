package dev.contactbook.jdbc.read;

import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.SearchCondition;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import java.util.ArrayList;
import java.util.List;

/** A search in SQL: what {@link ContactSearch#matches} and {@link ContactSearch#rank} mean. */
final class SearchSql {
    private static final SqlFragment NONE = SqlFragment.of("1 = 0");

    private SearchSql() {}

    /** Which contacts it finds. What is implied comes first: few contacts are left for the rest. */
    static SqlFragment where(Dialect dialect, ContactSearch search) {
        SearchCondition condition = search.condition();
        List<List<SearchCondition.Part>> groups =
                new ArrayList<>(condition.implied().groups());
        groups.removeAll(condition.groups());
        groups.addAll(condition.groups());
        return condition(dialect, new SearchCondition(groups));
    }

    /** Their rank, a number. */
    static SqlFragment rank(Dialect dialect, ContactSearch search) {
        SqlFragment rank = SqlFragment.of("case");
        int tier = 1;
        for (SearchCondition better : search.tiers()) {
            rank = rank.then(SqlFragment.of("when"))
                    .then(condition(dialect, better))
                    .then(SqlFragment.of("then " + tier++));
        }
        return rank.then(SqlFragment.of("else " + tier + " end"));
    }

    static SqlFragment condition(Dialect dialect, SearchCondition condition) {
        return condition.groups().isEmpty()
                ? NONE
                : SqlFragment.join(
                        " and ",
                        condition.groups().stream()
                                .map(parts -> anyOf(dialect, parts))
                                .toList());
    }

    private static SqlFragment anyOf(Dialect dialect, List<SearchCondition.Part> parts) {
        SqlFragment any = SqlFragment.join(
                " or ",
                parts.stream()
                        .map(part -> dialect.contains(part.text().label(), part.value()))
                        .toList());
        return parts.size() == 1 ? any : SqlFragment.of("(").then(any).then(SqlFragment.of(")"));
    }
}
