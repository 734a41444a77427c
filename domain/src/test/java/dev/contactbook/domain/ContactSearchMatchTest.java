package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "johndoe, John, Doe, true",
        "doejohn, John, Doe, true",
        "ndoe, John, Doe, false",
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
        "'n.*', John, , false",
    })
    @Tag("3.30")
    void a_name_is_found_if_every_token_occurs_in_the_full_name(
            String term, @Nullable String first, @Nullable String last, boolean found) {
        Contact contact = named(first, last);

        assertThat(ContactSearch.byName(term).matches(contact)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "'Tarran, Milo', Milo, Tarran, true",
        "'\"Milo Tarran\"', Milo, Tarran, true",
        "Milo (Tarran), Milo, Tarran, true",
        "T. A. Corvane, T A, Corvane, true",
        "TA Corvane, T.A., Corvane, true",
        "ta, T.A., Corvane, true",
        "odorran, Niall, O'Dorran, true",
        "o'dorran, Niall, O Dorran, true",
        "o'dorran, Niall, ODorran, true",
        "o dorran, Niall, O’Dorran, true",
        "jimenez-orval, Ana, Jiménez Orval, true",
        "jimenezorval, Ana, Jiménez-Orval, true",
        "mctarrin, Ida, Mc Tarrin, true",
        "jean-luc, Jean Luc, Roy, true",
        "jeanluc, Jean Luc, Roy, true",
        "lucroy, Jean Luc, Roy, true",
        "royjean, Jean Luc, Roy, true",
        "ucroy, Jean Luc, Roy, false",
        "jeanroy, Jean Luc, Roy, false",
        "王小明, 小明, 王, true",
        "山田太郎, 太郎, 山田, true",
        "王明, 小明, 王, false",
        "김미나, 미나, 김, true",
        "roehlen, Greta, Röhlen, true",
        "rohlen, Greta, Röhlen, true",
        "röhlen, Greta, Roehlen, true",
        "röhlen, Greta, Rohlen, true",
        "roehlen, Greta, Rohlen, false",
        "gretaroeh, Greta, Röhlen, true",
        "soeren, Søren, , true",
        "aase, Åse, , true",
        "ali, Əli, , true",
        "eli, Əli, , true",
        "jol, Joel, , false",
        "samul, Samuel, , false",
        "alund, Aalund, , true",
        "شيرين, شیرین, , true",
        "علیرضا, علی\u200Cرضا, , true",
        "jose, Jo\u200Bse, , true",
        "शव, शिव, , false",
        "गति, गीता, , false",
        "かき, がぎ, , false",
        "カキ, かき, , true",
        "demyan, Dem\u00B4yan, , true",
        "dem\u2019yan, Dem\u00B4yan, , true",
    })
    @Tag("3.30")
    void a_name_is_found_as_people_write_it(String term, @Nullable String first, @Nullable String last, boolean found) {
        assertThat(ContactSearch.byName(term).matches(named(first, last))).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--", "''", "( )", "%_", "😀😀", "- . -"})
    @Tag("3.29")
    void a_term_without_a_letter_or_digit_is_no_name(String term) {
        assertThatThrownBy(() -> ContactSearch.byName(term))
                .isInstanceOfSatisfying(
                        ContactsException.Invalid.class,
                        invalid -> assertThat(invalid.errors()).containsOnlyKeys("term"));
    }

    @Test
    @Tag("3.113")
    void a_name_has_so_many_forms_of_such_a_length() {
        String many = IntStream.range(0, 85)
                .mapToObj(i -> "" + (char) ('a' + i / 26) + (char) ('a' + i % 26))
                .collect(Collectors.joining(" "));
        String longest = "a " + "x".repeat(253);

        String forms = SearchText.NAME_FORMS.of(named(many, null));
        assertThat(forms).isNotNull().contains("\n\n");
        assertThat(forms.substring(forms.indexOf("\n\n") + 2).split("\n", -1)).hasSize(NameTexts.MAX_FORMS);
        assertThat(SearchText.NAME_FORMS.of(named("b " + longest, null)))
                .isNotNull()
                .endsWith("\n\na" + "x".repeat(NameTexts.MAX_FORM_LENGTH - 1) + "\n"
                        + "x".repeat(NameTexts.MAX_FORM_LENGTH));
        assertThat(SearchText.NAME_FORMS.of(named("b " + "😀".repeat(200), null)))
                .isNotNull()
                .endsWith("\n\n" + "😀".repeat(NameTexts.MAX_FORM_LENGTH / 2));
    }

    @ParameterizedTest
    @CsvSource({
        "ann, Ann, , 1",
        "ANN, ánn, , 1",
        "ann lee, Ann, Lee, 1",
        "ann, Ann, Lee, 1",
        "lee, Ann, Lee, 1",
        "'ann  lee', Ann\u00A0, Lee, 1",
        "mary ann, Mary \u00A0 Ann, Lee, 1",
        "ann l, Ann, Lee, 2",
        "ann, Anna, , 2",
        "ann, Annlee, Ann, 1",
        "lee ann, Ann, Lee, 1",
        "lee a, Ann, Lee, 2",
        "an le, Ann, Lee, 3",
        "ann, Mary Ann, , 3",
        "ann, Jo, Ann-Lee, 2",
        "lee, Ann-Lee, , 3",
        "an ee, Ann, Lee, 4",
        "nn, Ann, Lee, 4",
        "n l, Ann, Lee, 4",
        "jo\u00B4, Jo\u00B4, , 1",
        "greta roehlen, Greta, Röhlen, 1",
        "röhlen greta, Greta, Roehlen, 1",
        "roeh, Greta, Röhlen, 2",
        "t a corvane, T.A., Corvane, 1",
        "王小明, 小明, 王, 1",
        "luc, Jean-Luc, Roy, 3",
        "lucroy, Jean-Luc, Roy, 3",
        "uc roy, Jean-Luc, Roy, 4",
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
        "xn--mnchen, jo@münchen.example, 3",
        "@münchen.ex, jo@xn--mnchen-3ya.example, 3",
        "munchen, jo@xn--mnchen-3ya.example, 3",
        "mnchen-3ya, jo@münchen.example, 4",
        "jo@xn--mnchen-3ya.example, jo@münchen.example, 1",
        "jo@münchen.example, jo@xn--mnchen-3ya.example, 1",
        "jo@münchen.example, jo@MÜNCHEN.example, 1",
        "xn--mnchen, jo@munchen.example, 0",
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
        "<john@x.org>, 1",
        "John <john@x.org>, 1",
        "John (john@x.org), 1",
        "mailto:john@x.org?subject=x, 1",
        "'john@x.org; ', 1",
        "j\u200Bohn@x.org, 1",
        "\uFF4Aohn\uFF20x\u3002org, 1",
        "<john, 2",
        "mailto:john, 2",
        "<mailto:john@, 2",
        "x.org>, 3",
        "'@x.org>,', 3",
        "'hn@x;', 4",
        "'x.org >', 3",
        "'< john@', 2",
    })
    @Tag("3.120")
    void an_e_mail_term_is_taken_out_of_what_is_pasted_with_it(String term, int rank) {
        Contact contact = Samples.contact(1, c -> c.email("john@x.org"));

        assertThat(ContactSearch.byEmail(term).matches(contact)).isTrue();
        assertThat(ContactSearch.byEmail(term).rank(contact)).isEqualTo(rank);
    }

    @Test
    @Tag("3.120")
    void signs_alone_are_a_term_as_before() {
        assertThat(ContactSearch.byEmail("<>").matches(Samples.contact(1, c -> c.email("\"<>\"@x.org"))))
                .isTrue();
        assertThat(ContactSearch.byEmail("<>").matches(Samples.contact(1, c -> c.email("a@x.org"))))
                .isFalse();
    }

    @Test
    @Tag("3.32")
    void a_contact_without_the_field_is_not_found() {
        ContactSearch phone = ContactSearch.byPhone("555", "US", "+1");

        assertThat(ContactSearch.byEmail("ann").matches(named("Ann", null))).isFalse();
        assertThat(phone.matches(named("555", null))).isFalse();
    }

    @Test
    @Tag("3.39")
    void a_first_name_that_folds_longer_does_not_push_the_last_name_out() {
        Contact contact = named("ﷺ".repeat(30), "Smith");

        assertThat(contact.details().violations()).isEmpty();
        assertThat(ContactSearch.byName("smith").matches(contact)).isTrue();
    }

    /** A syllable of Hangul is folded to three letters. */
    @Test
    @Tag("3.39")
    void a_text_that_folds_longer_than_its_field_finds_itself() {
        String syllables = "\uAC01".repeat(90);
        Contact contact =
                Samples.contact(1, c -> c.firstName(syllables).lastName("Kim").email("kim@" + syllables + ".example"));
        Contact words = Samples.contact(
                2,
                c -> c.firstName("\uAC01".repeat(60) + " " + "\uAC02".repeat(60))
                        .lastName("Kim"));

        assertThat(contact.details().violations()).isEmpty();
        assertThat(ContactSearch.byName(syllables).rank(contact)).isEqualTo(1);
        for (Contact each : List.of(contact, words)) {
            String first = each.firstName();
            for (String term : List.of(first, first + " Kim", "Kim " + first)) {
                assertThat(ContactSearch.byName(term).matches(each)).as(term).isTrue();
            }
            assertThat(ContactSearch.byName("\uAC03" + first).matches(each)).isFalse();
        }
        assertThat(ContactSearch.byEmail("kim@" + syllables + ".example").rank(contact))
                .isEqualTo(1);
        assertThat(ContactSearch.byEmail("k".repeat(255)).matches(contact)).isFalse();
    }

    @Test
    void what_to_look_in_can_be_read() {
        Contact full = Samples.contact(
                1, c -> c.firstName("José").lastName("Łuk").email("J@X.org").phone("+1 (55) x7"));
        Contact little = Samples.contact(1, c -> c.firstName("Ánn  "));

        assertThat(SearchText.NAME_WORDS.of(full)).isEqualTo(" jose luk");
        assertThat(SearchText.NAME_FORMS.of(full)).isEqualTo(".\njoseluk.\nlukjose.\njose.\nluk.");
        assertThat(SearchText.EMAIL_ADDRESSES.of(full)).isEqualTo("\n\nj@x.org\n");
        assertThat(SearchText.PHONE_NUMBERS.of(full)).isEqualTo("\n1557\n55+b\n");
        assertThat(SearchText.NAME_WORDS.of(little)).isEqualTo(" ann");
        assertThat(SearchText.NAME_FORMS.of(little)).isEqualTo(".\nann.");
        assertThat(SearchText.EMAIL_ADDRESSES.of(little)).isNull();
        assertThat(SearchText.PHONE_NUMBERS.of(little)).isNull();
    }

    private static Contact named(@Nullable String first, @Nullable String last) {
        return Samples.contact(1, c -> c.firstName(first).lastName(last).email("john.jose@x.org"));
    }
}
