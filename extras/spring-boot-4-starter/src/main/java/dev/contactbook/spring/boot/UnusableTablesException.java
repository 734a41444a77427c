package dev.contactbook.spring.boot;

/** The tables in the data source are missing, or of a version that this library cannot use. */
final class UnusableTablesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean migrated;

    /**
     * Creates the exception.
     *
     * @param message what is wrong with the tables
     * @param migrated whether the migration ran before
     */
    UnusableTablesException(String message, boolean migrated) {
        super(message);
        this.migrated = migrated;
    }

    boolean migrated() {
        return migrated;
    }
}
