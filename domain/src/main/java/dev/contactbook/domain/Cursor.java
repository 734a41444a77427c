package dev.contactbook.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The end of a page, after which the next page starts (contract §4, cursors).
 *
 * <pre>{@code Page<Contact> next = contacts.list(caller, query.after(page.next().get()));}</pre>
 *
 * <p>It belongs to one query in one organization and is rejected with any other. Limit, total and custom fields may
 * differ. Its text is URL-safe and does not expire, also in another process. It contains the sort values of the page's
 * last contact, so store it as carefully as contacts. It grants no access: a forged cursor is rejected, or moves the
 * start within contacts that the caller may already read. Immutable.
 */
public final class Cursor {
    private final String text;

    private Cursor(String text) {
        this.text = text;
    }

    /**
     * Returns the cursor with a text. The operation checks later whether it is valid.
     *
     * @param text the {@link #text()} of a cursor
     * @return the cursor
     */
    public static Cursor of(String text) {
        return new Cursor(Objects.requireNonNull(text, "text"));
    }

    /** {@return the cursor as a text of letters, digits, {@code -} and {@code _}} */
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

    /** Its length, without its text, which contains values of a contact. */
    @Override
    public String toString() {
        return "Cursor[" + text.length() + " characters]";
    }
}
