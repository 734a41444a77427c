package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract §3, search: what is found, and in which of four tiers. */
class ContactSearchMatchTest {
    @ParameterizedTest
    @CsvSource({
        "jose, José, , true",
        "JOSÉ, jose, , true",
        "strasse, An der, Straße, true",
        "os, José, , true",
        "doe jo, John, Doe, true",
        "ohn oe, John, Doe, true",
        "n d, John, Doe, true",
        "john john, John, Doe, true",
        "johndoe, John, Doe, false",
        "john smith, John, Doe, false",
        "john, , John, true",
        "john\u00A0\u3000 doe, John, Doe, true",
        "mary ann, Mary  Ann, , true",
        "o'brien, Pat, O’Brien, true",
        "'100%', 100% cotton, , true",
        "'00%c', 100% cotton, , false",
        "j_n, John, , false",
        "j_n, j_n, , true",
        "'j*n', John, , false",
        "'a\\b', 'a\\b', , true",
        "'\\\\', 'a\\b', , false",
        "'.*', John, , false",
    })
    @Tag("3.30")
    void a_name_is_found_if_every_token_occurs_in_the_full_name(
            String term, @Nullable String first, @Nullable String last, boolean found) {
        Contact contact = named(first, last);

        assertThat(ContactSearch.byName(term).matches(contact)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "ann, Ann, , 1",
        "ANN, ánn, , 1",
        "ann lee, Ann, Lee, 1",
        "ann, Ann, Lee, 1",
        "lee, Ann, Lee, 3",
        "'ann  lee', Ann\u00A0, Lee, 1",
        "mary ann, Mary \u00A0 Ann, Lee, 1",
        "ann l, Ann, Lee, 2",
        "ann, Anna, , 2",
        "ann, Annlee, Ann, 2",
        "lee ann, Ann, Lee, 3",
        "an le, Ann, Lee, 3",
        "ann, Mary Ann, , 3",
        "ann, Jo, Ann-Lee, 3",
        "lee, Ann-Lee, , 4",
        "an ee, Ann, Lee, 4",
        "nn, Ann, Lee, 4",
        "n l, Ann, Lee, 4",
        "jo\u00B4, Jo\u00B4, , 1",
    })
    @Tag("3.35")
    void names_are_ranked(String term, String first, @Nullable String last, int rank) {
        Contact contact = named(first, last);

        assertThat(ContactSearch.byName(term).matches(contact)).isTrue();
        assertThat(ContactSearch.byName(term).rank(contact)).isEqualTo(rank);
    }

    @ParameterizedTest
    @CsvSource({
        "john@x.org, John@X.org, 1",
        "jöhn, john@x.org, 2",
        "@x.org, john@x.org, 3",
        "x.org, john@x.org, 3",
        "x., john@x.org, 3",
        "@x, john@x.org, 3",
        "X.ORG, xi@x.org, 3",
        "hn@x, john@x.org, 4",
        "org, john@x.org, 4",
        "münchen, jo@MUNCHEN.de, 3",
        "a_b, a_b@x.org, 2",
        "@@x, john@x.org, 0",
        "a_b, acb@x.org, 0",
        "'hn%x', john@x.org, 0",
        "'*x', john@x.org, 0",
        "jo@y, john@x.org, 0",
    })
    @Tag("3.31")
    @Tag("3.35")
    void emails_are_found_and_ranked(String term, String email, int rank) {
        Contact contact = Samples.contact(1, c -> c.firstName("org x.").email(email));

        assertThat(ContactSearch.byEmail(term).matches(contact)).isEqualTo(rank > 0);
        if (rank > 0) {
            assertThat(ContactSearch.byEmail(term).rank(contact)).isEqualTo(rank);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "555-0100, US, +1, 5550100, 1",
        "5550100, US, +1, (555) 01-00, 1",
        "'call 555', US, +1, 5550100, 2",
        "01, US, +1, 5550100, 4",
        "0100, us, 1, 5550100, 4",
        "5550100, CA, +1, 5550100, 0",
        "5550100, US, +7, 5550100, 0",
        "5550101, US, +1, 5550100, 0",
        "'5%0', US, +1, 5550100, 4",
        "+1 555 0100, US, +1, 5550100, 1",
        "' +1 55', US, +1, 5550100, 2",
        "1 555 0100, US, +1, 5550100, 0",
        "(+1) 555, US, +1, 5550100, 0",
        "+15, US, +1, 155, 2",
        "+155, US, +1, 5500, 2",
        "+555, US, +1, 5550100, 2",
        "+1555, US, +1, 1555000, 4",
    })
    @Tag("3.32")
    @Tag("3.34")
    @Tag("3.35")
    void phones_are_found_by_their_digits_in_their_country_and_ranked(
            String term, String iso, String code, String phone, int rank) {
        Contact contact =
                Samples.contact(1, c -> c.phone(phone).phoneCountryIso("US").phoneCountryCode("+1"));
        ContactSearch search = ContactSearch.byPhone(term, iso, code);

        assertThat(search.matches(contact)).isEqualTo(rank > 0);
        if (rank > 0) {
            assertThat(search.rank(contact)).isEqualTo(rank);
        }
    }

    @Test
    @Tag("3.32")
    void a_contact_without_the_field_is_not_found() {
        ContactSearch phone = ContactSearch.byPhone("555", "US", "+1");

        assertThat(ContactSearch.byEmail("ann").matches(named("Ann", null))).isFalse();
        assertThat(phone.matches(named("555", null))).isFalse();
        assertThat(phone.matches(Samples.contact(1, c -> c.phone("555")))).isFalse();
        assertThat(phone.matches(Samples.contact(1, c -> c.phone("555").phoneCountryIso("US"))))
                .isFalse();
        assertThat(phone.matches(Samples.contact(1, c -> c.phone("555").phoneCountryCode("1"))))
                .isFalse();
    }

    @Test
    @Tag("3.39")
    void a_first_name_that_folds_longer_does_not_push_the_last_name_out() {
        Contact contact = named("ﷺ".repeat(30), "Smith");

        assertThat(contact.details().violations()).isEmpty();
        assertThat(ContactSearch.byName("smith").matches(contact)).isTrue();
    }

    @Test
    void what_to_look_in_can_be_read() {
        ContactDetails full = Samples.details(
                c -> c.firstName("José").lastName("Łuk").email("J@X.org").phone("+1 (55) x7"));
        ContactDetails little = Samples.details(c -> c.firstName("Ánn  "));

        assertThat(SearchText.name(full)).isEqualTo("jose luk");
        assertThat(SearchText.firstName(full)).isEqualTo("jose");
        assertThat(SearchText.email(full)).isEqualTo("j@x.org");
        assertThat(SearchText.phoneDigits(full)).isEqualTo("1557");
        assertThat(SearchText.name(little)).isEqualTo("ann");
        assertThat(SearchText.email(little)).isNull();
        assertThat(SearchText.phoneDigits(little)).isNull();
    }

    private static Contact named(@Nullable String first, @Nullable String last) {
        return Samples.contact(1, c -> c.firstName(first).lastName(last).email("john.jose@x.org"));
    }
}
