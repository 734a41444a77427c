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
 * <p>Path and query are raw: still percent-encoded. The body is not copied; whoever hands it over must not change it.
 */
public final class Request {
    private final String method;
    private final String path;
    private final @Nullable String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /**
     * A request.
     *
     * @param method the verb, in its exact spelling: {@code GET}
     * @param path the path, percent-encoded, from {@code /contacts} on: a host that serves the API below another path
     *     takes that off
     * @param query what follows the question mark, percent-encoded, null where there is none
     * @param headers the header fields; their names are found in any case
     * @param body the body, empty where there is none; of a longer one than {@link ContactsEndpoint#MAX_BODY} one byte
     *     more than that is enough
     */
    public Request(String method, String path, @Nullable String query, Map<String, List<String>> headers, byte[] body) {
        this.method = Objects.requireNonNull(method, "method");
        this.path = Objects.requireNonNull(path, "path");
        this.query = query;
        this.headers = inAnyCase(headers);
        this.body = Objects.requireNonNull(body, "body");
    }

    /**
     * The verb.
     *
     * @return as it came
     */
    public String method() {
        return method;
    }

    /**
     * The path, percent-encoded.
     *
     * @return as it came
     */
    public String path() {
        return path;
    }

    /**
     * The query string, percent-encoded.
     *
     * @return as it came, or null
     */
    public @Nullable String query() {
        return query;
    }

    /**
     * The header fields.
     *
     * @return an unmodifiable map of unmodifiable lists, whose keys are found in any case
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return the bytes themselves, empty where there is none
     */
    public byte[] body() {
        return body;
    }

    /** All values of a header field, as one text; empty where it is missing. */
    String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    /** Nothing that came from outside: all of it may be personal data. */
    @Override
    public String toString() {
        return "Request[bodyLength=" + body.length + "]";
    }

    private static Map<String, List<String>> inAnyCase(Map<String, List<String>> headers) {
        Map<String, List<String>> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> {
            if (name != null) { // some HTTP libraries keep the status line so
                merged.computeIfAbsent(name, any -> new ArrayList<>()).addAll(values);
            }
        });
        merged.replaceAll((name, values) -> Collections.unmodifiableList(values));
        return Collections.unmodifiableMap(merged);
    }
}
