package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a contact that a caller may write (contract §2).
 *
 * <p>Always in normal form: texts trimmed, blank ones null, {@code 1} as {@code +1}, {@code us} as {@code US}. Not
 * necessarily valid: {@link #violations()} tells, so that a rule that became stricter never makes a stored contact
 * unreadable. Immutable.
 */
public final class ContactDetails {
    /** Nothing written yet: what a new contact starts from. */
    public static final ContactDetails EMPTY = new Builder().build();

    private final String firstName;
    private final @Nullable String lastName;
    private final @Nullable String email;
    private final @Nullable String phone;
    private final @Nullable String phoneCountryCode;
    private final @Nullable String phoneCountryIso;
    private final @Nullable Long ownedByUserId;
    private final @Nullable Long companyId;
    private final @Nullable String channelWhatsappWaId;
    private final @Nullable String channelInstagramUserId;
    private final @Nullable String avatarUrl;
    private final CustomFields customFields;

    private ContactDetails(Builder builder) {
        this.firstName = builder.firstName;
        this.lastName = builder.lastName;
        this.email = builder.email;
        this.phone = builder.phone;
        this.phoneCountryCode = builder.phoneCountryCode;
        this.phoneCountryIso = builder.phoneCountryIso;
        this.ownedByUserId = builder.ownedByUserId;
        this.companyId = builder.companyId;
        this.channelWhatsappWaId = builder.channelWhatsappWaId;
        this.channelInstagramUserId = builder.channelInstagramUserId;
        this.avatarUrl = builder.avatarUrl;
        this.customFields = builder.customFields.values();
    }

    /**
     * Starts from nothing.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from these details.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        for (ContactField<?> field : ContactFields.writable()) {
            field.copy(this, builder);
        }
        return builder;
    }

    /**
     * The first name.
     *
     * @return the name; empty where it is missing, which no rule allows
     */
    public String firstName() {
        return firstName;
    }

    /**
     * The last name.
     *
     * @return the name or null
     */
    public @Nullable String lastName() {
        return lastName;
    }

    /**
     * The e-mail address, as typed.
     *
     * @return the address or null
     */
    public @Nullable String email() {
        return email;
    }

    /**
     * The phone number, as typed.
     *
     * @return the number or null
     */
    public @Nullable String phone() {
        return phone;
    }

    /**
     * The calling code of the phone's country.
     *
     * @return {@code +} and digits, or null
     */
    public @Nullable String phoneCountryCode() {
        return phoneCountryCode;
    }

    /**
     * The ISO 3166 code of the phone's country.
     *
     * @return two upper-case letters, or null
     */
    public @Nullable String phoneCountryIso() {
        return phoneCountryIso;
    }

    /**
     * The host's user who owns the contact.
     *
     * @return an id or null
     */
    public @Nullable Long ownedByUserId() {
        return ownedByUserId;
    }

    /**
     * The host's company the contact belongs to.
     *
     * @return an id or null
     */
    public @Nullable Long companyId() {
        return companyId;
    }

    /**
     * The contact's id in WhatsApp, an opaque text.
     *
     * @return the id or null
     */
    public @Nullable String channelWhatsappWaId() {
        return channelWhatsappWaId;
    }

    /**
     * The contact's id in Instagram, an opaque text.
     *
     * @return the id or null
     */
    public @Nullable String channelInstagramUserId() {
        return channelInstagramUserId;
    }

    /**
     * Where the contact's picture is.
     *
     * @return an http(s) URL or a path, or null
     */
    public @Nullable String avatarUrl() {
        return avatarUrl;
    }

    /**
     * The organization's own fields.
     *
     * @return the custom fields, empty when there are none
     */
    public CustomFields customFields() {
        return customFields;
    }

    /**
     * All rules that these details break (contract §2).
     *
     * @return the violations, in the order of {@link ContactRule}; empty if the details are valid
     */
    public List<Violation> violations() {
        return ContactRule.violations(null, this);
    }

    /**
     * The rules that these details break with a value that another version of them did not have: what is already stored
     * is not refused (contract §3, patch).
     *
     * @param before the details as they were
     * @return the violations of what changed
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

    /** The names of the fields that are not null, without the values. */
    @Override
    public String toString() {
        return "ContactDetails"
                + ContactFields.writable().stream()
                        .filter(field -> field.of(this) != null)
                        .toList();
    }

    /**
     * Records what a caller writes, field by field: the same builder makes a contact and a patch, where a field that
     * was not touched stays and null clears.
     *
     * <p>No method throws for a bad value: all problems are reported together, by the operation that the values are for
     * (contract §3, create). Not thread-safe.
     */
    public static final class Builder {
        private String firstName = "";
        private @Nullable String lastName;
        private @Nullable String email;
        private @Nullable String phone;
        private @Nullable String phoneCountryCode;
        private @Nullable String phoneCountryIso;
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
         * Writes the e-mail address: at most 254 characters, kept as typed.
         *
         * @param email the address, null for none
         * @return this builder
         */
        public Builder email(@Nullable String email) {
            this.email = Texts.optional(email);
            return assigned(ContactFields.EMAIL);
        }

        /**
         * Writes the phone number: at most 32 characters, at least 3 digits, kept as typed. It is found by a phone
         * search only with both country fields.
         *
         * @param phone the number, null for none
         * @return this builder
         */
        public Builder phone(@Nullable String phone) {
            this.phone = Texts.optional(phone);
            return assigned(ContactFields.PHONE);
        }

        /**
         * Writes the calling code of the phone's country: {@code +1}; {@code 1} is taken for it.
         *
         * @param phoneCountryCode the code, null for none
         * @return this builder
         */
        public Builder phoneCountryCode(@Nullable String phoneCountryCode) {
            this.phoneCountryCode = PhoneCountry.code(phoneCountryCode);
            return assigned(ContactFields.PHONE_COUNTRY_CODE);
        }

        /**
         * Writes the ISO 3166 code of the phone's country: {@code US}; {@code us} is taken for it.
         *
         * @param phoneCountryIso the code, null for none
         * @return this builder
         */
        public Builder phoneCountryIso(@Nullable String phoneCountryIso) {
            this.phoneCountryIso = PhoneCountry.iso(phoneCountryIso);
            return assigned(ContactFields.PHONE_COUNTRY_ISO);
        }

        /**
         * Writes which of the host's users owns the contact.
         *
         * @param userId an id from 1 to 2^53−1
         * @return this builder
         */
        public Builder owner(long userId) {
            return owner(Long.valueOf(userId));
        }

        /**
         * Writes which of the host's users owns the contact.
         *
         * @param userId an id from 1 to 2^53−1, null for none
         * @return this builder
         */
        public Builder owner(@Nullable Long userId) {
            this.ownedByUserId = userId;
            return assigned(ContactFields.OWNED_BY_USER_ID);
        }

        /**
         * Writes which of the host's companies the contact belongs to.
         *
         * @param companyId an id from 1 to 2^53−1
         * @return this builder
         */
        public Builder company(long companyId) {
            return company(Long.valueOf(companyId));
        }

        /**
         * Writes which of the host's companies the contact belongs to.
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
         * Writes where the contact's picture is: {@code http(s)://…} or a path, at most 2,048 characters.
         *
         * @param avatarUrl the URL or path, null for none
         * @return this builder
         */
        public Builder avatarUrl(@Nullable String avatarUrl) {
            this.avatarUrl = Texts.optional(avatarUrl);
            return assigned(ContactFields.AVATAR_URL);
        }

        /**
         * Writes one custom field; the others stay. The name is found in any case and keeps its stored spelling.
         *
         * @param name 1 to 100 characters, not starting with {@code $}
         * @param value a {@link String}, a number, a {@link Boolean} or a collection of strings; null or blank removes
         *     the name
         * @return this builder
         */
        public Builder customField(String name, @Nullable Object value) {
            String trimmed = Texts.trim(Objects.requireNonNull(name, "name"));
            try {
                if (!customFields.put(trimmed, value)) {
                    problems.add(ContactRule.CUSTOM_NAME_UNIQUE.violation(Violation.customPath(trimmed)));
                }
            } catch (CustomValue.Unreadable e) {
                problems.add(Violation.unreadable(Violation.customPath(trimmed), e));
            }
            return assigned(ContactFields.CUSTOM_FIELDS);
        }

        /**
         * Writes several custom fields, as {@link #customField} does one by one; names that are not in the map stay.
         *
         * @param values names to values; null removes all custom fields
         * @return this builder
         */
        public Builder customFields(@Nullable Map<?, ?> values) {
            if (values == null) {
                customFields.replace(CustomFields.EMPTY);
            } else {
                Set<String> names = new TreeSet<>(CustomFields.IGNORING_CASE);
                values.forEach((name, value) -> {
                    if (!(name instanceof String text)) {
                        problems.add(Violation.type(ContactFields.CUSTOM_FIELDS.name(), "a map of names to values"));
                    } else if (!names.add(Texts.trim(text))) {
                        problems.add(ContactRule.CUSTOM_NAME_UNIQUE.violation(Violation.customPath(Texts.trim(text))));
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
         * @param replacement the custom fields to have; null for none
         * @return this builder
         */
        public Builder replaceCustomFields(@Nullable CustomFields replacement) {
            customFields.replace(replacement == null ? CustomFields.EMPTY : replacement);
            return assigned(ContactFields.CUSTOM_FIELDS);
        }

        /**
         * Names the organization once more, as inputs from outside do: a create must name the caller's, a patch the
         * contact's (contract §2).
         *
         * @param organizationId the organization named
         * @return this builder
         */
        public Builder organization(long organizationId) {
            this.organizationId = organizationId;
            return this;
        }

        /**
         * Writes a field by its name, as inputs from outside give it: a CSV heading, a JSON key. An unknown name, one
         * that the library writes and a value of the wrong type are problems, reported with all others.
         *
         * @param name the field's name in the contract, {@code first_name} for instance
         * @param value a {@link String} for a text, an integral number for an id, a map for
         *     {@code custom_fields_by_name}; null clears
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
         * The details as recorded, unchecked but for types.
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
            return new ContactDetails(this);
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
