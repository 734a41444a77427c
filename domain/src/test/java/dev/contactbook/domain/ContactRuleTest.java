package dev.contactbook.domain;

import static dev.contactbook.domain.ContactRule.COMPANY_KNOWN;
import static dev.contactbook.domain.ContactRule.CUSTOM_NAME_UNIQUE;
import static dev.contactbook.domain.ContactRule.CUSTOM_NUMBER;
import static dev.contactbook.domain.ContactRule.OWNER_KNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §2, the column "rule", and the texts of §5. */
class ContactRuleTest {
    @ParameterizedTest(name = "[{index}] {0} {1}")
    @MethodSource("dev.contactbook.domain.RuleBounds#bounds")
    @Tag("2.4")
    @Tag("2.5")
    @Tag("2.7")
    @Tag("2.8")
    @Tag("2.10")
    @Tag("2.11")
    @Tag("2.13")
    @Tag("2.15")
    @Tag("2.16")
    @Tag("2.18")
    @Tag("2.21")
    @Tag("2.35")
    @Tag("2.36")
    @Tag("2.37")
    void a_value_just_inside_its_bound_is_valid(ContactRule rule, String field, String path, Object inside) {
        assertThat(valid().set(field, inside).build().violations()).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0} {1}")
    @MethodSource("dev.contactbook.domain.RuleBounds#bounds")
    @Tag("2.4")
    @Tag("2.5")
    @Tag("2.6")
    @Tag("2.7")
    @Tag("2.8")
    @Tag("2.10")
    @Tag("2.11")
    @Tag("2.13")
    @Tag("2.15")
    @Tag("2.16")
    @Tag("2.18")
    @Tag("2.21")
    @Tag("2.35")
    @Tag("2.36")
    @Tag("2.37")
    void a_value_just_outside_its_bound_breaks_its_rule(
            ContactRule rule, String field, String path, Object inside, @Nullable Object outside) {
        List<Violation> violations = valid().set(field, outside).build().violations();

        assertThat(violations).extracting(Violation::field).isNotEmpty().containsOnly(path);
        assertThat(violations.get(0).code()).isEqualTo(rule.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void every_rule_that_the_domain_checks_has_a_bound() {
        Set<Object> rules = RuleBounds.bounds().map(row -> row.get()[0]).collect(Collectors.toSet());

        assertThat(rules).isEqualTo(EnumSet.complementOf(EnumSet.of(OWNER_KNOWN, COMPANY_KNOWN, CUSTOM_NAME_UNIQUE)));
    }

    @ParameterizedTest
    @CsvSource({
        "email, x, Invalid email format",
        "first_name, , First name is required",
        "last_name, 255, Must be at most 255 characters",
        "email, 254, Must be at most 254 characters",
        "avatar_url, 2048, Must be at most 2048 characters",
    })
    @Tag("2.6")
    @Tag("2.7")
    void a_message_says_what_must_hold(String field, @Nullable String value, String message) {
        String text = value != null && value.matches("[0-9]+") ? "/a@b.".repeat(Integer.parseInt(value)) : value;

        List<Violation> violations = valid().set(field, text).build().violations();

        assertThat(violations).extracting(Violation::field, Violation::message).contains(tuple(field, message));
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        List<Violation> violations = ContactDetails.builder()
                .email("x")
                .phone("12")
                .phoneCountryCode("one")
                .phoneCountryIso("USA")
                .avatarUrl("x")
                .lastName("n".repeat(256))
                .owner(0)
                .company(-1)
                .customField("$n", "x".repeat(4_001))
                .customField("ok", 1)
                .build()
                .violations();

        assertThat(violations)
                .extracting(Violation::field, Violation::code)
                .containsExactly(
                        tuple("first_name", "first_name_required"),
                        tuple("email", "email_format"),
                        tuple("phone", "phone_format"),
                        tuple("phone_country_code", "phone_country_code_format"),
                        tuple("phone_country_iso", "phone_country_iso_format"),
                        tuple("avatar_url", "avatar_url_format"),
                        tuple("last_name", "text_length"),
                        tuple("phone_country_iso", "text_length"),
                        tuple("owned_by_user_id", "id_range"),
                        tuple("company_id", "id_range"),
                        tuple("custom_fields_by_name.$n", "custom_name_reserved"),
                        tuple("custom_fields_by_name.$n", "custom_text_length"));
    }

    @Test
    void a_contact_with_nothing_but_a_first_name_and_one_with_everything_are_valid() {
        assertThat(valid().build().violations()).isEmpty();
        assertThat(Samples.full(1).violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890", "(555) 010-9876", "+1 (555) 0100 x7", "000", "12.34/56-78#9*,;x"})
    @Tag("2.9")
    void a_phone_is_kept_as_typed_and_needs_neither_a_country_nor_to_exist(String phone) {
        ContactDetails alone = valid().phone(phone).build();
        ContactDetails american = valid().phone(phone)
                .phoneCountryCode("+1")
                .phoneCountryIso("US")
                .build();

        assertThat(alone.violations()).isEmpty();
        assertThat(alone.phone()).isEqualTo(phone);
        assertThat(american.violations()).isEmpty();
        assertThat(american.phone()).isEqualTo(phone);
    }

    @ParameterizedTest
    @CsvSource({"3987, true", "3988, false"})
    @Tag("2.21")
    @Tag("2.35")
    @Tag("2.36")
    @Tag("2.37")
    void numbers_and_truth_values_count_as_many_characters_as_in_json(int length, boolean fits) {
        ContactDetails.Builder details = valid().customField("n", -1.25).customField("b", false);
        for (String name : List.of("1", "2", "3", "4")) {
            details.customField(name, "x".repeat(3_999));
        }

        List<Violation> violations =
                details.customField("t", "x".repeat(length)).build().violations();

        assertThat(violations.isEmpty()).isEqualTo(fits);
    }

    static Stream<Number> numbersThatNoJsonReaderKeeps() {
        return Stream.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Float.NaN,
                Double.MAX_VALUE,
                BigInteger.TEN.pow(100_000),
                BigInteger.TWO.pow(1_000_000).negate(),
                new BigDecimal(BigInteger.TEN.pow(100_000).add(BigInteger.ONE), 100_000),
                new BigDecimal("1E+2147483647"),
                new BigDecimal("1E-2147483647"),
                new BigDecimal("100E+2147483647"),
                new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE),
                new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("numbersThatNoJsonReaderKeeps")
    @Tag("2.15")
    void a_number_that_no_json_reader_keeps_is_refused_without_an_exception(Number number) {
        ContactPatch patch = ContactPatch.of(c -> c.customField("n", number));

        Stream<Violation> violations = Stream.of(
                        patch.violations(), patch.applyTo(valid().build()).violations())
                .flatMap(List::stream);

        assertThat(violations)
                .extracting(Violation::field, Violation::message)
                .containsExactly(tuple("custom_fields_by_name.n", CUSTOM_NUMBER.message()));
    }

    @Test
    void a_rule_of_the_directory_is_told_like_any_other() {
        assertThat(OWNER_KNOWN.violation(ContactFields.OWNED_BY_USER_ID))
                .isEqualTo(new Violation("owned_by_user_id", "owner_known", OWNER_KNOWN.message()));
        assertThat(COMPANY_KNOWN.violation(ContactFields.COMPANY_ID))
                .isEqualTo(new Violation("company_id", "company_known", COMPANY_KNOWN.message()));
    }

    private static ContactDetails.Builder valid() {
        return ContactDetails.builder().firstName("x");
    }
}
