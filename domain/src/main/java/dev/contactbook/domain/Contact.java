package dev.contactbook.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A contact of one organization: what callers wrote, and what the library keeps beside it (contract §2).
 *
 * <p>Immutable. Contacts come from {@code Contacts}; only stores and tests build them.
 */
public final class Contact {
    /** The only {@link #systemType()} there is. */
    public static final String SYSTEM_TYPE = "contact";

    private static final Duration SMALLEST_STEP = Duration.ofMillis(1);

    private final long id;
    private final long organizationId;
    private final ContactDetails details;
    private final String systemType;
    private final @Nullable Long createdByUserId;
    private final Instant createdAt;
    private final Instant updatedAt;
    private final @Nullable Instant deletedAt;
    private final long version;

    private Contact(Builder builder) {
        this.id = builder.id;
        this.organizationId = builder.organizationId;
        this.details = builder.details;
        this.systemType = builder.systemType;
        this.createdByUserId = builder.createdByUserId;
        this.createdAt = builder.createdAt;
        this.updatedAt = builder.updatedAt;
        this.deletedAt = builder.deletedAt;
        this.version = builder.version;
    }

    /**
     * Starts a contact as a store read it: version 1, live, empty but for its ids.
     *
     * @param organizationId the organization it belongs to
     * @param id its id
     * @return a new builder
     */
    public static Builder builder(long organizationId, long id) {
        return new Builder(organizationId, id);
    }

    /**
     * Starts from this contact.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder(organizationId, id)
                .details(details)
                .systemType(systemType)
                .createdByUserId(createdByUserId)
                .createdAt(createdAt)
                .updatedAt(updatedAt)
                .deletedAt(deletedAt)
                .version(version);
    }

    /**
     * This contact with other details: the next version, {@code updated_at = max(now, previous + 1 ms)} (contract §2).
     *
     * @param details the details it has from now on
     * @param now the time, in whole milliseconds
     * @return the changed contact
     */
    public Contact changed(ContactDetails details, Instant now) {
        Instant next = updatedAt.plus(SMALLEST_STEP);
        return toBuilder()
                .details(details)
                .updatedAt(now.isAfter(next) ? now : next)
                .version(version + 1)
                .build();
    }

    /**
     * This contact, soft-deleted: a change that sets {@code deleted_at = updated_at} (contract §2).
     *
     * @param now the time, in whole milliseconds
     * @return the deleted contact
     */
    public Contact deleted(Instant now) {
        Contact changed = changed(details, now);
        return changed.toBuilder().deletedAt(changed.updatedAt).build();
    }

    /**
     * Whether the contact is live, that is, not deleted (contract §1).
     *
     * @return true until it is deleted
     */
    public boolean isLive() {
        return deletedAt == null;
    }

    /**
     * The id: unique over all organizations, ascending, never reused.
     *
     * @return 1 to 2^53−1
     */
    public long id() {
        return id;
    }

    /**
     * The organization the contact belongs to, for ever.
     *
     * @return 1 to 2^53−1
     */
    public long organizationId() {
        return organizationId;
    }

    /**
     * All that callers write.
     *
     * @return the details
     */
    public ContactDetails details() {
        return details;
    }

    /**
     * The first name.
     *
     * @return the name
     */
    public String firstName() {
        return details.firstName();
    }

    /**
     * The last name.
     *
     * @return the name or null
     */
    public @Nullable String lastName() {
        return details.lastName();
    }

    /**
     * The e-mail address, as typed.
     *
     * @return the address or null
     */
    public @Nullable String email() {
        return details.email();
    }

    /**
     * The phone number, as typed.
     *
     * @return the number or null
     */
    public @Nullable String phone() {
        return details.phone();
    }

    /**
     * The calling code of the phone's country.
     *
     * @return {@code +} and digits, or null
     */
    public @Nullable String phoneCountryCode() {
        return details.phoneCountryCode();
    }

    /**
     * The ISO 3166 code of the phone's country.
     *
     * @return two upper-case letters, or null
     */
    public @Nullable String phoneCountryIso() {
        return details.phoneCountryIso();
    }

    /**
     * The host's user who owns the contact.
     *
     * @return an id or null
     */
    public @Nullable Long ownedByUserId() {
        return details.ownedByUserId();
    }

    /**
     * The host's company the contact belongs to.
     *
     * @return an id or null
     */
    public @Nullable Long companyId() {
        return details.companyId();
    }

    /**
     * The contact's id in WhatsApp, an opaque text.
     *
     * @return the id or null
     */
    public @Nullable String channelWhatsappWaId() {
        return details.channelWhatsappWaId();
    }

