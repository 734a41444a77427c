package dev.contactbook.jdbc.sql;

/** The organization chose that a kind of keys is unique, so the statement that writes them has to be another one. */
public final class UniqueKind extends NotWritten {
    private static final long serialVersionUID = 1;

    public UniqueKind() {
        super("unique");
    }
}
