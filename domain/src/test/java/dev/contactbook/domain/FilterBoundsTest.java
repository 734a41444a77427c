package dev.contactbook.domain;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.PHONE;
import static dev.contactbook.domain.ContactFields.custom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.text.Texts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §4: what queries do not take as a filter. */
class FilterBoundsTest {
    private static final Violation TOO_DEEP = new Violation("filter", "filter_depth", "Must be at most 8 levels deep");
    private static final Violation TOO_MANY =
            new Violation("filter", "filter_conditions", "Must have at most 200 conditions");
    private static final CustomField N = custom("n");
    private static final String N_PATH = "custom_fields_by_name.n";

    @Test
    void a_filter_is_at_most_8_levels_deep() {
        assertThat(nested(ID.is(1), 7).violations()).isEmpty();
        assertThat(nested(ID.is(1), 8).violations()).containsExactly(TOO_DEEP);
        assertThat(nested(custom("n").is(1), 7).violations()).isEmpty();
        assertThat(nested(custom("n").is(1), 8).violations()).containsExactly(TOO_DEEP);
        assertThat(nested(Filter.everything(), 7).violations()).isEmpty();
        assertThat(nested(Filter.nothing(), 8).violations()).containsExactly(TOO_DEEP);
        assertThat(TOO_DEEP).hasToString("filter: Must be at most 8 levels deep");
    }

    @Test
    void every_kind_of_nesting_counts() {
        Filter ands = ID.is(1);
        Filter ors = ID.is(1);
        Filter nots = ID.is(1);
        for (int level = 2; level <= 8; level++) {
            ands = Filter.allOf(List.of(ands));
            ors = Filter.anyOf(List.of(ors));
            nots = nots.not();
        }

        assertThat(Stream.of(ands, ors, nots))
                .allMatch(filter -> filter.violations().isEmpty());
        assertThat(Stream.of(Filter.allOf(List.of(ands)), Filter.anyOf(List.of(ors)), nots.not()))
                .allSatisfy(filter -> assertThat(filter.violations()).containsExactly(TOO_DEEP));
    }

    @Test
    void the_depth_of_a_filter_is_that_of_its_deepest_condition() {
        Filter deep = nested(ID.is(1), 7);

        assertThat(Filter.allOf(List.of(ID.is(1), deep, ID.is(2))).violations()).containsExactly(TOO_DEEP);
        assertThat(ID.is(1).and(ID.is(2)).and(nested(ID.is(3), 6)).violations()).isEmpty();
    }

    @Test
    void a_filter_has_at_most_200_conditions() {
        assertThat(Filter.anyOf(conditions(200)).violations()).isEmpty();
        assertThat(Filter.anyOf(conditions(201)).violations()).containsExactly(TOO_MANY);
        assertThat(Filter.anyOf(conditions(100))
                        .and(Filter.anyOf(conditions(100)).not())
                        .violations())
                .isEmpty();
        assertThat(Filter.anyOf(conditions(100))
                        .and(Filter.anyOf(conditions(100)).not())
                        .and(N.is(1))
                        .violations())
                .containsExactly(TOO_MANY);
        assertThat(Filter.allOf(Collections.nCopies(200, Filter.everything())).violations())
                .isEmpty();
        assertThat(Filter.allOf(Collections.nCopies(201, Filter.nothing())).violations())
                .containsExactly(TOO_MANY);
    }

    @Test
    void a_chain_of_200_conditions_is_two_levels_deep() {
        Filter ands = conditions(200).stream().reduce(Filter::and).orElseThrow();
        Filter ors = conditions(200).stream().reduce(Filter::or).orElseThrow();

        assertThat(ands.violations()).isEmpty();
        assertThat(ors.violations()).isEmpty();
        assertThat(nested(ors, 6).violations()).isEmpty();
        assertThat(nested(ors, 7).violations()).containsExactly(TOO_DEEP);
    }

    @Test
    void a_filter_deeper_than_any_stack_is_refused_all_the_same() {
        Filter nots = ID.is(1);
        Filter groups = ID.is(1);
        for (int level = 0; level < 1_000_000; level++) {
            nots = nots.not();
            groups = Filter.allOf(List.of(groups));
        }

        assertThat(nots.violations()).containsExactly(TOO_DEEP);
        assertThat(groups.violations()).containsExactly(TOO_DEEP);
        assertThat(nots.and(groups).violations()).containsExactly(TOO_DEEP);
        assertThat(nots.or(groups).not().violations()).containsExactly(TOO_DEEP);
    }

