package dev.contactbook.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.CustomValue;
import dev.contactbook.domain.ListField;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.TextField;
import dev.contactbook.domain.TimeField;
import dev.contactbook.domain.User;
import dev.contactbook.domain.text.Texts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of a contact's JSON, always in this order (contract §7). Each says whether bodies write it too. */
enum WireField {
    ID(Direction.OUT, ContactFields.ID),
    FIRST_NAME(Direction.IN_AND_OUT, ContactFields.FIRST_NAME),
    LAST_NAME(Direction.IN_AND_OUT, ContactFields.LAST_NAME),
    EMAIL(Direction.IN_AND_OUT, ContactFields.EMAIL),
    PHONE(Direction.IN_AND_OUT, ContactFields.PHONE),
    PHONE_COUNTRY_CODE(Direction.IN_AND_OUT, ContactFields.PHONE_COUNTRY_CODE),
    PHONE_COUNTRY_ISO(Direction.IN_AND_OUT, ContactFields.PHONE_COUNTRY_ISO),
    ORGANIZATION_ID(Direction.OUT, ContactFields.ORGANIZATION_ID),
    CREATED_AT(Direction.OUT, ContactFields.CREATED_AT),
    UPDATED_AT(Direction.OUT, ContactFields.UPDATED_AT),
    DELETED_AT(Direction.OUT, ContactFields.DELETED_AT),
    CREATED_BY_USER_ID(Direction.OUT, ContactFields.CREATED_BY_USER_ID),
    OWNED_BY_USER_ID(Direction.IN_AND_OUT, ContactFields.OWNED_BY_USER_ID),
    COMPANY_ID(Direction.IN_AND_OUT, ContactFields.COMPANY_ID),
    OWNER(Direction.OUT, "owner", (json, row) -> writeUser(json, row.owner())),
    COMPANY(Direction.OUT, "company", (json, row) -> writeCompany(json, row.company())),
    CHANNEL_WHATSAPP_WA_ID(Direction.OUT, ContactFields.CHANNEL_WHATSAPP_WA_ID),
    CHANNEL_INSTAGRAM_USER_ID(Direction.OUT, ContactFields.CHANNEL_INSTAGRAM_USER_ID),
    SYSTEM_TYPE(Direction.OUT, ContactFields.SYSTEM_TYPE),
    AVATAR_URL(Direction.OUT, ContactFields.AVATAR_URL),
    CUSTOM_FIELDS_BY_NAME(
            Direction.IN_AND_OUT,
            ContactFields.CUSTOM_FIELDS.name(),
            (json, row) -> writeCustomFields(json, row.contact().customFields())),
    OTHER_EMAILS(Direction.IN_AND_OUT, ContactFields.OTHER_EMAILS),
    OTHER_PHONES(Direction.IN_AND_OUT, ContactFields.OTHER_PHONES),
    EXTERNAL_IDS(Direction.IN_AND_OUT, ContactFields.EXTERNAL_IDS),
    UPDATED_BY_USER_ID(Direction.OUT, ContactFields.UPDATED_BY_USER_ID),
    VERSION(Direction.OUT, ContactFields.VERSION);

    /** The keys of a search's rows. */
    static final Set<WireField> FOUND = Collections.unmodifiableSet(EnumSet.range(ID, COMPANY_ID));

    /** The keys of a list's rows. */
    static final Set<WireField> LISTED = with(FOUND, CUSTOM_FIELDS_BY_NAME);

    /** The keys of a list's rows with {@code fastJoinForContactList}. */
    static final Set<WireField> LISTED_WITH_ASSOCIATIONS = with(LISTED, OWNER, COMPANY);

