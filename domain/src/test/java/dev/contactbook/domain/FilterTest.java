package dev.contactbook.domain;

import static dev.contactbook.domain.ContactFields.AVATAR_URL;
import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.DELETED_AT;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.ORGANIZATION_ID;
import static dev.contactbook.domain.ContactFields.PHONE;
import static dev.contactbook.domain.ContactFields.PHONE_COUNTRY_ISO;
import static dev.contactbook.domain.ContactFields.custom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.text.Texts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract §4: what filters mean. */
class FilterTest {
    private static final Contact NOTHING = Samples.contact(1, c -> {});
    private static final CustomField N = custom("n");

    static Stream<ColumnField<?>> columns() {
        return ContactOrderTest.columns();
    }

    @ParameterizedTest
    @MethodSource("columns")
    <T> void every_column_has_every_operator_that_compares(ColumnField<T> field) {
        Contact small = Samples.fullAndDeleted(1);
        Contact middle = Samples.fullAndDeleted(2);
        Contact large = Samples.fullAndDeleted(3);
        T value = Objects.requireNonNull(field.of(middle));
        T largest = Objects.requireNonNull(field.of(large));
        Function<Filter, List<Contact>> found = filter ->
                Stream.of(small, middle, large).filter(filter::matches).toList();

        assertThat(found.apply(field.is(value))).containsExactly(middle);
        assertThat(found.apply(field.isNot(value))).containsExactly(small, large);
        assertThat(found.apply(field.in(List.of(value, largest)))).containsExactly(middle, large);
        assertThat(found.apply(field.notIn(List.of(value, largest)))).containsExactly(small);
        assertThat(found.apply(field.lessThan(value))).containsExactly(small);
        assertThat(found.apply(field.atMost(value))).containsExactly(small, middle);
        assertThat(found.apply(field.greaterThan(value))).containsExactly(large);
        assertThat(found.apply(field.atLeast(value))).containsExactly(middle, large);
        assertThat(found.apply(field.exists())).containsExactly(small, middle, large);
        assertThat(found.apply(field.isMissing())).isEmpty();
        assertThat(found.apply(field.is(null))).isEmpty();
        assertThat(found.apply(field.isNot(null))).containsExactly(small, middle, large);
    }

    static Stream<ColumnField<?>> columnsWithoutAValue() {
        return ContactOrderTest.columnsWithoutAValue();
    }

    @ParameterizedTest
    @MethodSource("columnsWithoutAValue")
    <T> void a_missing_value_satisfies_only_null_and_negations(ColumnField<T> field) {
        T value = Objects.requireNonNull(field.of(Samples.fullAndDeleted(1)));

        assertThat(Stream.of(
                        field.is(null),
                        field.isNot(value),
                        field.in(Arrays.asList(value, null)),
                        field.notIn(List.of(value)),
                        field.notIn(List.of()),
                        field.isMissing(),
                        field.lessThan(value).not(),
                        field.greaterThan(value).not()))
                .allMatch(filter -> filter.matches(NOTHING));
        assertThat(Stream.of(
                        field.is(value),
                        field.isNot(null),
                        field.in(List.of(value)),
                        field.in(List.of()),
                        field.notIn(Arrays.asList(null, value)),
                        field.exists(),
                        field.lessThan(value),
                        field.atMost(value),
                        field.greaterThan(value),
                        field.atLeast(value)))
                .noneMatch(filter -> filter.matches(NOTHING));
    }