    @Test
    void a_filter_with_more_paths_than_anyone_can_walk_is_refused_all_the_same() {
        Filter wide = ID.is(1);
        for (int level = 0; level < 100; level++) {
            wide = Filter.anyOf(Collections.nCopies(1_000, wide));
        }
        Filter sevenLevels = ID.is(1);
        for (int level = 0; level < 7; level++) {
            sevenLevels = Filter.anyOf(Collections.nCopies(1_000, sevenLevels));
        }
        Filter million = Filter.allOf(Collections.nCopies(1_000_000, ID.is(1)));

        assertThat(wide.violations()).containsExactly(TOO_DEEP);
        assertThat(sevenLevels.violations()).containsExactly(TOO_MANY);
        assertThat(million.violations()).containsExactly(TOO_MANY);
    }

    @Test
    void what_comes_before_a_bound_is_told_too() {
        Filter filter = EMAIL.contains("").and(nested(ID.is(1), 8)).and(PHONE.contains(""));

        assertThat(filter.violations()).containsExactly(empty("email"), TOO_DEEP);
    }

    @Test
    void a_condition_has_at_most_1000_values() {
        List<Long> thousand = LongStream.range(0, 1_000).boxed().toList();
        List<Long> more = LongStream.range(0, 1_001).boxed().toList();
        List<Long> same = Collections.nCopies(1_001, 1L);

        assertThat(COMPANY_ID.in(thousand).violations()).isEmpty();
        assertThat(COMPANY_ID.notIn(thousand).violations()).isEmpty();
        assertThat(COMPANY_ID.in(more).violations()).containsExactly(tooManyValues("company_id"));
        assertThat(COMPANY_ID.notIn(more).violations()).containsExactly(tooManyValues("company_id"));
        assertThat(COMPANY_ID.in(same).violations()).containsExactly(tooManyValues("company_id"));
        assertThat(N.in(thousand).violations()).isEmpty();
        assertThat(N.notIn(thousand).violations()).isEmpty();
        assertThat(N.in(more).violations()).containsExactly(tooManyValues(N_PATH));
        assertThat(N.notIn(more).violations()).containsExactly(tooManyValues(N_PATH));
    }

