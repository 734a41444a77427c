package dev.contactbook.spring.boot;

/** The REST API has a path, but nothing says who sends a request. */
final class MissingAuthenticatorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingAuthenticatorException() {
        super("contactbook.rest.path is set, but no bean says who sends a request");
    }
}
