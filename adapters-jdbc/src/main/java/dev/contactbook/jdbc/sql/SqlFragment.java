package dev.contactbook.jdbc.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;

/**
 * A piece of SQL, and what its placeholders stand for. The text never holds a value, but for how many rows there may
 * be.
 *
 * @param sql text with one {@code ?} for each argument
 * @param arguments the values, in the order of their placeholders
 */
public record SqlFragment(String sql, List<Argument> arguments) {
    private static final int GROUP = 128;

    public static SqlFragment of(String sql, Argument... arguments) {
        return new SqlFragment(sql, List.of(arguments));
    }

    public static SqlFragment join(String separator, List<SqlFragment> fragments) {
        List<Argument> arguments = new ArrayList<>();
        fragments.forEach(fragment -> arguments.addAll(fragment.arguments));
        return new SqlFragment(
                fragments.stream().map(SqlFragment::sql).collect(Collectors.joining(separator)), arguments);
    }

    /** Whether a column is one of several values, at least one, {@link #padded}. */
    public static SqlFragment among(String column, List<Argument> values) {
        List<Argument> padded = padded(values);
        return new SqlFragment(
                column + " in (" + String.join(", ", Collections.nCopies(padded.size(), "?")) + ")", padded);
    }

    /** Whether one of several conditions holds, at least one. In groups: engines limit how deep an expression is. */
    public static SqlFragment anyOf(List<SqlFragment> conditions) {
        if (conditions.size() <= GROUP) {
            return join(" or ", conditions);
        }
        List<SqlFragment> groups = new ArrayList<>();
        for (int from = 0; from < conditions.size(); from += GROUP) {
            SqlFragment group = join(" or ", conditions.subList(from, Math.min(from + GROUP, conditions.size())));
            groups.add(new SqlFragment("(" + group.sql + ")", group.arguments));
        }
        return join(" or ", groups);
    }

    /**
     * Rounds the number of alternatives, at least one, up to a power of two, with the last one again: else each number
     * of them would be a statement of its own.
     */
    public static <T> List<T> padded(List<T> alternatives) {
        List<T> padded = new ArrayList<>(alternatives);
        while (Integer.bitCount(padded.size()) != 1) {
            padded.add(alternatives.get(alternatives.size() - 1));
        }
        return padded;
    }

    /** This piece and then another one, with a space between. */
    public SqlFragment then(SqlFragment next) {
        return new SqlFragment(sql + " " + next.sql, joined(arguments, next.arguments));
    }

    /** Most pieces have no arguments, and a list is made of many pieces. */
    private static List<Argument> joined(List<Argument> first, List<Argument> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        List<Argument> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
