package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

/** Contract §3, search: which searches there are. */
class ContactSearchTest {
    static final List<String> TERMS = List.of(
            "ab",
            " ab\u00A0",
            "😀a",
            "a b",
            "%a",
            "\\1",
            "a".repeat(255),
            "a" + "😀".repeat(254),
            " " + "a".repeat(255) + " ",
            "ß".repeat(255),
            "é\u0301é",
            "सी",
            "ปู",
            "a\u0301",
            "a\u00B4",
            "a\u200B".repeat(255));

    /** Too short or too long as typed without what cannot be seen, or of characters that no text may have. */
    static final List<String> NO_TERMS = List.of(
            "",
            " \u00A0",
            "a",
            " a ",
            "😀",
            "\uFB01",
            "a\u200B\u200D",
            "\u200B\u2800\u00AD",
            "\u0301\u0302",
            "a".repeat(256),
            "\u0301".repeat(254) + "ab",
            "a\u0000b",
            "a\tb",
            "a\uD800b");

    @ParameterizedTest(name = "[{index}]")
    @FieldSource("TERMS")
    @Tag("3.29")
    void a_term_has_2_to_255_code_points_as_typed_without_those_that_cannot_be_seen(String term) {
        assertThat(ContactSearch.byName(term)).isNotNull();
        assertThat(ContactSearch.byEmail(term)).isNotNull();
    }

    @ParameterizedTest(name = "[{index}]")
    @NullSource
    @FieldSource("NO_TERMS")
    @Tag("3.29")
    void any_other_term_is_refused(@Nullable String term) {
        assertRefused(() -> ContactSearch.byName(term), "term");
        assertRefused(() -> ContactSearch.byEmail(term), "term");
    }

    static Stream<Arguments> incompletePhoneSearches() {
        return Stream.of(
                Arguments.of("555", null, "+1", List.of("phone_country_iso")),
                Arguments.of("555", "US", null, List.of("phone_country_code")),
                Arguments.of("555", " ", "", List.of("phone_country_iso", "phone_country_code")),
                Arguments.of("555", "USA", "+1", List.of("phone_country_iso")),
                Arguments.of("555", "US", "one", List.of("phone_country_code")),
                Arguments.of("555", "US", "+12345", List.of("phone_country_code")),
                Arguments.of("5 times", "US", "+1", List.of("term")),
                Arguments.of("²³", "US", "+1", List.of("term")),
                Arguments.of("+1", "US", "+1", List.of("term")),
                Arguments.of("1", "US", "+1", List.of("term")),
                Arguments.of("5".repeat(256), "US", "+1", List.of("term")),
                Arguments.of("5\u00005", "US", "+1", List.of("term")),
                Arguments.of(null, null, null, List.of("term", "phone_country_iso", "phone_country_code")));
    }

    @ParameterizedTest
    @MethodSource("incompletePhoneSearches")
    @Tag("3.33")
    void a_phone_search_needs_its_country_and_digits_and_says_each_that_it_lacks(
            @Nullable String term, @Nullable String iso, @Nullable String code, List<String> fields) {
        assertRefused(() -> ContactSearch.byPhone(term, iso, code), fields.toArray(String[]::new));
    }

    @Test
    void a_search_keeps_its_meaning_with_other_numbers() {
        Contact contact = Samples.fullAndDeleted(1);
        Map<ContactSearch, Boolean> searches = Map.of(
                ContactSearch.byName("name1 last"), true,
                ContactSearch.byName("name2"), false,
                ContactSearch.byEmail("mail1"), true,
                ContactSearch.byPhone("5550101", "AB", "+2"), true);

        searches.forEach((search, found) -> {
            ContactSearch other = search.limit(0).skip(7);

            assertThat(search.limit()).isEqualTo(10);
            assertThat(search.skip()).isZero();
            assertThat(other.limit()).isZero();
            assertThat(other.skip()).isEqualTo(7);
            assertThat(other.matches(contact))
                    .isEqualTo(search.matches(contact))
                    .isEqualTo(found);
        });
    }

    @Test
    void what_to_look_for_can_be_read() {
        Function<ContactSearch, String> parts = search -> search.match(
                name -> String.join(" ", name.words()),
                email -> email.term(),
                phone -> phone.numbers().get(0).digits() + " " + phone.phoneCountryIso() + " "
                        + phone.phoneCountryCode(),
                any -> any.fields().toString());

        assertThat(parts.apply(ContactSearch.byName(" José \u00A0 DOE "))).isEqualTo("jose doe");
        assertThat(parts.apply(ContactSearch.byEmail("X.org"))).isEqualTo("x.org");
        assertThat(parts.apply(ContactSearch.byEmail("@X.org"))).isEqualTo("@x.org");
        assertThat(parts.apply(ContactSearch.byPhone("+1 555", "us", "1"))).isEqualTo("1555 US +1");
        assertThat(parts.apply(ContactSearch.byAny("jo"))).isEqualTo("[first_name, last_name, email, other_emails]");
        assertThat(parts.apply(ContactSearch.byAny("jo＠"))).isEqualTo("[email, other_emails]");
        assertThat(parts.apply(ContactSearch.byAny("+1 555"))).isEqualTo("[phone, other_phones]");
    }

    @Test
    void a_space_that_folding_leaves_at_an_end_is_no_word() {
        ContactSearch search = ContactSearch.byName("ab\u00B4");

        assertThat(search.<List<String>>match(
                        name -> name.words(), email -> List.of(), phone -> List.of(), any -> List.of()))
                .containsExactly("ab");
    }

    @Test
    void searches_are_equal_if_they_find_the_same_and_return_the_same_part_of_it() {
        Samples.assertAllDiffer(
                ContactSearch.byName("555"),
                ContactSearch.byName("556"),
                ContactSearch.byName("555").limit(5),
                ContactSearch.byName("555").skip(5),
                ContactSearch.byEmail("555"),
                ContactSearch.byEmail("556"),
                ContactSearch.byPhone("555", "US", "+1"),
                ContactSearch.byPhone("556", "US", "+1"),
                ContactSearch.byPhone("555", "CA", "+1"),
                ContactSearch.byPhone("555", "US", "+2"),
                ContactSearch.byAny("555"),
                ContactSearch.byAny("556"),
                ContactSearch.byAny("555").limit(5),
                ContactSearch.byAny("ann"),
                ContactSearch.byAny("@ann"));
        assertThat(ContactSearch.byPhone("(5)55", "us", "001").skip(5))
                .isEqualTo(ContactSearch.byPhone("555", "US", "+1").skip(5))
                .hasSameHashCodeAs(ContactSearch.byPhone("555", "US", "+1").skip(5));
        assertThat(ContactSearch.byName(" JOSÉ ")).isEqualTo(ContactSearch.byName("jose"));
    }

    @Test
    void to_string_has_no_term() {
        assertThat(ContactSearch.byName("secret")).hasToString("ByName[limit=10, skip=0]");
        assertThat(ContactSearch.byEmail("secret").limit(3).skip(4)).hasToString("ByEmail[limit=3, skip=4]");
        assertThat(ContactSearch.byPhone("555", "US", "1")).hasToString("ByPhone[limit=10, skip=0]");
        assertThat(ContactSearch.byAny("secret")).hasToString("ByAny[limit=10, skip=0]");
    }

    private static void assertRefused(ThrowingCallable call, String... fields) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ContactsException.Invalid.class,
                        invalid -> assertThat(invalid.errors()).containsOnlyKeys(fields))
                .hasMessage("Invalid search");
    }
}