    /** The keys that an answer about one contact can have. */
    static final Set<WireField> OF_A_CONTACT =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(OWNER, COMPANY)));

    /** The keys that a row can have. */
    static final Set<WireField> ALL = Collections.unmodifiableSet(EnumSet.allOf(WireField.class));

    /** The keys of lists. */
    static final Set<WireField> LISTS =
            Collections.unmodifiableSet(EnumSet.of(OTHER_EMAILS, OTHER_PHONES, EXTERNAL_IDS));

    /** The keys that no answer of the document has: they are answered where they are selected. */
    private static final Set<WireField> BEYOND_THE_DOCUMENT = with(LISTS, UPDATED_BY_USER_ID, VERSION);

    /** The keys of a contact that was read or patched. */
    static final Set<WireField> WHOLE = without(OF_A_CONTACT, BEYOND_THE_DOCUMENT);

    /** The keys of a contact that is written with its owner and company. */
    static final Set<WireField> WHOLE_WITH_ASSOCIATIONS = with(WHOLE, OWNER, COMPANY);

    /** The keys of a deleted contact, and of a new one without custom fields. */
    static final Set<WireField> WITHOUT_CUSTOM_FIELDS = without(WHOLE, EnumSet.of(CUSTOM_FIELDS_BY_NAME));

    /** Where a field is on the wire. */
    private enum Direction {
        /** In answers, and in the bodies of creates and patches. */
        IN_AND_OUT,

        /** In answers only. */
        OUT
    }

    private static final DateTimeFormatter THREE_DIGITS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final Map<String, WireField> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(WireField::key, Function.identity()));

    private final Direction direction;
    private final SerializableString key;
    private final Value value;

    WireField(Direction direction, TextField field) {
        this(direction, field.name(), (json, row) -> json.writeString(field.of(row.contact())));
    }

    WireField(Direction direction, NumberField field) {
        this(direction, field.name(), (json, row) -> writeNumber(json, field.of(row.contact())));
    }

    WireField(Direction direction, TimeField field) {
        this(direction, field.name(), (json, row) -> writeTime(json, field.of(row.contact())));
    }

    WireField(Direction direction, ListField<?> field) {
        this(direction, field.name(), (json, row) -> writeList(json, field, row.contact()));
    }

    WireField(Direction direction, String key, Value value) {
        this.direction = direction;
        this.key = new SerializedString(key);
        this.value = value;
    }

    /**
     * Returns the value of a key in a body as a contact reads it. An empty list of custom fields is an empty map,
     * because some languages write an empty map so (contract §7).
     */
    static @Nullable Object readable(String key, @Nullable Object value) {
        boolean isEmptyMap = key.equals(CUSTOM_FIELDS_BY_NAME.key()) && value instanceof List<?> list && list.isEmpty();
        return isEmptyMap ? Map.of() : value;
    }

    static Optional<WireField> named(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    String key() {
        return key.getValue();
    }

    /** Whether a body writes the field. Bodies may have the other keys too, and they are ignored. */
    boolean isWritable() {
        return direction == Direction.IN_AND_OUT;
    }

    /** Writes the key and its value. */
    void write(JsonGenerator json, AssociatedContact row) throws IOException {
        json.writeFieldName(key);
        value.write(json, row);
    }

    @FunctionalInterface
    private interface Value {
        void write(JsonGenerator json, AssociatedContact row) throws IOException;
    }

    private static void writeNumber(JsonGenerator json, @Nullable Long number) throws IOException {
        if (number == null) {
            json.writeNull();
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static void writeTime(JsonGenerator json, @Nullable Instant time) throws IOException {
        json.writeString(time == null ? null : THREE_DIGITS.format(time));
    }

    private static void writeUser(JsonGenerator json, @Nullable User user) throws IOException {
        if (user == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("id", user.id());
        json.writeStringField("first_name", wellFormed(user.firstName()));
        json.writeStringField("last_name", wellFormed(user.lastName()));
        json.writeEndObject();
    }

    private static void writeCompany(JsonGenerator json, @Nullable Company company) throws IOException {
        if (company == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("id", company.id());
        json.writeStringField("name", wellFormed(company.name()));
        json.writeEndObject();
    }

    /** Returns a name with {@code ?} for each lone surrogate, which Jackson's own writer rejects. */
    private static @Nullable String wellFormed(@Nullable String name) {
        return name != null && Texts.hasLoneSurrogate(name)
                ? new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : name;
    }

    private static void writeCustomFields(JsonGenerator json, CustomFields fields) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, CustomValue> field : fields.asMap().entrySet()) {
            json.writeFieldName(field.getKey());
            writeCustomValue(json, field.getValue().raw());
        }
        json.writeEndObject();
    }

    private static void writeCustomValue(JsonGenerator json, Object raw) throws IOException {
        if (raw instanceof List<?> texts) {
            json.writeStartArray();
            for (Object text : texts) {
                json.writeString((String) text);
            }
            json.writeEndArray();
        } else if (raw instanceof BigDecimal number) {
            writeCustomNumber(json, number);
        } else if (raw instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            json.writeString((String) raw);
        }
    }

    /** Writes a number without exponent. A generator of the host may have other settings. */
    private static void writeCustomNumber(JsonGenerator json, BigDecimal number) throws IOException {
        if (number.scale() <= 0) {
            json.writeNumber(number.toBigInteger());
        } else {
            json.writeNumber(number.toPlainString());
        }
    }

    /** Writes each entry with all of its texts, null where it has none. */
    private static <E> void writeList(JsonGenerator json, ListField<E> field, Contact contact) throws IOException {
        json.writeStartArray();
        for (E entry : Objects.requireNonNull(field.of(contact))) {
            Map<String, String> texts = field.texts(entry);
            json.writeStartObject();
            for (TextField part : field.parts()) {
                json.writeStringField(part.name(), texts.get(part.name()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Set<WireField> with(Set<WireField> some, WireField... more) {
        Set<WireField> all = EnumSet.copyOf(some);
        all.addAll(List.of(more));
        return Collections.unmodifiableSet(all);
    }

    private static Set<WireField> without(Set<WireField> all, Set<WireField> some) {
        Set<WireField> rest = EnumSet.copyOf(all);
        rest.removeAll(some);
        return Collections.unmodifiableSet(rest);
    }
}
