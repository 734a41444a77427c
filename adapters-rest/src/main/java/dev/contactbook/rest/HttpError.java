package dev.contactbook.rest;

import java.util.Map;

/** An error response that only the wire has, beside those of the rules of contacts (contract §7). */
final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ErrorKind kind;
    private final transient Map<String, String> headers;

    private HttpError(ErrorKind kind, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.kind = kind;
        this.headers = headers;
    }

    static HttpError pathNotFound() {
        return new HttpError(ErrorKind.NOT_FOUND, "Path not found", Map.of());
    }

    static HttpError contactNotFound(String id) {
        return new HttpError(ErrorKind.NOT_FOUND, "No record found for id '" + id + "'", Map.of());
    }

    static HttpError methodNotAllowed(Resource resource) {
        return notAllowed("Method not allowed", resource);
    }

    /** Says it like Feathers, whose clients call methods by these names. */
    static HttpError serviceMethodNotSupported(String serviceMethod, Resource resource) {
        return notAllowed("Method `" + serviceMethod + "` is not supported by this endpoint.", resource);
    }

    static HttpError notAuthenticated() {
        return new HttpError(ErrorKind.NOT_AUTHENTICATED, "Not authenticated", Map.of("WWW-Authenticate", "Bearer"));
    }

    static HttpError payloadTooLarge() {
        return new HttpError(ErrorKind.PAYLOAD_TOO_LARGE, "Payload too large", Map.of());
    }

    static HttpError invalidJson() {
        return new HttpError(ErrorKind.BAD_REQUEST, "Invalid JSON", Map.of());
    }

    static HttpError contentType() {
        return new HttpError(ErrorKind.BAD_REQUEST, "Content-Type must be application/json", Map.of());
    }

    ErrorKind kind() {
        return kind;
    }

    Map<String, String> headers() {
        return headers;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    private static HttpError notAllowed(String message, Resource resource) {
        return new HttpError(
                ErrorKind.METHOD_NOT_ALLOWED, message, Map.of("Allow", String.join(", ", resource.methods())));
    }
}
