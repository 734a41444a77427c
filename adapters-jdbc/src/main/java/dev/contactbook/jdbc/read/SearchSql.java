package dev.contactbook.jdbc.read;

import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.SearchCondition;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.table.InstalledIndexes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A search in SQL: what {@link ContactSearch#matches} and {@link ContactSearch#rank} mean. */
final class SearchSql {
    private static final SqlFragment NONE = SqlFragment.of("1 = 0");

    private static final int TRIGRAM = 3;

    private SearchSql() {}

    /** Which contacts it finds. What is implied comes first: few contacts are left for the rest. */
    static SqlFragment where(Dialect dialect, InstalledIndexes indexes, ContactSearch search) {
        SearchCondition condition = search.condition();
        List<List<SearchCondition.Part>> groups =
                new ArrayList<>(condition.implied().groups());
        groups.removeAll(condition.groups());
        groups.addAll(condition.groups());
        return condition(dialect, part -> column(indexes, part), new SearchCondition(groups));
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

    /** An index of trigrams finds nothing of a shorter part, and a planner may read all of it: so it is hidden then. */
    private static String column(InstalledIndexes indexes, SearchCondition.Part part) {
        boolean isIndexed =
                indexes.ready().stream().anyMatch(index -> index.searched().contains(part.text()));
        boolean hasTrigram = Stream.of(part.value().split("[^\\p{L}\\p{N}]+", -1))
                .anyMatch(word -> word.codePointCount(0, word.length()) >= TRIGRAM);
        return isIndexed && !hasTrigram
                ? "(" + part.text().label() + " || '')"
                : part.text().label();
    }

    static SqlFragment condition(Dialect dialect, SearchCondition condition) {
        return condition(dialect, part -> part.text().label(), condition);
    }

    private static SqlFragment condition(
            Dialect dialect, Function<SearchCondition.Part, String> column, SearchCondition condition) {
        return condition.groups().isEmpty()
                ? NONE
                : SqlFragment.join(
                        " and ",
                        condition.groups().stream()
                                .map(parts -> anyOf(dialect, column, parts))
                                .toList());
    }

    private static SqlFragment anyOf(
            Dialect dialect, Function<SearchCondition.Part, String> column, List<SearchCondition.Part> parts) {
        SqlFragment any = SqlFragment.join(
                " or ",
                parts.stream()
                        .map(part -> dialect.contains(column.apply(part), part.value()))
                        .toList());
        return parts.size() == 1 ? any : SqlFragment.of("(").then(any).then(SqlFragment.of(")"));
    }
}
