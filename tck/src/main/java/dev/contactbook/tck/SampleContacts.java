package dev.contactbook.tck;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ExternalId;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Contacts for tests: some in which every field has a value, and some with little more than a first name. */
public final class SampleContacts {
    /** When the samples were created: a whole second, so that only the rules about milliseconds depend on them. */
    public static final Instant CREATED_AT = Instant.parse("2023-01-01T00:00:00Z");

    private SampleContacts() {}

    /**
     * Details in which every field has a value, and every value depends on the number.
     *
     * @param number 0 to 9
     * @return valid details. Those of a larger number sort after those of a smaller one by every field
     */
    public static ContactDetails full(int number) {
        ContactDetails.Builder details = ContactDetails.builder();
        ContactFields.writable().forEach(field -> details.set(field.name(), value(field, number)));
        return details.build();
    }

    /**
     * A value of a field that callers write, as {@link ContactDetails.Builder#set} takes it.
     *
     * @param field the field
     * @param number 0 to 9
     * @return a valid value. That of a larger number sorts after that of a smaller one
     */
    public static Object value(ContactField<?> field, int number) {
        if (field == ContactFields.EMAIL) {
            return "mail" + number + "@example.com";
        } else if (field == ContactFields.PHONE) {
            return "555010" + number;
        } else if (field == ContactFields.PHONE_COUNTRY_CODE) {
            return "+" + (1 + number);
        } else if (field == ContactFields.PHONE_COUNTRY_ISO) {
            return "A" + (char) ('A' + number);
        } else if (field == ContactFields.OTHER_EMAILS) {
            return List.of(
                    new OtherEmail("other" + number + "@example.com", "work"), OtherEmail.of("o@x" + number + ".org"));
        } else if (field == ContactFields.OTHER_PHONES) {
            return List.of(
                    new OtherPhone("030 2312510" + number, "DE", "+49", "m\u00f6bil"),
                    OtherPhone.of("77701" + number, null, null));
        } else if (field == ContactFields.EXTERNAL_IDS) {
            return List.of(new ExternalId("crm", "00" + number), new ExternalId("shop", "J\u00f6rg/" + number));
        } else if (field == ContactFields.AVATAR_URL) {
            return "/avatars/" + number + ".png";
        } else if (field == ContactFields.OWNED_BY_USER_ID) {
            return 700L + number;
        } else if (field == ContactFields.CUSTOM_FIELDS) {
            return customFields(number);
        }
        return field instanceof NumberField ? 100L + number : field.name() + number;
    }

    private static Map<String, Object> customFields(int number) {
        return Map.of(
                "Text",
                "text" + number,
                "Number",
                new BigDecimal("1234567.25").add(BigDecimal.valueOf(number)),
                "Large",
                new BigDecimal("9.1E+100"),
                "Small",
                new BigDecimal("-1E-100"),
                "Yes",
                true,
                "List",
                List.of("a", "b", "a" + number));
    }

    /**
     * A stored contact in which every field has a value: a deleted one, since {@code deleted_at} is a field.
     *
     * @param organizationId its organization
     * @param id its id
     * @param number 0 to 9
     * @return the contact
     */
    public static Contact fullAndDeleted(long organizationId, long id, int number) {
        Instant later = CREATED_AT.plus(Duration.ofSeconds(60 + number));
        return newContact(full(number), number)
                .stored(organizationId, id)
                .changed(full(number), later, 850L + number)
                .deleted(later.plusSeconds(60), 900L + number);
    }

    /**
     * A new contact of a number's creator and time.
     *
     * @param details its details
     * @param number 0 to 9
     * @return the contact
     */
    public static NewContact newContact(ContactDetails details, int number) {
        return new NewContact(details, 800L + number, CREATED_AT.plusSeconds(number));
    }

    /**
     * A new contact with nothing but a first name.
     *
     * @param firstName its first name
     * @return the contact
     */
    public static NewContact named(String firstName) {
        return new NewContact(ContactDetails.builder().firstName(firstName).build(), null, CREATED_AT);
    }
}
