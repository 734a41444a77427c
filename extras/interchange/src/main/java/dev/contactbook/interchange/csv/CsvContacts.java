package dev.contactbook.interchange.csv;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.CustomValue;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.interchange.core.Bounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Contacts as rows. {@link #meet} sees each contact first, so that a column exists for what it has. What has no column
 * stands in the last one, as names and values.
 */
public final class CsvContacts {
    static final List<String> FIELDS = List.of(
            "first_name",
            "last_name",
            "email",
            "phone",
            "phone_country_code",
            "phone_country_iso",
            "channel_whatsapp_wa_id",
            "channel_instagram_user_id",
            "avatar_url");
    private static final List<String> IDS = List.of("owned_by_user_id", "company_id");

    /** All columns but those of custom fields: of fields and ids, of the longest lists, and the last one. */
    private static final int OTHER_COLUMNS = FIELDS.size()
            + IDS.size()
            + 2 * ContactFields.OTHER_EMAILS.maxSize()
            + 4 * ContactFields.OTHER_PHONES.maxSize()
            + 1;

    private final CellGuard guard;
    private final boolean withIds;
    private final Set<String> customs = new TreeSet<>();
    private int emails;
    private int phones;

    public CsvContacts(CellGuard guard, boolean withIds) {
        this.guard = guard;
        this.withIds = withIds;
    }

    /** Notes which columns a contact needs. */
    public void meet(Contact contact) {
        emails = Math.max(emails, contact.otherEmails().size());
        phones = Math.max(phones, contact.otherPhones().size());
        contact.customFields().asMap().forEach((name, value) -> {
            if (customs.size() < Bounds.COLUMNS - OTHER_COLUMNS) {
                customs.add(customHeader(name, value));
            }
        });
    }

    /** The header, with the byte order mark that makes spreadsheets read UTF-8. */
    public String header() {
        return "\uFEFF" + row(new ArrayList<>(columns()));
    }

    /** The row of a contact. */
    public String row(Contact contact) {
        Map<String, String> values = values(contact);
        List<String> cells = new ArrayList<>();
        Set<String> columns = columns();
        for (String column : columns) {
            cells.add(values.getOrDefault(column, ""));
        }
        List<String> more = new ArrayList<>();
        values.forEach((name, value) -> {
            if (!columns.contains(name)) {
                more.add(name);
                more.add(value);
            }
        });
        cells.set(cells.size() - 1, CsvText.joined(more));
        return row(cells);
    }

    private String row(List<String> cells) {
        return CsvText.row(cells.stream().map(guard::guarded).toList(), ',');
    }

    private Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(FIELDS);
        if (withIds) {
            columns.addAll(IDS);
        }
        for (int i = 1; i <= emails; i++) {
            columns.add(Columns.OTHER_EMAILS + i + ".email");
            columns.add(Columns.OTHER_EMAILS + i + ".label");
        }
        for (int i = 1; i <= phones; i++) {
            columns.add(Columns.OTHER_PHONES + i + ".phone");
            columns.add(Columns.OTHER_PHONES + i + ".label");
            columns.add(Columns.OTHER_PHONES + i + ".phone_country_code");
            columns.add(Columns.OTHER_PHONES + i + ".phone_country_iso");
        }
        columns.addAll(customs);
        columns.add(Columns.MORE);
        return columns;
    }

    private Map<String, String> values(Contact contact) {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "first_name", contact.firstName());
        put(values, "last_name", contact.lastName());
        put(values, "email", contact.email());
        put(values, "phone", contact.phone());
        put(values, "phone_country_code", contact.phoneCountryCode());
        put(values, "phone_country_iso", contact.phoneCountryIso());
        put(values, "channel_whatsapp_wa_id", contact.channelWhatsappWaId());
        put(values, "channel_instagram_user_id", contact.channelInstagramUserId());
        put(values, "avatar_url", contact.avatarUrl());
        if (withIds) {
            put(values, "owned_by_user_id", contact.ownedByUserId());
            put(values, "company_id", contact.companyId());
        }
        int place = 1;
        for (OtherEmail email : contact.otherEmails()) {
            String prefix = Columns.OTHER_EMAILS + place++;
            put(values, prefix + ".email", email.email());
            put(values, prefix + ".label", email.label());
        }
        place = 1;
        for (OtherPhone phone : contact.otherPhones()) {
            String prefix = Columns.OTHER_PHONES + place++;
            put(values, prefix + ".phone", phone.phone());
            put(values, prefix + ".label", phone.label());
            put(values, prefix + ".phone_country_code", phone.phoneCountryCode());
            put(values, prefix + ".phone_country_iso", phone.phoneCountryIso());
        }
        contact.customFields().asMap().forEach((name, value) -> put(values, customHeader(name, value), text(value)));
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
    }

    private static String customHeader(String name, CustomValue value) {
        String type = value.match(text -> "text", number -> "number", bool -> "boolean", texts -> "list");
        return Columns.CUSTOM + name + ":" + type;
    }

    private static String text(CustomValue value) {
        return value.match(text -> text, number -> number.toPlainString(), String::valueOf, CsvText::joined);
    }
}
