package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §3, phones: what a number is, as people write it. {@code <200B>} is a code point that cannot be seen. */
class PhoneNumberTest {
    private static final int VERY_LONG = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "+49 30 23125101, +49, 3023125101",
        "030 23125101, +49, 3023125101",
        "030/23125101, +49, 3023125101",
        "0049 30 23125101, +49, 3023125101",
        "(0049) 30 23125101, +49, 3023125101",
        "(+49) 30 23125101, +49, 3023125101",
        "+(49) 30 23125101, +49, 3023125101",
        "+0049 30 23125101, +49, 3023125101",
        "+49 (0)30 23125101, +49, 3023125101",
        "+49 030 23125101, +49, 3023125101",
        "0049 (0) 30 23125101, +49, 3023125101",
        "(0)30 23125101, +49, 3023125101",
        "＋４９ ３０ ２３１２５１０１, +49, 3023125101",
        "<202A>+49<00A0>30<2011>23125101<202C>, +49, 3023125101",
        "tel:+49-30-23125101, +49, 3023125101",
        "+49 30 23125101, , 3023125101",
        "+49 30 23125101, +1, 3023125101",
        "0049 30 23125101, +1, 3023125101",
        "030 23125101, , 03023125101",
        "030 23125101, +1, 3023125101",
        "(555) 010-9876, +1, 5550109876",
        "1-555-010-9876, +1, 5550109876",
        "001 555 010 9876, +1, 5550109876",
        "+1 (555) 010-9876, +1, 5550109876",
        "+1 1 555 010 9876, +1, 5550109876",
        "555.010.9876, +1, 5550109876",
        "010-9876, +1, 109876",
        "1 010 9876, +1, 10109876",
        "733 1234, +1684, 6847331234",
        "684 733 1234, +1684, 6847331234",
        "1 684 733 1234, +1684, 6847331234",
        "+1 684 733 1234, +1684, 6847331234",
        "+1 684 733 1234, +1, 6847331234",
        "+1 555 010 9876, +1684, 5550109876",
        "8 (916) 555-01-01, +7, 9165550101",
        "+7 916 555-01-01, +7, 9165550101",
        "+7 8 916 555-01-01, +7, 9165550101",
        "8 812 555-01-01, +7, 8125550101",
        "812 555-01-01, +7, 8125550101",
        "+7 812 555-01-01, +7, 8125550101",
        "06 1 234 5678, +36, 12345678",
        "06 30 123 4567, +36, 301234567",
        "+36 (06) 30 123 4567, +36, 301234567",
        "+36 30 123 4567, +36, 301234567",
        "8 612 34567, +370, 61234567",
        "0 612 34567, +370, 61234567",
        "8 029 491-19-11, +375, 294911911",
        "8 12 49 32 55, +993, 12493255",
        "1 247 1234, +692, 2471234",
        "06 23125101, +39, 0623125101",
        "+39 06 23125101, +39, 0623125101",
        "+39 (0)6 23125101, +39, 0623125101",
        "0039 06 23125101, , 0623125101",
        "06 69812345, +379, 0669812345",
        "0549 886377, +378, 0549886377",
        "01 95 12 34 56, +229, 0195123456",
        "01 23 45 67 89, +33, 123456789",
        "01 23 45 67 89, +225, 0123456789",
        "06 123 4567, +242, 061234567",
        "01 44 12 34, +241, 01441234",
        "020 7946 0000, +44, 2079460000",
        "+44 (0) 20 7946 0000, +44, 2079460000",
        "90 12 34 56, +47, 90123456",
        "912 345 678, +34, 912345678",
        "+998 90 123 45 67, +998, 901234567",
        "112, +49, 112",
        "+4, +49, 4",
        "+49, +49, 49",
        "+49 3, +49, 493",
        "'', +49, ''",
        "no number, +49, ''",
    })
    @Tag("3.34")
    void significant_digits_remain_without_code_trunk_prefix_and_extension(
            String text, @Nullable String code, String digits) {
        PhoneNumber number = PhoneNumber.of(PastedTextTest.text(text), code);

        assertThat(number.significantDigits()).isEqualTo(digits);
        assertThat(number.toString()).doesNotContain("30").endsWith(" digits]");
    }

    @ParameterizedTest
    @CsvSource({
        "030 23125101 x7, 3023125101, 7",
        "030 23125101 ext. 12, 3023125101, 12",
        "030 23125101 Extension: 12, 3023125101, 12",
        "tel:+49-30-23125101;ext=12, 3023125101, 12",
        "030 23125101 X 12, 3023125101, 12",
        "030 23125101 #12, 3023125101, 12",
        "030 23125101 # 1 2, 3023125101, 12",
        "030-23125101-12, 302312510112, ",
        "030 23125101 x, 3023125101, ",
        "030 23125101#, 3023125101, ",
        "*31#030 23125101, 3103023125101, ",
        "x12345, 12345, ",
        "12x345, 12345, ",
        "123x45, 123, 45",
    })
    @Tag("3.34")
    void an_extension_is_no_part_of_the_significant_digits(String text, String digits, @Nullable String extension) {
        PhoneNumber number = PhoneNumber.of(text, "+49");

        assertThat(number.significantDigits()).isEqualTo(digits);
        assertThat(number.extension().orElse(null)).isEqualTo(extension);
        assertThat(number.digits()).isEqualTo(number.typed().replaceAll("[^0-9]", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "030 23125101, +49, +49",
        "030 23125101, , ",
        "030 23125101, 0049, +49",
        "+49 30 23125101, , +49",
        "+49 30 23125101, +1, +49",
        "+1 684 733 1234, , +1",
        "733 1234, 1-684, +1",
        "+999 12, , +999",
        "+353 1 234, , +353",
        "+7 701, +1, +7",
        "+2 555, +2, +2",
        "+49, , ",
        "+4, , ",
    })
    @Tag("3.34")
    void the_calling_code_is_its_own_one_then_the_given_one(
            String text, @Nullable String given, @Nullable String code) {
        assertThat(PhoneNumber.of(text, given).callingCode().orElse(null)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "+0", "one", "+12345"})
    void a_calling_code_of_another_form_is_refused(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneNumber.of("030", code))
                .withMessage("phoneCountryCode: Invalid phone country code: + and 1 to 4 digits, the first not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumber.allIn("030", code));
    }

    @ParameterizedTest
    @CsvSource({
        "030 23125101 / 030 23125102, 030 23125101|030 23125102",
        "030/23125101 / 030/23125102, 030/23125101|030/23125102",
        "'030 23125101, 030 23125102', 030 23125101|030 23125102",
        "030 23125101;+49 30 23125102;+1 5550109876, 030 23125101|+49 30 23125102|+1 5550109876",
        "'030 23125101, x7 / 030 23125102', '030 23125101|x7 / 030 23125102'",
        "030/23125101, 030/23125101",
        "033203/12345, 033203/12345",
        "030 23125101/02, 030 23125101/02",
        "'5550109876,,123#', '5550109876,,123#'",
        "1234567/1234567, 1234567|1234567",
        "123456/1234567, 123456/1234567",
        "1234567/123456, 1234567/123456",
        "/, /",
    })
    @Tag("3.121")
    void a_text_holds_several_numbers_if_each_has_7_digits(String text, String numbers) {
        assertThat(PhoneNumber.allIn(text, null).stream()
                        .map(PhoneNumber::typed)
                        .map(String::strip))
                .isEqualTo(List.of(numbers.split("\\|")));
    }

    @ParameterizedTest
    @CsvSource({
        "+49 30 23125101, , 030 23125101, +49",
        "+49 30 23125101, , 0049 (0)30 23125101, +1",
        "+49 30 23125101, , 493023125101, +49",
        "+49 30 23125101, , 030 23125101,",
        "+49 30 23125101, , 030 23125101 ext. 7, +49",
        "+49 30 23125101, , 030 23125101 x7,",
        "+49 30 23125101, , 30 23125101,",
        "+49 30 23125101, , 493023125101,",
        "030 23125101, , 030/23125101,",
        "+1 555 010 9876, , 1-555-010-9876, +1",
        "+1 555 010 9876, , (555) 010-9876, +1",
        "+1 684 733 1234, , 733-1234, +1684",
        "8 916 555 01 01, +7, +7 916 555-01-01,",
        "8 916 555 01 01, +7, 7 916 555-01-01, +7",
        "8 916 555 01 01,, 8(916)5550101, +7",
        "06 23125101, +39, +39 06 23125101,",
        "06 30 123 4567, +36, +36 30 123 4567, +36",
        "45 12 34 56 78, +45, 12 34 56 78, +45",
    })
    @Tag("3.124")
    void two_ways_to_write_a_number_are_the_same(
            String one, @Nullable String code, String other, @Nullable String otherCode) {
        PhoneNumber number = PhoneNumber.of(one, code);
        PhoneNumber same = PhoneNumber.of(other, otherCode);

        assertThat(number.isSameAs(same)).isTrue();
        assertThat(same.isSameAs(number)).isTrue();
        assertThat(number.isSameAs(number)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "+49 30 23125101, , 030 23125102, +49",
        "+49 30 23125101, , 030 23125101, +43",
        "+49 30 23125101, , +43 30 23125101,",
        "+49 30 23125101, , 23125101, +49",
        "+49 30 23125101, , 23125101,",
        "+49 30 23125101, , 030 2312510 x1, +49",
        "+1 555 010 9876, , 555 010 987 x6, +1",
        "+1 555 010 9876, , 010-9876, +1",
        "+39 06 23125101, , 6 23125101, +39",
        "+7 812 555 01 01, , 125550101, +7",
        "030 23125101, , 30 23125101,",
        "+49 30 23125101, , '', +49",
        "'', , '', ",
    })
    @Tag("3.124")
    void other_numbers_are_not(String one, @Nullable String code, String other, @Nullable String otherCode) {
        PhoneNumber number = PhoneNumber.of(one, code);
        PhoneNumber different = PhoneNumber.of(other, otherCode);

        assertThat(number.isSameAs(different)).isFalse();
        assertThat(different.isSameAs(number)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,", "0, +49", "8, +7", "06, +36", "80, +375", "1,", "00,"})
    @Tag("3.124")
    void a_number_that_is_a_trunk_prefix_only_is_the_same_as_itself(String digits, @Nullable String code) {
        assertThat(PhoneNumber.of(digits, code).isSameAs(PhoneNumber.of(digits, code)))
                .isTrue();
        assertThat(PhoneNumber.of(digits, code).isSameAs(PhoneNumber.of("555 0100", code)))
                .isFalse();
    }

    @Test
    @Tag("3.124")
    void the_same_is_symmetric() {
        Random random = Samples.random();
        String[] codes = {"+49", "+1", "+7", "+39", "+1684", ""};
        String[] parts = {"+", "00", "0", "8", "1", "49", "7", "39", "684", "30", "2312510", "x7", " ", "(0)"};
        int same = 0;
        for (int round = 0; round < 20_000; round++) {
            PhoneNumber[] pair = new PhoneNumber[2];
            for (int i = 0; i < 2; i++) {
                StringBuilder text = new StringBuilder();
                for (int length = 1 + random.nextInt(3); length > 0; length--) {
                    text.append(parts[random.nextInt(parts.length)]);
                }
                String code = codes[random.nextInt(codes.length)];
                pair[i] = PhoneNumber.of(text + "2312510", code.isEmpty() ? null : code);
            }
            assertThat(pair[0].isSameAs(pair[1]))
                    .as("%s %s", pair[0].typed(), pair[1].typed())
                    .isEqualTo(pair[1].isSameAs(pair[0]));
            assertThat(pair[0].isSameAs(pair[0])).as(pair[0].typed()).isTrue();
            same += pair[0].isSameAs(pair[1]) ? 1 : 0;
        }
        assertThat(same).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "+", "00", "1", "x", "x1", "/", "1234567/", "(0)", " ", "#", ";ext=1", "\u0661", "a"})
    void a_very_long_text_is_taken_apart_without_a_delay(String part) {
        String text = "030" + part.repeat(VERY_LONG / part.length());

        assertThat(PhoneNumber.allIn(text, "+49").stream()
                        .mapToInt(number -> number.digits().length())
                        .sum())
                .isGreaterThanOrEqualTo(3);
        assertThat(PhoneNumber.of(text, "+7").significantDigits()).isNotEmpty();
    }

    @Test
    void numbers_are_equal_if_they_are_written_alike() {
        Samples.assertAllDiffer(
                PhoneNumber.of("030", null),
                PhoneNumber.of("030", "+49"),
                PhoneNumber.of("030", "+1"),
                PhoneNumber.of("030 ext. 7", "+49"),
                PhoneNumber.of("0 30", "+49"));
        assertThat(PhoneNumber.of("０３０", "0049"))
                .isEqualTo(PhoneNumber.of("030", "+49"))
                .hasSameHashCodeAs(PhoneNumber.of("030", "+49"));
    }
}