    @Test
    void a_missing_text_or_custom_value_is_found_by_no_part_and_by_null_alone() {
        assertThat(Stream.of(
                        EMAIL.contains("a"),
                        EMAIL.startsWith("a"),
                        EMAIL.endsWith("a"),
                        N.is("a"),
                        N.is(1),
                        N.is(true),
                        N.in("a"),
                        N.in(1, 2),
                        N.in(List.of()),
                        N.isNot((String) null),
                        N.isNot((Number) null),
                        N.notIn("a", null),
                        N.lessThan("a"),
                        N.atMost("a"),
                        N.greaterThan("a"),
                        N.atLeast("a"),
                        N.lessThan(1),
                        N.atMost(1),
                        N.greaterThan(1),
                        N.atLeast(1),
                        N.contains("a"),
                        N.startsWith("a"),
                        N.endsWith("a"),
                        N.exists()))
                .noneMatch(filter -> filter.matches(NOTHING));
        assertThat(Stream.of(
                        EMAIL.contains("a").not(),
                        N.is((String) null),
                        N.is((Number) null),
                        N.isNot("a"),
                        N.isNot(1),
                        N.isNot(false),
                        N.in("a", null),
                        N.in(1, null),
                        N.notIn("a"),
                        N.notIn(1),
                        N.notIn(List.of(true)),
                        N.isMissing()))
                .allMatch(filter -> filter.matches(NOTHING));
    }

    @Test
    void numbers_are_given_as_they_are_written() {
        Contact contact = Samples.contact(7, c -> c.company(101));

        assertThat(Stream.of(
                        COMPANY_ID.is(101),
                        COMPANY_ID.isNot(102),
                        COMPANY_ID.in(102, 101),
                        COMPANY_ID.notIn(102, 103L),
                        COMPANY_ID.in(Arrays.asList(null, 101L)),
                        ID.lessThan(8),
                        ID.atMost(7),
                        ID.greaterThan(6),
                        ID.atLeast(7)))
                .allMatch(filter -> filter.matches(contact));
        assertThat(Stream.of(
                        COMPANY_ID.is(102),
                        COMPANY_ID.isNot(101),
                        COMPANY_ID.in(102, 103),
                        COMPANY_ID.in(),
                        COMPANY_ID.notIn(102, 101),
                        ID.lessThan(7),
                        ID.atMost(6),
                        ID.greaterThan(7),
                        ID.atLeast(8)))
                .noneMatch(filter -> filter.matches(contact));
        assertThat(COMPANY_ID.is(101)).isEqualTo(COMPANY_ID.is(Long.valueOf(101)));
    }

    @Test
    void texts_and_instants_are_given_one_by_one_or_as_a_collection() {
        Instant later = Samples.CREATED_AT.plusMillis(1);

        assertThat(EMAIL.in("a", null)).isEqualTo(EMAIL.in(Arrays.asList("a", null)));
        assertThat(EMAIL.notIn("a", "b")).isEqualTo(EMAIL.notIn(List.of("a", "b")));
        assertThat(CREATED_AT.in(later, later)).isEqualTo(CREATED_AT.in(List.of(later, later)));
        assertThat(CREATED_AT.notIn(later)).isEqualTo(CREATED_AT.notIn(List.of(later)));
        assertThat(N.in("a", "b")).isEqualTo(N.in(List.of("a", "b")));
        assertThat(N.notIn("a", "b")).isEqualTo(N.notIn(List.of("a", "b")));
        assertThat(N.in(1, 2.5)).isEqualTo(N.in(List.of(1, 2.5)));
        assertThat(N.notIn(1, 2.5)).isEqualTo(N.notIn(List.of(1, 2.5)));
    }

