package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract §2: what the library keeps of a contact, and §3, patch and delete: how it changes. */
class ContactTest {
    private static final Contact FULL = Samples.fullAndDeleted(1);

    @Test
    @Tag("2.25")
    @Tag("2.27")
    @Tag("2.70")
    void a_new_contact_is_stored_live_in_its_first_version() {
        NewContact fresh = new NewContact(Samples.full(1), 789L, Samples.CREATED_AT);

        Contact stored = fresh.stored(456, 7);

        assertThat(stored)
                .isEqualTo(Contact.builder(456, 7)
                        .details(Samples.full(1))
                        .createdByUserId(789L)
                        .updatedByUserId(789L)
                        .createdAt(Samples.CREATED_AT)
                        .updatedAt(Samples.CREATED_AT)
                        .build());
        assertThat(stored.organizationId()).isEqualTo(456);
        assertThat(stored.id()).isEqualTo(7);
        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.isLive()).isTrue();
        assertThat(stored.deletedAt()).isNull();
        assertThat(stored.systemType()).isEqualTo("contact");
        assertThat(new NewContact(ContactDetails.EMPTY, null, Instant.EPOCH)
                        .stored(1, 1)
                        .createdByUserId())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-01-01T00:00:00.005Z, 1969-12-31T23:59:59Z,     2023-01-01T00:00:00.006Z",
        "2023-01-01T00:00:00.005Z, 2023-01-01T00:00:00.004Z, 2023-01-01T00:00:00.006Z",
        "2023-01-01T00:00:00.005Z, 2023-01-01T00:00:00.005Z, 2023-01-01T00:00:00.006Z",
        "2023-01-01T00:00:00.005Z, 2023-01-01T00:00:00.006Z, 2023-01-01T00:00:00.006Z",
        "2023-01-01T00:00:00.005Z, 2023-01-01T00:00:00.007Z, 2023-01-01T00:00:00.007Z",
        "2023-01-01T00:00:00.999Z, 2023-01-01T00:00:00.999Z, 2023-01-01T00:00:01.000Z",
    })
    @Tag("2.26")
    @Tag("2.70")
    void a_change_is_later_than_the_one_before_whatever_the_clock_says(
            Instant previous, Instant now, Instant expected) {
        Contact before = FULL.toBuilder().updatedAt(previous).deletedAt(null).build();

        Contact changed = before.changed(Samples.full(2), now, 5L);
        Contact deleted = before.deleted(now, null);

        assertThat(changed)
                .isEqualTo(before.toBuilder()
                        .details(Samples.full(2))
                        .updatedByUserId(5L)
                        .updatedAt(expected)
                        .version(22)
                        .build());
        assertThat(deleted)
                .isEqualTo(before.toBuilder()
                        .updatedByUserId(null)
                        .updatedAt(expected)
                        .deletedAt(expected)
                        .version(22)
                        .build());
        assertThat(before.isLive()).isTrue();
        assertThat(changed.isLive()).isTrue();
        assertThat(deleted.isLive()).isFalse();
    }

    @Test
    void the_accessors_of_the_details_go_straight_through() throws ReflectiveOperationException {
        List<String> notAccessors = List.of("toBuilder", "violations", "toString", "hashCode");
        Set<String> accessors = Stream.of(ContactDetails.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name -> !notAccessors.contains(name))
                .collect(Collectors.toSet());

        assertThat(accessors).hasSameSizeAs(ContactFields.writable());
        for (String accessor : accessors) {
            assertThat(Contact.class.getMethod(accessor).invoke(FULL))
                    .as(accessor)
                    .isNotNull()
                    .isEqualTo(ContactDetails.class.getMethod(accessor).invoke(FULL.details()));
        }
    }

    static Stream<UnaryOperator<Contact.Builder>> changes() {
        return Stream.of(
                builder -> builder.details(Samples.full(2)),
                builder -> builder.systemType("other"),
                builder -> builder.createdByUserId(null),
                builder -> builder.updatedByUserId(null),
                builder -> builder.createdAt(Instant.EPOCH),
                builder -> builder.updatedAt(Instant.EPOCH),
                builder -> builder.deletedAt(null),
                builder -> builder.version(1));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("changes")
    void contacts_are_equal_if_every_field_is(UnaryOperator<Contact.Builder> change) {
        Contact other = change.apply(FULL.toBuilder()).build();

        assertThat(other).isNotEqualTo(FULL);
        assertThat(FULL).isNotEqualTo(other);
        assertThat(FULL.toBuilder().build()).isEqualTo(FULL).hasSameHashCodeAs(FULL);
    }

    @Test
    void contacts_of_different_ids_or_organizations_differ() {
        Samples.assertAllDiffer(
                Contact.builder(1, 1).build(),
                Contact.builder(1, 2).build(),
                Contact.builder(2, 1).build());
    }

    @Test
    void to_string_tells_ids_and_nothing_personal() {
        AssociatedContact row =
                new AssociatedContact(FULL, new User(701, "Ada", "Lovelace"), new Company(101, "Engines"));
        List<String> personal = Stream.concat(
                        Stream.of("Ada", "Lovelace", "Engines", "steel", "Industry"),
                        ContactFields.writable().stream()
                                .filter(TextField.class::isInstance)
                                .map(field -> Objects.toString(field.of(FULL))))
                .toList();

        assertThat(FULL).hasToString("Contact[id=8, organizationId=457, version=21, deleted]");
        assertThat(FULL.toBuilder().deletedAt(null).build())
                .hasToString("Contact[id=8, organizationId=457, version=21]");
        assertThat(row.toString()).contains("id=8", "id=701", "id=101").doesNotContain(personal);
        assertThat(new NewContact(FULL.details(), 789L, Instant.EPOCH).toString())
                .isNotBlank()
                .doesNotContain(personal);
        assertThat(Map.of("k", FULL.details()).toString()).doesNotContain(personal);
    }
}
