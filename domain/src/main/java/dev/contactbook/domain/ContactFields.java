package dev.contactbook.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All fields of a contact, as typed constants with the names of the contract (contract §2). Import them statically:
 * {@code query.sortBy(CREATED_AT.desc())}.
 *
 * <p>They are not in {@link ContactField}, because a class whose static initializer needs its own subclasses can
 * deadlock when two threads load both.
 */
public final class ContactFields {
    private static final List<ContactField<?>> FIELDS = new ArrayList<>();

    /** The id: unique over all organizations, ascending, never reused. */
    public static final NumberField ID = number("id", Contact::id);

    /** The organization, which never changes. */
    public static final NumberField ORGANIZATION_ID = number("organization_id", Contact::organizationId);

    /** The first name, the only required field. */
    public static final TextField FIRST_NAME =
            text("first_name", 255, ContactDetails::firstName, ContactDetails.Builder::firstName);

    /** The last name. */
    public static final TextField LAST_NAME =
            text("last_name", 255, ContactDetails::lastName, ContactDetails.Builder::lastName);

    /** The e-mail address. */
    public static final TextField EMAIL = text("email", 254, ContactDetails::email, ContactDetails.Builder::email);

    /** The phone number. */
    public static final PhoneField PHONE = register(new PhoneField(
            FIELDS.size(),
            "phone",
            32,
            new ContactField.Access<>(ContactDetails::phone, ContactDetails.Builder::phone)));

    /** The country's calling code, {@code +1}. */
    public static final TextField PHONE_COUNTRY_CODE =
            text("phone_country_code", 5, ContactDetails::phoneCountryCode, ContactDetails.Builder::phoneCountryCode);

    /** The country's ISO 3166 code, {@code US}. */
    public static final TextField PHONE_COUNTRY_ISO =
            text("phone_country_iso", 2, ContactDetails::phoneCountryIso, ContactDetails.Builder::phoneCountryIso);

    /** The e-mail addresses beside {@link #EMAIL}, at most 20. */
    public static final ListField<OtherEmail> OTHER_EMAILS = register(new ListField<>(
            FIELDS.size(),
            "other_emails",
            ListEntries.emails(20, EMAIL),
            new ContactField.Access<>(ContactDetails::otherEmails, ContactDetails.Builder::otherEmails)));

    /** The phones beside {@link #PHONE}, at most 20. */
    public static final ListField<OtherPhone> OTHER_PHONES = register(new ListField<>(
            FIELDS.size(),
            "other_phones",
            ListEntries.phones(20, PHONE, PHONE_COUNTRY_CODE, PHONE_COUNTRY_ISO),
            new ContactField.Access<>(ContactDetails::otherPhones, ContactDetails.Builder::otherPhones)));

    /** The id of the host's user that owns the contact. */
    public static final NumberField OWNED_BY_USER_ID =
            number("owned_by_user_id", ContactDetails::ownedByUserId, ContactDetails.Builder::owner);

    /** The id of the host's company that the contact belongs to. */
    public static final NumberField COMPANY_ID =
            number("company_id", ContactDetails::companyId, ContactDetails.Builder::company);

    /** An opaque id in WhatsApp. */
    public static final TextField CHANNEL_WHATSAPP_WA_ID = text(
            "channel_whatsapp_wa_id",
            255,
            ContactDetails::channelWhatsappWaId,
            ContactDetails.Builder::channelWhatsappWaId);

    /** An opaque id in Instagram. */
    public static final TextField CHANNEL_INSTAGRAM_USER_ID = text(
            "channel_instagram_user_id",
            255,
            ContactDetails::channelInstagramUserId,
            ContactDetails.Builder::channelInstagramUserId);

    /** The http(s) URL or path of the picture. */
    public static final TextField AVATAR_URL =
            text("avatar_url", 2_048, ContactDetails::avatarUrl, ContactDetails.Builder::avatarUrl);

    /** The ids in other systems, at most 50. */
    public static final ListField<ExternalId> EXTERNAL_IDS = register(new ListField<>(
            FIELDS.size(),
            "external_ids",
            ListEntries.externalIds(
                    50,
                    new TextField(-1, "source", 50, contact -> null),
                    new TextField(-1, "id", 255, contact -> null)),
            new ContactField.Access<>(ContactDetails::externalIds, ContactDetails.Builder::externalIds)));

