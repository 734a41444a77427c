package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.text.Texts;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §3, search by phone: which numbers are found, and in which tier. {@code <200B>} cannot be seen. */
class PhoneSearchTest {
    @ParameterizedTest
    @CsvSource({
        // as typed
        "5550100, US, +1, 555-0100, US, +1, 1",
        "(555) 01-00, US, +1, 5550100, US, +1, 1",
        "5550100, US, +1, call 555, US, +1, 2",
        "5550100, US, +1, 01, US, +1, 4",
        "5550100, US, +1, 0100, us, 1, 4",
        "5550100, US, +1, 5550101, US, +1, 0",
        "5550100, US, +1, 5%0, US, +1, 4",
        "5550100 x12, US, +1, 010012, US, +1, 4",
        // the calling code decides
        "5550100, US, +1, 5550100, CA, +1, 1",
        "5550100, AS, +1684, 684 555 0100, US, +1, 1",
        "5550100, AS, +1684, 555 0100, US, +1, 1",
        "684 555 0100, US, +1, 555 0100, AS, +1684, 1",
        "5550100, US, +1, 5550100, US, +7, 0",
        "030 23125101, DE, +49, 030 23125101, AT, +43, 0",
        "+49 30 23125101, US, +1, 030 23125101, DE, +49, 1",
        "+49 30 23125101, US, +1, 23125, US, +1, 4",
        "030 23125101, DE, +49, +49 30 23125101, US, +1, 1",
        "555 0100, US, +1, +49 30 555 0100, US, +1, 0",
        // the code and the trunk prefix, on both sides
        "+49 30 23125101, DE, +49, 030 23125101, DE, +49, 1",
        "+49 30 23125101, DE, +49, 03023, DE, +49, 2",
        "+49 30 23125101, DE, +49, 0049 30 23125101, DE, +49, 1",
        "+49 30 23125101, DE, +49, +49 (0)30 23125101, DE, +49, 1",
        "+49 30 23125101, DE, +49, 493023125101, DE, +49, 1",
        "030 23125101, DE, +49, 493023125101, DE, +49, 1",
        "030 23125101, DE, +49, (+49) 30 23125101, DE, +49, 1",
        "030 23125101, DE, +49, 0049 30 23125101, DE, +49, 1",
        "030 23125101, DE, +49, <202A>+49 30 23125101<202C>, DE, +49, 1",
        "030 23125101, DE, +49, ＋49<00A0>30<2011>23125101, DE, +49, 1",
        "030 23125101, DE, +49, 4930, DE, +49, 2",
        "030 23125101, DE, +49, +4930, DE, +49, 2",
        "030 23125101, DE, +49, (+49) 30, DE, +49, 2",
        "040 30123456, DE, +49, (+49) 30, DE, +49, 0",
        "040 30123456, DE, +49, +49 30, DE, +49, 4",
        "041 30123456, DE, +49, 030, DE, +49, 0",
        "493023125101, DE, +49, 030 23125101, DE, +49, 1",
        "493023125101, DE, +49, 03023, DE, +49, 2",
        "(0)30 23125101, DE, +49, 030 23125101, DE, +49, 1",
        "(555) 010-9876, US, +1, 1-555-010-9876, US, +1, 1",
        "(555) 010-9876, US, +1, 001 555 010 9876, US, +1, 1",
        "(555) 010-9876, US, +1, 1-555, US, +1, 2",
        "(555) 010-9876, US, +1, 1-987, US, +1, 0",
        "(555) 010-9876, US, +1, +1 987, US, +1, 4",
        "(555) 010-9876, US, +1, 1987, US, +1, 0",
        "+7 916 555-01-01, RU, +7, 8 (916) 555-01-01, RU, +7, 1",
        "+7 916 555-01-01, RU, +7, 8 916, RU, +7, 2",
        "8 (916) 555-01-01, RU, +7, +7 916 555-01-01, KZ, +7, 1",
        "812 555-01-01, RU, +7, 8 (812) 555-01-01, RU, +7, 1",
        "06 30 123 4567, HU, +36, +36 30 123 4567, HU, +36, 1",
        "+39 06 23125101, IT, +39, 06 23125101, IT, +39, 1",
        "+39 06 23125101, IT, +39, 6 23125101, IT, +39, 4",
        "06 23125101, IT, +39, +39 06 23125101, VA, +39, 1",
        // digits and signs as pasted
        "030 23125101 ext. 7, DE, +49, 030 23125101, DE, +49, 1",
        "030 23125101, DE, +49, 030 23125101 ext. 7, DE, +49, 1",
        "030 23125101, DE, +49, tel:+49-30-23125101;ext=7, DE, +49, 1",
        "030 23125101, DE, +49, ٠٣٠ ٢٣١٢٥١٠١, DE, +49, 1",
        "030 23125101, DE, +49, 030<0009>23125101, DE, +49, 1",
        // within one number
        "030 23125101 / 030 23125102, DE, +49, 5101030, DE, +49, 0",
        "030 23125101 / 030 23125102, DE, +49, 030 23125102, DE, +49, 1",
        "030 23125101, DE, +49, 030 23125199 / 030 23125101, DE, +49, 1",
        "030 23125101 / +1 555 010 9876, DE, +49, 555 010 9876, US, +1, 1",
        // contacts without a calling code
        "030 23125101, , , 030 23125101, DE, +49, 1",
        "030 23125101, , , +49 30 23125101, DE, +49, 4",
        "030 23125101, , , 493023125101, DE, +49, 4",
        "493023125101, , , 030 23125101, DE, +49, 4",
        "030 23125101, DE, , 030 23125101, DE, +49, 1",
        "030 23125101, , , 030 23125101, AT, +43, 1",
        "+49 30 23125101, , , 030 23125101, DE, +49, 1",
        "0049 30 23125101, , , 030 23125101, DE, +49, 1",
        "+49 30 23125101, , , 030 23125101, AT, +43, 0",
        "030 23125101, , +49, 030 23125101, AT, +43, 0",
    })
    @Tag("3.32")
    @Tag("3.35")
    @Tag("3.121")
    @Tag("3.122")
    void phones_are_found_by_their_digits_and_ranked(
            String phone,
            @Nullable String iso,
            @Nullable String code,
            String term,
            String ofIso,
            String ofCode,
            int rank) {
        Contact contact =
                Samples.contact(1, c -> c.phone(phone).phoneCountryIso(iso).phoneCountryCode(code));
        ContactSearch search = ContactSearch.byPhone(PastedTextTest.text(term), ofIso, ofCode);

        assertThat(search.matches(contact)).isEqualTo(rank > 0);
        if (rank > 0) {
            assertThat(search.rank(contact)).isEqualTo(rank);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0044, GB, GB",
        "00 44, UK, GB",
        "+0044, uk, GB",
        "44, gb, GB",
        "+(0)44, G<200B>B, GB",
        "＋４４, GB, GB",
    })
    @Tag("2.32")
    @Tag("3.33")
    void country_fields_are_read_as_people_write_them(String code, String iso, String country) {
        ContactSearch search =
                ContactSearch.byPhone("020 7946 0000", PastedTextTest.text(iso), PastedTextTest.text(code));
        Contact contact = Samples.contact(
                1, c -> c.phone("+44 20 7946 0000").phoneCountryIso(iso).phoneCountryCode(code));

        assertThat(search).isEqualTo(ContactSearch.byPhone("020 7946 0000", country, "+44"));
        assertThat(search.rank(contact)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-684", "+1(684)", "+1 684", "001684", "1.684"})
    @Tag("2.32")
    @Tag("3.33")
    void an_area_may_stand_in_the_code(String code) {
        assertThat(ContactSearch.byPhone("733 1234", "AS", code))
                .isEqualTo(ContactSearch.byPhone("733 1234", "AS", "+1684"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "+0", "+", "0", "+01", "+12345", "x1", "1x", "++1"})
    @Tag("2.10")
    @Tag("3.33")
    void what_is_no_code_is_refused_with_the_allowed_form(String code) {
        assertThatThrownBy(() -> ContactSearch.byPhone("555", "US", code))
                .isInstanceOfSatisfying(
                        ContactsException.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .containsEntry(
                                        "phone_country_code",
                                        "Invalid phone country code: + and 1 to 4 digits, the first not 0"));
    }

    /** The rule of the first version: digits within the digits, and equal country fields. */
    private static boolean wasFound(String term, String iso, String code, ContactDetails contact) {
        String digits = Texts.digits(term);
        String codeDigits = code.substring(1);
        if (term.startsWith("+") && digits.startsWith(codeDigits) && digits.length() - codeDigits.length() >= 2) {
            digits = digits.substring(codeDigits.length());
        }
        return Texts.digits(String.valueOf(contact.phone())).contains(digits)
                && iso.equals(contact.phoneCountryIso())
                && code.equals(contact.phoneCountryCode());
    }

    @Test
    @Tag("4.15")
    void searches_of_the_same_digits_with_other_codes_are_not_equal() {
        assertThat(ContactSearch.byAny("+49 30 23125101")).isNotEqualTo(ContactSearch.byAny("49 30 23125101"));
        assertThat(ContactSearch.byPhone("+44 201234567", "DE", "+49"))
                .isNotEqualTo(ContactSearch.byPhone("44201234567/201234567", "DE", "+49"));
    }

    @Test
    @Tag("3.121")
    @Tag("3.122")
    void no_contact_is_lost_but_those_that_matched_across_two_numbers() {
        Random random = Samples.random();
        String[] codes = {"+49", "+1", "+7", "+39", "+36", "+1684", "+2"};
        String[] parts = {
            "+",
            "00",
            "0",
            "8",
            "1",
            "49",
            "7",
            "39",
            "684",
            "30",
            "231",
            "25101",
            "06",
            "x",
            "#",
            " ",
            "(0)",
            "-",
            "/",
            ",",
            ";",
            "12",
            "5550109876"
        };
        int found = 0;
        for (int round = 0; round < 20_000; round++) {
            String code = codes[random.nextInt(codes.length)];
            String phone = text(random, parts, 8);
            String term = random.nextBoolean() ? part(random, phone) : text(random, parts, 4);
            ContactDetails details =
                    Samples.details(c -> c.phone(phone).phoneCountryIso("AB").phoneCountryCode(code));
            boolean isOneNumber = PhoneNumber.allIn(phone, code).size() == 1
                    && PhoneNumber.allIn(term, code).size() == 1;
            if (Texts.digits(term).length() >= 2 && isOneNumber && wasFound(term.strip(), "AB", code, details)) {
                found++;
                assertThat(ContactSearch.byPhone(term, "AB", code)
                                .matches(Samples.contact(
                                        1,
                                        c -> c.phone(phone)
                                                .phoneCountryIso("AB")
                                                .phoneCountryCode(code))))
                        .as("%s in %s, %s", term, phone, code)
                        .isTrue();
            }
        }
        assertThat(found).isGreaterThan(3_000);
    }

    private static String text(Random random, String[] parts, int most) {
        StringBuilder text = new StringBuilder("23");
        for (int length = random.nextInt(most); length > 0; length--) {
            text.insert(random.nextBoolean() ? 0 : text.length(), parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    private static String part(Random random, String text) {
        int start = random.nextInt(text.length());
        return (random.nextBoolean() ? "" : "+")
                + text.substring(start, start + random.nextInt(text.length() - start) + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "030 23125101, , +49 30 23125101, 1",
        "030 23125101, , 0049 30 23125101, 1",
        "030 23125101, +49, +49 30 23125101, 1",
        "+49 30 23125101, +49, 030 23125101, 1",
        "493023125101, +49, 030 23125101, 1",
        "0302, +49, 030 23125101, 2",
        "8 (916) 555-01-01, +7, +7 916 555 01 01, 1",
        "1-555-010-9876, +1, (555) 010-9876, 1",
        "0109876, +1, (555) 010-9876, 4",
        "tel:555-010-9876, +1, (555) 010-9876, 1",
        "+49 30 23125101, +43, 030 23125101, 0",
        "555 ext. 12, , 555 0100, 2",
    })
    @Tag("3.123")
    void a_box_for_any_term_finds_phones_without_a_country(String term, @Nullable String code, String phone, int rank) {
        Contact contact = Samples.contact(1, c -> c.firstName(term).phone(phone).phoneCountryCode(code));
        ContactSearch search = ContactSearch.byAny(term);

        assertThat(search.matches(contact)).isEqualTo(rank > 0);
        if (rank > 0) {
            assertThat(search.rank(contact)).isEqualTo(rank);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ann, Ann, x@y.z, 1",
        "ann, Bob, ann@y.z, 2",
        "ann lee, Ann Lee, x@y.z, 1",
        "ann.org, Bob, x@ann.org, 3",
        "nn, Bob, x@ann.org, 4",
        "nn, Ann, x@y.z, 4",
        "@ann, Bob, x@ann.org, 3",
        "ann@, Ann@, x@y.z, 0",
        "ann@y.z, Ann, ann@y.z, 1",
        "12, 12 Monkeys, x@y.z, 2",
        "12, Bob, x12@y.z, 4",
        "123, 123, 123@y.z, 0",
        "zz, Ann, x@y.z, 0",
    })
    @Tag("3.123")
    void a_box_for_any_term_looks_at_names_and_addresses(String term, String name, String email, int rank) {
        Contact contact = Samples.contact(1, c -> c.firstName(name).email(email));
        ContactSearch search = ContactSearch.byAny(term);

        assertThat(search.matches(contact)).isEqualTo(rank > 0);
        if (rank > 0) {
            assertThat(search.rank(contact)).isEqualTo(rank);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "...", "a\u0000b", "\u200B1"})
    @Tag("3.123")
    void a_term_that_no_search_takes_is_refused(String term) {
        assertThatThrownBy(() -> ContactSearch.byAny(term))
                .isInstanceOfSatisfying(
                        ContactsException.Invalid.class,
                        invalid -> assertThat(invalid.errors()).containsOnlyKeys("term"));
    }

    @Test
    @Tag("3.32")
    void the_entries_of_a_contact_are_stored() {
        assertThat(entries("030 23125101", "+49")).isEqualTo("\n03023125101\n3023125101+ej\n");
        assertThat(entries("(555) 010-9876", "+1")).isEqualTo("\n5550109876+b\n");
        assertThat(entries("555 0100", null)).isEqualTo("\n5550100+\n");
        assertThat(entries("555 0100 x7", null)).isEqualTo("\n55501007\n5550100+\n");
        assertThat(entries("493023125101", "+49")).isEqualTo("\n493023125101+ej\n3023125101+ej\n");
        assertThat(entries("+49 30 23125101", "+1")).isEqualTo("\n493023125101\n3023125101+ej\n+b\n");
        assertThat(entries("030 23125101/+1 555 010 9876", "+49"))
                .isEqualTo("\n03023125101\n3023125101+ej\n15550109876\n5550109876+b\n");
        assertThat(SearchText.PHONE_NUMBERS.of(Samples.contact(1, c -> c.firstName("x"))))
                .isNull();
    }

    @Test
    @Tag("3.32")
    void the_entries_of_any_phone_are_short() {
        Random random = Samples.random();
        int longest = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder phone = new StringBuilder();
            while (phone.length() < 32) {
                phone.append(
                        random.nextInt(12) == 0
                                ? "/+x4,0".charAt(random.nextInt(6))
                                : "49010".charAt(random.nextInt(5)));
            }
            longest = Math.max(
                    longest, String.valueOf(entries(phone.toString(), "+49")).length());
        }
        assertThat(longest).isBetween(80, 255);
    }

    private static @Nullable String entries(String phone, @Nullable String code) {
        return SearchText.PHONE_NUMBERS.of(
                Samples.contact(1, c -> c.phone(phone).phoneCountryCode(code)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "+", "1234567/", "+4912345/", "00", "(0)", "x1", "8"})
    void a_long_term_has_few_parts(String part) {
        String term = part.repeat(260).substring(0, 252) + "123";
        SearchCondition condition = ContactSearch.byPhone(term, "DE", "+49").condition();

        assertThat(condition.groups()).hasSizeLessThanOrEqualTo(2);
        assertThat(condition.groups().stream().mapToInt(List::size).sum()).isLessThan(150);
    }
}
