package dev.contactbook.interchange.core;

/** A file that no reader can read. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why. */
    private final String code;

    public Refusal(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
