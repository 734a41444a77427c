package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Contacts for the tests of the domain. */
public final class Samples {
    static final long ORGANIZATION = 456;
    static final Instant CREATED_AT = Instant.parse("2023-01-01T00:00:00Z");

    private Samples() {}

    static ContactDetails details(Consumer<? super ContactDetails.Builder> writes) {
        ContactDetails.Builder builder = ContactDetails.builder();
        writes.accept(builder);
        return builder.build();
    }

    static Contact contact(long id, Consumer<? super ContactDetails.Builder> writes) {
        return Contact.builder(ORGANIZATION, id).details(details(writes)).build();
    }

    /** Valid details in which every field has a value; a larger number (0 to 8) gives larger values. */
    static ContactDetails full(int number) {
        return details(c -> ContactFields.writable().forEach(field -> c.set(field.name(), value(field, number))));
    }

    /** A deleted contact in which every field has a value of its own; a larger number gives larger values. */
    static Contact fullAndDeleted(int number) {
        return Contact.builder(ORGANIZATION + number, 7 + number)
                .details(full(number))
                .createdByUserId(800L + number)
                .updatedByUserId(900L + number)
                .createdAt(CREATED_AT.plusSeconds(number))
                .updatedAt(CREATED_AT.plusSeconds(100 + number))
                .deletedAt(CREATED_AT.plusSeconds(200 + number))
                .version(20 + number)
                .build();
    }

    /** A valid value of a field, in the type that {@link ContactDetails.Builder#set} takes. */
    static Object value(ContactField<?> field, int number) {
        return switch (field.name()) {
            case "email" -> "mail" + number + "@example.com";
            case "phone" -> "555010" + number;
            case "phone_country_code" -> "+" + (1 + number);
            case "phone_country_iso" -> "A" + (char) ('A' + number);
            case "other_emails" -> List.of(new OtherEmail("other" + number + "@example.com", "work"));
            case "other_phones" -> List.of(new OtherPhone("030 2312510" + number, "DE", "+49", "mobile"));
            case "external_ids" -> List.of(new ExternalId("crm", "00" + number));
            case "avatar_url" -> "/avatars/" + number + ".png";
            case "owned_by_user_id" -> 700L + number;
            case "company_id" -> 100L + number;
            case "custom_fields_by_name" -> Map.of("Industry", "steel" + number);
            default -> field instanceof NumberField ? 1_000L * field.position() + number : field.name() + number;
        };
    }

    /** Asks equals alone: a set would ask the hash codes first. */
    static void assertAllDiffer(Object... values) {
        for (Object one : values) {
            for (Object other : values) {
                assertThat(one.equals(other)).as("%s equals %s", one, other).isEqualTo(one == other);
            }
        }
    }

    /** Randomness that prints its seed; {@code -Dcontactbook.seed=…} replays it. */
    public static Random random() {
        long seed = Long.getLong("contactbook.seed", System.nanoTime());
        System.out.println("-Dcontactbook.seed=" + seed);
        return new Random(seed);
    }
}
