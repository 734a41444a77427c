package dev.contactbook.jdbc.table;

import static dev.contactbook.jdbc.table.Column.Setter.always;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ListField;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.SearchText;
import dev.contactbook.domain.TextField;
import dev.contactbook.domain.TimeField;
import dev.contactbook.jdbc.sql.SqlValues;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of contacts: its columns, how a contact is bound to them, and how a row becomes a contact again. */
public final class ContactTable {
    /** The columns of the primary key, which a contact is never moved from. */
    private static final List<NumberField> KEY = List.of(ContactFields.ORGANIZATION_ID, ContactFields.ID);

    /** The columns of the fields beside the primary key, in the order in which they are read and written. */
    private static final List<Column> COLUMNS = List.of(
            Column.ownNumber(ContactFields.VERSION, always(Contact.Builder::version)),
            Column.keyedText(ContactFields.FIRST_NAME, ContactDetails.Builder::firstName),
            Column.keyedText(ContactFields.LAST_NAME, ContactDetails.Builder::lastName),
            Column.keyedText(ContactFields.EMAIL, ContactDetails.Builder::email),
            Column.text(ContactFields.PHONE, ContactDetails.Builder::phone),
            Column.text(ContactFields.PHONE_COUNTRY_CODE, ContactDetails.Builder::phoneCountryCode),
            Column.text(ContactFields.PHONE_COUNTRY_ISO, ContactDetails.Builder::phoneCountryIso),
            Column.list(ContactFields.OTHER_EMAILS, ContactDetails.Builder::otherEmails),
            Column.list(ContactFields.OTHER_PHONES, ContactDetails.Builder::otherPhones),
            Column.number(ContactFields.OWNED_BY_USER_ID, ContactDetails.Builder::owner),
            Column.number(ContactFields.COMPANY_ID, ContactDetails.Builder::company),
            Column.text(ContactFields.CHANNEL_WHATSAPP_WA_ID, ContactDetails.Builder::channelWhatsappWaId),
            Column.text(ContactFields.CHANNEL_INSTAGRAM_USER_ID, ContactDetails.Builder::channelInstagramUserId),
            Column.text(ContactFields.AVATAR_URL, ContactDetails.Builder::avatarUrl),
            Column.list(ContactFields.EXTERNAL_IDS, ContactDetails.Builder::externalIds),
            Column.json(ContactFields.CUSTOM_FIELDS),
            Column.ownText(ContactFields.SYSTEM_TYPE, always(Contact.Builder::systemType)),
            Column.ownNumber(ContactFields.CREATED_BY_USER_ID, Contact.Builder::createdByUserId),
            Column.ownNumber(ContactFields.UPDATED_BY_USER_ID, Contact.Builder::updatedByUserId),
            Column.time(ContactFields.CREATED_AT, always(Contact.Builder::createdAt)),
            Column.time(ContactFields.UPDATED_AT, always(Contact.Builder::updatedAt)),
            Column.time(ContactFields.DELETED_AT, Contact.Builder::deletedAt));

    private static final Map<ContactField<?>, Column> BY_FIELD =
            COLUMNS.stream().collect(Collectors.toUnmodifiableMap(Column::field, Function.identity()));

    /** The texts with a key beside them. */
    private static final List<TextField> KEYED = COLUMNS.stream()
            .filter(Column::hasKey)
            .map(column -> (TextField) column.field())
            .toList();

    /** How many columns {@link #read} reads: what else a query selects comes after them. */
    public static final int READ_COUNT = KEY.size() + COLUMNS.size();

    /** Which of them is the id. */
    public static final int ID = 1 + KEY.indexOf(ContactFields.ID);

    /** What is written of a contact beside its primary key: its fields, and the columns that are derived from them. */
    private static final List<Written> WRITTEN = written();

    /** Those of them that are derived, and depend on the folding. */
    private static final List<Written> DERIVED = WRITTEN.subList(COLUMNS.size(), WRITTEN.size());

