package dev.contactbook.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP response, for the host's web server to send: a status, header fields and a body of JSON. */
public final class Response {
    private static final byte[] NOTHING = {};

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Response(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** A response with the header fields that all have, and perhaps some more. */
    static Response of(int status, byte[] json, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.putAll(more);
        return new Response(status, Collections.unmodifiableMap(headers), json);
    }

    /**
     * The status code.
     *
     * @return 200, 201, 400, 401, 403, 404, 405, 409, 413, 500 or 503
     */
    public int status() {
        return status;
    }

    /**
     * The header fields. {@code Content-Length} is not among them: it is the web server's business.
     *
     * @return an unmodifiable map
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body: JSON in UTF-8.
     *
     * @return the bytes themselves, which must not be changed; empty for a {@code HEAD} request only
     */
    public byte[] body() {
        return body;
    }

    Response withoutBody() {
        return new Response(status, headers, NOTHING);
    }

    /** The status. */
    @Override
    public String toString() {
        return "Response[status=" + status + ", bodyLength=" + body.length + "]";
    }
}