    /**
     * The contact's id in Instagram, an opaque text.
     *
     * @return the id or null
     */
    public @Nullable String channelInstagramUserId() {
        return details.channelInstagramUserId();
    }

    /**
     * Where the contact's picture is.
     *
     * @return an http(s) URL or a path, or null
     */
    public @Nullable String avatarUrl() {
        return details.avatarUrl();
    }

    /**
     * The organization's own fields.
     *
     * @return the custom fields, empty when there are none
     */
    public CustomFields customFields() {
        return details.customFields();
    }

    /**
     * What kind of record it is.
     *
     * @return {@link #SYSTEM_TYPE}
     */
    public String systemType() {
        return systemType;
    }

    /**
     * The user who created the contact.
     *
     * @return an id, null where the system did
     */
    public @Nullable Long createdByUserId() {
        return createdByUserId;
    }

    /**
     * When the contact was created.
     *
     * @return an instant of whole milliseconds
     */
    public Instant createdAt() {
        return createdAt;
    }

    /**
     * When the contact last changed.
     *
     * @return an instant of whole milliseconds
     */
    public Instant updatedAt() {
        return updatedAt;
    }

    /**
     * When the contact was deleted.
     *
     * @return an instant of whole milliseconds, null while it is live
     */
    public @Nullable Instant deletedAt() {
        return deletedAt;
    }

    /**
     * How many times the contact was written, the creation included.
     *
     * @return 1 or more
     */
    public long version() {
        return version;
    }

    /** Equal if every field is. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Contact contact
                        && id == contact.id
                        && organizationId == contact.organizationId
                        && version == contact.version
                        && details.equals(contact.details)
                        && systemType.equals(contact.systemType)
                        && Objects.equals(createdByUserId, contact.createdByUserId)
                        && createdAt.equals(contact.createdAt)
                        && updatedAt.equals(contact.updatedAt)
                        && Objects.equals(deletedAt, contact.deletedAt));
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, organizationId, version);
    }

    /** Its ids and version, nothing personal. */
    @Override
    public String toString() {
        return "Contact[id=" + id + ", organizationId=" + organizationId + ", version=" + version
                + (isLive() ? "]" : ", deleted]");
    }

    /** Puts a contact together, as stores and tests do. Not thread-safe. */
    public static final class Builder {
        private final long organizationId;
        private final long id;
        private ContactDetails details = ContactDetails.EMPTY;
        private String systemType = SYSTEM_TYPE;
        private @Nullable Long createdByUserId;
        private Instant createdAt = Instant.EPOCH;
        private Instant updatedAt = Instant.EPOCH;
        private @Nullable Instant deletedAt;
        private long version = 1;

        private Builder(long organizationId, long id) {
            this.organizationId = organizationId;
            this.id = id;
        }

        /**
         * Sets all that callers write.
         *
         * @param details the details
         * @return this builder
         */
        public Builder details(ContactDetails details) {
            this.details = details;
            return this;
        }

        /**
         * Sets the kind of record.
         *
         * @param systemType the kind
         * @return this builder
         */
        public Builder systemType(String systemType) {
            this.systemType = systemType;
            return this;
        }

        /**
         * Sets who created the contact.
         *
         * @param userId a user's id, null for the system
         * @return this builder
         */
        public Builder createdByUserId(@Nullable Long userId) {
            this.createdByUserId = userId;
            return this;
        }

        /**
         * Sets when the contact was created.
         *
         * @param createdAt an instant of whole milliseconds
         * @return this builder
         */
        public Builder createdAt(Instant createdAt) {
            this.createdAt = createdAt;
            return this;
        }

        /**
         * Sets when the contact last changed.
         *
         * @param updatedAt an instant of whole milliseconds
         * @return this builder
         */
        public Builder updatedAt(Instant updatedAt) {
            this.updatedAt = updatedAt;
            return this;
        }

        /**
         * Sets when the contact was deleted.
         *
         * @param deletedAt an instant of whole milliseconds, null for a live contact
         * @return this builder
         */
        public Builder deletedAt(@Nullable Instant deletedAt) {
            this.deletedAt = deletedAt;
            return this;
        }

        /**
         * Sets how many times the contact was written.
         *
         * @param version 1 or more
         * @return this builder
         */
        public Builder version(long version) {
            this.version = version;
            return this;
        }

        /**
         * The contact.
         *
         * @return a new contact
         */
        public Contact build() {
            return new Contact(this);
        }
    }
}