    /** The one row that a change is made to, if it still has its version. Asks for {@link #bindVersion}. */
    public static final String AT_VERSION = " where organization_id = ? and id = ? and version = ?";

    /** What every change writes, a delete too. */
    private static final Set<ContactField<?>> TIMES = Set.of(
            ContactFields.VERSION,
            ContactFields.UPDATED_BY_USER_ID,
            ContactFields.UPDATED_AT,
            ContactFields.DELETED_AT);

    /** The fields that no index has, and no folded text is made of, beside what every patch writes. */
    private static final Set<ContactField<?>> PLAIN = Set.of(
            ContactFields.VERSION,
            ContactFields.UPDATED_BY_USER_ID,
            ContactFields.UPDATED_AT,
            ContactFields.PHONE,
            ContactFields.PHONE_COUNTRY_CODE,
            ContactFields.PHONE_COUNTRY_ISO,
            ContactFields.OTHER_PHONES,
            ContactFields.CHANNEL_WHATSAPP_WA_ID,
            ContactFields.CHANNEL_INSTAGRAM_USER_ID,
            ContactFields.AVATAR_URL,
            ContactFields.CUSTOM_FIELDS);

    /** The one derived column that no folding is in. */
    private static final SearchText UNFOLDED = SearchText.PHONE_NUMBERS;

    private static final String INSERTED = " (organization_id, id, stripe, rev, " + joined(Written::name) + ") ";

    private ContactTable() {}

    /** What {@link #read} reads, by position. */
    public static String readColumns(ColumnSql dialect) {
        return readColumns(column -> column.selected(dialect));
    }

    /** The same for contacts without their custom fields, their lists, or both. */
    public static String readColumns(ColumnSql dialect, boolean withCustomFields, boolean withLists) {
        return readColumns(column -> {
            if (column.field() == ContactFields.CUSTOM_FIELDS && !withCustomFields) {
                return "'" + CustomFieldsJson.NONE + "'";
            }
            // With a name of its own: H2 joins no table in which two columns have the same one.
            boolean isSpared = column.field() instanceof ListField && !withLists;
            return isSpared ? "null as " + column.name() : column.selected(dialect);
        });
    }

    /** The same for contacts that are only put in order by some fields: without all other texts and numbers. */
    public static String readColumnsToSort(ColumnSql dialect, Collection<? extends ContactField<?>> fields) {
        return readColumns(column -> {
            ContactField<?> field = column.field();
            if (field == ContactFields.CUSTOM_FIELDS) {
                return "'" + CustomFieldsJson.NONE + "'";
            }
            boolean isSpared = field instanceof ColumnField<?> one
                    && !(one instanceof TimeField)
                    && !one.isAlwaysPresent()
                    && !fields.contains(one);
            return isSpared || field instanceof ListField ? "null" : column.selected(dialect);
        });
    }

    private static String readColumns(Function<Column, String> selected) {
        return Stream.concat(
                        KEY.stream().map(ContactField::name), COLUMNS.stream().map(selected))
                .collect(Collectors.joining(", "));
    }

    /** The names of all columns that are written and read. */
    public static List<String> columns() {
        return Stream.concat(
                        KEY.stream().map(ContactField::name), WRITTEN.stream().map(Written::name))
                .toList();
    }

    /** The column that a field is sorted and compared by. Empty if the domain has to, since there is none. */
    public static Optional<String> sortKey(ColumnField<?> field) {
        Column column = BY_FIELD.get(field);
        return column == null ? Optional.of(field.name()) : column.sortKey();
    }

    /** The key beside a text that {@link #hasKey has} one. */
    public static String key(TextField field) {
        return sortKey(field).orElseThrow();
    }

    /** Whether a text has a key beside it, by which it is sorted and compared. */
    public static boolean hasKey(TextField field) {
        Column column = BY_FIELD.get(field);
        return column != null && column.hasKey();
    }

