package dev.contactbook.interchange;

import static dev.contactbook.interchange.ImportOutcome.Kind.CREATED;
import static dev.contactbook.interchange.ImportOutcome.Kind.FAILED;
import static dev.contactbook.interchange.ImportOutcome.Kind.SKIPPED;
import static dev.contactbook.interchange.Imports.totals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What columns mean that the caller or the file names, and that none of their values is lost without a sign. */
class ColumnsTest {
    private final Imports imports = new Imports();

    private Map<String, Object> custom() {
        return imports.only().customFields().asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().raw()));
    }

    @Test
    @Tag("8.41")
    void a_named_column_has_the_meaning_that_it_names() {
        imports.run(
                "Ada,0221 5555000,secret,a@x.org,b@x.org,1990-01-01,rowing,Countess\n",
                in -> in.columns(List.of(
                        "first_name",
                        "phone.mobile",
                        "ignore",
                        "email",
                        "other_emails.1.email",
                        "birthday",
                        "custom_fields_by_name.Hobby",
                        "Spitzname")));

        Contact ada = imports.only();
        assertThat(ada.phone()).isEqualTo("0221 5555000");
        assertThat(ada.otherEmails()).extracting(OtherEmail::email).containsExactly("b@x.org");
        assertThat(custom()).isEqualTo(Map.of("Birthday", "1990-01-01", "Hobby", "rowing", "Nickname", "Countess"));
    }

    @Test
    @Tag("8.41")
    void a_line_that_names_the_separator_is_no_row_of_named_columns() {
        ImportReport report = imports.run("sep=;\nAda;Nord\n", in -> in.columns(List.of("first_name", "last_name")));

        assertThat(report.separator()).isEqualTo(";");
        assertThat(imports.only().lastName()).isEqualTo("Nord");
    }

    @ParameterizedTest
    @CsvSource({
        "nikname,nickname",
        "FirstName 1,first_name",
        "e_mail.work,email.work",
        "other_emails.x,",
        "custom_fields_by_name.,"
    })
    @Tag("8.41")
    void a_meaning_that_is_none_is_refused_with_the_nearest_one(String text, String nearest) {
        assertThatThrownBy(() -> imports.importer().mapping(Map.of("Alias", text)))
                .isInstanceOfSatisfying(
                        InterchangeException.class, e -> assertThat(e.code()).isEqualTo("MEANING"))
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining(nearest == null ? "with its name" : "\"" + nearest + "\"");
        assertThatThrownBy(() -> imports.importer().columns(List.of("first_name", text)))
                .isInstanceOf(InterchangeException.class);
    }

    @Test
    @Tag("8.6")
    void a_mapped_header_is_found_in_any_case() {
        imports.run(
                "KUNDE,Adresse-1\nAda,a@x.org\n",
                in -> in.mapping(Map.of("kunde", "first_name", "adresse 1", "E-Mail")));

        assertThat(imports.only().email()).isEqualTo("a@x.org");
    }

    @Test
    @Tag("8.42")
    void the_header_of_a_second_file_that_was_joined_is_no_contact() {
        String file = "\uFEFFfirst_name,email\nAda,a@x.org\n";

        ImportReport report = imports.run(file + file.replace("Ada,a", "Bo,b"));

        assertThat(report.totals()).isEqualTo(totals(2, 0, 0, 1, 0));
        assertThat(imports.kinds()).containsExactly(CREATED, SKIPPED, CREATED);
        assertThat(imports.codes(2)).containsExactly("NOT_A_ROW");
    }

    @Test
    @Tag("8.5")
    void a_header_full_of_another_separator_does_not_decide() {
        ImportReport report = imports.run("Name,E-mail,\"x|email|phone|first name|note|url|title|fax|company|city\"\n"
                + "Ada,a@x.org,1\nBo,b@x.org,2\nCy,c@x.org,3\n");

        assertThat(report.separator()).isEqualTo(",");
        assertThat(imports.all()).extracting(Contact::email).containsExactly("a@x.org", "b@x.org", "c@x.org");
    }

    @Test
    @Tag("8.43")
    void what_a_row_has_twice_is_kept_under_its_header() {
        imports.run(
                "first_name,other_emails.1.email,other_emails.1.email,other_emails.1.kind\nAda,a@x.org,b@x.org,c\n");

        assertThat(imports.only().otherEmails()).containsExactly(OtherEmail.of("a@x.org"));
        assertThat(custom()).isEqualTo(Map.of("other_emails.1.email", "b@x.org", "other_emails.1.kind", "c"));
    }

    @Test
    @Tag("8.43")
    void parts_of_a_birthday_that_make_no_date_keep_their_headers() {
        imports.run("first_name,Birth Year,Birth Month,Birth Day\nAda,1815,12,\n");

        assertThat(custom()).isEqualTo(Map.of("Birth Year", "1815", "Birth Month", "12"));
    }

    @Test
    @Tag("8.43")
    void a_whole_name_that_says_more_than_its_parts_is_kept() {
        imports.run("Name,First Name,Last Name,E-mail\nCountess Ada King,Ada,Lovelace,a@x.org\n");

        assertThat(imports.only().lastName()).isEqualTo("Lovelace");
        assertThat(custom()).isEqualTo(Map.of("Name", "Countess Ada King"));
        imports.run("Name,First Name,Last Name,E-mail\n\"Nord, Bo\",Bo,Nord,b@x.org\n");
        assertThat(imports.all().get(1).customFields().isEmpty()).isTrue();
    }

    @Test
    @Tag("8.43")
    void an_id_and_a_country_without_a_place_are_told() {
        imports.run("Contact ID,first_name,Mobile,phone_country_iso\n17,Ada,0221 5555000,DE\n");

        assertThat(imports.codes(1)).containsExactly("NOT_KEPT");
        assertThat(imports.outcomes.get(0).problems().get(0).excerpt()).isEqualTo("Contact ID, phone_country_iso");
    }

    @Test
    @Tag("8.43")
    void a_value_without_a_name_in_the_last_column_of_an_export_is_told() {
        imports.run("first_name,email,contactbook_more\nAda,a@x.org,custom_fields_by_name.n:text;v;lost\n");

        assertThat(imports.codes(1)).containsExactly("VALUE_INVALID");
        assertThat(custom()).isEqualTo(Map.of("n", "v"));
    }

    @Test
    @Tag("8.15")
    void with_strict_a_value_without_room_fails_its_record() {
        String phones = IntStream.range(0, 22)
                .mapToObj(i -> "+49 1511 00000" + (10 + i))
                .collect(Collectors.joining(" ::: "));

        imports.run("first_name,phone\nAda," + phones + "\n", ContactImport::strict);

        assertThat(imports.kinds()).containsExactly(FAILED);
        imports.run("first_name,phone\nAda," + phones + "\n");
        assertThat(imports.only().otherPhones())
                .hasSize(20)
                .extracting(OtherPhone::phone)
                .doesNotContainNull();
    }
}
