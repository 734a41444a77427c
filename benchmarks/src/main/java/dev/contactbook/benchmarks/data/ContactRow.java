package dev.contactbook.benchmarks.data;

import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A contact as one writes it by hand; custom fields and lists are left as the JSON that they are kept as. */
public record ContactRow(
        long organizationId,
        long id,
        long version,
        String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String phoneCountryCode,
        @Nullable String phoneCountryIso,
        @Nullable Long ownedByUserId,
        @Nullable Long companyId,
        @Nullable String channelWhatsappWaId,
        @Nullable String channelInstagramUserId,
        @Nullable String avatarUrl,
        String customFieldsByName,
        String systemType,
        @Nullable Long createdByUserId,
        OffsetDateTime createdAt,
        OffsetDateTime updatedAt,
        @Nullable OffsetDateTime deletedAt,
        @Nullable String otherEmails,
        @Nullable String otherPhones,
        @Nullable String externalIds,
        @Nullable Long updatedByUserId) {
    /** The columns, in the order of the components. */
    public static final String COLUMNS = Arrays.stream(ContactRow.class.getRecordComponents())
            .map(component -> column(component.getName()))
            .collect(Collectors.joining(", "));

    /** The one of an id; asks for the organization and the id. */
    public static final String BY_ID =
            "select " + COLUMNS + " from contactbook_contact where organization_id = ? and id = ?";

    static {
        requireEveryField(
                ContactRow.class,
                Arrays.stream(ContactRow.class.getRecordComponents()).map(RecordComponent::getName));
    }

    /** The column that a name in Java stands for. */
    public static String column(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Fails where a contact by hand lacks a field of the library's, so that both do the same work. */
    public static void requireEveryField(Class<?> byHand, Stream<String> names) {
        Set<String> there = names.map(ContactRow::column).collect(Collectors.toSet());
        for (ContactField<?> field : ContactFields.all()) {
            if (!there.contains(field.name())) {
                throw new IllegalStateException(byHand.getSimpleName() + " lacks " + field.name());
            }
        }
    }

    public static ContactRow read(ResultSet row) throws SQLException {
        return new ContactRow(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                number(row, 10),
                number(row, 11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                row.getString(16),
                number(row, 17),
                row.getObject(18, OffsetDateTime.class),
                row.getObject(19, OffsetDateTime.class),
                row.getObject(20, OffsetDateTime.class),
                row.getString(21),
                row.getString(22),
                row.getString(23),
                number(row, 24));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