    @Test
    void instants_are_compared_exactly() {
        Contact contact = Samples.fullAndDeleted(0);
        Instant created = Samples.CREATED_AT;

        assertThat(CREATED_AT.is(created).matches(contact)).isTrue();
        assertThat(CREATED_AT.is(created.plusNanos(1)).matches(contact)).isFalse();
        assertThat(CREATED_AT.lessThan(created.plusNanos(1)).matches(contact)).isTrue();
        assertThat(CREATED_AT.greaterThan(created.minusNanos(1)).matches(contact))
                .isTrue();
        assertThat(CREATED_AT.atMost(created.minusNanos(1)).matches(contact)).isFalse();
        assertThat(CREATED_AT.atLeast(created.plusNanos(1)).matches(contact)).isFalse();
        assertThat(CREATED_AT.atMost(Instant.MAX).matches(contact)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "José, José, true",
        "José, Jose, false",
        "José, josé, false",
        "José, Jose\u0301, false",
        "Straße, Strasse, false",
        "İ, i, false",
        "ı, I, false",
        "a\u00A0b, 'a b', false",
        "a, 'a ', false",
        "a, ' a', false",
        "😀, 😀, true",
        "😀, \uFFFD, false",
        "5, 5, true",
    })
    void equality_is_exact(String own, String value, boolean equal) {
        for (Contact contact : holding(own)) {
            assertThat(Stream.of(LAST_NAME.is(value), LAST_NAME.in("x", value)))
                    .allMatch(filter -> filter.matches(contact) == equal);
            assertThat(Stream.of(LAST_NAME.isNot(value), LAST_NAME.notIn("x", value)))
                    .noneMatch(filter -> filter.matches(contact) == equal);
            assertThat(Stream.of(N.is(value), N.in("x", value), N.in(List.of(1, value))))
                    .allMatch(filter -> filter.matches(contact) == equal);
            assertThat(Stream.of(N.isNot(value), N.notIn("x", value)))
                    .noneMatch(filter -> filter.matches(contact) == equal);
        }
    }

