package dev.contactbook.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: what {@link ContactQuery#after} goes on from (contract §4, cursors).
 *
 * <pre>{@code Page<Contact> next = contacts.list(caller, query.after(page.next().get()));}</pre>
 *
 * <p>It belongs to one query, but for its limit and total, in one organization; with any other it is refused. Its text
 * is URL-safe, and whoever keeps it can go on with it any time later, in another process as well. It holds the values
 * that its query sorts by, of the last contact of the page: keep it as carefully as the contacts. It opens nothing: a
 * made-up one is refused, or is just another place in what its caller may read anyway. Immutable.
 */
public final class Cursor {
    private final String text;

    private Cursor(String text) {
        this.text = text;
    }

    /**
     * The cursor with a text. Whether it is one is seen by the query that is asked for.
     *
     * @param text what {@link #text()} said
     * @return the cursor
     */
    public static Cursor of(String text) {
        return new Cursor(Objects.requireNonNull(text, "text"));
    }

    /**
     * The cursor as a text.
     *
     * @return letters, digits, {@code -} and {@code _}
     */
    public String text() {
        return text;
    }

    /** Equal if the texts are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cursor cursor && text.equals(cursor.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** That it is a cursor, without its text, which holds values of a contact. */
    @Override
    public String toString() {
        return "Cursor[" + text.length() + " characters]";
    }
}
