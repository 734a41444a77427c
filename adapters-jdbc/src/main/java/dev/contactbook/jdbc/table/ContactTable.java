package dev.contactbook.jdbc.table;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.SearchText;
import dev.contactbook.domain.TextField;
import dev.contactbook.jdbc.sql.SqlValues;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of contacts: its columns, how a contact is bound to them, and how a row becomes a contact again. */
public final class ContactTable {
    /** What {@link #read} reads, by position; of times as the dialect reads them. */
    private static final String READ_COLUMNS = "organization_id, id, version, first_name, last_name, email, phone, "
            + "phone_country_code, phone_country_iso, owned_by_user_id, company_id, channel_whatsapp_wa_id, "
            + "channel_instagram_user_id, avatar_url, custom_fields_by_name, system_type, created_by_user_id, "
            + "created_at, updated_at, deleted_at";

    private static final Pattern TIME = Pattern.compile("\\w+_at\\b");

    /** How many those are: what else a query selects comes after them. */
    public static final int READ_COUNT = 20;

    /** Which of them is the id. */
    public static final int ID = 2;

    /** What is written of a contact beside its primary key: its fields, and the columns that are derived from them. */
    private static final List<Column> WRITTEN = writtenColumns();

    /** The one row that a change is made to, if it still has its version; asks for {@link #bindVersion}. */
    public static final String AT_VERSION = " where organization_id = ? and id = ? and version = ?";

    private static final String INSERT =
            "insert into contactbook_contact (organization_id, id, stripe, rev, " + joined(Column::name) + ") ";

    private ContactTable() {}

    /** What {@link #read} reads, by position. */
    public static String readColumns(ColumnSql dialect) {
        return TIME.matcher(READ_COLUMNS).replaceAll(column -> dialect.timeToRead(column.group()));
    }

    /** The same for contacts without their custom fields. */
    public static String readColumnsWithoutCustomFields(ColumnSql dialect) {
        return readColumns(dialect).replace("custom_fields_by_name", "'" + CustomFieldsJson.NONE + "'");
    }

    /**
     * An insert, with what is to stand for id, stripe and revision; it asks for the organization, those three, and
     * {@link #bind}.
     */
    public static String insert(ColumnSql dialect, String id, String stripe, String rev) {
        return INSERT + "values (" + inserted(dialect, id, stripe, rev) + ")";
    }

    /** The same for each row of a table within the statement, that has stripe and revision. */
    public static String insertFrom(ColumnSql dialect, String id, String table) {
        return INSERT + "select " + inserted(dialect, id, table + ".stripe", table + ".rev") + " from " + table;
    }

    private static String inserted(ColumnSql dialect, String id, String stripe, String rev) {
        return "?, " + id + ", " + stripe + ", " + rev + ", "
                + joined(column -> column.placeholder().apply(dialect));
    }

    /**
     * An update without its condition, with what is to stand for stripe and revision; it asks for {@link #bind} and
     * those.
     */
    public static String update(ColumnSql dialect, String stripe, String rev) {
        return "update contactbook_contact set "
                + joined(column -> column.name() + " = " + column.placeholder().apply(dialect)) + ", stripe = " + stripe
                + ", rev = " + rev;
    }

    /** Binds what a contact has in the columns that are written, and returns the position after it. */
    public static int bind(ColumnSql dialect, PreparedStatement statement, int position, Contact contact)
            throws SQLException {
        Row row = new Row(dialect, contact);
        int next = position;
        for (Column column : WRITTEN) {
            column.value().bind(statement, next++, row);
        }
        return next;
    }

    /**
     * An update of the columns in which two states of a contact differ that {@link #differInTimesOnly}, without its
     * condition; it asks for {@link #bindTimes}, stripe and revision.
     */
    public static String updateTimes(String stripe, String rev) {
        return "update contactbook_contact set version = ?, updated_at = ?, deleted_at = ?, stripe = " + stripe
                + ", rev = " + rev;
    }

    /** Binds what {@link #updateTimes} asks for, and returns the position after it. */
    public static int bindTimes(PreparedStatement statement, int position, Contact contact) throws SQLException {
        statement.setLong(position, contact.version());
        SqlValues.time(statement, position + 1, contact.updatedAt());
        SqlValues.time(statement, position + 2, contact.deletedAt());
        return position + 3;
    }