    /**
     * An insert, with what is to stand for id, stripe and revision. It asks for the organization, those three, and
     * {@link #bind}.
     */
    public static String insert(ColumnSql dialect, String id, String stripe, String rev) {
        return "insert into " + dialect.tables().contacts() + INSERTED + "values (" + inserted(dialect, id, stripe, rev)
                + ")";
    }

    /** The same for each row of a table within the statement, that has stripe and revision. */
    public static String insertFrom(ColumnSql dialect, String id, String table) {
        return "insert into " + dialect.tables().contacts() + INSERTED + "select "
                + inserted(dialect, id, table + ".stripe", table + ".rev") + " from " + table;
    }

    private static String inserted(ColumnSql dialect, String id, String stripe, String rev) {
        return "?, " + id + ", " + stripe + ", " + rev + ", " + joined(column -> column.placeholder(dialect));
    }

    /**
     * An update without its condition, with what is to stand for stripe and revision. It asks for
     * {@link #bind(ColumnSql, Replacement, PreparedStatement, int, Contact)} and those.
     */
    public static String update(ColumnSql dialect, Replacement replacement, String stripe, String rev) {
        return "update " + dialect.tables().contacts() + " set "
                + joined(replacement.columns, column -> column.name() + " = " + column.placeholder(dialect))
                + ", stripe = " + stripe + ", rev = " + rev;
    }

    /** Binds what a contact has in the columns that are written, and returns the position after it. */
    public static int bind(ColumnSql dialect, PreparedStatement statement, int position, Contact contact)
            throws SQLException {
        return bind(WRITTEN, new Row(dialect, contact, true), statement, position);
    }

    /** Binds what a contact has in the columns of a replacement, and returns the position after it. */
    public static int bind(
            ColumnSql dialect, Replacement replacement, PreparedStatement statement, int position, Contact contact)
            throws SQLException {
        Row row = new Row(dialect, contact, replacement == Replacement.WHOLE);
        return bind(replacement.columns, row, statement, position);
    }

    private static int bind(List<Written> columns, Row row, PreparedStatement statement, int position)
            throws SQLException {
        int next = position;
        for (Written column : columns) {
            column.value().bind(statement, next++, row);
        }
        return next;
    }

    /**
     * An update of the derived columns, without its condition. It asks for {@link #bindDerived}. Neither a version nor
     * a revision is one of them.
     */
    public static String updateDerived(ColumnSql dialect) {
        return "update " + dialect.tables().contacts() + " set "
                + joined(DERIVED, column -> column.name() + " = " + column.placeholder(dialect));
    }

    /** Binds what {@link #updateDerived} asks for, and returns the position after it. */
    public static int bindDerived(ColumnSql dialect, PreparedStatement statement, int position, Contact contact)
            throws SQLException {
        return bind(DERIVED, new Row(dialect, contact, true), statement, position);
    }

    /** Takes contacts out, without a condition. */
    public static String delete(ColumnSql dialect) {
        return "delete from " + dialect.tables().contacts();
    }

    /** Binds what {@link #AT_VERSION} asks for, and returns the position after it. */
    public static int bindVersion(PreparedStatement statement, int position, Contact contact) throws SQLException {
        statement.setLong(position, contact.organizationId());
        statement.setLong(position + 1, contact.id());
        statement.setLong(position + 2, contact.version());
        return position + 3;
    }

    /** The contact in a row of {@link #readColumns}. */
    public static Contact read(ColumnSql dialect, ResultSet row) throws SQLException {
        Contact.Builder contact = Contact.builder(row.getLong(1), row.getLong(2));
        ContactDetails.Builder details = ContactDetails.builder();
        int position = KEY.size() + 1;
        for (Column column : COLUMNS) {
            column.read().read(dialect, row, position++, details, contact);
        }
        return contact.details(details.build()).build();
    }

