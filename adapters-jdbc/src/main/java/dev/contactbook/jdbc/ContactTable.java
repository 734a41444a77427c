package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.Folding;
import dev.contactbook.domain.SearchText;
import dev.contactbook.domain.TextField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The table of contacts: its columns, how a contact is bound to them, and how a row becomes a contact again. */
final class ContactTable {
    /** What {@link #read} reads, by position. */
    static final String READ_COLUMNS = "organization_id, id, version, first_name, last_name, email, phone, "
            + "phone_country_code, phone_country_iso, owned_by_user_id, company_id, channel_whatsapp_wa_id, "
            + "channel_instagram_user_id, avatar_url, custom_fields_by_name, system_type, created_by_user_id, "
            + "created_at, updated_at, deleted_at";

    /** What is written of a contact beside its primary key: its fields, and the columns that are derived from them. */
    private static final List<Column> WRITTEN = writtenColumns();

    /** {@code a, b, c}: the columns that an insert names after the primary key. */
    static final String WRITTEN_COLUMNS = joined(Column::name);

    private ContactTable() {}

    /** {@code ?, ?, ?}: one for each of them. */
    static String placeholders(Dialect dialect) {
        return joined(column -> column.placeholder().apply(dialect));
    }

    /** {@code a = ?, b = ?, c = ?}: the same columns for an update. */
    static String assignments(Dialect dialect) {
        return joined(column -> column.name() + " = " + column.placeholder().apply(dialect));
    }

    /** Binds what {@link #placeholders} or {@link #assignments} ask for, and returns the position after it. */
    static int bind(SqlStatement<?> statement, int position, Contact contact) {
        int next = position;
        for (Column column : WRITTEN) {
            statement.bind(next++, column.value().apply(contact));
        }
        return next;
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
        columns.add(new Column("version", contact -> Bind.number(contact.version())));
        columns.add(new Column("first_name", contact -> Bind.text(contact.firstName())));
        columns.add(new Column("last_name", contact -> Bind.text(contact.lastName())));
        columns.add(new Column("email", contact -> Bind.text(contact.email())));
        columns.add(new Column("phone", contact -> Bind.text(contact.phone())));
        columns.add(new Column("phone_country_code", contact -> Bind.text(contact.phoneCountryCode())));
        columns.add(new Column("phone_country_iso", contact -> Bind.text(contact.phoneCountryIso())));
        columns.add(new Column("owned_by_user_id", contact -> Bind.number(contact.ownedByUserId())));
        columns.add(new Column("company_id", contact -> Bind.number(contact.companyId())));
        columns.add(new Column("channel_whatsapp_wa_id", contact -> Bind.text(contact.channelWhatsappWaId())));
        columns.add(new Column("channel_instagram_user_id", contact -> Bind.text(contact.channelInstagramUserId())));
        columns.add(new Column("avatar_url", contact -> Bind.text(contact.avatarUrl())));
        columns.add(new Column(
                "custom_fields_by_name",
                contact -> Bind.text(CustomFieldsJson.write(contact.customFields())),
                Dialect::json));
        columns.add(new Column("system_type", contact -> Bind.text(contact.systemType())));
        columns.add(new Column("created_by_user_id", contact -> Bind.number(contact.createdByUserId())));
        columns.add(new Column("created_at", contact -> Bind.time(contact.createdAt())));
        columns.add(new Column("updated_at", contact -> Bind.time(contact.updatedAt())));
        columns.add(new Column("deleted_at", contact -> Bind.time(contact.deletedAt())));
        columns.add(new Column("name_folded", contact -> Bind.text(SearchText.name(contact.details()))));
        columns.add(new Column("email_folded", contact -> Bind.text(SearchText.email(contact.details()))));
        columns.add(new Column("phone_digits", contact -> Bind.text(SearchText.phoneDigits(contact.details()))));
        columns.add(new Column("fold_version", contact -> Bind.number(Folding.VERSION)));
        for (TextField field : SortKey.FIELDS) {
            columns.add(new Column(SortKey.column(field), contact -> Bind.bytes(SortKey.of(field, field.of(contact)))));
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
    private record Column(String name, Function<Contact, Argument> value, Function<Dialect, String> placeholder) {
        Column(String name, Function<Contact, Argument> value) {
            this(name, value, dialect -> "?");
        }
    }
}