    @Test
    void a_text_to_be_found_is_not_empty_when_folded() {
        for (String text : List.of("", "\u0301", "\u0300\u20DD")) {
            assertThat(Stream.of(EMAIL.contains(text), EMAIL.startsWith(text), EMAIL.endsWith(text)))
                    .allSatisfy(filter -> assertThat(filter.violations()).containsExactly(empty("email")));
            assertThat(Stream.of(N.contains(text), N.startsWith(text), N.endsWith(text)))
                    .allSatisfy(filter -> assertThat(filter.violations()).containsExactly(empty(N_PATH)));
            assertThat(Stream.of(EMAIL.is(text), EMAIL.in(text), EMAIL.lessThan(text), N.isNot(text), N.atLeast(text)))
                    .allSatisfy(filter -> assertThat(filter.violations()).isEmpty());
        }
        for (String text : List.of(" ", "´", "a", "😀")) {
            assertThat(Stream.of(EMAIL.contains(text), EMAIL.endsWith(text), N.startsWith(text)))
                    .allSatisfy(filter -> assertThat(filter.violations()).isEmpty());
        }
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"a\u0000b", "\u001F", "a\u007F", "\u0080a", "\u009F", "\uD83D", "\uDE00\uD83D", "a\u000Bb"})
    void no_text_has_what_no_contact_can_hold(String text) {
        assertThat(ofText(LAST_NAME, text))
                .allSatisfy(filter -> assertThat(filter.violations())
                        .containsExactly(new Violation(
                                "last_name",
                                "text_characters",
                                "Must not contain control characters or lone surrogates")));
        assertThat(ofText(N, text))
                .allSatisfy(filter -> assertThat(filter.violations())
                        .containsExactly(new Violation(
                                N_PATH,
                                "custom_text_characters",
                                "Must not contain control characters or lone surrogates")));
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"a\nb", "a\r", "\ta"})
    void line_ends_and_tabs_are_fine_in_custom_texts_alone(String text) {
        assertThat(ofText(LAST_NAME, text))
                .allSatisfy(filter -> assertThat(filter.violations())
                        .extracting(Violation::code)
                        .containsExactly("text_characters"));
        assertThat(ofText(N, text))
                .allSatisfy(filter -> assertThat(filter.violations()).isEmpty());
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"a\u200Db", "\u00A0", "\uD83D\uDE00", "\uFFFD", "%_\\*"})
    void any_other_text_is_fine(String text) {
        assertThat(ofText(LAST_NAME, text))
                .allSatisfy(filter -> assertThat(filter.violations()).isEmpty());
        assertThat(ofText(N, text))
                .allSatisfy(filter -> assertThat(filter.violations()).isEmpty());
    }

    @Test
    void values_beyond_what_a_field_holds_are_fine() {
        assertThat(Stream.of(
                        COMPANY_ID.is(-1),
                        ID.greaterThan(Long.MAX_VALUE),
                        CREATED_AT.atMost(Instant.MAX),
                        EMAIL.is("x".repeat(10_000)),
                        EMAIL.contains("x".repeat(10_000)),
                        N.is("x".repeat(10_000)),
                        N.is(new BigDecimal("1E+1000")),
                        N.lessThan(1.0 / 3),
                        N.is(true)))
                .allSatisfy(filter -> assertThat(filter.violations()).isEmpty());
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without a checker can do
    void null_is_only_for_what_asks_whether_a_value_is_equal() {
        String none = null;
        Number noNumber = null;
        Violation email = new Violation("email", "filter_null", "Must not be null");
        Violation custom = new Violation(N_PATH, "filter_null", "Must not be null");

        assertThat(Stream.of(
                        EMAIL.is(null),
                        EMAIL.isNot(null),
                        EMAIL.in("a", null),
                        EMAIL.notIn("a", null),
                        COMPANY_ID.in(Arrays.asList(1L, null)),
                        N.is(none),
                        N.is(noNumber),
                        N.isNot(none),
                        N.isNot(noNumber),
                        N.in("a", null),
                        N.notIn(1, null)))
                .allSatisfy(filter -> assertThat(filter.violations()).isEmpty());
        assertThat(Stream.of(
                        EMAIL.lessThan(none),
                        EMAIL.atMost(none),
                        EMAIL.greaterThan(none),
                        EMAIL.atLeast(none),
                        EMAIL.contains(none),
                        EMAIL.startsWith(none),
                        EMAIL.endsWith(none)))
                .allSatisfy(filter -> assertRefused(filter, email));
        assertThat(Stream.of(
                        N.lessThan(none),
                        N.atMost(none),
                        N.greaterThan(none),
                        N.atLeast(none),
                        N.lessThan(noNumber),
                        N.atMost(noNumber),
                        N.greaterThan(noNumber),
                        N.atLeast(noNumber),
                        N.contains(none),
                        N.startsWith(none),
                        N.endsWith(none)))
                .allSatisfy(filter -> assertRefused(filter, custom));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("", "custom_name_length"),
                Arguments.of(" \u00A0", "custom_name_length"),
                Arguments.of("😀".repeat(100), null),
                Arguments.of("😀".repeat(101), "custom_name_length"),
                Arguments.of("a\tb", "custom_name_length"),
                Arguments.of("\uD83D", "custom_name_length"),
                Arguments.of("$a", "custom_name_reserved"),
                Arguments.of(" $", "custom_name_reserved"),
                Arguments.of("a$", null),
                Arguments.of("__proto__", "custom_name_reserved"),
                Arguments.of("__proto", null),
                Arguments.of("email", null),
                Arguments.of("a.b c", null));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource("names")
    void the_name_of_a_custom_field_is_one_that_a_contact_can_have(String name, @Nullable String code) {
        for (Filter filter : List.of(
                custom(name).exists(), custom(name).is("a"), custom(name).contains("a"))) {
            if (code == null) {
                assertThat(filter.violations()).isEmpty();
            } else {
                ContactRule rule = ContactRule.valueOf(code.toUpperCase(Locale.ROOT));
                String path = "custom_fields_by_name." + Texts.cut(Texts.trim(name), 100);
                assertThat(filter.violations()).containsExactly(new Violation(path, code, rule.message()));
            }
        }
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(Double.NaN, "custom_number"),
                Arguments.of(Float.NEGATIVE_INFINITY, "custom_number"),
                Arguments.of(BigInteger.ONE.shiftLeft(1_024), "custom_number"),
                Arguments.of(new BigDecimal("1E+1001"), "custom_number"),
                Arguments.of(new AtomicLong(1), "type"),
                Arguments.of('a', "type"),
                Arguments.of(Instant.EPOCH, "type"),
                Arguments.of(Map.of("a", "b"), "type"),
                Arguments.of(List.of(), "type"),
                Arguments.of(List.of("a"), "type"),
                Arguments.of(Objects.requireNonNull(CustomValue.of(List.of("a"))), "type"));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("unreadable")
    void what_no_custom_field_can_be_compared_with_is_left_out_and_told(Object value, String code) {
        List<Object> values = Arrays.asList("a", value, 1, new Object());
        Contact contact = Samples.contact(1, c -> c.customField("n", "a"));

        for (Filter filter : List.of(N.in(values), N.notIn(values))) {
            assertThat(filter.violations()).hasSize(1).allSatisfy(violation -> {
                assertThat(violation.field()).isEqualTo(N_PATH);
                assertThat(violation.code()).isEqualTo(code);
                assertThat(violation.message()).startsWith("Must be a");
            });
            assertThat(valuesOf(filter)).containsExactly(CustomValue.of("a"), CustomValue.of(1));
        }
        assertThat(N.in(values).matches(contact)).isTrue();
        assertThat(N.notIn(values).matches(contact)).isFalse();
    }

    @Test
    void another_type_than_a_condition_takes_is_told_in_words() {
        assertThat(N.in(List.of(List.of("a"))).violations())
                .containsExactly(new Violation(N_PATH, "type", "Must be a text, a number, or true or false"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void a_number_that_is_none_matches_nothing_and_is_told(double number) {
        Contact contact = Samples.contact(1, c -> c.customField("n", 1));
        Violation violation = new Violation(N_PATH, "custom_number", ContactRule.CUSTOM_NUMBER.message());

        assertThat(Stream.of(
                        N.is(number),
                        N.in(number),
                        N.lessThan(number),
                        N.atMost(number),
                        N.greaterThan(number),
                        N.atLeast(number)))
                .allSatisfy(filter -> {
                    assertThat(filter.violations()).containsExactly(violation);
                    assertThat(filter.matches(contact)).isFalse();
                    assertThat(filter.matches(Samples.contact(1, c -> {}))).isFalse();
                });
    }

    @Test
    void each_condition_tells_one_thing_and_all_conditions_are_told() {
        Filter filter = EMAIL.contains("")
                .or(FIRST_NAME.in("\u0000", "\u0001").not())
                .and(Filter.anyOf(List.of(custom("$a").is("\u0000"), custom("b").in("a", "\u0000"), ID.is(1))));

        assertThat(filter.violations())
                .extracting(Violation::field)
                .containsExactly("email", "first_name", "custom_fields_by_name.$a", "custom_fields_by_name.b");
        assertThatThrownBy(() -> filter.violations().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static void assertRefused(Filter filter, Violation violation) {
        assertThat(filter.violations()).containsExactly(violation);
        assertThat(filter.matches(Samples.contact(1, c -> {}))).isFalse();
        assertThat(filter.matches(Samples.contact(1, c -> c.email("a").customField("n", "a"))))
                .isFalse();
        assertThat(filter.matches(Samples.contact(1, c -> c.customField("n", 1))))
                .isFalse();
    }

    private static Filter nested(Filter filter, int levels) {
        Filter nested = filter;
        for (int level = 0; level < levels; level++) {
            nested = switch (level % 3) {
                case 0 -> nested.not();
                case 1 -> Filter.allOf(List.of(nested));
                default -> Filter.anyOf(List.of(nested));
            };
        }
        return nested;
    }

    private static List<Filter> conditions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i % 2 == 0 ? ID.is(i) : N.is(i))
                .toList();
    }

    private static Stream<Filter> ofText(TextField field, String text) {
        return Stream.of(
                field.is(text),
                field.isNot(text),
                field.in("a", text, "b"),
                field.notIn(text),
                field.lessThan(text),
                field.atMost(text),
                field.greaterThan(text),
                field.atLeast(text),
                field.contains(text),
                field.startsWith(text),
                field.endsWith(text));
    }

    private static Stream<Filter> ofText(CustomField field, String text) {
        return Stream.of(
                field.is(text),
                field.isNot(text),
                field.in("a", text, "b"),
                field.notIn(text),
                field.lessThan(text),
                field.atMost(text),
                field.greaterThan(text),
                field.atLeast(text),
                field.contains(text),
                field.startsWith(text),
                field.endsWith(text));
    }

    private static List<@Nullable Object> valuesOf(Filter filter) {
        return filter.match(
                column -> List.of(),
                custom -> Collections.unmodifiableList(custom.values()),
                and -> List.of(),
                or -> List.of(),
                not -> List.of());
    }

    private static Violation tooManyValues(String path) {
        return new Violation(path, "filter_values", "Must be at most 1000 values");
    }

    private static Violation empty(String path) {
        return new Violation(path, "filter_text", "Must contain a character other than accents");
    }

    @Test
    void a_number_or_truth_value_after_the_text_that_spells_it_counts_with_it() {
        assertThat(N.in(pairs(500, i -> List.of(i + ".0", i))).violations()).isEmpty();
        assertThat(N.in(pairs(1_000, i -> List.of("" + i, i))).violations()).isEmpty();
        assertThat(N.notIn(pairs(1_000, i -> List.of("true", true))).violations())
                .isEmpty();
        assertThat(N.in(pairs(1_001, i -> List.of("" + i, i))).violations()).containsExactly(tooManyValues(N_PATH));
        for (List<Object> two :
                List.<List<Object>>of(List.of("5", 6), List.of("5", "5"), List.of("x", 5), List.of("true", false))) {
            assertThat(N.in(pairs(500, i -> two)).violations()).isEmpty();
            assertThat(N.in(pairs(501, i -> two)).violations()).containsExactly(tooManyValues(N_PATH));
        }
        assertThat(N.in(pairs(501, i -> List.of("9".repeat(1_001), 5))).violations())
                .as("so long a text spells no number")
                .containsExactly(tooManyValues(N_PATH));
    }

    @Test
    void two_comparisons_with_a_text_and_the_number_that_it_spells_count_as_one() {
        Filter pair = N.lessThan("5").or(N.lessThan(5));

        assertThat(nested(pair, 7).violations()).isEmpty();
        assertThat(nested(pair, 8).violations()).containsExactly(TOO_DEEP);
        assertThat(Filter.anyOf(Collections.nCopies(200, pair)).violations()).isEmpty();
        assertThat(Filter.anyOf(Collections.nCopies(201, pair)).violations()).containsExactly(TOO_MANY);
        for (Filter other : List.of(
                N.lessThan("5").or(N.lessThan(6)),
                N.lessThan("5").or(N.atMost(5)),
                N.lessThan("5").or(custom("m").lessThan(5)),
                N.lessThan(5).or(N.lessThan("5")),
                N.lessThan("5").and(N.lessThan(5)),
                N.is("5").or(N.is(5)),
                Filter.anyOf(List.of(N.lessThan("5"), N.lessThan(5), ID.is(1))))) {
            assertThat(nested(other, 7).violations()).containsExactly(TOO_DEEP);
            assertThat(Filter.anyOf(Collections.nCopies(101, other)).violations())
                    .containsExactly(TOO_MANY);
        }
        Filter wrong = custom("$x").lessThan("5").or(custom("$x").lessThan(5));
        assertThat(wrong.violations())
                .isNotEmpty()
                .allMatch(violation -> violation.field().endsWith(".$x"));
    }

    private static List<Object> pairs(int number, IntFunction<List<Object>> pair) {
        return IntStream.range(0, number)
                .boxed()
                .flatMap(i -> pair.apply(i).stream())
                .toList();
    }
}
