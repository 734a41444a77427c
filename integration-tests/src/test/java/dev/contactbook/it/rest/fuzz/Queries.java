package dev.contactbook.it.rest.fuzz;

import dev.contactbook.it.rest.StrictJson;
import dev.contactbook.it.rest.StrictJson.Parsed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** The body as JSON, which may begin with a byte order mark. Empty if it is none. */
    static Optional<Parsed> json(FuzzRequest request) {
        byte[] body = request.bodyBytes();
        boolean isMarked =
                body.length > 2 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return StrictJson.parse(isMarked ? Arrays.copyOfRange(body, 3, body.length) : body);
    }

    /** What the body asks. */
    static Map<String, @Nullable Object> body(FuzzRequest request) {
        return json(request).flatMap(Parsed::object).orElse(Map.of());
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
                put(typed, names(pair[0]), value);
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

    /** The names of a key: by its own brackets if these are balanced, or else by the escaped ones too. */
    private static List<String> names(String key) {
        List<String> own = names(key, false);
        if (own.size() > 1) {
            return own.stream().map(Queries::decoded).toList();
        }
        return names(decoded(key), true);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Only a custom field's name may have balanced brackets. A key with others is one name. */
    private static List<String> names(String key, boolean nested) {
        Matcher whole = KEY.matcher(key);
        int custom = key.indexOf(Rules.CUSTOM) + Rules.CUSTOM.length();
        if (whole.matches()) {
            List<String> names = new ArrayList<>(List.of(whole.group(1)));
            BRACKET.matcher(whole.group(2)).results().forEach(bracket -> names.add(bracket.group(1)));
            return names;
        } else if (!nested || custom < Rules.CUSTOM.length()) {
            return List.of(key);
        }
        boolean isInBrackets = key.startsWith("]", custom);
        int open = isInBrackets ? custom + 1 : custom;
        int depth = 0;
        int close = open;
        for (; close < key.length(); close++) {
            depth += key.charAt(close) == '[' ? 1 : key.charAt(close) == ']' ? -1 : 0;
            if (depth <= 0) {
                break;
            }
        }
        Matcher before = KEY.matcher(key.substring(0, open));
        Matcher after = KEY.matcher("x" + key.substring(Math.min(close + 1, key.length())));
        if (close <= open || close == key.length() || !before.matches() || !after.matches()) {
            return List.of(key);
        }
        List<String> names = new ArrayList<>(names(key.substring(0, open), false));
        if (!names.get(names.size() - 1).equals(Rules.CUSTOM)) {
            return List.of(key);
        }
        names.add(key.substring(open + 1, close));
        List<String> rest = names("x" + key.substring(close + 1), false);
        names.addAll(rest.subList(1, rest.size()));
        return names;
    }

    private static void put(Map<String, @Nullable Object> tree, List<String> names, String value) {
        Map<String, @Nullable Object> node = tree;
        String name = names.get(0);
        for (String bracket : names.subList(1, names.size())) {
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
