package dev.contactbook.it.rest.fuzz;

import dev.contactbook.rest.Request;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that can be sent again in another world: it names a contact by the request that created it.
 *
 * @param index which request of its sequence it is
 * @param now the time at which it comes
 * @param page the index of the list whose {@code next} replaces {@link #NEXT} in the query and the body, -1 for none
 * @param contact the index of the request whose contact replaces {@link #ID} in the path, -1 for none
 * @param method the verb
 * @param path the path, with {@link #ID} for an id
 * @param query the query string or null
 * @param headers the header fields
 * @param body the body, each character a byte
 * @param sound whether it was made to be right in all that the model does not foretell
 */
record FuzzRequest(
        int index,
        Instant now,
        int page,
        int contact,
        String method,
        String path,
        @Nullable String query,
        Map<String, List<String>> headers,
        String body,
        boolean sound) {
    /** Where the id of the contact goes. */
    static final String ID = "{id}";

    /** The place of the cursor of a page. It needs no escapes. */
    static final String NEXT = "__next__";

    private static final int LONGEST_DUMP = 4_000;

    FuzzRequest goingOn(int list) {
        return new FuzzRequest(index, now, list, contact, method, path, query, headers, body, sound);
    }

    FuzzRequest withMethod(String other) {
        return new FuzzRequest(index, now, page, contact, other, path, query, headers, body, false);
    }

    FuzzRequest withPath(String other) {
        return new FuzzRequest(index, now, page, contact, method, other, query, headers, body, false);
    }

    FuzzRequest withQuery(@Nullable String other) {
        return new FuzzRequest(index, now, page, contact, method, path, other, headers, body, false);
    }

    FuzzRequest withHeaders(Map<String, List<String>> other) {
        return new FuzzRequest(index, now, page, contact, method, path, query, other, body, false);
    }

    FuzzRequest withBody(String other) {
        return new FuzzRequest(index, now, page, contact, method, path, query, headers, other, false);
    }

    /** The same with a cursor where one goes: that of its page, or where that ended with none an empty one. */
    FuzzRequest after(@Nullable String next) {
        String cursor = Objects.requireNonNullElse(next, "");
        return new FuzzRequest(
                index,
                now,
                page,
                contact,
                method,
                path,
                query == null ? null : query.replace(NEXT, cursor),
                headers,
                body.replace(NEXT, cursor),
                sound);
    }

    /** The bytes of a text, as a body holds them. */
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The text that bytes spell in UTF-8, empty where they spell none. */
    static Optional<String> text(String bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Whether it is without lone surrogates, which no UTF-8 has. */
    static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    byte[] bodyBytes() {
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    String pathOf(@Nullable Long id) {
        return path.replace(ID, id == null ? "0" : id.toString());
    }

    Request at(@Nullable Long id) {
        return new Request(method, pathOf(id), query, headers, bodyBytes());
    }

    /** For people: the line of the request, header fields, and the body as text where it is one. */
    @Override
    public String toString() {
        StringBuilder dump = new StringBuilder();
        dump.append('#').append(index).append(" at ").append(now).append(": ");
        dump.append(escaped(method)).append(' ').append(escaped(path));
        dump.append(query == null ? "" : "?" + escaped(query));
        dump.append(path.contains(ID) ? "   (id of #" + contact + ")" : "");
        dump.append(page < 0 ? "" : "   (" + NEXT + " of #" + page + ")");
        headers.forEach((name, values) -> values.forEach(value ->
                dump.append("\n    ").append(escaped(name)).append(": ").append(escaped(value))));
        if (!body.isEmpty()) {
            dump.append("\n    ").append(readable(body));
        }
        return dump.toString();
    }

    private static String readable(String bytes) {
        String text = text(bytes)
                .map(FuzzRequest::escaped)
                .orElseGet(() ->
                        "not UTF-8, in hex: " + HexFormat.of().formatHex(bytes.getBytes(StandardCharsets.ISO_8859_1)));
        return text.length() <= LONGEST_DUMP
                ? text
                : text.substring(0, LONGEST_DUMP) + "… (" + bytes.length() + " bytes)";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c >= 0x20 && c < 0x7F) {
                escaped.append((char) c);
            } else {
                escaped.append(String.format("\\u%04x", c));
            }
        });
        return escaped.toString();
    }
}
