package dev.contactbook.spring.boot;

/** The application cannot start as it is configured. */
final class FailedStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String action;

    /**
     * Creates the exception.
     *
     * @param message what is wrong
     * @param action what to do about it, by properties and beans of the application
     */
    FailedStartException(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
