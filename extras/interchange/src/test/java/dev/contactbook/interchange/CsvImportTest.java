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
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Import of CSV files as people have them. */
class CsvImportTest {
    private final Imports imports = new Imports();

    @Test
    @Tag("8.1")
    @Tag("8.7")
    void each_row_becomes_a_contact() {
        ImportReport report = imports.run("First Name,Last Name,E-mail\r\nAda,Lovelace,ada@x.org\r\nBo,,\r\n");

        assertThat(report.format()).isEqualTo(ImportFormat.CSV);
        assertThat(report.totals()).isEqualTo(totals(2, 0, 0, 0, 0));
        assertThat(imports.all()).extracting(Contact::firstName).containsExactly("Ada", "Bo");
        assertThat(imports.all().get(0).email()).isEqualTo("ada@x.org");
        assertThat(imports.outcomes).extracting(ImportOutcome::line).containsExactly(2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PK\u0003\u0004x",
                "<!DOCTYPE html><p>",
                "{\\rtf1 x",
                "%PDF-1.4",
                "[\n  {\n    \"name\": \"Ada\", \"email\": \"a@x.org\"}\n]",
                "{\n \"first_name\":\"Ada\",\"email\":\"a@x.org\"}",
                "[]",
                "\uFEFF<?xml version='1.0'?><a/>",
                "\uFEFF<html><body>Name,Email",
                "<table><tr><td>Name,Email",
                "<contacts>\nName,Email",
                "\uFEFF\n[{\"name\":\"a\",\"email\":\"b\"}]"
            })
    @Tag("8.1")
    void a_file_of_another_format_is_refused(String file) {
        assertThatThrownBy(() -> imports.run(file))
                .isInstanceOfSatisfying(
                        InterchangeException.class, e -> assertThat(e.code()).isEqualTo("NO_FORMAT"));
    }

    @Test
    @Tag("8.2")
    void a_file_of_windows_1252_is_read_from_its_first_umlaut_on() {
        byte[] file = "Vorname;Nachname\nAda;Nord\nJürgen;Größe\nZoë;Weiß\n".getBytes(Charset.forName("windows-1252"));

        ImportReport report = imports.run(file, in -> in);

        assertThat(imports.all()).extracting(Contact::lastName).containsExactly("Nord", "Größe", "Weiß");
        assertThat(report.charset()).isEqualTo("UTF-8, windows-1252");
        assertThat(imports.codes(2)).containsExactly("CHARSET_GUESSED");
    }