    /** Whether nothing changed that callers write or that is derived from it: so it is with a delete. */
    public static boolean differInTimesOnly(Contact before, Contact after) {
        return after.details().equals(before.details())
                && after.systemType().equals(before.systemType())
                && Objects.equals(after.createdByUserId(), before.createdByUserId())
                && after.createdAt().equals(before.createdAt());
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
        ContactDetails details = ContactDetails.builder()
                .firstName(row.getString(4))
                .lastName(row.getString(5))
                .email(row.getString(6))
                .phone(row.getString(7))
                .phoneCountryCode(row.getString(8))
                .phoneCountryIso(row.getString(9))
                .owner(nullableLong(row, 10))
                .company(nullableLong(row, 11))
                .channelWhatsappWaId(row.getString(12))
                .channelInstagramUserId(row.getString(13))
                .avatarUrl(row.getString(14))
                .replaceCustomFields(CustomFieldsJson.read(row.getString(15)))
                .build();
        return Contact.builder(row.getLong(1), row.getLong(2))
                .version(row.getLong(3))
                .details(details)
                .systemType(row.getString(16))
                .createdByUserId(nullableLong(row, 17))
                .createdAt(Objects.requireNonNull(dialect.readTime(row, 18)))
                .updatedAt(Objects.requireNonNull(dialect.readTime(row, 19)))
                .deletedAt(dialect.readTime(row, 20))
                .build();
    }

    private static List<Column> writtenColumns() {
        List<Column> columns = new ArrayList<>();
        columns.add(number("version", Contact::version));
        columns.add(text("first_name", Contact::firstName));
        columns.add(text("last_name", Contact::lastName));
        columns.add(text("email", Contact::email));
        columns.add(text("phone", Contact::phone));
        columns.add(text("phone_country_code", Contact::phoneCountryCode));
        columns.add(text("phone_country_iso", Contact::phoneCountryIso));
        columns.add(number("owned_by_user_id", Contact::ownedByUserId));
        columns.add(number("company_id", Contact::companyId));
        columns.add(text("channel_whatsapp_wa_id", Contact::channelWhatsappWaId));
        columns.add(text("channel_instagram_user_id", Contact::channelInstagramUserId));
        columns.add(text("avatar_url", Contact::avatarUrl));
        columns.add(new Column(
                "custom_fields_by_name",
                (statement, position, row) ->
                        row.dialect.bindJson(statement, position, CustomFieldsJson.write(row.contact.customFields())),
                ColumnSql::json));
        columns.add(text("system_type", Contact::systemType));
        columns.add(number("created_by_user_id", Contact::createdByUserId));
        columns.add(time("created_at", Contact::createdAt));
        columns.add(time("updated_at", Contact::updatedAt));
        columns.add(time("deleted_at", Contact::deletedAt));
        columns.add(new Column(
                "name_folded", (statement, position, row) -> SqlValues.text(statement, position, row.foldedName())));
        columns.add(new Column(
                "email_folded",
                (statement, position, row) -> SqlValues.text(statement, position, row.folded(ContactFields.EMAIL))));
        columns.add(text("phone_digits", contact -> SearchText.phoneDigits(contact.details())));
        columns.add(number("fold_version", contact -> (long) SearchText.FOLDING_VERSION));
        for (TextField field : SortKey.FIELDS) {
            columns.add(new Column(
                    SortKey.column(field),
                    (statement, position, row) ->
                            statement.setBytes(position, SortKey.of(row.folded(field), field.of(row.contact)))));
        }
        return List.copyOf(columns);
    }

    private static Column text(String name, Function<Contact, @Nullable String> value) {
        return new Column(
                name, (statement, position, row) -> SqlValues.text(statement, position, value.apply(row.contact)));
    }

    private static Column number(String name, Function<Contact, @Nullable Long> value) {
        return new Column(
                name, (statement, position, row) -> SqlValues.number(statement, position, value.apply(row.contact)));
    }

    private static Column time(String name, Function<Contact, @Nullable Instant> value) {
        return new Column(
                name, (statement, position, row) -> SqlValues.time(statement, position, value.apply(row.contact)));
    }

    private static String joined(Function<Column, String> part) {
        return WRITTEN.stream().map(part).collect(Collectors.joining(", "));
    }

    public static @Nullable Long nullableLong(ResultSet row, int position) throws SQLException {
        long value = row.getLong(position);
        return row.wasNull() ? null : value;
    }

    /** A column, what a contact has in it, and what stands for that in a statement. */
    private record Column(String name, Value value, Function<ColumnSql, String> placeholder) {
        Column(String name, Value value) {
            this(name, value, dialect -> "?");
        }
    }

    /** Binds what a contact has in a column. */
    @FunctionalInterface
    private interface Value {
        void bind(PreparedStatement statement, int position, Row row) throws SQLException;
    }

    /** A contact and its folded texts, each of which several columns need. */
    private static final class Row {
        private final ColumnSql dialect;
        private final Contact contact;
        private final @Nullable String[] folded = new String[SortKey.FIELDS.size()];

        Row(ColumnSql dialect, Contact contact) {
            this.dialect = dialect;
            this.contact = contact;
            for (int i = 0; i < folded.length; i++) {
                TextField field = SortKey.FIELDS.get(i);
                String text = field.of(contact);
                folded[i] = text == null ? null : field.folded(text);
            }
        }

        @Nullable
        String folded(TextField field) {
            return folded[SortKey.FIELDS.indexOf(field)];
        }

        String foldedName() {
            String firstName = Objects.requireNonNull(folded(ContactFields.FIRST_NAME));
            return SearchText.name(firstName, folded(ContactFields.LAST_NAME));
        }
    }
}
