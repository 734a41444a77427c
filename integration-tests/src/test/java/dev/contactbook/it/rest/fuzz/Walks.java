package dev.contactbook.it.rest.fuzz;

import dev.contactbook.it.rest.fuzz.Model.Forecast;
import dev.contactbook.it.rest.fuzz.Model.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where lists ended, and what going on from there is worth, once more (contract §4, cursors). It reads no cursor. */
final class Walks {
    /** What does not tell one query from another. */
    private static final Set<String> OF_A_PAGE =
            Set.of("$limit", "$skip", "$after", "$total", "$select", "fastJoinForContactList");

    private final Map<Integer, String> nexts = new TreeMap<>();
    private final Map<String, End> ends = new HashMap<>();

    /**
     * The end of a page.
     *
     * @param asked the query
     * @param last its last contact, as it was
     */
    private record End(Map<String, @Nullable Object> asked, Map<String, @Nullable Object> last) {}

    /** A list ended with a contact, and its answer said where to go on. */
    void ended(FuzzRequest list, String next, Map<String, @Nullable Object> last) {
        nexts.put(list.index(), next);
        ends.put(next, new End(query(Queries.asked(list)), last));
    }

    /** The lists after which one can go on. */
    List<Integer> ended() {
        return new ArrayList<>(nexts.keySet());
    }

    /** Returns the cursor of the next page, null if there is none. */
    @Nullable
    String next(int list) {
        return nexts.get(list);
    }

    /** Returns the contact, as it was, after which a list starts. Null at the beginning. */
    @Nullable
    Map<String, @Nullable Object> start(Map<String, @Nullable Object> asked) {
        End end = asked.get("$after") instanceof String cursor ? ends.get(cursor) : null;
        return end == null ? null : end.last();
    }

    /** Whether a list is told where to go on. */
    static boolean walks(Map<String, @Nullable Object> asked) {
        return asked.containsKey("$after");
    }

    /** Whether a list is counted. */
    static boolean counts(Map<String, @Nullable Object> asked) {
        return !"false".equals(String.valueOf(asked.get("$total")));
    }

    /** Returns the keys of a list that are wrong with any cursor. */
    static Set<String> wrong(Map<String, @Nullable Object> asked) {
        Set<String> wrong = new HashSet<>();
        Object total = asked.get("$total");
        if (total != null && !Set.of("true", "false").contains(total instanceof Map ? "" : String.valueOf(total))) {
            wrong.add("$total");
        }
        if (walks(asked) && asked.get("$skip") != null) {
            wrong.add("$skip");
        }
        if (asked.get("$after") != null && !(asked.get("$after") instanceof String)) {
            wrong.add("$after");
        }
        return wrong;
    }

    /** What comes of a list that is right in all else. */
    Forecast forecast(Map<String, @Nullable Object> asked) {
        if (!(asked.get("$after") instanceof String cursor) || cursor.isEmpty()) {
            return Forecast.of(Kind.LIST, 200);
        }
        End end = ends.get(cursor);
        Map<String, @Nullable Object> query = query(asked);
        if (end != null && end.asked().equals(query)) {
            return Forecast.of(Kind.LIST, 200);
        }
        // A filter can be the same and spelt otherwise.
        boolean mayBelong = end != null
                && Queries.filter(end.asked()).isEmpty()
                        == Queries.filter(query).isEmpty()
                && !Queries.filter(query).isEmpty();
        return mayBelong ? Forecast.of(Kind.LIST, 200, 400) : Forecast.invalid("Invalid query", Set.of("$after"));
    }

    private static Map<String, @Nullable Object> query(Map<String, @Nullable Object> asked) {
        Map<String, @Nullable Object> query = new LinkedHashMap<>(asked);
        query.keySet().removeAll(OF_A_PAGE);
        query.put("organization_id", String.valueOf(Answers.number(asked.get("organization_id"), 0)));
        Map<String, Long> sorts = new LinkedHashMap<>();
        Filters.keys(asked.get("$sort")).forEach((key, way) -> sorts.put((String) key, Answers.number(way, 1)));
        query.put("$sort", List.copyOf(sorts.entrySet()));
        return query;
    }
}