    @Test
    @Tag("8.2")
    void one_foreign_line_in_a_file_of_utf_8_is_read_by_itself() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("first_name,last_name\nJosé,García\n".getBytes(StandardCharsets.UTF_8));
        file.writeBytes("Jürgen,Größe\n".getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes("Zoë,Nowak\n".getBytes(StandardCharsets.UTF_8));

        imports.run(file.toByteArray(), in -> in);

        assertThat(imports.all()).extracting(Contact::firstName).containsExactly("José", "Jürgen", "Zoë");
        assertThat(imports.codes(3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    @Tag("8.2")
    void utf_16_is_found_with_and_without_a_mark(String charset) {
        byte[] file = "First Name\tLast Name\r\nJürgen\tGröße 😀\r\n".getBytes(Charset.forName(charset));

        ImportReport report = imports.run(file, in -> in);

        assertThat(imports.only().lastName()).isEqualTo("Größe 😀");
        assertThat(report.charset()).startsWith("UTF-16");
    }

    @Test
    @Tag("8.2")
    void a_given_charset_is_used() {
        byte[] file = "first_name,last_name\n太郎,山田\n".getBytes(Charset.forName("Shift_JIS"));

        imports.run(file, in -> in.charset(Charset.forName("Shift_JIS")));

        assertThat(imports.only().lastName()).isEqualTo("山田");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r", "\r\r\n"})
    @Tag("8.3")
    void each_kind_of_line_end_is_one(String end) {
        String file = "\uFEFF" + String.join(end, "first_name,last_name", "", "Ada,Lovelace", "Bo,Bell", "", "");

        assertThat(imports.run(file).totals()).isEqualTo(totals(2, 0, 0, 0, 0));
        assertThat(imports.all()).extracting(Contact::lastName).containsExactly("Lovelace", "Bell");
        assertThat(imports.outcomes).extracting(ImportOutcome::line).containsExactly(3L, 4L);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    @Tag("8.5")
    void the_separator_is_found(String separator) {
        String file = "first_name,last_name,Note\nAda,Lovelace,\"x,y;z|\tw\"\n"
                .replace(",last", separator + "last")
                .replace("e,N", "e" + separator + "N")
                .replace("Ada,Lovelace,", "Ada" + separator + "Lovelace" + separator);

        ImportReport report = imports.run(file);

        assertThat(report.separator()).isEqualTo(separator);
        assertThat(imports.only().customFields().get("Note").orElseThrow().asText())
                .isEqualTo("x,y;z|\tw");
    }

    @Test
    @Tag("8.5")
    void a_line_of_a_spreadsheet_names_the_separator() {
        ImportReport report = imports.run("sep=|\r\nVorname|Nachname\r\nAda|Nord\r\n");

        assertThat(report.separator()).isEqualTo("|");
        assertThat(imports.only().lastName()).isEqualTo("Nord");
    }

    @Test
    @Tag("8.5")
    void lines_before_the_header_are_read_over() {
        imports.run("Notes:\n\"Some, text\"\n\nFirst Name,Last Name,Company\nAda,Lovelace,\"\"\"Engine\"\", Inc.\"\n");

        assertThat(imports.only().customFields().get("Company").orElseThrow().asText())
                .isEqualTo("\"Engine\", Inc.");
    }

    @Test
    @Tag("8.5")
    void a_file_without_a_header_is_refused_unless_the_columns_are_named() {
        String file = "Ada,Lovelace,ada@x.org\nBo,Bell,bo@x.org\n";

        assertThatThrownBy(() -> imports.run(file))
                .isInstanceOfSatisfying(
                        InterchangeException.class, e -> assertThat(e.code()).isEqualTo("NO_HEADER"));
        imports.run(file, in -> in.columns(List.of("first_name", "ignore", "email")));

        assertThat(imports.all()).extracting(Contact::email).containsExactly("ada@x.org", "bo@x.org");
        assertThat(imports.all()).extracting(Contact::lastName).containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "first_name,last_name", "first_name,last_name\n,\n\n"})
    @Tag("8.5")
    void a_file_without_rows_has_no_record(String file) {
        assertThat(imports.run(file).totals()).isEqualTo(totals(0, 0, 0, 0, 0));
    }

    @Test
    @Tag("8.6")
    void headers_of_other_programs_and_languages_are_known() {
        ImportReport report = imports.run("Vorname;Nachname;E-Mail-Adresse;Mobiltelefon;Firma;Hobby\n"
                + "Ada;Nord;ada@x.org;+49 1511 0000001;Muster GmbH;Rudern\n");

        Contact ada = imports.only();
        assertThat(report.columns())
                .containsEntry("Vorname", "first_name")
                .containsEntry("Mobiltelefon", "phone.mobile")
                .containsEntry("Hobby", "custom_fields_by_name.Hobby:text");
        assertThat(ada.phone()).isEqualTo("+49 1511 0000001");
        assertThat(ada.customFields().get("Company").orElseThrow().asText()).isEqualTo("Muster GmbH");
        assertThat(ada.customFields().get("Hobby").orElseThrow().asText()).isEqualTo("Rudern");
    }

    @Test
    @Tag("8.6")
    void an_ambiguous_header_means_what_it_means_beside_the_others() {
        imports.run("Titre;Prénom;Nom;Société;Titre\nMme;Chloé;Muster;Générique;Directrice\n");

        Contact chloe = imports.only();
        assertThat(chloe.lastName()).isEqualTo("Muster");
        assertThat(chloe.customFields().get("Prefix").orElseThrow().asText()).isEqualTo("Mme");
        assertThat(chloe.customFields().get("Job title").orElseThrow().asText()).isEqualTo("Directrice");
    }

    @Test
    @Tag("8.6")
    void the_mapping_of_the_caller_comes_first() {
        imports.run(
                "First Name,Last Name,Alias,Secret\nAda,Lovelace,Countess,x\n",
                in -> in.mapping(Map.of("alias", "nickname", "SECRET", "ignore")));

        assertThat(imports.only().customFields().asMap()).containsOnlyKeys("Nickname");
    }

    @Test
    @Tag("8.6")
    void a_second_header_of_a_name_and_one_without_a_name_are_told_apart() {
        imports.run("first_name,email,Email,Hobby,hobby,\nAda,a@x.org,b@x.org,Chess,Go,lost\n");

        Contact ada = imports.only();
        assertThat(ada.otherEmails()).containsExactly(OtherEmail.of("b@x.org"));
        assertThat(ada.customFields().asMap()).containsOnlyKeys("Hobby", "hobby 2");
        assertThat(imports.codes(1)).containsExactly("COLUMN_WITHOUT_NAME");
    }

    @Test
    @Tag("8.8")
    void a_quote_that_is_never_closed_costs_its_line_alone() {
        imports.run("first_name,last_name,email\nAda,Lovelace,ada@x.org\nBo,\"Open,bo@x.org\nCy,Good,cy@x.org\n"
                + "Di,\"Fine, dear\",di@x.org\n");

        assertThat(imports.kinds()).containsExactly(CREATED, FAILED, CREATED, CREATED);
        assertThat(imports.codes(2)).containsExactly("CELL_QUOTES");
        assertThat(imports.outcomes.get(1).line()).isEqualTo(3);
        assertThat(imports.all()).extracting(Contact::lastName).containsExactly("Lovelace", "Good", "Fine, dear");
    }

    @Test
    @Tag("8.8")
    void text_after_a_quote_costs_its_line_alone() {
        imports.run("first_name,last_name\nAda,Lovelace\nBo,\"Bad\"x\nCy,Good\n");

        assertThat(imports.kinds()).containsExactly(CREATED, FAILED, CREATED);
    }

    @Test
    @Tag("8.8")
    void rows_of_too_many_and_too_few_cells_are_told() {
        imports.run(
                "first_name,last_name,email\nAda,Lovelace\nBo,Many,bo@x.org,extra,\n,,\n\nCy,Good,cy@x.org,,\nEnd of file\n");

        assertThat(imports.kinds()).containsExactly(CREATED, FAILED, CREATED, SKIPPED);
        assertThat(imports.codes(1)).containsExactly("TOO_FEW_CELLS");
        assertThat(imports.codes(2)).containsExactly("TOO_MANY_CELLS");
        assertThat(imports.codes(4)).containsExactly("NOT_A_ROW");
    }

    @Test
    @Tag("8.10")
    void a_cell_a_row_and_columns_beyond_the_limit_fail_alone() {
        String cell = "x".repeat(ContactImport.MAX_CELL_LENGTH + 1);
        String row = "x".repeat(ContactImport.MAX_ROW_LENGTH + 1);
        String columns = ",".repeat(ContactImport.MAX_COLUMNS);

        imports.run("first_name,Note\nAda,\"" + cell + "\"\n" + row + ",y\nBo" + columns + "\nCy,z\n");

        assertThat(imports.kinds()).containsExactly(FAILED, FAILED, FAILED, CREATED);
        assertThat(imports.codes(1)).containsExactly("CELL_TOO_LARGE");
        assertThat(imports.codes(2)).containsExactly("RECORD_TOO_LARGE");
        assertThat(imports.codes(3)).containsExactly("TOO_MANY_CELLS");
    }

    @Test
    @Tag("8.10")
    void a_cell_at_the_limit_is_read() {
        String note = "x".repeat(ContactImport.MAX_CELL_LENGTH);

        imports.run("first_name,last_name,Hobby\nAda,Lovelace," + note + "\n");

        assertThat(imports.kinds()).containsExactly(CREATED);
        assertThat(imports.codes(1)).containsExactly("VALUE_INVALID");
    }

    @Test
    @Tag("8.11")
    void a_problem_names_line_field_and_code_and_quotes_eighty_characters() {
        imports.run("first_name,email\nAda," + "x".repeat(200) + "\n");

        ImportProblem problem = imports.outcomes.get(0).problems().get(0);
        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.field()).isEqualTo("email");
        assertThat(problem.code()).isEqualTo("VALUE_INVALID");
        assertThat(problem.excerpt()).isEqualTo("x".repeat(80));
        assertThat(problem.toString()).doesNotContain("xx");
        assertThat(imports.outcomes.get(0).toString()).doesNotContain("xx");
    }

    @Test
    @Tag("8.12")
    void what_has_no_given_name_is_named_by_the_next_best() {
        imports.run("Name,First Name,Last Name,Company,E-mail,Phone\n"
                + "Jan Vzor,,,,,\n,,Nord,,,\n,,,Muster GmbH,,\n,,,,x@x.org,\n,,,,,+49 1511 0000001\n,,,,,;\n");

        assertThat(imports.all())
                .extracting(Contact::firstName)
                .containsExactly("Jan Vzor", "Nord", "Muster GmbH", "x@x.org", "+49 1511 0000001");
        assertThat(imports.codes(1)).containsExactly("NAME_CHOSEN");
        assertThat(imports.outcomes.get(5).kind()).isEqualTo(FAILED);
        assertThat(imports.codes(6)).containsExactly("NO_NAME");
    }

    @Test
    @Tag("8.13")
    void all_emails_and_phones_are_kept_in_their_order_with_fax_last() {
        imports.run("First Name,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,"
                + "Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Group Membership\n"
                + "Ada,Home,a@x.org ::: b@x.org,* Work,c@x.org,Work Fax,0221 5550101,Mobile,"
                + "+49 1511 0000001 ::: 0221 5550100,Kunden ::: VIP ::: * myContacts\n");

        Contact ada = imports.only();
        assertThat(ada.email()).isEqualTo("c@x.org");
        assertThat(ada.otherEmails()).extracting(OtherEmail::email).containsExactly("a@x.org", "b@x.org");
        assertThat(ada.otherEmails()).extracting(OtherEmail::label).containsExactly("Home", "Home");
        assertThat(ada.phone()).isEqualTo("+49 1511 0000001");
        assertThat(ada.otherPhones()).extracting(OtherPhone::phone).containsExactly("0221 5550100", "0221 5550101");
        assertThat(ada.otherPhones()).extracting(OtherPhone::label).containsExactly("Mobile", "Work Fax");
        assertThat(ada.customFields().get("Categories").orElseThrow().raw()).isEqualTo(List.of("Kunden", "VIP"));
    }

    @Test
    @Tag("8.13")
    void a_contact_has_room_for_twenty_one_emails() {
        String addresses = String.join(
                ";",
                java.util.stream.IntStream.range(0, 23)
                        .mapToObj(i -> "a" + i + "@x.org")
                        .toList());

        imports.run("first_name;email\nAda;\"" + addresses + "\"\n");

        assertThat(imports.only().otherEmails()).hasSize(20);
        assertThat(imports.codes(1)).containsExactly("TOO_MANY_VALUES", "TOO_MANY_VALUES");
    }

    @Test
    @Tag("8.14")
    void the_calling_code_comes_from_the_phone_else_from_the_caller() {
        imports.run("first_name,phone\nAda,+420 601 000 001\nBo,0221 5550100\n", in -> in.phoneCountry("DE", "+49"));

        assertThat(imports.all()).extracting(Contact::phoneCountryCode).containsExactly("+420", "+49");
        assertThat(imports.all()).extracting(Contact::phoneCountryIso).containsExactly(null, "DE");
        imports.run("first_name,phone\nCy,0221 5550100\n");
        assertThat(imports.all().get(2).phoneCountryCode()).isNull();
    }

    @Test
    @Tag("8.15")
    void a_bad_value_is_left_out_and_told() {
        imports.run("first_name,email,phone,Birthday\nAda,nope,\"4,91511E+11\",1/2/1990\n");

        Contact ada = imports.only();
        assertThat(ada.email()).isNull();
        assertThat(ada.phone()).isNull();
        assertThat(imports.codes(1)).containsExactly("VALUE_INVALID", "PHONE_SCIENTIFIC", "DATE_UNCLEAR");
        imports.run("first_name,email\nBo,nope\n", ContactImport::strict);
        assertThat(imports.kinds()).containsExactly(FAILED);
    }

    @Test
    @Tag("8.15")
    void paths_and_separators_are_no_values() {
        imports.run("first_name,email,Company,Birthday\nAda,/o=Exchange/ou=x/cn=ada,;;,0.0.00\n");

        assertThat(imports.codes(1)).isEmpty();
        assertThat(imports.only().customFields().isEmpty()).isTrue();
    }

    @Test
    @Tag("8.15")
    void a_first_name_that_breaks_a_rule_fails_its_record() {
        imports.run("first_name,last_name\nA\u0000da,Lovelace\nBo,Bell\n");

        assertThat(imports.kinds()).containsExactly(FAILED, CREATED);
        assertThat(imports.codes(1)).containsExactly("INVALID");
    }

    @Test
    @Tag("8.16")
    void a_company_goes_to_the_host_or_to_a_custom_field() {
        imports.run(
                "first_name,Company\nAda,Known\nBo,Other\n",
                in -> in.companies(name -> name.equals("Known") ? Optional.of(101L) : Optional.empty()));

        assertThat(imports.all()).extracting(Contact::companyId).containsExactly(101L, null);
        assertThat(imports.all().get(1).customFields().asMap()).containsOnlyKeys("Company");
    }

    @Test
    @Tag("8.16")
    void a_long_note_goes_on_in_the_next_field() {
        imports.run("first_name,Notes\nAda,\"" + "x".repeat(4_000) + "yy\"\n");

        assertThat(imports.only().customFields().get("Note").orElseThrow().asText())
                .hasSize(4_000);
        assertThat(imports.only().customFields().get("Note 2").orElseThrow().asText())
                .isEqualTo("yy");
    }

    @Test
    @Tag("8.24")
    void apostrophes_before_formulas_are_removed_and_others_stay() {
        imports.run(
                "first_name,last_name,phone,Hobby\n\"'=1+1\",\"'@SUM(A1)\",\"'+49 1511 0000002\",\"'quoted' text\"\n");

        Contact formula = imports.only();
        assertThat(formula.firstName()).isEqualTo("=1+1");
        assertThat(formula.lastName()).isEqualTo("@SUM(A1)");
        assertThat(formula.phone()).isEqualTo("+49 1511 0000002");
        assertThat(formula.customFields().get("Hobby").orElseThrow().asText()).isEqualTo("'quoted' text");
    }

    /** Each blank line was once tried as the start of a card, up to the last one. */
    @Test
    @Tag("8.8")
    void blank_lines_before_the_header_do_not_have_the_file_read_again_and_again() {
        imports.run("\n".repeat(60_000) + "first_name,last_name\nAda,Lovelace\n");

        assertThat(imports.outcomes).extracting(ImportOutcome::line).containsExactly(60_002L);
    }

    /** A file of rows whose quotes open one another is read in linear time: each line once, and some more often. */
    @Test
    @Tag("8.8")
    void quotes_that_open_one_another_do_not_have_the_file_read_again_and_again() {
        StringBuilder file = new StringBuilder("first_name,last_name\n");
        for (int i = 0; i < 60_000; i++) {
            file.append("x\",\"\n");
        }

        ImportReport report = imports.run(file.toString());

        assertThat(report.totals().read()).isEqualTo(60_000);
        assertThat(report.lines()).isEqualTo(60_001);
    }
}
