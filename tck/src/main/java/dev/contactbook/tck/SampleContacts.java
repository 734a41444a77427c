package dev.contactbook.tck;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.NewContact;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Contacts for tests: some in which every field has a value, and some with little more than a first name. */
public final class SampleContacts {
    /** When the samples were created: a whole second, so that only the rules about milliseconds depend on them. */
    public static final Instant CREATED_AT = Instant.parse("2023-01-01T00:00:00Z");

    private SampleContacts() {}

    /**
     * Details in which every field has a value, and every value depends on the number.
     *
     * @param number 0 to 9
     * @return valid details; those of a larger number sort after those of a smaller one by every field
     */
    public static ContactDetails full(int number) {
        return ContactDetails.builder()
                .firstName("first" + number)
                .lastName("last" + number)
                .email("mail" + number + "@example.com")
                .phone("555010" + number)
                .phoneCountryCode("+" + (1 + number))
                .phoneCountryIso("A" + (char) ('A' + number))
                .owner(700 + number)
                .company(100 + number)
                .channelWhatsappWaId("whatsapp" + number)
                .channelInstagramUserId("instagram" + number)
                .avatarUrl("/avatars/" + number + ".png")
                .customField("Text", "text" + number)
                .customField("Number", new BigDecimal("1234567.25").add(BigDecimal.valueOf(number)))
                .customField("Large", new BigDecimal("9.1E+100"))
                .customField("Small", new BigDecimal("-1E-100"))
                .customField("Yes", true)
                .customField("List", List.of("a", "b", "a" + number))
                .build();
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
                .changed(full(number), later)
                .deleted(later.plusSeconds(60));
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
