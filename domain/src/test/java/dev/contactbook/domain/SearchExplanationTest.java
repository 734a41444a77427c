package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.SearchExplanation.Finding;
import dev.contactbook.domain.SearchExplanation.Match;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract §3, search: why a contact is found, or why not. */
class SearchExplanationTest {
    @ParameterizedTest
    @CsvSource({
        "ida, WHOLE, first_name, ida",
        "tar, START, last_name, tarrin",
        "arr, INSIDE, last_name, tarrin",
        "mctarr, FORM, last_name, mctarrin",
        "idamc, FORM, first_name and last_name, idamctarrin",
        "zoe, MISSING, first_name and last_name, ",
    })
    @Tag("3.119")
    void each_word_of_a_name_says_what_it_met(String term, Match match, String fields, @Nullable String met) {
        Contact contact = Samples.contact(1, c -> c.firstName("Ida").lastName("Mc Tarrin"));

        Finding finding = ContactSearch.byName(term).explain(contact).findings().get(0);

        assertThat(finding.wanted()).isEqualTo(term);
        assertThat(finding.match()).isEqualTo(match);
        assertThat(finding.met()).isEqualTo(met);
        assertThat(finding).hasToString(match.name().toLowerCase(Locale.ROOT) + " in " + fields);
    }

    @Test
    @Tag("3.119")
    void letters_that_are_written_out_are_met_as_a_form() {
        Contact umlaut = Samples.contact(1, c -> c.firstName("Greta").lastName("Röhlen"));
        Contact plain = Samples.contact(1, c -> c.firstName("Greta").lastName("Roehlen"));

        assertThat(ContactSearch.byName("roehlen").explain(umlaut).findings())
                .containsExactly(new Finding("roehlen", Match.FORM, List.of(ContactFields.LAST_NAME), "roehlen"));
        assertThat(ContactSearch.byName("röhlen").explain(plain).findings())
                .containsExactly(new Finding("rohlen", Match.WHOLE, List.of(ContactFields.LAST_NAME), "roehlen"));
    }

    @Test
    @Tag("3.119")
    void it_can_be_read_and_shows_no_data_unasked() {
        Contact contact = Samples.contact(1, c -> c.firstName("Ida").lastName("Tarrin"));
        SearchExplanation found = ContactSearch.byName("Tarrin, Id").explain(contact);
        SearchExplanation missing = ContactSearch.byName("Ida Zoe").explain(contact);

        assertThat(found.rank()).hasValue(2);
        assertThat(found.describe()).isEqualTo("""
                        Found with rank 2
                        "tarrin" is "tarrin" in last_name
                        "id" starts "ida" in first_name""");
        assertThat(found).hasToString("SearchExplanation[rank 2, [whole in last_name, start in first_name]]");
        assertThat(missing.isFound()).isFalse();
        assertThat(missing.describe()).isEqualTo("""
                        Not found
                        "ida" is "ida" in first_name
                        "zoe" is missing in first_name and last_name""");
        assertThat(missing)
                .hasToString(
                        "SearchExplanation[not found, [whole in first_name, missing in first_name and last_name]]");
    }

    @Test
    @Tag("3.119")
    void an_email_says_where_it_has_the_term() {
        Contact contact = Samples.contact(1, c -> c.email("Ida@Example.com"));

        assertThat(ContactSearch.byEmail("IDA@").explain(contact).describe())
                .isEqualTo("Found with rank 2\n\"ida@\" starts \"ida@example.com\" in email");
        assertThat(ContactSearch.byEmail("example").explain(contact).findings())
                .extracting(Finding::match)
                .containsExactly(Match.INSIDE);
        assertThat(ContactSearch.byEmail("zoe").explain(contact).describe())
                .isEqualTo("Not found\n\"zoe\" is missing in email and other_emails");
    }

