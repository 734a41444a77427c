package dev.contactbook.domain;

import static dev.contactbook.domain.ContactFields.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract §4: whether a phone is a number, for hosts that look for a caller. */
class SameNumberTest {
    @ParameterizedTest
    @CsvSource({
        "030 23125101, DE, +49, +49 30 23125101, , , true",
        "030 23125101, DE, +49, 030/23125101, DE, +49, true",
        "+49 (0)30 23125101 ext. 7, , , 030 23125101, DE, 0049, true",
        "030 23125101, , , +49 30 23125101, , , true",
        "493023125101, , , +49 30 23125101, , , true",
        "030 23125101 / 030 23125102, DE, +49, +493023125102, , , true",
        "030 23125101, DE, +49, '+493023125102, +493023125101', , , true",
        "(555) 010-9876, US, +1, +1 555 010 9876, , , true",
        "733-1234, AS, +1684, +1 684 733 1234, , , true",
        "733-1234, , , 733 1234, AS, +1684, true",
        "733-1234, US, +1, 733 1234, AS, +1684, false",
        "8 (916) 555-01-01, RU, +7, tel:+7-916-555-01-01, , , true",
        "030 23125101, DE, +49, +49 30 2312510, , , false",
        "030 23125101, DE, +49, +43 30 23125101, , , false",
        "030 23125101, AT, +43, 030 23125101, DE, +49, false",
        "23125101, DE, +49, +49 30 23125101, , , false",
        "030 2312510 x1, DE, +49, +49 30 23125101, , , false",
        "030 23125101 / +1 555 010 9876, DE, +49, +49 555 010 9876, , , false",
        ", , , +49 30 23125101, , , false",
    })
    @Tag("4.32")
    void a_phone_is_a_number_however_both_are_written(
            @Nullable String phone,
            @Nullable String iso,
            @Nullable String code,
            String text,
            @Nullable String ofIso,
            @Nullable String ofCode,
            boolean same) {
        Contact contact =
                Samples.contact(1, c -> c.phone(phone).phoneCountryIso(iso).phoneCountryCode(code));
        Filter filter = PHONE.sameNumberAs(text, ofIso, ofCode);

        assertThat(filter.violations()).isEmpty();
        assertThat(filter.matches(contact)).isEqualTo(same);
        assertThat(filter.not().matches(contact)).isEqualTo(!same);
    }

    @ParameterizedTest
    @CsvSource({
        ", , , Must not be null",
        "12, DE, +49, 'Must be a phone of at most 32 characters: at least 3 digits, and only digits, spaces and + ( ) - . / # * , ; x'",
        "call me, DE, +49, 'Must be a phone of at most 32 characters: at least 3 digits, and only digits, spaces and + ( ) - . / # * , ; x'",
        "030 23125101, DEU, +49, Invalid phone country: two letters from A to Z",
        "030 23125101, DE, 00, 'Invalid phone country code: + and 1 to 4 digits, the first not 0'",
        "030 23125101, DE, , 'Must begin with + and its calling code, or have a phone country code'",
        "+49 30 23125101/030 23125102, , , 'Must begin with + and its calling code, or have a phone country code'",
    })
    @Tag("4.32")
    void what_is_no_number_is_invalid_and_matches_nothing(
            @Nullable String text, @Nullable String iso, @Nullable String code, String message) {
        Filter filter = PHONE.sameNumberAs(text, iso, code);

        assertThat(filter.violations())
                .extracting(Violation::field, Violation::message)
                .containsExactly(tuple("phone", message));
        assertThat(filter.matches(
                        Samples.contact(1, c -> c.phone("030 23125101").phoneCountryCode("+49"))))
                .isFalse();
    }

    @Test
    @Tag("4.32")
    void it_is_one_value_and_one_text_to_search_for() {
        Filter filter = PHONE.sameNumberAs("030 23125101", "DE", "+49");

        assertThat(FilterWork.values(filter)).isEqualTo(1);
        assertThat(FilterWork.searchedTexts(filter)).isEqualTo(1);
        assertThat(filter).hasToString("phone sameNumberAs ?");
        assertThat(((ColumnCondition<?>) filter).values()).isEqualTo(List.of("030 23125101", "DE", "+49"));
        Samples.assertAllDiffer(
                filter,
                PHONE.sameNumberAs("030 23125102", "DE", "+49"),
                PHONE.sameNumberAs("030 23125101", null, "+49"),
                PHONE.sameNumberAs("030 23125101", "DE", "+43"),
                PHONE.sameAs("030 23125101"));
        assertThat(filter).isEqualTo(PHONE.sameNumberAs("030 23125101", "DE", "+49"));
        assertThat(PHONE.sameNumberAs("1".repeat(1_000_000), null, "+49").violations())
                .hasSize(1);
    }
}