    private static List<Written> written() {
        List<Written> columns = new ArrayList<>();
        for (Column column : COLUMNS) {
            columns.add(new Written(
                    column.name(),
                    (statement, position, row) -> column.write().bind(row.dialect, statement, position, row.contact),
                    column::placeholder));
        }
        for (SearchText text : SearchText.values()) {
            columns.add(new Written(
                    text.label(), (statement, position, row) -> SqlValues.text(statement, position, row.text(text))));
        }
        columns.add(new Written(
                "fold_version", (statement, position, row) -> statement.setLong(position, SearchText.FOLDING_VERSION)));
        for (TextField field : KEYED) {
            columns.add(new Written(
                    key(field),
                    (statement, position, row) ->
                            statement.setBytes(position, SortKey.of(row.folded(field), field.of(row.contact)))));
        }
        return List.copyOf(columns);
    }

    private static String joined(Function<Written, String> part) {
        return joined(WRITTEN, part);
    }

    private static String joined(List<Written> columns, Function<Written, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    public static @Nullable Long nullableLong(ResultSet row, int position) throws SQLException {
        return Column.number(row, position);
    }

    /**
     * A column that is written.
     *
     * @param name its name
     * @param value what a contact has in it
     * @param placeholder what stands for that in a statement
     */
    private record Written(String name, Value value, Function<ColumnSql, String> placeholder) {
        Written(String name, Value value) {
            this(name, value, dialect -> "?");
        }

        String placeholder(ColumnSql dialect) {
            return placeholder.apply(dialect);
        }
    }

    /** Binds what a contact has in a column. */
    @FunctionalInterface
    private interface Value {
        void bind(PreparedStatement statement, int position, Row row) throws SQLException;
    }

    /**
     * Which columns of a row a change writes. SQLite writes an index for each of its columns that a statement names,
     * even if the value stays, and what is not written is not folded.
     */
    public enum Replacement {
        /** Of a delete, and of a patch that changes nothing that callers write. */
        TIMES(ContactTable.TIMES, false),

        /** Of a patch that changes no index but that of the last update, and no folded text. */
        PLAIN(ContactTable.PLAIN, true),

        WHOLE(BY_FIELD.keySet(), true);

        private final Set<ContactField<?>> fields;

        @SuppressWarnings("ImmutableEnumChecker") // functions without a state
        private final List<Written> columns;

        Replacement(Set<ContactField<?>> fields, boolean withPhone) {
            this.fields = fields;
            Set<String> names = fields.stream().map(ContactField::name).collect(Collectors.toSet());
            if (withPhone) {
                names.add(UNFOLDED.label());
            }
            this.columns = fields.size() == COLUMNS.size()
                    ? WRITTEN
                    : WRITTEN.stream()
                            .filter(column -> names.contains(column.name()))
                            .toList();
        }

        /** The one with the fewest columns that makes one state of a contact of another. */
        public static Replacement of(Contact before, Contact after) {
            Set<ContactField<?>> changed = COLUMNS.stream()
                    .<ContactField<?>>map(Column::field)
                    .filter(field -> !Objects.equals(field.of(before), field.of(after)))
                    .collect(Collectors.toSet());
            return Stream.of(values())
                    .filter(replacement -> replacement.fields.containsAll(changed))
                    .findFirst()
                    .orElse(WHOLE);
        }
    }

    /** A contact and its derived texts, each of which several columns need. */
    private static final class Row {
        private final ColumnSql dialect;
        private final Contact contact;

        /** Empty where none is written but the one that needs no folding. */
        private final Map<SearchText, String> folded;

        Row(ColumnSql dialect, Contact contact, boolean isFolded) {
            this.dialect = dialect;
            this.contact = contact;
            this.folded = isFolded ? SearchText.allOf(contact) : Map.of();
        }

        @Nullable
        String text(SearchText text) {
            String found = folded.get(text);
            return found == null && text == UNFOLDED ? text.of(contact) : found;
        }

        @Nullable
        String folded(TextField field) {
            String text = field.of(contact);
            return text == null ? null : field.folded(text);
        }
    }
}
