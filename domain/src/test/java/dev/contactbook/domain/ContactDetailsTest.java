package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §2: the normal form, and §3, create: all problems together. */
class ContactDetailsTest {
    static Stream<ContactField<?>> writable() {
        return ContactFields.writable().stream();
    }

    static Stream<ContactField<?>> texts() {
        return writable().filter(TextField.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("texts")
    @Tag("2.3")
    void a_text_is_trimmed_at_both_ends_and_otherwise_kept(ContactField<?> field) {
        ContactDetails details = Samples.details(c -> c.set(field.name(), "\u3000\t a <-- 🙂\u2029\u0085"));

        assertThat(valueOf(field, details)).isEqualTo("a <-- 🙂");
    }

    @ParameterizedTest
    @MethodSource("texts")
    @Tag("2.3")
    void a_blank_text_is_no_value(ContactField<?> field) {
        ContactDetails details =
                Samples.full(1).toBuilder().set(field.name(), " \u00A0\n\u3000").build();

        assertThat(valueOf(field, details)).isEqualTo(field == ContactFields.FIRST_NAME ? "" : null);
    }

    @ParameterizedTest
    @MethodSource("writable")
    void null_clears_a_field(ContactField<?> field) {
        ContactDetails details =
                Samples.full(1).toBuilder().set(field.name(), null).build();

        Object nothing = field == ContactFields.CUSTOM_FIELDS
                ? CustomFields.EMPTY
                : field instanceof ListField ? List.of() : null;
        assertThat(valueOf(field, details)).isEqualTo(field == ContactFields.FIRST_NAME ? "" : nothing);
    }

    @ParameterizedTest
    @CsvSource({"1, +1", "' 1 ', +1", "+1, +1", "1234, +1234", "0, 0", "12345, 12345", "++1, ++1", "1a, 1a", "²,²"})
    @Tag("2.10")
    void a_country_code_gets_its_plus(String typed, String kept) {
        assertThat(Samples.details(c -> c.phoneCountryCode(typed)).phoneCountryCode())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"us, US", "' Us ', US", "US, US", "usa, usa", "u, u", "ſs, ſs", "ıd, ıd", "ß, ß"})
    @Tag("2.10")
    void a_country_is_upper_cased(String typed, String kept) {
        assertThat(Samples.details(c -> c.phoneCountryIso(typed)).phoneCountryIso())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "12345", "us", "\u00A0 a \u2003", "+", "", "\u0000 ", "😀 "})
    void the_normal_form_of_a_normal_form_is_itself(String text) {
        ContactDetails once = Samples.details(c -> {
            texts().forEach(field -> c.set(field.name(), text));
            c.customField(" n ", text);
        });
        ContactDetails twice =
                Samples.details(c -> writable().forEach(field -> c.set(field.name(), valueOf(field, once))));

        assertThat(twice).isEqualTo(once).hasSameHashCodeAs(once);
        assertThat(once.toBuilder().build()).isEqualTo(once);
    }

    @Test
    void a_field_is_written_by_its_name_as_by_its_method() {
        ContactDetails byMethods = ContactDetails.builder()
                .firstName("first_name3")
                .lastName("last_name3")
                .email("mail3@example.com")
                .phone("5550103")
                .phoneCountryCode("+4")
                .phoneCountryIso("AD")
                .otherEmails(List.of(OtherEmail.of("other3@example.com").labelled("work")))
                .otherPhones(List.of(OtherPhone.of("030 23125103", "DE", "+49").labelled("mobile")))
                .owner(703)
                .company(103)
                .channelWhatsappWaId("channel_whatsapp_wa_id3")
                .channelInstagramUserId("channel_instagram_user_id3")
                .avatarUrl("/avatars/3.png")
                .externalIds(List.of(new ExternalId("crm", "003")))
                .customField("Industry", "steel3")
                .build();

        assertThat(Samples.full(3)).isEqualTo(byMethods);
    }

