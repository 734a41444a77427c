package dev.contactbook.jdbc.sql;

/** Says why nothing is written, and by being thrown rolls back what was. Never leaves this module. */
public abstract class NotWritten extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotWritten(String message) {
        super(message, null, false, false);
    }
}