    @Test
    @Tag("3.119")
    void a_phone_says_which_number_and_which_code_it_met() {
        Contact contact = Samples.contact(
                1, c -> c.phone("030 23125101").phoneCountryIso("DE").phoneCountryCode("+49"));

        assertThat(ContactSearch.byPhone("+49 30 231", "DE", "+49")
                        .explain(contact)
                        .describe())
                .contains("in phone\n", "\"+49\" is \"+49\" in phone_country_code");
        assertThat(ContactSearch.byPhone("030 23125101", "CH", "+41")
                        .explain(contact)
                        .describe())
                .startsWith("Not found\n")
                .endsWith("\"+41\" is missing in phone_country_code");
    }

    @Test
    @Tag("3.119")
    void an_explanation_of_a_phone_names_its_digits_and_its_own_code() {
        Contact german = Samples.contact(
                1, c -> c.firstName("Ida").phone("+49 30 23125101").phoneCountryCode("+1"));
        Contact unknown = Samples.contact(1, c -> c.firstName("Ida").phone("3023125101"));

        assertThat(ContactSearch.byPhone("+49 30 23125101", "DE", "+49")
                        .explain(german)
                        .describe())
                .isEqualTo("""
                        Found with rank 1
                        "3023125101" is "3023125101" in phone
                        "+49" is "+49" in phone""");
        assertThat(ContactSearch.byPhone("3023125101", "DE", "+49")
                        .explain(unknown)
                        .describe())
                .isEqualTo("""
                        Found with rank 1
                        "3023125101" is "3023125101" in phone
                        "+49" is "unknown" in phone_country_code""");
        assertThat(ContactSearch.byAny("+49 30 23125101").explain(german).describe())
                .contains("\"+49\" is \"+49\" in phone");
    }

    @ParameterizedTest
    @CsvSource({
        "0443 555 12 34 567, 0443 555 12 34 567, 04435551234567, WHOLE, 1",
        "+49 30 23125101, 49 30 23125101, 493023125101, WHOLE, 1",
        "49 30 2312, +49 30 23125101, 493023125101, START, 2",
        "2312, +49 30 23125101, 493023125101, INSIDE, 4",
    })
    @Tag("3.119")
    void a_phone_says_what_decided_its_rank(String term, String phone, String met, Match match, int rank) {
        Contact contact = Samples.contact(1, c -> c.firstName("Ida").phone(phone));
        SearchExplanation explanation = ContactSearch.byAny(term).explain(contact);

        assertThat(explanation.rank()).hasValue(rank);
        assertThat(explanation.findings().get(0).match()).isEqualTo(match);
        assertThat(explanation.findings().get(0).met()).isEqualTo(met);
    }

    @Test
    @Tag("3.119")
    void a_box_for_any_term_says_what_it_met_or_all_that_it_missed() {
        Contact contact = Samples.contact(1, c -> c.firstName("Ida").email("zoe@x.org"));

        assertThat(ContactSearch.byAny("zoe").explain(contact))
                .hasToString("SearchExplanation[rank 2, [start in email]]");
        assertThat(ContactSearch.byAny("eva").explain(contact))
                .hasToString("SearchExplanation[not found, [missing in first_name and last_name,"
                        + " missing in email and other_emails]]");
    }

    @Test
    @Tag("3.119")
    void an_explanation_agrees_with_the_search() {
        Contact contact =
                Samples.contact(1, c -> c.firstName("Ida").lastName("Mc Tarrin").email("ida@x.org"));
        List<ContactSearch> searches = List.of(
                ContactSearch.byName("tarrin ida"),
                ContactSearch.byName("mctarrin"),
                ContactSearch.byName("da mc"),
                ContactSearch.byName("zoe"),
                ContactSearch.byEmail("x.org"),
                ContactSearch.byEmail("y.org"),
                ContactSearch.byAny("x.org"),
                ContactSearch.byPhone("555", "US", "+1"));

        assertThat(searches).allSatisfy(search -> {
            SearchExplanation explanation = search.explain(contact);
            assertThat(explanation.isFound()).isEqualTo(search.matches(contact));
            assertThat(explanation.findings().stream().noneMatch(finding -> finding.match() == Match.MISSING))
                    .isEqualTo(search.matches(contact));
            explanation.rank().ifPresent(rank -> assertThat(rank).isEqualTo(search.rank(contact)));
        });
    }
}
