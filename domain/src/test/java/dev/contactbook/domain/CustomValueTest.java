package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.text.Invisible;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

/** Contract §2, custom_fields_by_name: the types of values. Their bounds are in {@link ContactRuleTest}. */
class CustomValueTest {
    static final List<Object> NO_VALUES =
            List.of("", " \u00A0\n", List.of(), List.of("", " "), Arrays.asList(null, " "));

    static final List<Object> WRONG_TYPES = List.of(
            new Object(),
            'c',
            new StringBuilder("secret"),
            new int[] {1},
            Map.of("secret", "secret"),
            Optional.of("secret"),
            Instant.EPOCH,
            List.of("a", 1),
            List.of(List.of("secret")),
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Float.POSITIVE_INFINITY);

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(" \u00A0a  b\n", "a  b"),
                Arguments.of("1", "1"),
                Arguments.of(true, true),
                Arguments.of(false, false),
                Arguments.of((byte) 1, BigDecimal.ONE),
                Arguments.of((short) -1, new BigDecimal("-1")),
                Arguments.of(7, new BigDecimal("7")),
                Arguments.of(Long.MIN_VALUE, new BigDecimal("-9223372036854775808")),
                Arguments.of(new BigInteger("12"), new BigDecimal("12")),
                Arguments.of(0.1, new BigDecimal("0.1")),
                Arguments.of(0.1f, new BigDecimal("0.1")),
                Arguments.of(-0.0, BigDecimal.ZERO),
                Arguments.of(new BigDecimal("-1.50"), new BigDecimal("-1.5")),
                Arguments.of(new BigDecimal("0E-9"), BigDecimal.ZERO),
                Arguments.of(List.of(" a ", "", "b", "a"), List.of("a", "b", "a")),
                Arguments.of(new LinkedHashSet<>(List.of("b", "a")), List.of("b", "a")));
    }

    @ParameterizedTest
    @MethodSource("values")
    @Tag("2.14")
    void a_value_is_kept_in_its_normal_form(Object typed, Object kept) {
        CustomValue value = CustomValue.of(typed);

        assertThat(value).isNotNull().isEqualTo(CustomValue.of(kept)).hasSameHashCodeAs(CustomValue.of(kept));
        assertThat(value.raw()).isEqualTo(kept);
        assertThat(CustomValue.of(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @NullSource
    @FieldSource("NO_VALUES")
    @Tag("2.17")
    void nothing_and_blanks_are_no_value(@Nullable Object typed) {
        assertThat(CustomValue.of(typed)).isNull();
    }

    @Test
    void exactly_the_white_space_of_unicode_is_trimmed() {
        IntStream trimmed = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> CustomValue.of(Character.toString(c)) == null)
                .filter(c -> !Invisible.is(c));

        assertThat(trimmed)
                .containsExactly(
                        0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004,
                        0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000);
    }

    @ParameterizedTest(name = "[{index}]")
    @FieldSource("WRONG_TYPES")
    @Tag("2.14")
    void another_type_is_refused_without_telling_the_value(Object typed) {
        assertThatThrownBy(() -> CustomValue.of(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Must be a")
                .hasMessageNotContaining("secret");
    }

    @Test
    @Tag("2.15")
    void a_number_of_up_to_1024_bits_and_1000_places_can_be_read_back() {
        List<Number> readable = List.of(
                BigInteger.ONE.shiftLeft(1_023),
                BigInteger.ONE.shiftLeft(1_023).negate(),
                new BigDecimal("1E-1000"),
                new BigDecimal("1E+1000"));
        List<Number> monstrous = List.of(
                BigInteger.ONE.shiftLeft(1_024),
                BigInteger.ONE.shiftLeft(1_025).negate(),
                new BigDecimal("1E-1001"),
                new BigDecimal("1E+1001"));

        BigInteger most = BigInteger.ONE.shiftLeft(1_024).subtract(BigInteger.ONE);
        assertThat(CustomValue.of(most)).isNotNull();
        assertThat(readable)
                .allSatisfy(number -> assertThat(CustomValue.of(number)).isNotNull());
        assertThat(monstrous)
                .allSatisfy(number -> assertThatThrownBy(() -> CustomValue.of(number))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(ContactRule.CUSTOM_NUMBER.message()));
    }

    @Test
    @Tag("2.14")
    void numbers_are_equal_by_what_they_are_worth() {
        Stream<Object> ones =
                Stream.of(1, 1L, 1.0, 1f, BigInteger.ONE, new BigDecimal("1.000"), new BigDecimal("0.1E1"));
        Stream<Object> hundreds = Stream.of(100, 100.0, new BigDecimal("1E+2"), new BigInteger("100"));

        assertThat(ones.map(CustomValue::of).distinct()).containsExactly(CustomValue.of(1));
        assertThat(hundreds.map(CustomValue::of).distinct()).containsExactly(CustomValue.of(100));
    }

    @Test
    void values_of_different_kinds_or_contents_differ() {
        Stream<Object> different = Stream.of(
                1,
                1.5,
                -1,
                "1",
                true,
                "true",
                false,
                "a",
                "A",
                List.of("a"),
                List.of("1"),
                List.of("a", "b"),
                List.of("b", "a"));

        Samples.assertAllDiffer(different.map(CustomValue::of).toArray());
    }

    @Test
    void the_kinds_are_told_apart() {
        List<String> kinds = Stream.of("a", 1, true, List.of("b", "c"))
                .map(CustomValue::of)
                .filter(Objects::nonNull)
                .map(value ->
                        value.<String>match(t -> "text " + t, n -> "number " + n, b -> "bool " + b, l -> "list " + l))
                .toList();

        assertThat(kinds).containsExactly("text a", "number 1", "bool true", "list [b, c]");
    }

    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of("a\nb", "a\nb"),
                Arguments.of(new BigDecimal("1E+20"), "100000000000000000000"),
                Arguments.of(new BigDecimal("1E-10"), "0.0000000001"),
                Arguments.of(2.50, "2.5"),
                Arguments.of(true, "true"),
                Arguments.of(List.of("a", "b"), "a, b"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void a_value_is_shown_in_words_but_not_in_to_string(Object typed, String words) {
        assertThat(CustomValue.of(typed)).isNotNull().satisfies(value -> {
            assertThat(value.asText()).isEqualTo(words);
            assertThat(value.toString()).isIn("text", "number", "boolean", "texts");
        });
    }

    @Test
    void a_list_cannot_be_changed_from_either_side() {
        List<String> given = new ArrayList<>(List.of("a"));
        CustomValue value = Objects.requireNonNull(CustomValue.of(given));

        given.set(0, "b");

        assertThat(value.raw()).isEqualTo(List.of("a"));
        assertThatThrownBy(() -> ((Collection<?>) value.raw()).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    static Stream<Number> foreignNumbers() {
        return Stream.of(new Decimal("12.50"), new Whole("12"), new Decimal(new Whole("1250"), 2));
    }

    /** Of a class that somebody made nothing is kept: it could be another number each time, or no number at all. */
    @ParameterizedTest
    @MethodSource("foreignNumbers")
    @Tag("2.14")
    void a_number_of_a_foreign_class_becomes_a_plain_one(Number foreign) {
        for (CustomValue value : List.of(
                Objects.requireNonNull(CustomValue.of(foreign)),
                Objects.requireNonNull(CustomValue.exactly(foreign)))) {
            BigDecimal plain = (BigDecimal) value.raw();

            assertThat(plain.getClass()).isEqualTo(BigDecimal.class);
            assertThat(plain.unscaledValue().getClass()).isEqualTo(BigInteger.class);
            assertThat(plain).isIn(new BigDecimal("12.5"), new BigDecimal("12"));
            assertThat(value.asText()).isEqualTo(plain.toPlainString()).startsWith("12");
            assertThat(value).isEqualTo(CustomValue.of(plain)).hasSameHashCodeAs(CustomValue.of(plain));
        }
    }

    /** A whole number whose text is not its own. */
    private static final class Whole extends BigInteger {
        private static final long serialVersionUID = 1;

        Whole(String text) {
            super(text);
        }

        @Override
        public BigInteger abs() {
            return this;
        }

        @Override
        public String toString() {
            return "1,\"injected\":true";
        }
    }

    /** A number that says of itself what it likes. */
    private static final class Decimal extends BigDecimal {
        private static final long serialVersionUID = 1;

        Decimal(String text) {
            super(text);
        }

        Decimal(BigInteger unscaled, int scale) {
            super(unscaled, scale);
        }

        @Override
        public int signum() {
            return 1;
        }

        @Override
        public BigDecimal stripTrailingZeros() {
            return this;
        }

        @Override
        public String toPlainString() {
            return "1,\"injected\":true";
        }
    }
}
