package dev.contactbook.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;

/**
 * A piece of SQL, and what its placeholders stand for. The text never holds a value.
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

    /** This piece and then another one, with a space between. */
    Fragment then(Fragment next) {
        return join(" ", List.of(this, next));
    }
}