    /** The custom fields. */
    public static final CustomFieldsField CUSTOM_FIELDS = register(new CustomFieldsField(
            FIELDS.size(),
            "custom_fields_by_name",
            new ContactField.Access<>(ContactDetails::customFields, ContactDetails.Builder::replaceCustomFields)));

    /** The kind of record: always {@code contact}. */
    public static final TextField SYSTEM_TYPE =
            register(new TextField(FIELDS.size(), "system_type", 255, Contact::systemType));

    /** The id of the user that created the contact. */
    public static final NumberField CREATED_BY_USER_ID = number("created_by_user_id", Contact::createdByUserId);

    /** The id of the user that changed the contact last. */
    public static final NumberField UPDATED_BY_USER_ID = number("updated_by_user_id", Contact::updatedByUserId);

    /** When the contact was created. */
    public static final TimeField CREATED_AT = time("created_at", Contact::createdAt);

    /** When the contact last changed. */
    public static final TimeField UPDATED_AT = time("updated_at", Contact::updatedAt);

    /** When the contact was deleted, null while it is live. */
    public static final TimeField DELETED_AT = time("deleted_at", Contact::deletedAt);

    /** How many times the contact was written. */
    public static final NumberField VERSION = number("version", Contact::version);

    /** The fields in which every contact has a value. */
    static final Set<ContactField<?>> ALWAYS_PRESENT =
            Set.of(ID, ORGANIZATION_ID, FIRST_NAME, SYSTEM_TYPE, CREATED_AT, UPDATED_AT, VERSION);

    private static final List<ContactField<?>> ALL = Collections.unmodifiableList(FIELDS);

    private static final List<ContactField<?>> WRITABLE =
            ALL.stream().filter(ContactField::isWritable).toList();

    private static final List<ListField<?>> LISTS = ALL.stream()
            .<ListField<?>>mapMulti((field, lists) -> {
                if (field instanceof ListField<?> list) {
                    lists.accept(list);
                }
            })
            .toList();

    private static final Map<String, ContactField<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ContactField::name, Function.identity()));

    private ContactFields() {}

    /** {@return every field of a contact, an unmodifiable list} */
    public static List<ContactField<?>> all() {
        return ALL;
    }

    /** {@return the fields that callers write, those of {@link ContactDetails}, an unmodifiable list} */
    public static List<ContactField<?>> writable() {
        return WRITABLE;
    }

    /** {@return the fields that hold lists, an unmodifiable list} */
    public static List<ListField<?>> lists() {
        return LISTS;
    }

    /**
     * Returns the field with a name.
     *
     * @param name the exact name in the contract
     * @return the field, empty if no field has the name
     */
    public static Optional<ContactField<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Returns a custom field, to filter by. It is not in {@link #all()}, because any name can be one.
     *
     * @param name the name, in any case. {@link Filter#violations()} reports a name that no custom field can have
     * @return the custom field
     */
    public static CustomField custom(String name) {
        return new CustomField(name);
    }

    private static TextField text(
            String name,
            int maxLength,
            Function<ContactDetails, @Nullable String> get,
            BiConsumer<ContactDetails.Builder, @Nullable String> set) {
        return register(new TextField(FIELDS.size(), name, maxLength, new ContactField.Access<>(get, set)));
    }

    private static NumberField number(
            String name,
            Function<ContactDetails, @Nullable Long> get,
            BiConsumer<ContactDetails.Builder, @Nullable Long> set) {
        return register(new NumberField(FIELDS.size(), name, new ContactField.Access<>(get, set)));
    }

    private static NumberField number(String name, Function<Contact, @Nullable Long> value) {
        return register(new NumberField(FIELDS.size(), name, value));
    }

    private static TimeField time(String name, Function<Contact, @Nullable Instant> value) {
        return register(new TimeField(FIELDS.size(), name, value));
    }

    private static <F extends ContactField<?>> F register(F field) {
        FIELDS.add(field);
        return field;
    }
}
