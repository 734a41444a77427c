package dev.contactbook.jdbc;

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
record Fragment(String sql, List<Argument> arguments) {
    static Fragment of(String sql, Argument... arguments) {
        return new Fragment(sql, List.of(arguments));
    }

    static Fragment join(String separator, List<Fragment> fragments) {
        List<Argument> arguments = new ArrayList<>();
        fragments.forEach(fragment -> arguments.addAll(fragment.arguments));
        return new Fragment(fragments.stream().map(Fragment::sql).collect(Collectors.joining(separator)), arguments);
    }

    /**
     * Whether a column is one of several values, at least one. Their number is rounded up to a power of two, with the
     * last one again: else each number of values would be a statement of its own.
     */
    static Fragment among(String column, List<Argument> values) {
        List<Argument> padded = new ArrayList<>(values);
        while (Integer.bitCount(padded.size()) != 1) {
            padded.add(values.get(values.size() - 1));
        }
        return new Fragment(
                column + " in (" + String.join(", ", Collections.nCopies(padded.size(), "?")) + ")", padded);
    }

    /** This piece and then another one, with a space between. */
    Fragment then(Fragment next) {
        return new Fragment(sql + " " + next.sql, joined(arguments, next.arguments));
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
