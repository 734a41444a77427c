package dev.contactbook.benchmarks.peers;

import dev.contactbook.benchmarks.data.ContactRow;
import dev.contactbook.benchmarks.data.ReadyRows;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.lang.reflect.Field;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.PartitionKey;
import org.jspecify.annotations.Nullable;

/**
 * The contact as an entity, with every column that has to be written. Its ids come fifty at a time, as Hibernate likes
 * it.
 */
@Entity
@Table(name = "contactbook_contact")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
public class JpaContact {
    static {
        ContactRow.requireEveryField(
                JpaContact.class, Arrays.stream(JpaContact.class.getFields()).map(Field::getName));
    }

    static final int IDS_AT_ONCE = 50;
    static final String SEQUENCE = "jpa_contact_id";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE, allocationSize = IDS_AT_ONCE)
    public @Nullable Long id;

    /** A part of the primary key, so it belongs into the condition of each update. */
    @PartitionKey
    public long organizationId;

    @Version
    public long version;

    public String firstName;
    public @Nullable String lastName;
    public @Nullable String email;
    public @Nullable String phone;
    public @Nullable String phoneCountryCode;
    public @Nullable String phoneCountryIso;
    public @Nullable Long ownedByUserId;
    public @Nullable Long companyId;
    public @Nullable String channelWhatsappWaId;
    public @Nullable String channelInstagramUserId;
    public @Nullable String avatarUrl;
    public String customFieldsByName;
    public String systemType;
    public @Nullable Long createdByUserId;
    public @Nullable Long updatedByUserId;
    public OffsetDateTime createdAt;
    public OffsetDateTime updatedAt;
    public @Nullable OffsetDateTime deletedAt;
    public @Nullable String otherEmails;
    public @Nullable String otherPhones;
    public @Nullable String externalIds;
    public @Nullable String nameWords;
    public @Nullable String nameForms;
    public @Nullable String emailAddresses;
    public @Nullable String phoneNumbers;
    public byte[] firstNameKey;
    public byte[] lastNameKey;
    public byte[] emailKey;
    public long foldVersion;
    public int stripe;
    public long rev;

    /** For Hibernate. */
    public JpaContact() {}

    /** A new contact of the values of its columns. */
    public static JpaContact of(Map<String, @Nullable Object> row) {
        JpaContact contact = new JpaContact();
        contact.organizationId = ((Number) required(row, "organization_id")).longValue();
        contact.firstName = (String) required(row, "first_name");
        contact.lastName = (String) row.get("last_name");
        contact.email = (String) row.get("email");
        contact.phone = (String) row.get("phone");
        contact.phoneCountryCode = (String) row.get("phone_country_code");
        contact.phoneCountryIso = (String) row.get("phone_country_iso");
        contact.ownedByUserId = (Long) row.get("owned_by_user_id");
        contact.companyId = (Long) row.get("company_id");
        contact.channelWhatsappWaId = (String) row.get("channel_whatsapp_wa_id");
        contact.channelInstagramUserId = (String) row.get("channel_instagram_user_id");
        contact.avatarUrl = (String) row.get("avatar_url");
        contact.customFieldsByName = (String) required(row, "custom_fields_by_name");
        contact.systemType = (String) required(row, "system_type");
        contact.createdByUserId = (Long) row.get("created_by_user_id");
        contact.updatedByUserId = (Long) row.get("updated_by_user_id");
        contact.createdAt = (OffsetDateTime) required(row, "created_at");
        contact.updatedAt = (OffsetDateTime) required(row, "updated_at");
        contact.deletedAt = (OffsetDateTime) row.get("deleted_at");
        contact.otherEmails = (String) row.get("other_emails");
        contact.otherPhones = (String) row.get("other_phones");
        contact.externalIds = (String) row.get("external_ids");
        contact.nameWords = (String) row.get("name_words");
        contact.nameForms = (String) row.get("name_forms");
        contact.emailAddresses = (String) row.get("email_addresses");
        contact.phoneNumbers = (String) row.get("phone_numbers");
        contact.firstNameKey = (byte[]) required(row, "first_name_key");
        contact.lastNameKey = (byte[]) required(row, "last_name_key");
        contact.emailKey = (byte[]) required(row, "email_key");
        contact.foldVersion = ((Number) required(row, "fold_version")).longValue();
        return contact;
    }

    /** Another e-mail address, in all columns that depend on it. */
    public void changeEmail() {
        email = ReadyRows.newEmail();
        emailAddresses = ReadyRows.emailEntry(email);
        emailKey = ReadyRows.emailKey(email);
        updatedAt = ReadyRows.now();
    }

    /** A soft delete. */
    public void delete() {
        updatedAt = ReadyRows.now();
        deletedAt = updatedAt;
    }

    private static Object required(Map<String, @Nullable Object> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }
}
