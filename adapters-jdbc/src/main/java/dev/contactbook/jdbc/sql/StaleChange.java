package dev.contactbook.jdbc.sql;

/** A change came too late. */
public final class StaleChange extends NotWritten {
    private static final long serialVersionUID = 1;
    private final int index;

    public StaleChange(int index) {
        super("stale");
        this.index = index;
    }

    public int index() {
        return index;
    }
}