    static Stream<Arguments> integers() {
        return Stream.of((byte) 5, (short) 5, 5, 5L, BigInteger.valueOf(5)).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("integers")
    void an_id_comes_in_any_integral_type(Number number) {
        assertThat(Samples.details(c -> c.set("owned_by_user_id", number)).ownedByUserId())
                .isEqualTo(5);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("first_name", 5, "type"),
                Arguments.of("email", List.of("a@b.c"), "type"),
                Arguments.of("phone", 5551234L, "type"),
                Arguments.of("avatar_url", new StringBuilder("/a"), "type"),
                Arguments.of("owned_by_user_id", "789", "type"),
                Arguments.of("owned_by_user_id", 789.0, "type"),
                Arguments.of("company_id", new BigDecimal("101"), "type"),
                Arguments.of("company_id", true, "type"),
                Arguments.of("custom_fields_by_name", List.of("a"), "type"),
                Arguments.of("custom_fields_by_name", "{}", "type"),
                Arguments.of("custom_fields_by_name", Map.of(1, "a"), "type"),
                Arguments.of("organization_id", "456", "type"),
                Arguments.of("organization_id", 456.5, "type"),
                Arguments.of("id", 1, "read_only"),
                Arguments.of("system_type", "contact", "read_only"),
                Arguments.of("created_by_user_id", null, "read_only"),
                Arguments.of("updated_by_user_id", 7, "read_only"),
                Arguments.of("created_at", Instant.EPOCH, "read_only"),
                Arguments.of("updated_at", null, "read_only"),
                Arguments.of("deleted_at", null, "read_only"),
                Arguments.of("version", 1, "read_only"),
                Arguments.of("firstName", "a", "unknown_field"),
                Arguments.of("First_name", "a", "unknown_field"),
                Arguments.of("owner", null, "unknown_field"),
                Arguments.of("", "a", "unknown_field"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @Tag("2.2")
    void what_cannot_be_taken_is_a_problem_and_no_exception_yet(String name, @Nullable Object value, String code) {
        ContactDetails.Builder builder = ContactDetails.builder().firstName("x").set(name, value);

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ContactsException.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::field, Violation::code)
                                .containsExactly(tuple(name, code)));
    }

    @Test
    void all_problems_are_told_at_once_with_the_names_from_outside_cut() {
        ContactDetails.Builder builder = ContactDetails.builder()
                .set("first_name", true)
                .set("😀".repeat(101), "a")
                .set("version", 1)
                .customField("n", new Object())
                .customField("a", 1)
                .customField(" A", 1);

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ContactsException.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .containsOnlyKeys(
                                        "first_name",
                                        "😀".repeat(100),
                                        "version",
                                        "custom_fields_by_name.n",
                                        "custom_fields_by_name.A"))
                .hasMessage("Invalid contact data");
    }

    @ParameterizedTest
    @MethodSource("writable")
    void details_are_equal_if_every_field_is(ContactField<?> field) {
        ContactDetails details = Samples.full(1);
        ContactDetails other = details.toBuilder()
                .set(field.name(), null)
                .set(field.name(), Samples.value(field, 2))
                .build();

        assertThat(other).isNotEqualTo(details);
        assertThat(details).isNotEqualTo(other);
        assertThat(other.toBuilder().set(field.name(), Samples.value(field, 1)).build())
                .isEqualTo(details)
                .hasSameHashCodeAs(details);
    }

    @Test
    void what_was_built_does_not_change_any_more() {
        List<String> list = new ArrayList<>(List.of("a"));
        Map<String, Object> map = new HashMap<>(Map.of("list", list));
        ContactDetails.Builder builder = ContactDetails.builder().firstName("x").customFields(map);
        ContactDetails details = builder.build();
        CustomFields customFields = details.customFields();

        list.add("b");
        map.put("more", 1);
        builder.firstName("y").customField("later", true);

        assertThat(details.firstName()).isEqualTo("x");
        assertThat(details.customFields())
                .isSameAs(customFields)
                .isEqualTo(CustomFields.of(Map.of("list", List.of("a"))));
    }

    @Test
    void nothing_is_written_at_first() {
        assertThat(ContactDetails.EMPTY).isEqualTo(ContactDetails.builder().build());
        assertThat(writable().map(field -> valueOf(field, ContactDetails.EMPTY)))
                .filteredOn(value -> value != null)
                .containsExactly("", List.of(), List.of(), List.of(), CustomFields.EMPTY);
    }

    @Test
    void to_string_names_the_fields_without_their_values() {
        assertThat(Samples.details(c -> c.firstName("Jane").email("j@x.org").customField("Diagnosis", "flu")))
                .hasToString("ContactDetails[first_name, email, custom_fields_by_name]");
    }

    private static @Nullable Object valueOf(ContactField<?> field, ContactDetails details) {
        return field.of(Contact.builder(1, 1).details(details).build());
    }
}
