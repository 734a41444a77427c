package dev.contactbook.rest;

/** The kinds of errors on the wire. Feathers clients choose their error class by these names (contract §7). */
enum ErrorKind {
    BAD_REQUEST(400, "BadRequest", "bad-request"),
    NOT_AUTHENTICATED(401, "NotAuthenticated", "not-authenticated"),
    FORBIDDEN(403, "Forbidden", "forbidden"),
    NOT_FOUND(404, "NotFound", "not-found"),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed", "method-not-allowed"),
    CONFLICT(409, "Conflict", "conflict"),
    PAYLOAD_TOO_LARGE(413, "PayloadTooLarge", "payload-too-large"),
    GENERAL_ERROR(500, "GeneralError", "general-error"),
    UNAVAILABLE(503, "Unavailable", "unavailable");

    private final int status;
    private final String title;
    private final String className;

    ErrorKind(int status, String title, String className) {
        this.status = status;
        this.title = title;
        this.className = className;
    }

    int status() {
        return status;
    }

    /** {@return the {@code name} in the error's JSON} */
    String title() {
        return title;
    }

    String className() {
        return className;
    }
}
