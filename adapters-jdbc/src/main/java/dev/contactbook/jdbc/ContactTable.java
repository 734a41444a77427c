package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.Folding;
import dev.contactbook.domain.SearchText;
import dev.contactbook.domain.TextField;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** The table of contacts: its columns, how a contact is bound to them, and how a row becomes a contact again. */
final class ContactTable {
    /** What {@link #read} reads, by position. */
    static final String READ_COLUMNS = "organization_id, id, version, first_name, last_name, email, phone, "
            + "phone_country_code, phone_country_iso, owned_by_user_id, company_id, channel_whatsapp_wa_id, "
            + "channel_instagram_user_id, avatar_url, custom_fields_by_name, system_type, created_by_user_id, "
            + "created_at, updated_at, deleted_at";

    /** How many those are: what else a query selects comes after them. */
    static final int READ_COUNT = 20;

    /** What is written of a contact beside its primary key: its fields, and the columns that are derived from them. */
    private static final List<Column> WRITTEN = writtenColumns();

    /** The one row that a change is made to, if it still has its version; asks for {@link #bindVersion}. */
    static final String AT_VERSION = " where organization_id = ? and id = ? and version = ?";

    private ContactTable() {}

    /** An insert, with what is to stand for id and revision; it asks for the organization, those two, and {@link #bind}. */
    static String insert(Dialect dialect, String id, String rev) {
        return "insert into contactbook_contact (organization_id, id, rev, " + joined(Column::name) + ") values (?, "
                + id + ", " + rev + ", " + joined(column -> column.placeholder().apply(dialect)) + ")";
    }

    /** An update without its condition, with what is to stand for the revision; it asks for {@link #bind} and that. */
    static String update(Dialect dialect, String rev) {
        return "update contactbook_contact set "
                + joined(column -> column.name() + " = " + column.placeholder().apply(dialect)) + ", rev = " + rev;
    }

    /** Binds what a contact has in the columns that are written, and returns the position after it. */
    static int bind(PreparedStatement statement, int position, Contact contact) throws SQLException {
        Row row = Row.of(contact);
        int next = position;
        for (Column column : WRITTEN) {
            next = Sql.bind(statement, next, column.value().apply(row));
        }
        return next;
    }

    /** Binds what {@link #AT_VERSION} asks for, and returns the position after it. */
    static int bindVersion(PreparedStatement statement, int position, Contact contact) throws SQLException {
        statement.setLong(position, contact.organizationId());
        statement.setLong(position + 1, contact.id());
        statement.setLong(position + 2, contact.version());
        return position + 3;
    }

    /** The contact in a row of {@link #READ_COLUMNS}. */
    static Contact read(ResultSet row) throws SQLException {
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
                .createdAt(instant(row, 18))
                .updatedAt(instant(row, 19))
                .deletedAt(row.getObject(20) == null ? null : instant(row, 20))
                .build();
    }

    private static List<Column> writtenColumns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("version", row -> Bind.number(row.contact().version())));
        columns.add(new Column("first_name", row -> Bind.text(row.contact().firstName())));
        columns.add(new Column("last_name", row -> Bind.text(row.contact().lastName())));
        columns.add(new Column("email", row -> Bind.text(row.contact().email())));
        columns.add(new Column("phone", row -> Bind.text(row.contact().phone())));
        columns.add(
                new Column("phone_country_code", row -> Bind.text(row.contact().phoneCountryCode())));
        columns.add(
                new Column("phone_country_iso", row -> Bind.text(row.contact().phoneCountryIso())));
        columns.add(
                new Column("owned_by_user_id", row -> Bind.number(row.contact().ownedByUserId())));
        columns.add(new Column("company_id", row -> Bind.number(row.contact().companyId())));
        columns.add(new Column(
                "channel_whatsapp_wa_id", row -> Bind.text(row.contact().channelWhatsappWaId())));
        columns.add(new Column(
                "channel_instagram_user_id", row -> Bind.text(row.contact().channelInstagramUserId())));
        columns.add(new Column("avatar_url", row -> Bind.text(row.contact().avatarUrl())));
        columns.add(new Column(
                "custom_fields_by_name",
                row -> Bind.text(CustomFieldsJson.write(row.contact().customFields())),
                Dialect::json));
        columns.add(new Column("system_type", row -> Bind.text(row.contact().systemType())));
        columns.add(new Column(
                "created_by_user_id", row -> Bind.number(row.contact().createdByUserId())));
        columns.add(new Column("created_at", row -> Bind.time(row.contact().createdAt())));
        columns.add(new Column("updated_at", row -> Bind.time(row.contact().updatedAt())));
        columns.add(new Column("deleted_at", row -> Bind.time(row.contact().deletedAt())));
        columns.add(new Column(
                "name_folded",
                row -> Bind.text(SearchText.name(row.foldedFirstName(), row.folded(ContactFields.LAST_NAME)))));
        columns.add(new Column("email_folded", row -> Bind.text(row.folded(ContactFields.EMAIL))));
        columns.add(new Column(
                "phone_digits",
                row -> Bind.text(SearchText.phoneDigits(row.contact().details()))));
        columns.add(new Column("fold_version", row -> Bind.number(Folding.VERSION)));
        for (TextField field : SortKey.FIELDS) {
            columns.add(new Column(
                    SortKey.column(field), row -> Bind.bytes(SortKey.of(row.folded(field), field.of(row.contact())))));
        }
        return List.copyOf(columns);
    }

    private static String joined(Function<Column, String> part) {
        return WRITTEN.stream().map(part).collect(Collectors.joining(", "));
    }

    private static @Nullable Long nullableLong(ResultSet row, int position) throws SQLException {
        long value = row.getLong(position);
        return row.wasNull() ? null : value;
    }

    private static Instant instant(ResultSet row, int position) throws SQLException {
        return row.getObject(position, OffsetDateTime.class).toInstant();
    }

    /** A column, what a contact has in it, and what stands for that in a statement. */
    private record Column(String name, Function<Row, Argument> value, Function<Dialect, String> placeholder) {
        Column(String name, Function<Row, Argument> value) {
            this(name, value, dialect -> "?");
        }
    }

    /**
     * A contact and its folded texts, each of which several columns need.
     *
     * @param contact the contact
     * @param folded the folded form of each text that it has
     */
    private record Row(Contact contact, Map<TextField, String> folded) {
        static Row of(Contact contact) {
            Map<TextField, String> folded = new HashMap<>();
            for (TextField field : SortKey.FIELDS) {
                String text = field.of(contact);
                if (text != null) {
                    folded.put(field, field.folded(text));
                }
            }
            return new Row(contact, folded);
        }

        @Nullable
        String folded(TextField field) {
            return folded.get(field);
        }

        String foldedFirstName() {
            return Objects.requireNonNull(folded(ContactFields.FIRST_NAME));
        }
    }
}
