package dev.contactbook.rest.tree;

import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query string in bracket notation, as a tree (contract §7): {@code $sort[created_at]=-1&a[$in][]=1} becomes <code>
 * {"$sort": {"created_at": "-1"}, "a": {"$in": {"0": "1"}}}</code>.
 *
 * <p>An inner node is a map. A list is a map from indexes to elements, and {@code []} is the next index. A leaf is a
 * {@link TypedText}.
 */
public final class QueryString {
    private static final int MOST_PARAMETERS = 2_000;
    private static final int MOST_BRACKETS = 24;

    private final Map<String, Object> tree = new LinkedHashMap<>();
    private int parameters;

    private QueryString() {}

    /**
     * Reads a query string.
     *
     * @throws Invalid if an escape is malformed, a key is repeated, or it is too long or too deep
     */
    public static Map<String, Object> parse(@Nullable String raw) {
        QueryString query = new QueryString();
        int start = 0;
        while (raw != null && start < raw.length()) {
            int end = raw.indexOf('&', start);
            end = end < 0 ? raw.length() : end;
            if (end > start) {
                query.parameter(raw.substring(start, end));
            }
            start = end + 1;
        }
        return query.tree;
    }

    /** Whether a node is a list of a query string: indexes to elements. An object in JSON never is. */
    public static boolean isList(Map<?, ?> node) {
        return isTyped(node)
                && node.keySet().stream().allMatch(index -> CanonicalNumbers.isCanonical(String.valueOf(index)));
    }

    /** Whether a node is part of a query string. Inner nodes have children there, and every leaf is a TypedText. */
    private static boolean isTyped(@Nullable Object node) {
        Object inner = node;
        while (inner instanceof Map<?, ?> map && !map.isEmpty()) {
            inner = map.values().iterator().next();
        }
        return inner instanceof TypedText;
    }

    private void parameter(String parameter) {
        if (++parameters > MOST_PARAMETERS) {
            throw invalid("query", "Must have at most " + MOST_PARAMETERS + " parameters");
        }
        int equals = parameter.indexOf('=');
        String key = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
        put(path(key), new TypedText(value));
    }

    private void put(List<String> path, TypedText value) {
        Map<String, Object> node = tree;
        for (int depth = 0; depth < path.size() - 1; depth++) {
            Object child = node.computeIfAbsent(name(path, depth, node), name -> new LinkedHashMap<String, Object>());
            node = map(child);
            if (node == null) {
                throw twice(path.subList(0, depth + 1));
            }
        }
        if (node.putIfAbsent(name(path, path.size() - 1, node), value) != null) {
            throw twice(path);
        }
    }

    /** Returns a name of the path. An empty bracket is the next index of a list. */
    private static String name(List<String> path, int depth, Map<String, Object> node) {
        String name = path.get(depth);
        return name.isEmpty() && depth > 0 ? String.valueOf(node.size()) : name;
    }

    @SuppressWarnings("unchecked") // inner nodes are made here
    private static @Nullable Map<String, Object> map(Object node) {
        return node instanceof Map ? (Map<String, Object>) node : null;
    }

    /**
     * Splits {@code a[b][]} into a, b and an empty name. Brackets that are escaped belong to names if the others alone
     * are balanced. Otherwise escaped ones count like others. A key with unbalanced brackets stays one name.
     */
    private static List<String> path(String encoded) {
        if (encoded.indexOf('%') >= 0) {
            Optional<List<String>> path = split(encoded, false);
            if (path.isPresent() && path.get().size() > 1) {
                return path.get().stream().map(QueryString::decoded).toList();
            }
        }
        String key = decoded(encoded);
        return split(key, true).orElse(List.of(key));
    }

    /**
     * Splits a key at its brackets.
     *
     * @param nested whether the name of a custom field may have balanced brackets: {@code Size [cm]}
     * @return the names, empty if the brackets are not balanced
     */
    private static Optional<List<String>> split(String key, boolean nested) {
        List<String> path = new ArrayList<>();
        int open = key.indexOf('[');
        if (open <= 0) {
            return Optional.of(List.of(key));
        }
        path.add(key.substring(0, open));
        while (open < key.length()) {
            boolean isCustomName = nested && path.get(path.size() - 1).equals(ContactFields.CUSTOM_FIELDS.name());
            int close = isCustomName ? closing(key, open) : key.indexOf(']', open);
            if (close < 0 || key.charAt(open) != '[') {
                return Optional.empty();
            } else if (path.size() > MOST_BRACKETS) {
                throw invalid(path.get(0), "Must be at most " + MOST_BRACKETS + " brackets deep");
            }
            String name = key.substring(open + 1, close);
            if (name.indexOf('[') >= 0 && !isCustomName) {
                return Optional.empty();
            }
            path.add(name);
            open = close + 1;
        }
        return Optional.of(path);
    }

    /** Returns the index of the bracket that closes another one, −1 if there is none. */
    private static int closing(String key, int open) {
        int depth = 0;
        for (int i = open; i < key.length(); i++) {
            if (key.charAt(i) == '[') {
                depth++;
            } else if (key.charAt(i) == ']' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String decoded(String encoded) {
        return PercentCoding.ofQuery(encoded).orElseThrow(() -> invalid("query", "Has a malformed escape"));
    }

    private static Invalid twice(List<String> path) {
        return invalid(String.join(".", path), "Given twice");
    }

    private static Invalid invalid(String key, String message) {
        return Invalid.query(List.of(new Violation(Echo.of(key), "query_string", message)));
    }
}
