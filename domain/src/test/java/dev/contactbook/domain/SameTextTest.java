package dev.contactbook.domain;

import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.PHONE;
import static dev.contactbook.domain.ContactFields.PHONE_COUNTRY_CODE;
import static dev.contactbook.domain.ContactFields.PHONE_COUNTRY_ISO;
import static dev.contactbook.domain.ContactFields.SYSTEM_TYPE;
import static dev.contactbook.domain.ContactFields.custom;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract §4: folded equality. */
class SameTextTest {
    private static final CustomField N = custom("n");
    private static final Contact NOTHING = Samples.contact(1, c -> {});

    @ParameterizedTest
    @CsvSource({
        "Müller, MÜLLER, true",
        "Müller, Mu\u0308ller, true",
        "Müller, muller, true",
        "Müller, Müllers, false",
        "Müllers, Müller, false",
        "Größe, GROSSE, true",
        "Größe, Gro\u0308ße, true",
        "Ada, ' ada\u00A0', true",
        "Ada L, ada  l, true",
        "Ada L, adal, false",
        "ΣΊΣΥΦΟΣ, σίσυφος, true",
        "100%, 10%, false",
        "a_c, abc, false",
        "王小明, 王小明, true",
        "5, 5, true",
    })
    @Tag("4.30")
    void texts_are_the_same_whose_folded_forms_are(String own, String wanted, boolean same) {
        Contact contact = Samples.contact(1, c -> c.lastName(own).customField("n", own));
        Contact listed = Samples.contact(1, c -> c.customField("n", List.of("other", own)));

        for (String name : List.of("n", "N")) {
            assertThat(custom(name).sameAs(wanted).matches(contact)).isEqualTo(same);
            assertThat(custom(name).sameAs(wanted).matches(listed)).isEqualTo(same);
            assertThat(custom(name).sameAsAny("y", wanted).matches(listed)).isEqualTo(same);
        }
        assertThat(LAST_NAME.sameAs(wanted).matches(contact)).isEqualTo(same);
        assertThat(LAST_NAME.sameAsAny("y", wanted).matches(contact)).isEqualTo(same);
        assertThat(LAST_NAME.sameAs(wanted).not().matches(contact)).isNotEqualTo(same);
    }

    static Stream<TextField> texts() {
        return ContactOrderTest.columns().filter(TextField.class::isInstance).map(TextField.class::cast);
    }

    @ParameterizedTest
    @MethodSource("texts")
    @Tag("4.30")
    void every_text_has_folded_equality(TextField field) {
        Contact contact = Samples.fullAndDeleted(1);
        String own = Objects.requireNonNull(field.of(contact));

        assertThat(field.sameAs(" " + own).matches(contact)).isTrue();
        assertThat(field.sameAs(own).matches(NOTHING)).isEqualTo(field == SYSTEM_TYPE);
        assertThat(field.sameAsAny("x", own).matches(contact)).isTrue();
        assertThat(field.sameAsAny("x").matches(contact)).isFalse();
        assertThat(field.sameAsAny(List.of()).matches(contact)).isFalse();
        assertThat(field.sameAsAny(List.of()).violations()).isEmpty();
        assertThat(field.sameAsAny().not().matches(contact)).isTrue();
    }

    static Stream<Filter> cleaned() {
        return Stream.of(
                FIRST_NAME.sameAs("\u00A0ann "),
                EMAIL.sameAs("Greta Lund <Greta.Lund@Example.com>"),
                EMAIL.sameAs("mailto:greta.lund@example.com"),
                EMAIL.sameAs("greta.lund@example.com\u200B,"),
                PHONE.sameAs("tel:+49\u00A030\u20131234"),
                PHONE_COUNTRY_CODE.sameAs("0049"),
                PHONE_COUNTRY_ISO.sameAs("de"));
    }

