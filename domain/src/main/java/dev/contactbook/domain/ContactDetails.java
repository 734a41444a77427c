package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a contact that callers write (contract §2).
 *
 * <p>Always in normal form: texts trimmed, blank ones null, {@code 001} as {@code +1}, {@code us} as {@code US},
 * {@code <ada@example.com>} as {@code ada@example.com}. Not always valid: {@link #violations()} checks the rules. So a
 * stored contact stays readable when a rule becomes stricter. Immutable.
 */
public final class ContactDetails {
    /** Details without any value. */
    public static final ContactDetails EMPTY = new Builder().build();

    private final String firstName;
    private final @Nullable String lastName;
    private final @Nullable String email;
    private final @Nullable String phone;
    private final @Nullable String phoneCountryCode;
    private final @Nullable String phoneCountryIso;
    private final List<OtherEmail> otherEmails;
    private final List<OtherPhone> otherPhones;
    private final @Nullable Long ownedByUserId;
    private final @Nullable Long companyId;
    private final @Nullable String channelWhatsappWaId;
    private final @Nullable String channelInstagramUserId;
    private final @Nullable String avatarUrl;
    private final List<ExternalId> externalIds;
    private final CustomFields customFields;

    private ContactDetails(Builder builder) {
        this.firstName = builder.firstName;
        this.lastName = builder.lastName;
        this.email = builder.email;
        this.phone = builder.phone;
        this.phoneCountryCode = builder.phoneCountryCode;
        this.phoneCountryIso = builder.phoneCountryIso;
        this.otherEmails = builder.otherEmails == null ? List.of() : builder.otherEmails.start();
        this.otherPhones = builder.otherPhones == null ? List.of() : builder.otherPhones.start();
        this.ownedByUserId = builder.ownedByUserId;
        this.companyId = builder.companyId;
        this.channelWhatsappWaId = builder.channelWhatsappWaId;
        this.channelInstagramUserId = builder.channelInstagramUserId;
        this.avatarUrl = builder.avatarUrl;
        this.externalIds = builder.externalIds == null ? List.of() : builder.externalIds.start();
        this.customFields = builder.customFields.values();
    }

    /** {@return a new builder without values} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a new builder with the values of these details} */
    public Builder toBuilder() {
        Builder builder = new Builder();
        for (ContactField<?> field : ContactFields.writable()) {
            field.copy(this, builder);
        }
        return builder;
    }

    /** {@return the first name, empty if it is missing, which breaks a rule} */
    public String firstName() {
        return firstName;
    }

    /** {@return the last name, or null} */
    public @Nullable String lastName() {
        return lastName;
    }

    /** {@return the e-mail address, or null} */
    public @Nullable String email() {
        return email;
    }

    /** {@return the phone number, or null} */
    public @Nullable String phone() {
        return phone;
    }

    /** {@return the calling code of the phone's country, {@code +} and digits, or null} */
    public @Nullable String phoneCountryCode() {
        return phoneCountryCode;
    }

    /** {@return the ISO 3166 code of the phone's country, two upper-case letters, or null} */
    public @Nullable String phoneCountryIso() {
        return phoneCountryIso;
    }

    /** {@return the e-mail addresses beside {@link #email()}, in their order, an unmodifiable list} */
    public List<OtherEmail> otherEmails() {
        return otherEmails;
    }

    /** {@return the phones beside {@link #phone()}, in their order, an unmodifiable list} */
    public List<OtherPhone> otherPhones() {
        return otherPhones;
    }

    /** {@return the id of the host's user that owns the contact, or null} */
    public @Nullable Long ownedByUserId() {
        return ownedByUserId;
    }

    /** {@return the id of the host's company that the contact belongs to, or null} */
    public @Nullable Long companyId() {
        return companyId;
    }

    /** {@return the contact's opaque id in WhatsApp, or null} */
    public @Nullable String channelWhatsappWaId() {
        return channelWhatsappWaId;
    }

    /** {@return the contact's opaque id in Instagram, or null} */
    public @Nullable String channelInstagramUserId() {
        return channelInstagramUserId;
    }

    /** {@return the http(s) URL or path of the contact's picture, or null} */
    public @Nullable String avatarUrl() {
        return avatarUrl;
    }

    /** {@return the ids in other systems, in their order, an unmodifiable list} */
    public List<ExternalId> externalIds() {
        return externalIds;
    }

    /** {@return the custom fields, empty if there are none} */
    public CustomFields customFields() {
        return customFields;
    }

    /**
     * {@return all rules that these details break (contract §2), in the order of {@link ContactRule}, empty if there
     * are none}
     */
    public List<Violation> violations() {
        return ContactRule.violations(null, this);
    }

    /**
     * Returns the rules that the changed values of these details break. A value that is already stored is not rejected
     * (contract §3, patch).
     *
     * @param before the stored details
     * @return the violations of the changed values
     */
    public List<Violation> violationsSince(ContactDetails before) {
        return ContactRule.violations(before, this);
    }

    /** Equal if every field is. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof ContactDetails details && hasValuesOf(details));
    }

    private boolean hasValuesOf(ContactDetails other) {
        for (ContactField<?> field : ContactFields.writable()) {
            if (!Objects.equals(field.of(this), field.of(other))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Objects.hash(firstName, lastName, email, phone, customFields);
    }

    /** The names of the fields that are neither null nor an empty list, without the values. */
    @Override
    public String toString() {
        return "ContactDetails"
                + ContactFields.writable().stream()
                        .filter(field -> field.of(this) != null && !List.of().equals(field.of(this)))
                        .toList();
    }

    /**
     * Records the values that a caller writes, for a new contact or a patch. In a patch, a field without a call keeps
     * its value, and null clears it.
     *
     * <p>No method throws for an invalid value. The operation reports all problems together (contract §3, create). Not
     * thread-safe.
     */
    public static final class Builder {
        private String firstName = "";
        private @Nullable String lastName;
        private @Nullable String email;
        private @Nullable String phone;
        private @Nullable String phoneCountryCode;
        private @Nullable String phoneCountryIso;
        private @Nullable ListPatch<OtherEmail> otherEmails;
        private @Nullable ListPatch<OtherPhone> otherPhones;
        private @Nullable ListPatch<ExternalId> externalIds;
        private @Nullable Long ownedByUserId;
        private @Nullable Long companyId;
        private @Nullable String channelWhatsappWaId;
        private @Nullable String channelInstagramUserId;
        private @Nullable String avatarUrl;
        private final CustomFieldsPatch.Recorder customFields = new CustomFieldsPatch.Recorder();

        private @Nullable Long organizationId;
        private long assigned;
        private final List<Violation> problems = new ArrayList<>();

        private Builder() {}

        /**
         * Writes the first name: required, at most 255 characters.
         *
         * @param firstName the name
         * @return this builder
         */
        public Builder firstName(@Nullable String firstName) {
            String text = Texts.optional(firstName);
            this.firstName = text == null ? "" : text;
            return assigned(ContactFields.FIRST_NAME);
        }

        /**
         * Writes the last name: at most 255 characters.
         *
         * @param lastName the name, null for none
         * @return this builder
         */
        public Builder lastName(@Nullable String lastName) {
            this.lastName = Texts.optional(lastName);
            return assigned(ContactFields.LAST_NAME);
        }

        /**
         * Writes the e-mail address: at most 254 characters. {@code Ada <ada@example.com>} becomes
         * {@code ada@example.com}, and the rest stays as typed (contract §2).
         *
         * @param email the address, null for none
         * @return this builder
         */
        public Builder email(@Nullable String email) {
            this.email = EmailText.clean(email);
            return assigned(ContactFields.EMAIL);
        }

        /**
         * Writes the phone number: at most 32 characters, at least 3 digits, kept as typed but for what comes along
         * when people paste it (contract §2). A phone search finds it only with both country fields.
         *
         * @param phone the number, null for none
         * @return this builder
         */
        public Builder phone(@Nullable String phone) {
            this.phone = PhoneText.clean(phone);
            return assigned(ContactFields.PHONE);
        }

        /**
         * Writes the calling code of the phone's country: {@code +1}. {@code 1} and {@code 001} become {@code +1}.
         *
         * @param phoneCountryCode the code, null for none
         * @return this builder
         */
        public Builder phoneCountryCode(@Nullable String phoneCountryCode) {
            this.phoneCountryCode = PhoneCountry.code(phoneCountryCode);
            return assigned(ContactFields.PHONE_COUNTRY_CODE);
        }

        /**
         * Writes the ISO 3166 code of the phone's country: {@code US}. {@code us} becomes {@code US}, and {@code UK}
         * becomes {@code GB}.
         *
         * @param phoneCountryIso the code, null for none
         * @return this builder
         */
        public Builder phoneCountryIso(@Nullable String phoneCountryIso) {
            this.phoneCountryIso = PhoneCountry.iso(phoneCountryIso);
            return assigned(ContactFields.PHONE_COUNTRY_ISO);
        }

        /**
         * Replaces all e-mail addresses beside {@link #email}: at most 20, none of them twice or the primary one.
         *
         * @param emails the addresses in their order, null for none. Blank ones are left out
         * @return this builder
         */
        public Builder otherEmails(@Nullable Collection<OtherEmail> emails) {
            this.otherEmails = ListPatch.unchanged(ContactFields.OTHER_EMAILS).replaced(emails);
            return assigned(ContactFields.OTHER_EMAILS);
        }

        /**
         * Adds an e-mail address after the other ones, unless the contact has it. Of a patch, this works on what is
         * stored when the patch is decided.
         *
         * @param email the address
         * @return this builder
         */
        public Builder addEmail(String email) {
            return addEmail(OtherEmail.of(email));
        }

        /**
         * Adds an e-mail address after the other ones, unless the contact has it: then its entry gets the label, if
         * there is one.
         *
         * @param email the address and its label
         * @return this builder
         */
        public Builder addEmail(OtherEmail email) {
            return editEmails(email, true);
        }

        /**
         * Removes an e-mail address from the contact: from the other ones, or the primary one, which is then missing.
         *
         * @param email the address, in any case
         * @return this builder
         */
        public Builder removeEmail(String email) {
            return editEmails(OtherEmail.of(email), false);
        }

        /**
         * Replaces all phones beside {@link #phone}: at most 20, none of them twice or the primary one.
         *
         * @param phones the phones in their order, null for none. Blank ones are left out
         * @return this builder
         */
        public Builder otherPhones(@Nullable Collection<OtherPhone> phones) {
            this.otherPhones = ListPatch.unchanged(ContactFields.OTHER_PHONES).replaced(phones);
            return assigned(ContactFields.OTHER_PHONES);
        }

        /**
         * Adds a phone after the other ones, unless the contact has it: then its entry gets the label, if there is one.
         * Of a patch, this works on what is stored when the patch is decided.
         *
         * @param phone the phone, its country and its label
         * @return this builder
         */
        public Builder addPhone(OtherPhone phone) {
            return editPhones(phone, true);
        }

        /**
         * Removes a phone from the contact: from the other ones, or the primary one, which is then missing with its
         * country fields.
         *
         * @param phone the number and the calling code that it has, however it is written. Country and label make no
         *     difference
         * @return this builder
         */
        public Builder removePhone(OtherPhone phone) {
            return editPhones(phone, false);
        }

        /**
         * Writes the id of the host's user that owns the contact.
         *
         * @param userId an id from 1 to 2^53−1
         * @return this builder
         */
        public Builder owner(long userId) {
            return owner(Long.valueOf(userId));
        }

        /**
         * Writes the id of the host's user that owns the contact.
         *
         * @param userId an id from 1 to 2^53−1, null for none
         * @return this builder
         */
        public Builder owner(@Nullable Long userId) {
            this.ownedByUserId = userId;
            return assigned(ContactFields.OWNED_BY_USER_ID);
        }

        /**
         * Writes the id of the host's company that the contact belongs to.
         *
         * @param companyId an id from 1 to 2^53−1
         * @return this builder
         */
        public Builder company(long companyId) {
            return company(Long.valueOf(companyId));
        }

        /**
         * Writes the id of the host's company that the contact belongs to.
         *
         * @param companyId an id from 1 to 2^53−1, null for none
         * @return this builder
         */
        public Builder company(@Nullable Long companyId) {
            this.companyId = companyId;
            return assigned(ContactFields.COMPANY_ID);
        }

        /**
         * Writes the contact's id in WhatsApp, an opaque text of at most 255 characters.
         *
         * @param id the id, null for none
         * @return this builder
         */
        public Builder channelWhatsappWaId(@Nullable String id) {
            this.channelWhatsappWaId = Texts.optional(id);
            return assigned(ContactFields.CHANNEL_WHATSAPP_WA_ID);
        }

        /**
         * Writes the contact's id in Instagram, an opaque text of at most 255 characters.
         *
         * @param id the id, null for none
         * @return this builder
         */
        public Builder channelInstagramUserId(@Nullable String id) {
            this.channelInstagramUserId = Texts.optional(id);
            return assigned(ContactFields.CHANNEL_INSTAGRAM_USER_ID);
        }

        /**
         * Writes the address of the contact's picture: {@code http(s)://…} or a path, at most 2,048 characters.
         *
         * @param avatarUrl the URL or path, null for none
         * @return this builder
         */
        public Builder avatarUrl(@Nullable String avatarUrl) {
            this.avatarUrl = Texts.optional(avatarUrl);
            return assigned(ContactFields.AVATAR_URL);
        }

        /**
         * Replaces all ids in other systems: at most 50, none of them twice.
         *
         * @param ids the ids in their order, null for none
         * @return this builder
         */
        public Builder externalIds(@Nullable Collection<ExternalId> ids) {
            this.externalIds = ListPatch.unchanged(ContactFields.EXTERNAL_IDS).replaced(ids);
            return assigned(ContactFields.EXTERNAL_IDS);
        }

        /**
         * Adds the id that the contact has in another system, unless the contact has it. At most one contact of an
         * organization has an id, live or deleted. Of a patch, this works on what is stored when the patch is decided.
         *
         * @param source the name of the system, for example {@code crm}: 1 to 50 characters
         * @param id the id there: 1 to 255 characters, compared to the letter
         * @return this builder
         */
        public Builder externalId(String source, String id) {
            return editExternalIds(new ExternalId(source, id), true);
        }

        /**
         * Removes an id in another system, which another contact can then have.
         *
         * @param source the name of the system
         * @param id the id there
         * @return this builder
         */
        public Builder removeExternalId(String source, String id) {
            return editExternalIds(new ExternalId(source, id), false);
        }

        /**
         * Writes one custom field and leaves the others. A stored name matches in any case and keeps its spelling.
         *
         * @param name 1 to 100 characters, not starting with {@code $}
         * @param value a {@link String}, a number, a {@link Boolean} or a collection of strings. Null or blank removes
         *     the name
         * @return this builder
         */
        public Builder customField(String name, @Nullable Object value) {
            String clean = CustomFields.cleanName(Objects.requireNonNull(name, "name"));
            try {
                if (!customFields.put(clean, value)) {
                    problems.add(ContactRule.CUSTOM_NAME_UNIQUE.violation(Violation.customPath(clean)));
                }
            } catch (CustomValue.Unreadable e) {
                problems.add(Violation.unreadable(Violation.customPath(clean), e));
            }
            return assigned(ContactFields.CUSTOM_FIELDS);
        }

        /**
         * Writes several custom fields, each like {@link #customField}. Names that are not in the map keep their
         * values.
         *
         * @param values values by name. Null removes all custom fields
         * @return this builder
         */
        public Builder customFields(@Nullable Map<?, ?> values) {
            if (values == null) {
                customFields.replace(CustomFields.EMPTY);
            } else {
                Set<String> keys = new HashSet<>();
                values.forEach((name, value) -> {
                    if (!(name instanceof String text)) {
                        problems.add(Violation.type(ContactFields.CUSTOM_FIELDS.name(), "a map of names to values"));
                    } else if (!keys.add(CustomFields.key(CustomFields.cleanName(text)))) {
                        problems.add(ContactRule.CUSTOM_NAME_UNIQUE.violation(
                                Violation.customPath(CustomFields.cleanName(text))));
                    } else {
                        customField(text, value);
                    }
                });
            }
            return assigned(ContactFields.CUSTOM_FIELDS);
        }

        /**
         * Replaces all custom fields.
         *
         * @param replacement the new custom fields, null for none
         * @return this builder
         */
        public Builder replaceCustomFields(@Nullable CustomFields replacement) {
            customFields.replace(replacement == null ? CustomFields.EMPTY : replacement);
            return assigned(ContactFields.CUSTOM_FIELDS);
        }

        /**
         * Records the organization that an input names. A create must name the caller's, a patch the contact's
         * (contract §2).
         *
         * @param organizationId the organization named
         * @return this builder
         */
        public Builder organization(long organizationId) {
            this.organizationId = organizationId;
            return this;
        }

        /**
         * Writes a field by its name, for example a CSV heading or a JSON key. An unknown name, a field that the
         * library writes and a value of the wrong type are problems, reported with all others.
         *
         * @param name the field's name in the contract, for example {@code first_name}
         * @param value a {@link String} for a text, an integral number for an id, a map for
         *     {@code custom_fields_by_name}, null to clear
         * @return this builder
         */
        public Builder set(String name, @Nullable Object value) {
            ContactField<?> field =
                    ContactFields.named(Objects.requireNonNull(name, "name")).orElse(null);
            if (field == null) {
                problems.add(Violation.unknownField(name));
            } else if (field == ContactFields.ORGANIZATION_ID) {
                setOrganization(value);
            } else if (field.isWritable()) {
                field.assign(this, value);
            } else {
                problems.add(Violation.readOnly(name));
            }
            return this;
        }

        /**
         * Returns the recorded details. Only types are checked.
         *
         * @return the details
         * @throws ContactsException.Invalid if a value had the wrong type or a name is unknown
         */
        public ContactDetails build() {
            if (!problems.isEmpty()) {
                throw ContactsException.Invalid.contact(problems);
            }
            return values();
        }

        void refuse(Violation problem) {
            problems.add(problem);
        }

        ContactDetails values() {
            ContactDetails values = plain();
            List<ListPatch<?>> lists = lists();
            if (lists.isEmpty() || lists.stream().allMatch(list -> list.edits().isEmpty())) {
                return values;
            }
            Builder edited = values.toBuilder();
            lists.forEach(list -> list.apply(EMPTY, edited));
            return edited.plain();
        }

        /** The details before lists are edited. */
        ContactDetails plain() {
            return new ContactDetails(this);
        }

        /** What was recorded of lists. */
        List<ListPatch<?>> lists() {
            if (otherEmails == null && otherPhones == null && externalIds == null) { // so it is with most contacts
                return List.of();
            }
            List<ListPatch<?>> lists = new ArrayList<>();
            if (otherEmails != null) {
                lists.add(otherEmails);
            }
            if (otherPhones != null) {
                lists.add(otherPhones);
            }
            if (externalIds != null) {
                lists.add(externalIds);
            }
            return lists;
        }

        int countProblems() {
            return problems.size();
        }

        CustomFieldsPatch customFieldsPatch() {
            return customFields.recorded();
        }

        boolean hasAssigned(ContactField<?> field) {
            return (assigned & field.bit()) != 0;
        }

        OptionalLong organizationId() {
            return organizationId == null ? OptionalLong.empty() : OptionalLong.of(organizationId);
        }

        List<Violation> problems() {
            return List.copyOf(problems);
        }

        private Builder editEmails(OtherEmail email, boolean isAdded) {
            ListPatch<OtherEmail> emails =
                    otherEmails == null ? ListPatch.unchanged(ContactFields.OTHER_EMAILS) : otherEmails;
            this.otherEmails = emails.edited(email, isAdded);
            return assigned(ContactFields.OTHER_EMAILS);
        }

        private Builder editPhones(OtherPhone phone, boolean isAdded) {
            ListPatch<OtherPhone> phones =
                    otherPhones == null ? ListPatch.unchanged(ContactFields.OTHER_PHONES) : otherPhones;
            this.otherPhones = phones.edited(phone, isAdded);
            return assigned(ContactFields.OTHER_PHONES);
        }

        private Builder editExternalIds(ExternalId id, boolean isAdded) {
            ListPatch<ExternalId> ids =
                    externalIds == null ? ListPatch.unchanged(ContactFields.EXTERNAL_IDS) : externalIds;
            this.externalIds = ids.edited(id, isAdded);
            return assigned(ContactFields.EXTERNAL_IDS);
        }

        private void setOrganization(@Nullable Object value) {
            Long number = value == null ? null : WholeNumber.of(value);
            if (number == null) {
                problems.add(Violation.type(ContactFields.ORGANIZATION_ID.name(), "a whole number"));
            } else {
                organization(number);
            }
        }

        private Builder assigned(ContactField<?> field) {
            assigned |= field.bit();
            return this;
        }
    }
}
