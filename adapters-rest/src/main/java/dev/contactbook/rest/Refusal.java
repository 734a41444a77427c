package dev.contactbook.rest;

import java.util.List;
import java.util.Map;

/** A request that is refused before or beside the rules of contacts: what only the wire knows (contract §7). */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ErrorKind kind;
    private final transient Map<String, String> headers;

    private Refusal(ErrorKind kind, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.kind = kind;
        this.headers = headers;
    }

    static Refusal pathNotFound() {
        return new Refusal(ErrorKind.NOT_FOUND, "Path not found", Map.of());
    }

    static Refusal contactNotFound(String id) {
        return new Refusal(ErrorKind.NOT_FOUND, "No record found for id '" + id + "'", Map.of());
    }

    static Refusal methodNotAllowed(List<String> allowed) {
        return notAllowed("Method not allowed", allowed);
    }

    /** In the words of Feathers, whose clients call methods by these names. */
    static Refusal serviceMethodNotSupported(String serviceMethod, List<String> allowed) {
        return notAllowed("Method `" + serviceMethod + "` is not supported by this endpoint.", allowed);
    }

    static Refusal notAuthenticated() {
        return new Refusal(ErrorKind.NOT_AUTHENTICATED, "Not authenticated", Map.of("WWW-Authenticate", "Bearer"));
    }

    static Refusal payloadTooLarge() {
        return new Refusal(ErrorKind.PAYLOAD_TOO_LARGE, "Payload too large", Map.of());
    }

    static Refusal invalidJson() {
        return new Refusal(ErrorKind.BAD_REQUEST, "Invalid JSON", Map.of());
    }

    static Refusal contentType() {
        return new Refusal(ErrorKind.BAD_REQUEST, "Content-Type must be application/json", Map.of());
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

    private static Refusal notAllowed(String message, List<String> allowed) {
        return new Refusal(ErrorKind.METHOD_NOT_ALLOWED, message, Map.of("Allow", String.join(", ", allowed)));
    }
}
