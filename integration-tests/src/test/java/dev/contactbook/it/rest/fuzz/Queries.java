package dev.contactbook.it.rest.fuzz;

import dev.contactbook.it.rest.StrictJson;
import dev.contactbook.it.rest.StrictJson.Parsed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request asks for by its query string and its body, read as far as they are well made. */
final class Queries {
    /** What a list is asked beside its filter. */
    static final Set<String> OF_A_LIST = Set.of(
            "organization_id", "$limit", "$skip", "$after", "$total", "$sort", "$select", "fastJoinForContactList");

    private static final Pattern KEY = Pattern.compile("([^\\[\\]]+)((?:\\[[^\\[\\]]*])*)");
    private static final Pattern BRACKET = Pattern.compile("\\[([^\\[\\]]*)]");

    private Queries() {}

    /**
     * A value of a query string.
     *
     * @param text the text, decoded
     */
    record Typed(String text) {}

    /** What the body asks. */
    static Map<String, @Nullable Object> body(FuzzRequest request) {
        return StrictJson.parse(request.bodyBytes()).flatMap(Parsed::object).orElse(Map.of());
    }

    /**
     * What a list is asked, by its keys. Of the query string the values of a filter are {@link Typed}, the others plain
     * texts.
     */
    static Map<String, @Nullable Object> asked(FuzzRequest request) {
        Map<String, @Nullable Object> asked = new LinkedHashMap<>(
                new Parsed(body(request).get("query")).object().orElse(Map.of()));
        asked.putAll(byString(request));
        return asked;
    }

    /** What the query string asks, by its keys, as {@link #asked} has it. */
    static Map<String, @Nullable Object> byString(FuzzRequest request) {
        Map<String, @Nullable Object> asked = new LinkedHashMap<>();
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        for (String parameter : Objects.requireNonNullElse(request.query(), "").split("&")) {
            if (!parameter.isEmpty()) {
                String[] pair = parameter.split("=", 2);
                String value = pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8);
                put(typed, URLDecoder.decode(pair[0], StandardCharsets.UTF_8), value);
            }
        }
        typed.forEach((key, value) -> asked.put(key, OF_A_LIST.contains(key) ? plain(value) : value));
        return asked;
    }

    /** With texts instead of what was typed, and null where that is empty. */
    private static @Nullable Object plain(@Nullable Object node) {
        if (node instanceof Typed typed) {
            return typed.text().isEmpty() ? null : typed.text();
        }
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        new Parsed(node).object().orElseThrow().forEach((key, value) -> plain.put(key, plain(value)));
        return plain;
    }

    private static void put(Map<String, @Nullable Object> tree, String key, String value) {
        Matcher whole = KEY.matcher(key);
        List<String> brackets = BRACKET.matcher(whole.matches() ? whole.group(2) : "")
                .results()
                .map(bracket -> bracket.group(1))
                .collect(Collectors.toList());
        Map<String, @Nullable Object> node = tree;
        String name = whole.matches() ? whole.group(1) : key;
        for (String bracket : brackets) {
            if (!(node.get(name) instanceof Map)) {
                node.put(name, new LinkedHashMap<String, @Nullable Object>());
            }
            node = new Parsed(node.get(name)).object().orElseThrow();
            name = bracket.isEmpty() ? String.valueOf(node.size()) : bracket;
        }
        node.put(name, new Typed(value));
    }

    /** The filter of a list: all that it is asked for and nothing else means. */
    static Map<String, @Nullable Object> filter(Map<String, @Nullable Object> asked) {
        Map<String, @Nullable Object> filter = new LinkedHashMap<>(asked);
        filter.keySet().removeAll(OF_A_LIST);
        return filter;
    }
}