    @Test
    void an_empty_text_equals_nothing_not_even_a_missing_value() {
        Contact contact = Samples.contact(1, c -> c.lastName("a").customField("n", "a"));

        for (Filter filter : List.of(LAST_NAME.is(""), N.is(""), N.is(" "), N.in("", " "))) {
            assertThat(filter.matches(contact)).isFalse();
            assertThat(filter.matches(NOTHING)).isFalse();
            assertThat(filter.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // own, part, contains, starts, ends
        "José, jose, true, true, true",
        "José, OS, true, false, false",
        "José, É, true, false, true",
        "José, j, true, true, false",
        "José, josefa, false, false, false",
        "Strasse, ß, true, false, false",
        "Straße, SSE, true, false, true",
        "ﬁn, fi, true, true, false",
        "İstanbul, i, true, true, false",
        "ısı, I, true, true, true",
        "a\u00A0 b, 'a b', true, true, true",
        "a\u00A0b, \u00A0, true, false, false",
        "'a  b', ' b', true, false, true",
        "Æsop, ae, true, true, false",
        "O’Neil, o'n, true, true, false",
        "x😀, 😀, true, false, true",
        "x😀, \uFFFD, false, false, false",
        "100%, %, true, false, true",
        "abc, %, false, false, false",
        "a_c, _, true, false, false",
        "abc, a_c, false, false, false",
        "a\\b, \\, true, false, false",
        "abc, .*, false, false, false",
        "aba, a, true, true, true",
    })
    void parts_are_found_folded(String own, String part, boolean contains, boolean starts, boolean ends) {
        for (Contact contact : holding(own)) {
            assertThat(LAST_NAME.contains(part).matches(contact)).isEqualTo(contains);
            assertThat(LAST_NAME.startsWith(part).matches(contact)).isEqualTo(starts);
            assertThat(LAST_NAME.endsWith(part).matches(contact)).isEqualTo(ends);
            assertThat(LAST_NAME.contains(part).not().matches(contact)).isNotEqualTo(contains);
            assertThat(N.contains(part).matches(contact)).isEqualTo(contains);
            assertThat(N.startsWith(part).matches(contact)).isEqualTo(starts);
            assertThat(N.endsWith(part).matches(contact)).isEqualTo(ends);
        }
    }

    @Test
    void the_fields_text_is_folded_and_cut_to_its_limit_and_the_condition_s_is_not_cut() {
        Contact contact = Samples.contact(
                1,
                c -> c.lastName("ﷺ".repeat(14) + "abcd")
                        .phoneCountryIso("US")
                        .customField("n", "x".repeat(3_999) + "ßy"));

        assertThat(LAST_NAME.endsWith("abc").matches(contact)).isTrue();
        assertThat(LAST_NAME.contains("abcd").matches(contact)).isFalse();
        assertThat(LAST_NAME.contains("ﷺ".repeat(14) + "abc").matches(contact)).isTrue();
        assertThat(LAST_NAME.contains("ﷺ".repeat(14) + "abcd").matches(contact)).isFalse();
        assertThat(PHONE_COUNTRY_ISO.startsWith("usa").matches(contact)).isFalse();
        assertThat(N.endsWith("xs").matches(contact)).isTrue();
        assertThat(N.contains("ss").matches(contact)).isFalse();
        assertThat(N.startsWith("x".repeat(3_999) + "s").matches(contact)).isTrue();
        assertThat(N.startsWith("x".repeat(3_999) + "ß").matches(contact)).isFalse();
    }

    static Stream<List<String>> textsInOrder() {
        return ContactOrderTest.textsInOrder();
    }

    @ParameterizedTest
    @MethodSource("textsInOrder")
    void texts_of_columns_compare_as_they_sort(List<String> texts) {
        for (String own : texts) {
            Contact contact = Samples.contact(1, c -> c.lastName(own));
            for (String other : texts) {
                int expected = Integer.compare(texts.indexOf(own), texts.indexOf(other));
                assertThat(LAST_NAME.lessThan(other).matches(contact)).isEqualTo(expected < 0);
                assertThat(LAST_NAME.atMost(other).matches(contact)).isEqualTo(expected <= 0);
                assertThat(LAST_NAME.greaterThan(other).matches(contact)).isEqualTo(expected > 0);
                assertThat(LAST_NAME.atLeast(other).matches(contact)).isEqualTo(expected >= 0);
            }
        }
    }

    static Stream<List<String>> customTextsInOrder() {
        // Folded they are too long for a custom text: what comes after 4,000 is cut, and the spelling decides.
        String long3999 = "x".repeat(3_999);
        return Stream.concat(
                ContactOrderTest.textsInOrder().filter(texts -> Texts.length(texts.get(0)) < 10),
                Stream.of(List.of(long3999 + "ßZ", long3999 + "ßa"), List.of(long3999 + "Z", long3999 + "za")));
    }

    @ParameterizedTest
    @MethodSource("customTextsInOrder")
    void custom_texts_compare_as_texts_of_columns_do(List<String> texts) {
        for (String own : texts) {
            Contact contact = Samples.contact(1, c -> c.customField("n", own));
            for (String other : texts) {
                int expected = Integer.compare(texts.indexOf(own), texts.indexOf(other));
                assertThat(N.lessThan(other).matches(contact)).isEqualTo(expected < 0);
                assertThat(N.atMost(other).matches(contact)).isEqualTo(expected <= 0);
                assertThat(N.greaterThan(other).matches(contact)).isEqualTo(expected > 0);
                assertThat(N.atLeast(other).matches(contact)).isEqualTo(expected >= 0);
            }
        }
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(5, 5, 0),
                Arguments.of(5, 5L, 0),
                Arguments.of(5, 5.0, 0),
                Arguments.of(5, new BigDecimal("5.00"), 0),
                Arguments.of(100, new BigDecimal("1E+2"), 0),
                Arguments.of(-0.0, BigInteger.ZERO, 0),
                Arguments.of(0.1, new BigDecimal("0.1"), 0),
                Arguments.of(0.1, new BigDecimal("0.10000000000000000001"), -1),
                Arguments.of(9, 10, -1),
                Arguments.of(-10, -9, -1),
                Arguments.of(new BigDecimal("1E+100"), Double.MAX_VALUE, -1),
                Arguments.of(new BigDecimal("1E-100"), 0, 1),
                Arguments.of(5, (byte) 4, 1));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void custom_numbers_compare_by_what_they_are_worth(Number own, Number other, int expected) {
        Contact contact = Samples.contact(1, c -> c.customField("n", own));

        assertThat(N.is(other).matches(contact)).isEqualTo(expected == 0);
        assertThat(N.isNot(other).matches(contact)).isEqualTo(expected != 0);
        assertThat(N.in(other, null).matches(contact)).isEqualTo(expected == 0);
        assertThat(N.notIn(other, 77).matches(contact)).isEqualTo(expected != 0);
        assertThat(N.lessThan(other).matches(contact)).isEqualTo(expected < 0);
        assertThat(N.atMost(other).matches(contact)).isEqualTo(expected <= 0);
        assertThat(N.greaterThan(other).matches(contact)).isEqualTo(expected > 0);
        assertThat(N.atLeast(other).matches(contact)).isEqualTo(expected >= 0);
    }

    @Test
    void truth_values_are_equal_or_not() {
        Contact yes = Samples.contact(1, c -> c.customField("n", true));

        assertThat(N.is(true).matches(yes)).isTrue();
        assertThat(N.is(false).matches(yes)).isFalse();
        assertThat(N.isNot(true).matches(yes)).isFalse();
        assertThat(N.isNot(false).matches(yes)).isTrue();
        assertThat(N.in(List.of("x", true)).matches(yes)).isTrue();
        assertThat(N.notIn(List.of("x", true)).matches(yes)).isFalse();
    }

    static Stream<Object> customValues() {
        return Stream.of("5", 5, true, List.of("5", "6"));
    }

    @ParameterizedTest
    @MethodSource("customValues")
    void a_custom_value_of_another_type_does_not_match(Object own) {
        Contact contact = Samples.contact(1, c -> c.customField("n", own));
        boolean text = own instanceof String;
        boolean number = own instanceof Number;
        boolean list = own instanceof List;

        assertThat(N.is("5").matches(contact)).isEqualTo(text || list);
        assertThat(N.isNot("5").matches(contact)).isNotEqualTo(text || list);
        assertThat(N.is(5).matches(contact)).isEqualTo(number);
        assertThat(N.isNot(5).matches(contact)).isNotEqualTo(number);
        assertThat(N.is(true).matches(contact)).isEqualTo(own.equals(true));
        assertThat(N.in("true", "5").matches(contact)).isEqualTo(text || list);
        assertThat(N.in(List.of(5, "6")).matches(contact)).isEqualTo(number || list);
        assertThat(N.lessThan("6").matches(contact)).isEqualTo(text);
        assertThat(N.atMost("5").matches(contact)).isEqualTo(text);
        assertThat(N.greaterThan("4").matches(contact)).isEqualTo(text);
        assertThat(N.atLeast("5").matches(contact)).isEqualTo(text);
        assertThat(N.lessThan(6).matches(contact)).isEqualTo(number);
        assertThat(N.atMost(5).matches(contact)).isEqualTo(number);
        assertThat(N.greaterThan(4).matches(contact)).isEqualTo(number);
        assertThat(N.atLeast(5).matches(contact)).isEqualTo(number);
        assertThat(N.contains("5").matches(contact)).isEqualTo(text || list);
        assertThat(N.contains("true").matches(contact)).isFalse();
        assertThat(N.startsWith("5").matches(contact)).isEqualTo(text || list);
        assertThat(N.endsWith("5").matches(contact)).isEqualTo(text || list);
        assertThat(N.exists().matches(contact)).isTrue();
        assertThat(N.isMissing().matches(contact)).isFalse();
        assertThat(N.is((String) null).matches(contact)).isFalse();
        assertThat(N.in("x", null).matches(contact)).isFalse();
    }

    @Test
    void of_a_list_one_text_has_to_match() {
        Contact contact = Samples.contact(1, c -> c.customField("n", List.of("Stahl", "Öl und Gas")));

        assertThat(Stream.of(
                        N.is("Stahl"),
                        N.is("Öl und Gas"),
                        N.in("x", "Öl und Gas"),
                        N.isNot("x"),
                        N.notIn("x", "y"),
                        N.contains("ol UND"),
                        N.startsWith("st"),
                        N.startsWith("ol"),
                        N.endsWith("hl"),
                        N.endsWith("gas")))
                .allMatch(filter -> filter.matches(contact));
        assertThat(Stream.of(
                        N.is("stahl"),
                        N.is("Stahl, Öl und Gas"),
                        N.isNot("Stahl"),
                        N.isNot("Öl und Gas"),
                        N.notIn("x", "Stahl"),
                        N.contains("stahl ol"),
                        N.startsWith("und"),
                        N.endsWith("und"),
                        N.lessThan("z"),
                        N.atMost("Stahl"),
                        N.greaterThan("a"),
                        N.atLeast("Stahl")))
                .noneMatch(filter -> filter.matches(contact));
    }

    @Test
    void a_custom_field_is_found_in_any_case_and_trimmed() {
        Contact contact = Samples.contact(1, c -> c.customField("Industry", "steel"));

        assertThat(custom("\u00A0INDUSTRY ").is("steel").matches(contact)).isTrue();
        assertThat(custom("industr").is("steel").matches(contact)).isFalse();
        assertThat(custom(" industry ").name()).isEqualTo("industry");
        assertThat(custom("a"))
                .isEqualTo(custom(" a"))
                .hasSameHashCodeAs(custom(" a"))
                .isNotEqualTo(custom("A"))
                .isNotEqualTo("a")
                .hasToString("custom_fields_by_name.*");
    }

    @Test
    void a_value_from_a_contact_can_be_looked_for() {
        Contact contact = Samples.contact(1, c -> c.customField("n", 5).customField("m", "5"));

        assertThat(N.in(List.copyOf(contact.customFields().asMap().values())).matches(contact))
                .isTrue();
        assertThat(N.in(List.of(Objects.requireNonNull(CustomValue.of("5")))).matches(contact))
                .isFalse();
    }

    @Test
    void and_or_and_not_are_those_of_logic() {
        Filter yes = ID.is(1);
        Filter no = ID.is(2);

        assertThat(Stream.of(
                        yes.and(yes),
                        yes.or(no),
                        no.or(yes),
                        no.not(),
                        yes.not().not(),
                        no.or(no).or(yes),
                        Filter.everything(),
                        Filter.allOf(List.of(yes, yes)),
                        Filter.anyOf(List.of(no, yes))))
                .allMatch(filter -> filter.matches(NOTHING));
        assertThat(Stream.of(
                        yes.and(no),
                        no.and(yes),
                        no.or(no),
                        yes.not(),
                        yes.and(yes).and(no),
                        Filter.nothing(),
                        Filter.allOf(List.of(yes, no)),
                        Filter.anyOf(List.of(no, no))))
                .noneMatch(filter -> filter.matches(NOTHING));
    }

    @Test
    void a_chain_is_one_group_and_a_collection_keeps_its_nesting() {
        Filter a = ID.is(1);
        Filter b = ID.is(2);
        Filter c = ID.is(3);

        assertThat(a.and(b).and(c)).isEqualTo(Filter.allOf(List.of(a, b, c))).isEqualTo(a.and(b.and(c)));
        assertThat(a.or(b).or(c)).isEqualTo(Filter.anyOf(List.of(a, b, c))).isEqualTo(a.or(b.or(c)));
        assertThat(a.and(b).or(c)).isEqualTo(Filter.anyOf(List.of(Filter.allOf(List.of(a, b)), c)));
        assertThat(a.or(b).and(c)).isEqualTo(Filter.allOf(List.of(Filter.anyOf(List.of(a, b)), c)));
        assertThat(Filter.allOf(List.of(a.and(b), c))).isNotEqualTo(a.and(b).and(c));
        assertThat(Filter.anyOf(List.of(a.or(b), c))).isNotEqualTo(a.or(b).or(c));
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without a checker can do
    void no_filter_is_a_mistake_where_it_is_made() {
        Filter none = null;

        assertThatThrownBy(() -> ID.is(1).and(none)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> ID.is(1).or(none)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Filter.allOf(Collections.singletonList(none)))
                .isInstanceOf(NullPointerException.class);
    }

    static Stream<Arguments> described() {
        return Stream.of(
                Arguments.of(EMAIL.is("secret"), "email is ?"),
                Arguments.of(EMAIL.is(null), "email is ?"),
                Arguments.of(EMAIL.isNot("secret"), "email isNot ?"),
                Arguments.of(EMAIL.in("secret", null), "email in [2 values]"),
                Arguments.of(EMAIL.notIn("secret"), "email notIn [1 value]"),
                Arguments.of(EMAIL.in(), "email in [0 values]"),
                Arguments.of(ID.lessThan(77), "id lessThan ?"),
                Arguments.of(ID.atMost(77), "id atMost ?"),
                Arguments.of(ID.greaterThan(77), "id greaterThan ?"),
                Arguments.of(ID.atLeast(77), "id atLeast ?"),
                Arguments.of(EMAIL.contains("secret"), "email contains ?"),
                Arguments.of(EMAIL.startsWith("secret"), "email startsWith ?"),
                Arguments.of(EMAIL.endsWith("secret"), "email endsWith ?"),
                Arguments.of(DELETED_AT.exists(), "deleted_at exists"),
                Arguments.of(DELETED_AT.isMissing(), "deleted_at isMissing"),
                Arguments.of(custom("secret").is("secret"), "custom_fields_by_name.* is ?"),
                Arguments.of(custom("secret").in(1, 2, 3), "custom_fields_by_name.* in [3 values]"),
                Arguments.of(
                        EMAIL.endsWith("@x.org").and(COMPANY_ID.in(1, 2)),
                        "(email endsWith ? and company_id in [2 values])"),
                Arguments.of(
                        EMAIL.exists().or(ID.is(1).and(ID.is(2).not())), "(email exists or (id is ? and not id is ?))"),
                Arguments.of(Filter.everything(), "()"));
    }

    @ParameterizedTest
    @MethodSource("described")
    void to_string_has_no_values_and_no_names_from_outside(Filter filter, String words) {
        assertThat(filter).hasToString(words);
    }

    @Test
    void filters_are_equal_if_they_say_the_same() {
        Samples.assertAllDiffer(
                EMAIL.is("a"),
                EMAIL.is("b"),
                EMAIL.is(null),
                EMAIL.isNot("a"),
                EMAIL.in("a"),
                EMAIL.isMissing(),
                EMAIL.exists(),
                FIRST_NAME.is("a"),
                custom("email").is("a"),
                custom("Email").is("a"),
                custom("email").isNot("a"),
                custom("email").is("b"),
                custom("email").is(1),
                custom("email").in(List.of()),
                custom("email").in(List.of(Double.NaN)),
                EMAIL.is("a").not(),
                EMAIL.is("b").not(),
                EMAIL.is("a").and(EMAIL.is("b")),
                EMAIL.is("b").and(EMAIL.is("a")),
                EMAIL.is("a").or(EMAIL.is("b")),
                EMAIL.is("b").or(EMAIL.is("a")));
        assertThat(same(1)).allSatisfy(filter -> assertThat(filter).isNotEqualTo("a"));
        assertThat(same(1)).isEqualTo(same(1)).hasSameHashCodeAs(same(1));
        assertThat(same(1).stream().map(Object::hashCode)).doesNotHaveDuplicates();
        for (int i = 0; i < same(1).size(); i++) {
            assertThat(same(1).get(i).hashCode()).isNotEqualTo(same(2).get(i).hashCode());
        }
    }

    @Test
    void the_kinds_are_told_apart_and_taken_apart() {
        Filter column = EMAIL.in("a", null);
        Filter customField = custom(" n ").in(Arrays.asList(" a ", 1.0, true, null));

        assertThat(kind(column)).isEqualTo("email IN [a, null]");
        assertThat(kind(customField)).isEqualTo("n IN [ a , 1, true, null]");
        assertThat(kind(EMAIL.exists())).isEqualTo("email EXISTS []");
        assertThat(kind(N.isMissing())).isEqualTo("n MISSING []");
        assertThat(kind(column.and(customField))).isEqualTo("and " + List.of(column, customField));
        assertThat(kind(column.or(customField))).isEqualTo("or " + List.of(column, customField));
        assertThat(kind(column.not())).isEqualTo("not " + column);
    }

    @Test
    void each_method_names_its_operator() {
        assertThat(Stream.of(
                                EMAIL.is("a"),
                                EMAIL.isNot("a"),
                                EMAIL.in("a"),
                                EMAIL.notIn("a"),
                                EMAIL.lessThan("a"),
                                EMAIL.atMost("a"),
                                EMAIL.greaterThan("a"),
                                EMAIL.atLeast("a"),
                                EMAIL.contains("a"),
                                EMAIL.startsWith("a"),
                                EMAIL.endsWith("a"),
                                EMAIL.sameAs("a"),
                                EMAIL.sameAsAny("a"),
                                PHONE.sameNumberAs("+49 30", null, null),
                                EMAIL.exists(),
                                EMAIL.isMissing())
                        .map(FilterTest::operator))
                .containsExactly(FilterOperator.values());
        assertThat(Stream.of(
                                N.is("a"),
                                N.isNot("a"),
                                N.in("a"),
                                N.notIn("a"),
                                N.lessThan("a"),
                                N.atMost("a"),
                                N.greaterThan("a"),
                                N.atLeast("a"),
                                N.contains("a"),
                                N.startsWith("a"),
                                N.endsWith("a"),
                                N.sameAs("a"),
                                N.sameAsAny("a"),
                                N.exists(),
                                N.isMissing())
                        .map(FilterTest::operator))
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(FilterOperator.SAME_NUMBER)));
    }

