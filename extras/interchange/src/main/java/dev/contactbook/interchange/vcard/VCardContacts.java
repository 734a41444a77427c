package dev.contactbook.interchange.vcard;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.CustomValue;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.interchange.core.Dates;
import dev.contactbook.interchange.core.DetailsMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Contacts as vCards. A custom field that the import writes from a property of the standard is such a property. Others
 * are properties of their own, with name and type as parameters.
 */
public final class VCardContacts {
    private static final int LONGEST_LINE = 75;
    private static final Map<String, String> PROPERTIES = Map.of(
            DetailsMapper.COMPANY, "ORG",
            DetailsMapper.JOB_TITLE, "TITLE",
            DetailsMapper.NICKNAME, "NICKNAME",
            DetailsMapper.NOTE, "NOTE",
            DetailsMapper.WEBSITE, "URL",
            DetailsMapper.BIRTHDAY, "BDAY");
    private static final Map<String, String> TYPES = Map.of("work", "work", "home", "home", "mobile", "cell");

    private final String version;
    private final boolean withIds;

    /** Writes vCards of version 3.0 or 4.0. */
    public VCardContacts(String version, boolean withIds) {
        this.version = version;
        this.withIds = withIds;
    }

    /** The card of a contact. */
    public String card(Contact contact) {
        StringBuilder card = new StringBuilder();
        add(card, "BEGIN:VCARD");
        add(card, "VERSION:" + version);
        add(card, "PRODID:" + CardReading.PRODUCT + "Contactbook//EN");
        add(card, "UID:contactbook-" + contact.organizationId() + "-" + contact.id());
        String last = contact.lastName();
        String full = last == null ? contact.firstName() : contact.firstName() + " " + last;
        add(card, "FN:" + escaped(full));
        add(card, "N:" + escaped(last == null ? "" : last) + ";" + escaped(contact.firstName()) + ";;;");
        addEmails(card, contact);
        addPhones(card, contact);
        addField(card, "channel_whatsapp_wa_id", contact.channelWhatsappWaId());
        addField(card, "channel_instagram_user_id", contact.channelInstagramUserId());
        addPicture(card, contact.avatarUrl());
        if (withIds) {
            addField(card, "owned_by_user_id", contact.ownedByUserId());
            addField(card, "company_id", contact.companyId());
        }
        contact.customFields().asMap().forEach((name, value) -> addCustom(card, name, value));
        add(card, "END:VCARD");
        return card.toString();
    }

    private static void addEmails(StringBuilder card, Contact contact) {
        String primary = contact.email();
        if (primary != null) {
            add(card, "EMAIL:" + escaped(primary));
        }
        for (OtherEmail email : contact.otherEmails()) {
            add(card, "EMAIL" + labelled(email.label()) + other(primary == null) + ":" + escaped(email.email()));
        }
    }

    private static void addPhones(StringBuilder card, Contact contact) {
        String primary = contact.phone();
        if (primary != null) {
            String country = country(contact.phoneCountryIso(), contact.phoneCountryCode());
            add(card, "TEL" + country + ":" + escaped(primary));
        } else {
            addField(card, "phone_country_code", contact.phoneCountryCode());
            addField(card, "phone_country_iso", contact.phoneCountryIso());
        }
        for (OtherPhone phone : contact.otherPhones()) {
            String country = country(phone.phoneCountryIso(), phone.phoneCountryCode());
            String parameters = labelled(phone.label()) + country + other(primary == null);
            add(card, "TEL" + parameters + ":" + escaped(phone.phone()));
        }
    }

    private static String labelled(@Nullable String label) {
        if (label == null) {
            return "";
        }
        String type = TYPES.get(label);
        return (type == null ? "" : ";TYPE=" + type) + parameter(CardReading.LABEL, label);
    }

    private static String country(@Nullable String iso, @Nullable String code) {
        return (iso == null ? "" : parameter(CardReading.COUNTRY_ISO, iso))
                + (code == null ? "" : parameter(CardReading.COUNTRY_CODE, code));
    }

    /** Marks what is not the primary one, where there is none before it. */
    private static String other(boolean needsMark) {
        return needsMark ? parameter(CardReading.OTHER, "1") : "";
    }

    private static void addField(StringBuilder card, String name, @Nullable Object value) {
        if (value != null) {
            add(card, CardReading.FIELD + parameter(CardReading.NAME, name) + ":" + escaped(value.toString()));
        }
    }

    /** A path of the host means nothing to other programs. */
    private static void addPicture(StringBuilder card, @Nullable String url) {
        if (url != null && url.startsWith("http")) {
            add(card, "PHOTO;VALUE=uri:" + url);
        } else {
            addField(card, "avatar_url", url);
        }
    }

    private static void addCustom(StringBuilder card, String name, CustomValue value) {
        String property = value.match(
                text -> isStandard(name, text) ? PROPERTIES.get(name) + ":" + escaped(text) : own(name, "text", text),
                number -> own(name, "number", plain(number)),
                bool -> own(name, "boolean", bool.toString()),
                texts -> isStandard(name, texts) ? "CATEGORIES:" + escaped(texts) : ownList(name, texts));
        add(card, property);
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    /** Whether an import reads the same value from the property of the standard. */
    private static boolean isStandard(String name, String text) {
        boolean isSame = PROPERTIES.containsKey(name) && text.indexOf('\r') < 0 && text.equals(text.strip());
        if (name.equals(DetailsMapper.BIRTHDAY)) {
            return isSame && text.equals(Dates.normal(text, null));
        } else if (name.equals(DetailsMapper.COMPANY)) {
            return isSame && text.codePoints().anyMatch(Character::isLetterOrDigit);
        }
        return isSame;
    }

    private static boolean isStandard(String name, List<String> texts) {
        return name.equals(DetailsMapper.CATEGORIES)
                && new HashSet<>(texts).size() == texts.size()
                && texts.stream().allMatch(text -> text.indexOf('\r') < 0 && text.equals(text.strip()));
    }

    private static String own(String name, String type, String text) {
        return CardReading.CUSTOM + parameter(CardReading.NAME, name) + parameter(CardReading.TYPE, type) + ":"
                + escaped(text);
    }

    private static String ownList(String name, List<String> texts) {
        return CardReading.CUSTOM + parameter(CardReading.NAME, name) + parameter(CardReading.TYPE, "list") + ":"
                + escaped(texts);
    }

    private static String escaped(List<String> texts) {
        List<String> escaped = new ArrayList<>();
        texts.forEach(text -> escaped.add(escaped(text)));
        return String.join(",", escaped);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** A parameter in quotes, with the escapes of RFC 6868. */
    private static String parameter(String name, String value) {
        return ";" + name + "=\"" + value.replace("^", "^^").replace("\n", "^n").replace("\"", "^'") + "\"";
    }

    /** Adds a line, folded between letters so that no part has more than 75 bytes. */
    private static void add(StringBuilder card, String line) {
        int bytes = 0;
        int letter;
        for (int i = 0; i < line.length(); i += Character.charCount(letter)) {
            letter = line.codePointAt(i);
            int size = Character.toString(letter).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > LONGEST_LINE) {
                card.append("\r\n ");
                bytes = 1;
            }
            card.appendCodePoint(letter);
            bytes += size;
        }
        card.append("\r\n");
    }
}