    @ParameterizedTest
    @MethodSource("cleaned")
    @Tag("4.30")
    void a_text_to_compare_with_is_cleaned_as_a_stored_one(Filter filter) {
        Contact contact = Samples.contact(
                1,
                c -> c.firstName("Ann")
                        .email("greta.lund@example.com")
                        .phone("+49 30-1234")
                        .phoneCountryCode("+49")
                        .phoneCountryIso("DE"));

        assertThat(filter.violations()).isEmpty();
        assertThat(filter.matches(contact)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ada@münchen.example, ada@xn--mnchen-3ya.example, true",
        "ada@münchen.example, ADA@MÜNCHEN.example, true",
        "ada@münchen.example, ada@mu\u0308nchen.example, true",
        "ada@münchen.example, ada@Xn--MNCHEN-3ya.Example, true",
        "ada@münchen.example, Ada <ada@xn--mnchen-3ya.example>, true",
        "ada@xn--mnchen-3ya.example, ada@münchen.example, true",
        "ada@xn--mnchen-3ya.example, ada@xn--mnchen-3ya.example, true",
        "ada@münchen.example, ada@munchen.example, false",
        "ada@munchen.example, ada@münchen.example, false",
        "ada@munchen.example, ada@xn--mnchen-3ya.example, false",
        "jörg@example.com, jorg@example.com, true",
        "ada@straße.example, ada@STRASSE.example, true",
        "ada@\u4F8B\u5B50.\u4E2D\u56FD, ada@xn--fsqu00a.xn--fiqs8s, true",
        "ada@\u4F8B\u5B50\u3002\u4E2D\u56FD, ada@xn--fsqu00a.xn--fiqs8s, true",
        "ada@\u043F\u043E\u0447\u0442\u0430.\u0440\u0444, ada@xn--80a1acny.xn--p1ai, true",
        "ada@\u0440\u0430ypal.example, ada@paypal.example, false",
        "ada@xn--x.example, ada@xn--x.example, true",
    })
    @Tag("4.31")
    void e_mails_are_the_same_whose_domains_are_in_ascii(String own, String wanted, boolean same) {
        Contact contact = Samples.contact(1, c -> c.email(own));

        assertThat(EMAIL.sameAs(wanted).violations()).isEmpty();
        assertThat(EMAIL.sameAs(wanted).matches(contact)).isEqualTo(same);
        assertThat(EMAIL.sameAsAny("x@y.z", wanted).matches(contact)).isEqualTo(same);
        assertThat(EMAIL.sameAs(own).matches(Samples.contact(1, c -> c.email(wanted))))
                .isEqualTo(same);
    }

    @Test
    @Tag("4.31")
    void a_domain_without_a_form_in_ascii_is_compared_as_it_is() {
        String label = "ü".repeat(100) + ".example";
        String longest = "a@" + "\u4E2D.".repeat(125) + "x";
        String growing = "xn--mnchen-3ya." + "\uFDFA".repeat(230) + ".x"; // each is eighteen letters

        for (String domain : List.of(label, longest.substring(2), growing)) {
            Contact contact = Samples.contact(1, c -> c.firstName("x").email("a@" + domain));
            assertThat(contact.details().violations()).isEmpty();
            assertThat(EMAIL.sameAs("A@" + domain).matches(contact)).isTrue();
        }
    }

    @Test
    @Tag("4.30")
    void a_text_longer_than_its_field_is_the_same_as_none_although_folded_texts_are_cut() {
        Contact longest = Samples.contact(1, c -> c.lastName("ﷺ".repeat(255)).customField("n", "a".repeat(4_000)));
        Contact letters = Samples.contact(1, c -> c.lastName("a".repeat(255)));

        assertThat(LAST_NAME.sameAs("ﷺ".repeat(255)).matches(longest)).isTrue();
        assertThat(LAST_NAME.sameAs("ﷺ".repeat(256)).matches(longest)).isFalse();
        assertThat(LAST_NAME.sameAs("a".repeat(256)).matches(letters)).isFalse();
        assertThat(LAST_NAME.sameAs("A".repeat(255) + " ").matches(letters)).isTrue();
        assertThat(N.sameAs("A".repeat(4_000)).matches(longest)).isTrue();
        assertThat(N.sameAs("A".repeat(4_001)).matches(longest)).isFalse();
    }

