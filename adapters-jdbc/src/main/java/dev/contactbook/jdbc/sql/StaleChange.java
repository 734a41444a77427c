package dev.contactbook.jdbc.sql;

/** Says that a change came too late, and by being thrown rolls back the changes before it. Never leaves this module. */
public final class StaleChange extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int index;

    public StaleChange(int index) {
        super("stale", null, false, false);
        this.index = index;
    }

    public int index() {
        return index;
    }
}
