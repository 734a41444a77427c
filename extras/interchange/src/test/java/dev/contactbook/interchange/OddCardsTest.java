package dev.contactbook.interchange;

import static dev.contactbook.interchange.ImportOutcome.Kind.CREATED;
import static dev.contactbook.interchange.ImportOutcome.Kind.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.OtherPhone;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards that were joined, indented, encoded twice, or made to do harm. */
class OddCardsTest {
    private final Imports imports = new Imports();

    private static String card(String... lines) {
        return "BEGIN:VCARD\n" + String.join("\n", lines) + "\nEND:VCARD\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", " \uFEFF\uFEFF\t", "  "})
    @Tag("8.29")
    void files_that_were_joined_without_a_line_end_are_as_many_cards(String between) {
        String file = between.strip() + card("FN:Ada", "EMAIL:a@x.org").strip();

        imports.run(file + between + file.strip().replace("Ada", "Bo").strip() + "\n" + card("FN:Cy"));

        assertThat(imports.kinds()).containsExactly(CREATED, CREATED, CREATED);
        assertThat(imports.all()).extracting(Contact::firstName).containsExactly("Ada", "Bo", "Cy");
        assertThat(imports.all()).extracting(Contact::email).containsExactly("a@x.org", "a@x.org", null);
        assertThat(imports.outcomes).extracting(ImportOutcome::line).containsExactly(1L, 4L, 8L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  BEGIN:VCARD\n  FN:Ada\n  NOTE:a\n    b\n  END:VCARD\n  BEGIN:VCARD\n  FN:Bo\n  END:VCARD\n",
                "BEGIN:VCARD\nFN:Ada\nNOTE:a\n  b\n END:VCARD\nBEGIN:VCARD\nFN:Bo\n\tEND:VCARD",
                " BEGIN:VCARD\nFN:Ada\nNOTE:a\n  b\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\n END:VCARD\n\nrubbish"
            })
    @Tag("8.29")
    void an_indented_card_or_end_is_one(String file) {
        imports.run(file);

        assertThat(imports.all()).extracting(Contact::firstName).containsExactly("Ada", "Bo");
        assertThat(imports.all().get(0).customFields().get("Note").orElseThrow().asText())
                .isEqualTo("a b");
    }

    @Test
    @Tag("8.29")
    @Tag("8.9")
    void a_folded_line_that_looks_like_an_end_is_none() {
        imports.run("BEGIN:VCARD\nFN:Ada\nNOTE:x\n BEGIN:VCARD\n END:VCARD\nEND:VCARD\n"
                + "BEGIN:VCARD\nFN:Bo\n  BEGIN:VCARD\n  FN:Cy\n  END:VCARD\n" + card("FN:Di"));

        assertThat(imports.kinds()).containsExactly(CREATED, FAILED, CREATED);
        assertThat(imports.all().get(0).customFields().get("Note").orElseThrow().asText())
                .isEqualTo("xBEGIN:VCARDEND:VCARD");
    }

    @ParameterizedTest
    @CsvSource({"GB18030,张三", "Shift_JIS,山田", "windows-1252,Süd", "ISO-8859-2,Łódź"})
    @Tag("8.30")
    void a_charset_that_the_caller_names_is_not_applied_twice(String charset, String name) {
        Charset named = Charset.forName(charset);
        byte[] file = card(
                        "VERSION:2.1",
                        "N;CHARSET=" + charset + ":" + name + ";Ada",
                        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=" + charset + ":" + quoted(name, named) + name,
                        "TITLE;ENCODING=QUOTED-PRINTABLE:" + quoted(name, named),
                        "EMAIL:nope")
                .getBytes(named);

        imports.run(file, in -> in.charset(named));
        check(name);
        assertThat(custom("Job title")).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    @Tag("8.30")
    void a_charset_parameter_in_utf_16_is_that_of_quoted_printable_alone(String charset) {
        Charset latin = Charset.forName("windows-1252");
        String file = card(
                "N;CHARSET=windows-1252:Süd;Ada",
                "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1252:" + quoted("SüdSüd", latin),
                "EMAIL:nope");
        ByteArrayOutputStream failures = new ByteArrayOutputStream();

        imports.run(file.getBytes(Charset.forName(charset)), in -> in.strict().failuresTo(failures));
        imports.run(
                failures.toString(StandardCharsets.UTF_8)
                        .replace("nope", "a@x.org")
                        .getBytes(StandardCharsets.UTF_8),
                in -> in);

        check("Süd");
    }

    private void check(String name) {
        assertThat(imports.only().lastName()).isEqualTo(name);
        assertThat(custom("Note")).isEqualTo(name + name);
        assertThat(imports.codes(1)).isSubsetOf("VALUE_INVALID");
    }

    private String custom(String name) {
        return imports.only().customFields().get(name).orElseThrow().asText();
    }

    private static String quoted(String text, Charset charset) {
        StringBuilder quoted = new StringBuilder();
        for (byte each : text.getBytes(charset)) {
            quoted.append(String.format("=%02X", each & 0xFF));
        }
        return quoted.toString();
    }

    @Test
    @Tag("8.30")
    void letters_that_were_lost_before_are_reported() {
        imports.run(card("FN:Gr\uFFFD\uFFFDe", "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:a=EF=BF=BD"));
        assertThat(imports.codes(1)).containsExactly("LETTERS_LOST", "LETTERS_LOST", "NAME_CHOSEN");

        imports.run("first_name,email\nB\uFFFD,b@x.org\nCy,c@x.org\n");
        assertThat(imports.codes(1)).containsExactly("LETTERS_LOST");
        assertThat(imports.codes(2)).isEmpty();

        imports.run(
                "first_name,email\nD\u0081,d@x.org\n".getBytes(StandardCharsets.ISO_8859_1),
                in -> in.charset(Charset.forName("Shift_JIS")));
        assertThat(imports.codes(1)).containsExactly("LETTERS_LOST");
    }

    @Test
    @Tag("8.21")
    void the_name_of_a_field_cannot_add_lines_to_the_file_of_failures() {
        ByteArrayOutputStream failures = new ByteArrayOutputStream();
        String name = "Ü^nEND:VCARD^nBEGIN:VCARD^nFN:Evil^nEND:VCARD^n\\n";

        imports.run(
                card("FN:Ada", "X-CONTACTBOOK-CUSTOM;X-NAME=\"" + name + "\";X-TYPE=text:x"),
                in -> in.strict().failuresTo(failures));
        String file = failures.toString(StandardCharsets.UTF_8);

        assertThat(file).contains("X-IMPORT-PROBLEM:NAME_CHOSEN full name, VALUE_INVALID Ü\\nEND:VCARD\\nBEGIN");
        imports.run(file);
        assertThat(imports.only().firstName()).isEqualTo("Ada");
    }

    @Test
    @Tag("8.21")
    @Tag("8.10")
    void a_card_with_many_problems_comes_back_as_one_that_an_import_reads() {
        ByteArrayOutputStream failures = new ByteArrayOutputStream();
        String[] lines = new String[1_900];
        lines[0] = "N:;Ada";
        for (int i = 1; i < lines.length; i++) {
            lines[i] = "X-CONTACTBOOK-CUSTOM;X-NAME=\"$" + i + "x".repeat(80) + "\";X-TYPE=text:x";
        }

        imports.run(card(lines) + card("FN:Bo"), in -> in.strict().failuresTo(failures));
        imports.run(failures.toString(StandardCharsets.UTF_8));

        assertThat(imports.kinds()).containsExactly(CREATED);
    }

    @Test
    @Tag("8.15")
    void no_value_is_left_out_in_silence() {
        String label = "l".repeat(200);
        String file = card(
                "FN:Ada",
                "TEL:0221 5550100",
                "TEL;X-CONTACTBOOK-LABEL=\"" + label + "\":0221 5550101",
                "TEL;X-CONTACTBOOK-COUNTRY-ISO=\"Germany\";X-CONTACTBOOK-COUNTRY-CODE=\"+49\":0221 5550102",
                "EMAIL:a@x.org",
                "EMAIL;X-CONTACTBOOK-LABEL=\"" + label + "\":b@x.org",
                "FN:Ada N.",
                "BDAY:1990-12-24",
                "BDAY:1990-12-25");

        imports.run(file);

        assertThat(imports.outcomes.get(0).problems())
                .extracting(problem -> problem.code() + " " + problem.field())
                .containsExactlyInAnyOrder(
                        "NAME_CHOSEN full name",
                        "VALUE_INVALID phone.label",
                        "VALUE_INVALID phone_country_iso",
                        "VALUE_INVALID email.label",
                        "NOT_KEPT ");
        assertThat(imports.only().otherPhones())
                .extracting(OtherPhone::phoneCountryCode)
                .containsExactly(null, "+49");
        imports.run(file, ContactImport::strict);
        assertThat(imports.kinds()).containsExactly(FAILED);
        imports.run("first_name,phone,phone_country_iso\nBo,0221 5550100,Germany\nCy,,Germany\n");
        assertThat(imports.codes(1)).containsExactly("VALUE_INVALID");
        assertThat(imports.codes(2)).containsExactly("VALUE_INVALID");
    }

    /** Old code took minutes: each value looked through all the others. */
    @Test
    @Tag("8.8")
    void many_values_of_one_name_take_linear_time() {
        String roles = "ROLE:x\n".repeat(1_990);
        StringBuilder emails = new StringBuilder("first_name,email\nDi,a@x.org");
        for (int i = 0; i < 4_500; i++) {
            emails.append(";a").append(i).append("@x.org");
        }

        imports.run(("BEGIN:VCARD\nFN:Ada\n" + roles + "END:VCARD\n").repeat(10));
        assertThat(imports.all().get(0).customFields().asMap()).hasSize(100).containsKeys("Role", "Role 100");
        imports.run(emails + "\n");
        assertThat(imports.all().get(1).otherEmails()).hasSize(20);
    }

    /** Old code took minutes: the text was searched again from each start of a mark. */
    @Test
    @Tag("8.8")
    void a_label_of_nothing_but_marks_takes_linear_time() {
        String label = "item1.X-ABLABEL:" + "_$!<".repeat(30_000) + "\n";

        imports.run("BEGIN:VCARD\nFN:Ada\n" + label.repeat(20) + "item1.TEL:0221 5550100\nEND:VCARD\n");

        assertThat(imports.kinds()).containsExactly(CREATED);
    }

    @Test
    @Tag("8.8")
    @Tag("8.15")
    void a_number_of_a_hundred_thousand_digits_is_no_number() {
        String number = "X-CONTACTBOOK-CUSTOM;X-NAME=\"n\";X-TYPE=number:" + "9".repeat(120_000);

        imports.run(card("N:;Ada", number));

        assertThat(imports.codes(1)).containsExactly("VALUE_INVALID");
    }

    /** Old code sorted the marks of the header again for each row and separator. */
    @Test
    @Tag("8.8")
    void a_header_of_nothing_but_marks_takes_linear_time() {
        imports.run("first_name,email,x" + "\u0301\u0316".repeat(15_000) + "\nAda,a@x.org,\n");

        assertThat(imports.kinds()).containsExactly(CREATED);
    }
}