    @Test
    @Tag("4.30")
    void a_number_a_boolean_and_a_missing_value_are_the_same_as_no_text() {
        Contact contact = Samples.contact(1, c -> c.customField("n", 5).customField("b", true));

        assertThat(N.sameAs("5").matches(contact)).isFalse();
        assertThat(custom("b").sameAs("true").matches(contact)).isFalse();
        assertThat(custom("missing").sameAs("x").matches(contact)).isFalse();
        assertThat(LAST_NAME.sameAs("x").matches(contact)).isFalse();
        assertThat(LAST_NAME.sameAs("x").not().matches(contact)).isTrue();
    }

    @Test
    @Tag("4.13")
    @Tag("4.30")
    void a_null_and_a_text_of_accents_only_are_invalid_and_so_are_too_many() {
        assertInvalid(EMAIL.sameAs(null), "email", "Must not be null");
        assertInvalid(EMAIL.sameAsAny("x", null), "email", "Must not be null");
        assertInvalid(N.sameAs(null), "custom_fields_by_name.n", "Must not be null");
        for (String text : List.of("", " \u200B", "\u0301")) {
            assertInvalid(EMAIL.sameAs(text), "email", "Must contain a visible character other than accents");
            assertInvalid(
                    N.sameAsAny("x", text),
                    "custom_fields_by_name.n",
                    "Must contain a visible character other than accents");
        }
        assertInvalid(
                LAST_NAME.sameAs("a\u0000"), "last_name", "Must not contain control characters or lone surrogates");
        assertInvalid(LAST_NAME.sameAsAny(Collections.nCopies(1_001, "x")), "last_name", "Must be at most 1000 values");
        assertThat(LAST_NAME.sameAsAny(Collections.nCopies(1_000, "x")).violations())
                .isEmpty();
        assertThat(N.sameAs("a\nb").violations()).isEmpty();
    }

    @Test
    @Tag("4.22")
    @Tag("4.30")
    void its_texts_count_as_values_and_not_as_texts_to_look_for() {
        Filter filter =
                LAST_NAME.sameAsAny("a", "b").and(N.sameAsAny("c", "d", "5")).and(EMAIL.sameAs("e"));

        assertThat(FilterWork.values(filter)).isEqualTo(6);
        assertThat(FilterWork.searchedTexts(filter)).isZero();
    }

    @Test
    void conditions_are_equal_if_their_texts_are_as_typed() {
        assertThat(EMAIL.sameAs("x")).isEqualTo(EMAIL.sameAs("x")).isNotEqualTo(EMAIL.sameAs("X"));
        assertThat(EMAIL.sameAs("x")).isNotEqualTo(EMAIL.sameAsAny("x")).isNotEqualTo(EMAIL.is("x"));
        assertThat(EMAIL.sameAs("secret")).hasToString("email sameAs ?");
        assertThat(N.sameAsAny("a", "b")).hasToString("custom_fields_by_name.* sameAsAny [2 values]");
        assertThat(sameKeys(EMAIL.sameAsAny(Arrays.asList("X", "x", "y")))).containsExactlyInAnyOrder("x", "y");
        assertThat(sameKeys(EMAIL.contains("x"))).isEmpty();
    }

    private static Iterable<String> sameKeys(Filter filter) {
        return ((ColumnCondition<?>) filter).sameKeys();
    }

    private static void assertInvalid(Filter filter, String field, String message) {
        Consumer<Violation> names = violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.message()).isEqualTo(message);
        };
        assertThat(filter.violations()).singleElement().satisfies(names);
        assertThat(filter.matches(NOTHING)).isFalse();
    }
}
