package dev.contactbook.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP response for the host's web server to send: a status, header fields and a JSON body. */
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

    /** Returns a response with the header fields of every response and these. */
    static Response of(int status, byte[] json, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.putAll(more);
        return new Response(status, Collections.unmodifiableMap(headers), json);
    }

    /**
     * {@return the response to a request without valid credentials: 401} For hosts whose security layer rejects such
     * requests before the endpoint sees them.
     */
    public static Response notAuthenticated() {
        return Failures.response(HttpError.notAuthenticated());
    }

    /** {@return the status: 200, 201, 400, 401, 403, 404, 405, 409, 413, 500 or 503} */
    public int status() {
        return status;
    }

    /** {@return the header fields, an unmodifiable map without {@code Content-Length}, which the web server adds} */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * {@return the body, JSON in UTF-8: the bytes themselves, which must not be changed. Empty only for {@code HEAD}}
     */
    public byte[] body() {
        return body;
    }

    Response withoutBody() {
        return new Response(status, headers, NOTHING);
    }

    /** Shows the status and the length of the body. */
    @Override
    public String toString() {
        return "Response[status=" + status + ", bodyLength=" + body.length + "]";
    }
}
