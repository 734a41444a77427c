package dev.contactbook.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A contact of one organization: the details that callers wrote, and the fields that the library writes (contract §2).
 *
 * <p>Immutable. Hosts get contacts from {@code Contacts}. Only stores and tests build them.
 */
public final class Contact {
    /** The only value of {@link #systemType()}. */
    public static final String SYSTEM_TYPE = "contact";

    private static final Duration SMALLEST_STEP = Duration.ofMillis(1);

    private final long id;
    private final long organizationId;
    private final ContactDetails details;
    private final String systemType;
    private final @Nullable Long createdByUserId;
    private final @Nullable Long updatedByUserId;
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
        this.updatedByUserId = builder.updatedByUserId;
        this.createdAt = builder.createdAt;
        this.updatedAt = builder.updatedAt;
        this.deletedAt = builder.deletedAt;
        this.version = builder.version;
    }

    /**
     * Starts a live contact of version 1 with nothing but its ids.
     *
     * @param organizationId the organization it belongs to
     * @param id its id
     * @return a new builder
     */
    public static Builder builder(long organizationId, long id) {
        return new Builder(organizationId, id);
    }

    /** {@return a new builder with the values of this contact} */
    public Builder toBuilder() {
        return new Builder(organizationId, id)
                .details(details)
                .systemType(systemType)
                .createdByUserId(createdByUserId)
                .updatedByUserId(updatedByUserId)
                .createdAt(createdAt)
                .updatedAt(updatedAt)
                .deletedAt(deletedAt)
                .version(version);
    }

    /**
     * Returns the next version of this contact, with other details and {@code updated_at = max(now, previous + 1 ms)}
     * (contract §2).
     *
     * @param details the new details
     * @param now the time, in whole milliseconds
     * @param userId who changes it, null for the system
     * @return the changed contact
     */
    public Contact changed(ContactDetails details, Instant now, @Nullable Long userId) {
        Instant next = updatedAt.plus(SMALLEST_STEP);
        return toBuilder()
                .details(details)
                .updatedByUserId(userId)
                .updatedAt(now.isAfter(next) ? now : next)
                .version(version + 1)
                .build();
    }

    /**
     * Returns the next version of this contact, soft-deleted with {@code deleted_at = updated_at} (contract §2).
     *
     * @param now the time, in whole milliseconds
     * @param userId who deletes it, null for the system
     * @return the deleted contact
     */
    public Contact deleted(Instant now, @Nullable Long userId) {
        Contact changed = changed(details, now, userId);
        return changed.toBuilder().deletedAt(changed.updatedAt).build();
    }

    /**
     * Returns the next version of this contact, live again and with other details (contract §3, trash).
     *
     * @param details the new details
     * @param now the time, in whole milliseconds
     * @param userId who restores it, null for the system
     * @return the restored contact
     */
    public Contact restored(ContactDetails details, Instant now, @Nullable Long userId) {
        return changed(details, now, userId).toBuilder().deletedAt(null).build();
    }

    /** {@return whether the contact is live or deleted (contract §1)} */
    public LifeState lifeState() {
        return LifeState.of(deletedAt);
    }

    /** {@return whether the contact is live: not deleted (contract §1)} */
    public boolean isLive() {
        return lifeState() == LifeState.LIVE;
    }

    /** {@return the id, 1 to 2^53−1: unique over all organizations, ascending, never reused} */
    public long id() {
        return id;
    }

    /** {@return the id of the organization, 1 to 2^53−1, which never changes} */
    public long organizationId() {
        return organizationId;
    }

    /** {@return all that callers write} */
    public ContactDetails details() {
        return details;
    }

    /** {@return the first name} */
    public String firstName() {
        return details.firstName();
    }

    /** {@return the last name, or null} */
    public @Nullable String lastName() {
        return details.lastName();
    }

    /** {@return the e-mail address as typed, or null} */
    public @Nullable String email() {
        return details.email();
    }

    /** {@return the phone number as typed, or null} */
    public @Nullable String phone() {
        return details.phone();
    }

    /** {@return the calling code of the phone's country, {@code +} and digits, or null} */
    public @Nullable String phoneCountryCode() {
        return details.phoneCountryCode();
    }

    /** {@return the ISO 3166 code of the phone's country, two upper-case letters, or null} */
    public @Nullable String phoneCountryIso() {
        return details.phoneCountryIso();
    }

    /** {@return the e-mail addresses beside {@link #email()}, in their order, an unmodifiable list} */
    public List<OtherEmail> otherEmails() {
        return details.otherEmails();
    }

    /** {@return the phones beside {@link #phone()}, in their order, an unmodifiable list} */
    public List<OtherPhone> otherPhones() {
        return details.otherPhones();
    }

    /** {@return the id of the host's user that owns the contact, or null} */
    public @Nullable Long ownedByUserId() {
        return details.ownedByUserId();
    }

    /** {@return the id of the host's company that the contact belongs to, or null} */
    public @Nullable Long companyId() {
        return details.companyId();
    }

    /** {@return the contact's opaque id in WhatsApp, or null} */
    public @Nullable String channelWhatsappWaId() {
        return details.channelWhatsappWaId();
    }

    /** {@return the contact's opaque id in Instagram, or null} */
    public @Nullable String channelInstagramUserId() {
        return details.channelInstagramUserId();
    }

    /** {@return the http(s) URL or path of the contact's picture, or null} */
    public @Nullable String avatarUrl() {
        return details.avatarUrl();
    }

    /** {@return the ids in other systems, in their order, an unmodifiable list} */
    public List<ExternalId> externalIds() {
        return details.externalIds();
    }

    /** {@return the custom fields, empty if there are none} */
    public CustomFields customFields() {
        return details.customFields();
    }

    /** {@return the kind of record: {@link #SYSTEM_TYPE}} */
    public String systemType() {
        return systemType;
    }

    /** {@return the id of the user that created the contact, null if the system did} */
    public @Nullable Long createdByUserId() {
        return createdByUserId;
    }

    /** {@return the id of the user that changed the contact last, also by deleting it, null if the system did} */
    public @Nullable Long updatedByUserId() {
        return updatedByUserId;
    }

    /** {@return when the contact was created, in whole milliseconds} */
    public Instant createdAt() {
        return createdAt;
    }

    /** {@return when the contact last changed, in whole milliseconds} */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** {@return when the contact was deleted, in whole milliseconds, null while it is live} */
    public @Nullable Instant deletedAt() {
        return deletedAt;
    }

    /** {@return how many times the contact was written, 1 after its creation} */
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
                        && Objects.equals(updatedByUserId, contact.updatedByUserId)
                        && createdAt.equals(contact.createdAt)
                        && updatedAt.equals(contact.updatedAt)
                        && Objects.equals(deletedAt, contact.deletedAt));
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, organizationId, version);
    }

    /** Its ids and version, without personal data. */
    @Override
    public String toString() {
        return "Contact[id=" + id + ", organizationId=" + organizationId + ", version=" + version
                + (isLive() ? "]" : ", deleted]");
    }

    /** Builds a contact, in stores and tests. Not thread-safe. */
    public static final class Builder {
        private final long organizationId;
        private final long id;
        private ContactDetails details = ContactDetails.EMPTY;
        private String systemType = SYSTEM_TYPE;
        private @Nullable Long createdByUserId;
        private @Nullable Long updatedByUserId;
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
         * Sets who changed the contact last.
         *
         * @param userId a user's id, null for the system
         * @return this builder
         */
        public Builder updatedByUserId(@Nullable Long userId) {
            this.updatedByUserId = userId;
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

        /** {@return the contact} */
        public Contact build() {
            return new Contact(this);
        }
    }
}
