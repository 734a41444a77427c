package dev.contactbook.interchange;

/**
 * The input is no file that an import can read, a token belongs to another file, or a column has an unknown meaning
 * (contract §8). Nothing was written by this call. The message has no content of the file.
 */
public final class InterchangeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why, for programs. */
    private final String code;

    InterchangeException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** {@return {@code NO_FORMAT}, {@code NO_HEADER}, {@code OTHER_FILE}, {@code TOKEN} or {@code MEANING}} */
    public String code() {
        return code;
    }
}
