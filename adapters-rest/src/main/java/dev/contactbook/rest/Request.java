package dev.contactbook.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, as the host's web server received it.
 *
 * <p>Path and query are still percent-encoded. The body is not copied, so it must not change afterwards.
 */
public final class Request {
    private final String method;
    private final String path;
    private final @Nullable String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /**
     * Creates a request.
     *
     * @param method the verb in its exact spelling: {@code GET}
     * @param path the percent-encoded path from {@code /contacts} on. A host that serves the API below another path
     *     removes that path
     * @param query the percent-encoded text after the question mark, null if there is none
     * @param headers the header fields. Their names match in any case
     * @param body the body, empty if there is none. If it is longer than {@link ContactsEndpoint#MAX_BODY}, one byte
     *     more than that is enough
     */
    public Request(String method, String path, @Nullable String query, Map<String, List<String>> headers, byte[] body) {
        this.method = Objects.requireNonNull(method, "method");
        this.path = Objects.requireNonNull(path, "path");
        this.query = query;
        this.headers = inAnyCase(headers);
        this.body = Objects.requireNonNull(body, "body");
    }

    /** {@return the verb, as received} */
    public String method() {
        return method;
    }

    /** {@return the percent-encoded path, as received} */
    public String path() {
        return path;
    }

    /** {@return the percent-encoded query string, as received, or null} */
    public @Nullable String query() {
        return query;
    }

    /** {@return the header fields: an unmodifiable map of unmodifiable lists, whose keys match in any case} */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** {@return the bytes of the body themselves, empty if there is none} */
    public byte[] body() {
        return body;
    }

    /** Returns all values of a header field as one text, empty if it is missing. */
    String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    /** Shows nothing that came from outside, because all of it may be personal data. */
    @Override
    public String toString() {
        return "Request[bodyLength=" + body.length + "]";
    }

    private static Map<String, List<String>> inAnyCase(Map<String, List<String>> headers) {
        Map<String, List<String>> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> {
            if (name != null) { // some HTTP libraries store the status line under null
                merged.computeIfAbsent(name, any -> new ArrayList<>()).addAll(values);
            }
        });
        merged.replaceAll((name, values) -> Collections.unmodifiableList(values));
        return Collections.unmodifiableMap(merged);
    }
}
