package dev.contactbook.jdbc.table;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.CustomFieldsField;
import dev.contactbook.domain.ListField;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.TextField;
import dev.contactbook.domain.TimeField;
import dev.contactbook.jdbc.sql.SqlValues;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The column of a field, which has the field's name, and all that depends on it: how a contact is read from it and
 * written to it, and which column it is sorted by.
 *
 * @param field the field
 * @param read how its value gets into a contact
 * @param write how a contact's value is bound
 * @param sortKey the column that the field is sorted and compared by: its own, or the key beside a text. Empty for a
 *     text without a key, which the domain sorts and compares
 */
record Column(ContactField<?> field, Reader read, Writer write, Optional<String> sortKey) {
    /** A text that callers write, and that no index has in order. */
    static Column text(TextField field, Setter<ContactDetails.Builder, String> set) {
        return text(field, set, Optional.empty());
    }

    /** A text that callers write, with a key beside it ({@link SortKey}), so that an index can have it in order. */
    static Column keyedText(TextField field, Setter<ContactDetails.Builder, String> set) {
        return text(field, set, Optional.of(field.name() + "_key"));
    }

    private static Column text(TextField field, Setter<ContactDetails.Builder, String> set, Optional<String> sortKey) {
        return new Column(
                field,
                (sql, row, position, details, contact) -> set.set(details, row.getString(position)),
                (sql, statement, position, contact) -> SqlValues.text(statement, position, field.of(contact)),
                sortKey);
    }

    /** A text that the library writes, which nothing is sorted by but its own column. */
    static Column ownText(TextField field, Setter<Contact.Builder, String> set) {
        return plain(
                field,
                (sql, row, position, details, contact) -> set.set(contact, row.getString(position)),
                (sql, statement, position, contact) -> SqlValues.text(statement, position, field.of(contact)));
    }

    /** A number that callers write. */
    static Column number(NumberField field, Setter<ContactDetails.Builder, Long> set) {
        return plain(
                field,
                (sql, row, position, details, contact) -> set.set(details, number(row, position)),
                (sql, statement, position, contact) -> SqlValues.number(statement, position, field.of(contact)));
    }

    /** A number that the library writes. */
    static Column ownNumber(NumberField field, Setter<Contact.Builder, Long> set) {
        return plain(
                field,
                (sql, row, position, details, contact) -> set.set(contact, number(row, position)),
                (sql, statement, position, contact) -> SqlValues.number(statement, position, field.of(contact)));
    }

    /** A time, which the library writes. */
    static Column time(TimeField field, Setter<Contact.Builder, Instant> set) {
        return plain(
                field,
                (sql, row, position, details, contact) -> set.set(contact, sql.readTime(row, position)),
                (sql, statement, position, contact) -> sql.bindTime(statement, position, field.of(contact)));
    }

    /** The custom fields, as JSON. */
    static Column json(CustomFieldsField field) {
        return plain(
                field,
                (sql, row, position, details, contact) ->
                        details.replaceCustomFields(CustomFieldsJson.read(row.getString(position))),
                (sql, statement, position, contact) ->
                        sql.bindJson(statement, position, CustomFieldsJson.write(contact.customFields())));
    }

    /** A list that callers write, as JSON. Null where it is empty, so that most contacts pay next to nothing for it. */
    static <E> Column list(ListField<E> field, Setter<ContactDetails.Builder, List<E>> set) {
        return plain(
                field,
                (sql, row, position, details, contact) -> {
                    String json = row.getString(position);
                    if (json != null) {
                        set.set(details, ListJson.read(field, json));
                    }
                },
                (sql, statement, position, contact) ->
                        sql.bindJson(statement, position, ListJson.write(field, entries(field, contact))));
    }

    private static <E> List<E> entries(ListField<E> field, Contact contact) {
        return Objects.requireNonNull(field.of(contact));
    }

    private static Column plain(ContactField<?> field, Reader read, Writer write) {
        return new Column(field, read, write, Optional.of(field.name()));
    }

    String name() {
        return field.name();
    }

    /** Whether the column holds what a text is compared by, folded, in a key beside it. */
    boolean hasKey() {
        return sortKey.isPresent() && !sortKey.get().equals(field.name());
    }

    /** What to select for {@link #read}. */
    String selected(ColumnSql sql) {
        return field instanceof TimeField ? sql.timeToRead(name()) : name();
    }

    /** What stands for its value in a statement. */
    String placeholder(ColumnSql sql) {
        return field instanceof CustomFieldsField || field instanceof ListField ? sql.json() : "?";
    }

    static @Nullable Long number(ResultSet row, int position) throws SQLException {
        long value = row.getLong(position);
        return row.wasNull() ? null : value;
    }

    /** Reads a value from a row, by position, into a contact. */
    @FunctionalInterface
    interface Reader {
        void read(ColumnSql sql, ResultSet row, int position, ContactDetails.Builder details, Contact.Builder contact)
                throws SQLException;
    }

    /** Binds what a contact has in the column. */
    @FunctionalInterface
    interface Writer {
        void bind(ColumnSql sql, PreparedStatement statement, int position, Contact contact) throws SQLException;
    }

    /** Takes a value that may be null. */
    @FunctionalInterface
    interface Setter<B, T> {
        void set(B builder, @Nullable T value);

        /** A setter of what every contact has. */
        static <B, T> Setter<B, T> always(Required<B, T> set) {
            return (builder, value) -> set.set(builder, Objects.requireNonNull(value));
        }
    }

    /** Takes a value that every contact has. */
    @FunctionalInterface
    interface Required<B, T> {
        void set(B builder, T value);
    }
}