    @Test
    void a_filter_cannot_be_changed_from_either_side() {
        List<String> texts = new ArrayList<>(List.of("a"));
        List<Filter> filters = new ArrayList<>(List.of(EMAIL.is("a")));
        Filter column = EMAIL.in(texts);
        Filter customField = N.in(texts);
        Filter all = Filter.allOf(filters);
        Filter any = Filter.anyOf(filters);

        texts.set(0, "b");
        filters.clear();

        assertThat(column).isEqualTo(EMAIL.in("a"));
        assertThat(customField).isEqualTo(N.in("a"));
        assertThat(all).isEqualTo(Filter.allOf(List.of(EMAIL.is("a"))));
        assertThat(any).isEqualTo(Filter.anyOf(List.of(EMAIL.is("a"))));
        for (Filter filter : List.of(column, customField, all, any, all.and(column), any.or(column))) {
            List<?> parts = filter.match(
                    ColumnCondition::values,
                    CustomFieldCondition::values,
                    Filter.And::filters,
                    Filter.Or::filters,
                    not -> List.of());
            assertThatThrownBy(() -> parts.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void liveness_and_the_organization_are_ordinary_columns_to_a_filter() {
        Contact deleted = Samples.fullAndDeleted(0);

        assertThat(DELETED_AT.exists().matches(deleted)).isTrue();
        assertThat(ORGANIZATION_ID.is(Samples.ORGANIZATION).matches(deleted)).isTrue();
        assertThat(AVATAR_URL.startsWith("/avatars/").matches(deleted)).isTrue();
    }

    /** A contact with a text in a column and as a custom value, and one with it in a list. */
    private static List<Contact> holding(String text) {
        return List.of(
                Samples.contact(1, c -> c.lastName(text).customField("n", text)),
                Samples.contact(1, c -> c.lastName(text).customField("n", List.of("-", text, "+"))));
    }

    /** One filter of each kind. */
    private static List<Filter> same(int number) {
        return List.of(
                ID.is(number),
                N.is(number),
                ID.is(number).not(),
                ID.is(number).and(ID.is(2)),
                ID.is(number).or(ID.is(2)));
    }

    private static String kind(Filter filter) {
        return filter.match(
                column -> column.field() + " " + column.operator() + " " + column.values(),
                custom -> custom.name() + " " + custom.operator() + " "
                        + custom.values().stream()
                                .map(value -> value == null ? null : value.raw())
                                .toList(),
                and -> "and " + and.filters(),
                or -> "or " + or.filters(),
                not -> "not " + not.filter());
    }

    private static @Nullable FilterOperator operator(Filter filter) {
        return filter.<@Nullable FilterOperator>match(
                ColumnCondition::operator, CustomFieldCondition::operator, and -> null, or -> null, not -> null);
    }
}
