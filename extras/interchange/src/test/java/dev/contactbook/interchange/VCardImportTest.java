package dev.contactbook.interchange;

import static dev.contactbook.interchange.ImportOutcome.Kind.CREATED;
import static dev.contactbook.interchange.ImportOutcome.Kind.FAILED;
import static dev.contactbook.interchange.ImportOutcome.Kind.SKIPPED;
import static dev.contactbook.interchange.Imports.totals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Import of vCards as phones and programs write them, broken ones included. */
class VCardImportTest {
    private final Imports imports = new Imports();

    private static String card(String... lines) {
        return "BEGIN:VCARD\r\n" + String.join("\r\n", lines) + "\r\nEND:VCARD\r\n";
    }

    private static byte[] latin(String text) {
        return text.getBytes(Charset.forName("windows-1252"));
    }

    private String custom(String name) {
        return imports.only().customFields().get(name).orElseThrow().asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "3.0", "4.0"})
    @Tag("8.1")
    void cards_of_each_version_become_contacts(String version) {
        ImportReport report = imports.run(
                card("VERSION:" + version, "N:Lovelace;Ada;;;", "FN:Ada Lovelace") + card("VERSION:4.0", "FN:Bo"));

        assertThat(report.format()).isEqualTo(ImportFormat.VCARD);
        assertThat(report.totals()).isEqualTo(totals(2, 0, 0, 0, 0));
        assertThat(imports.all()).extracting(Contact::firstName).containsExactly("Ada", "Bo");
        assertThat(imports.all().get(0).lastName()).isEqualTo("Lovelace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r", "\r\r\n"})
    @Tag("8.3")
    void line_ends_blank_lines_and_marks_are_all_alike(String end) {
        String file = "\uFEFF" + card("N:;Ada;;;", "", "NOTE:x") + "\uFEFF\r\n" + card("N:;Bo;;;");

        assertThat(imports.run(file.replace("\r\n", end)).totals()).isEqualTo(totals(2, 0, 0, 0, 0));
    }

    @Test
    @Tag("8.4")
    void quoted_printable_is_read_in_its_charset_and_guessed_without_one() {
        imports.run(card(
                "VERSION:2.1",
                "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=B6=C3=9Fe;J=C3=BCr=",
                "gen;;;",
                "NOTE;ENCODING=QUOTED-PRINTABLE:Gr=FC=DFe=0D=0A=",
                "zweite Zeile",
                "TITLE;CHARSET=no-such-charset:Leiter"));

        assertThat(imports.only().firstName()).isEqualTo("Jürgen");
        assertThat(imports.only().lastName()).isEqualTo("Größe");
        assertThat(custom("Note")).isEqualTo("Grüße\r\nzweite Zeile");
        assertThat(imports.codes(1)).containsExactly("CHARSET_GUESSED", "CHARSET_UNKNOWN");
    }

    @Test
    @Tag("8.4")
    void a_soft_break_before_another_property_joins_nothing() {
        imports.run(card("VERSION:2.1", "NOTE;ENCODING=QUOTED-PRINTABLE:end=", "TEL;CELL:123456", "N:;Ada"));

        assertThat(imports.only().phone()).isEqualTo("123456");
        assertThat(custom("Note")).isEqualTo("end");
    }

    @Test
    @Tag("8.4")
    void a_fold_within_a_letter_is_undone_before_it_is_read() {
        byte[] whole = card("VERSION:3.0", "N:Größe;Ada;;;").getBytes(StandardCharsets.UTF_8);
        int within = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\u00C3\u00B6") + 1;
        ByteArrayOutputStream folded = new ByteArrayOutputStream();
        folded.write(whole, 0, within);
        folded.writeBytes("\r\n ".getBytes(StandardCharsets.UTF_8));
        folded.write(whole, within, whole.length - within);

        imports.run(folded.toByteArray(), in -> in);

        assertThat(imports.only().lastName()).isEqualTo("Größe");
        assertThat(imports.codes(1)).isEmpty();
    }

    @Test
    @Tag("8.4")
    void cards_of_windows_1252_without_a_charset_are_guessed() {
        imports.run(latin(card("VERSION:2.1", "N:Größe;Jürgen")), in -> in);

        assertThat(imports.only().lastName()).isEqualTo("Größe");
        assertThat(imports.codes(1)).containsExactly("CHARSET_GUESSED");
    }

    @Test
    @Tag("8.4")
    void lines_that_are_no_property_belong_to_the_one_before() {
        imports.run(card(
                "VERSION:2.1",
                "# a comment",
                "N:;Ada",
                "ADR;HOME:;;Old Street 1\\",
                "Packstation 9;Hamburg;;99999;Deutschland",
                "EMAIL;INTERNET:\"Ada\"",
                "  <ada@x.org>",
                "PHOTO;ENCODING=BASE64:iVBORw0KGgo",
                "iVBORw0KGgoiVBORw0KGgo=",
                ""));

        assertThat(imports.only().email()).isEqualTo("ada@x.org");
        assertThat(custom("Address")).contains("Packstation 9").endsWith("99999 Hamburg\nDeutschland");
        assertThat(imports.codes(1)).containsExactly("PHOTO_SKIPPED");
    }

    @Test
    @Tag("8.9")
    void a_card_without_an_end_costs_itself_alone() {
        imports.run("BEGIN:VCARD\nN:Lost;Ann\n" + card("N:;Bo") + card("N:;Cy") + "BEGIN:VCARD\nN:;Di");

        assertThat(imports.kinds()).containsExactly(FAILED, CREATED, CREATED, FAILED);
        assertThat(imports.codes(1)).containsExactly("END_MISSING");
        assertThat(imports.outcomes).extracting(ImportOutcome::line).containsExactly(1L, 3L, 6L, 9L);
    }

    @Test
    @Tag("8.7")
    void groups_and_lines_between_cards_are_skipped_and_told() {
        imports.run(card("FN:Ada") + "rubbish\r\nmore\r\n" + card("KIND:group", "FN:Friends")
                + card("X-ADDRESSBOOKSERVER-KIND:group", "FN:Others"));

        assertThat(imports.kinds()).containsExactly(CREATED, SKIPPED, SKIPPED, SKIPPED);
        assertThat(imports.codes(2)).containsExactly("NOT_A_CARD");
        assertThat(imports.codes(3)).containsExactly("NOT_A_CONTACT");
    }

    @Test
    @Tag("8.10")
    void a_card_within_a_card_is_no_record_and_nesting_has_a_limit() {
        String inner = "AGENT:\nBEGIN:VCARD\nN:;Inner\n";
        int nesting = ContactImport.MAX_NESTING;
        imports.run("BEGIN:VCARD\nN:;Ada\n" + inner.repeat(nesting) + "END:VCARD\n".repeat(nesting + 1)
                + "BEGIN:VCARD\nN:;Bo\n" + inner.repeat(nesting + 1) + "END:VCARD\n".repeat(nesting + 2)
                + card("N:;Cy"));

        assertThat(imports.kinds()).containsExactly(CREATED, FAILED, CREATED);
        assertThat(imports.codes(2)).containsExactly("NESTED_TOO_DEEP");
        assertThat(imports.all()).extracting(Contact::firstName).containsExactly("Ada", "Cy");
    }

    @Test
    @Tag("8.10")
    void twenty_thousand_cards_within_one_another_fail_alone() {
        String file = "BEGIN:VCARD\nN:;Ada\n" + "AGENT:\nBEGIN:VCARD\n".repeat(20_000) + "END:VCARD\n".repeat(20_001);

        imports.run(file + card("N:;Bo"));

        assertThat(imports.kinds()).containsExactly(FAILED, CREATED);
    }

    @Test
    @Tag("8.10")
    void a_line_lines_and_a_card_beyond_the_limit_fail_alone() {
        String line = "NOTE:" + "x".repeat(ContactImport.MAX_LINE_BYTES + 1);
        String lines = "TEL:123456\n".repeat(ContactImport.MAX_CARD_LINES);
        String big =
                "PHOTO;ENCODING=b:" + ("\n " + "A".repeat(60_000)).repeat(ContactImport.MAX_CARD_BYTES / 60_000 + 1);

        imports.run(card("N:;Ada", line) + card("N:;Bo", lines) + card("N:;Cy", big) + card("N:;Di"));

        assertThat(imports.kinds()).containsExactly(FAILED, FAILED, FAILED, CREATED);
        assertThat(imports.codes(1)).containsExactly("LINE_TOO_LONG");
        assertThat(imports.codes(2)).containsExactly("TOO_MANY_LINES");
        assertThat(imports.codes(3)).containsExactly("RECORD_TOO_LARGE");
    }

    @Test
    @Tag("8.10")
    void a_card_of_lines_that_say_nothing_fails_alone() {
        String breaks = "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=\n".repeat(20_001);

        imports.run(card("N:;Ada", breaks) + card("N:;Bo"));

        assertThat(imports.kinds()).containsExactly(FAILED, CREATED);
        assertThat(imports.codes(1)).containsExactly("TOO_MANY_LINES");
    }

    @Test
    @Tag("8.10")
    void a_picture_of_five_megabytes_costs_nothing_but_itself() {
        imports.run(card("N:;Ada", "PHOTO;ENCODING=b;TYPE=JPEG:" + "A".repeat(5 << 20), "TEL:123456"));

        assertThat(imports.only().phone()).isEqualTo("123456");
        assertThat(imports.codes(1)).containsExactly("PHOTO_SKIPPED");
    }

    @Test
    @Tag("8.12")
    void a_card_without_a_given_name_is_named_by_the_next_best() {
        imports.run(card("N:Nord;;;;", "FN:Nord, Ada")
                + card("FN:Whole Name")
                + card("N:;;;;", "NICKNAME:Joe")
                + card("ORG:Muster GmbH;Einkauf", "X-ABShowAs:COMPANY")
                + card("EMAIL:e@x.org")
                + card("TEL:123456")
                + card("NOTE:x"));

        assertThat(imports.all())
                .extracting(Contact::firstName)
                .containsExactly("Nord, Ada", "Whole Name", "Joe", "Muster GmbH", "e@x.org", "123456");
        assertThat(imports.codes(7)).containsExactly("NO_NAME");
    }

    @Test
    @Tag("8.13")
    void all_emails_and_phones_are_kept_preferred_first_and_labelled() {
        imports.run(card(
                "VERSION:3.0",
                "N:;Ada;;;",
                "EMAIL;TYPE=\"HOME,INTERNET\":a@x.org",
                "EMAIL;type=WORK;type=pref:b@x.org",
                "item1.EMAIL:c@x.org",
                "item1.X-ABLabel:_$!<Other>!$_",
                "TEL;TYPE=FAX,WORK:111111",
                "TEL;CELL:222222",
                "TEL;VALUE=uri;PREF=1:tel:+1-555-0100;ext=12",
                "TEL;X-WAID=1;waid=4915110000001:444p555"));

        Contact ada = imports.only();
        assertThat(ada.email()).isEqualTo("b@x.org");
        assertThat(ada.otherEmails())
                .containsExactly(
                        OtherEmail.of("a@x.org").labelled("home"),
                        OtherEmail.of("c@x.org").labelled("Other"));
        assertThat(ada.phone()).isEqualTo("+1-555-0100 x12");
        assertThat(ada.phoneCountryCode()).isEqualTo("+1");
        assertThat(ada.otherPhones()).extracting(OtherPhone::phone).containsExactly("222222", "444,555", "111111");
        assertThat(ada.otherPhones()).extracting(OtherPhone::label).containsExactly("mobile", null, "work fax");
        assertThat(ada.channelWhatsappWaId()).isEqualTo("4915110000001");
    }

    @Test
    @Tag("8.16")
    void what_no_field_holds_goes_to_custom_fields_of_fixed_names() {
        imports.run(card(
                "VERSION:3.0",
                "N:Nord;Ada;Mary;Dr.;Jr.",
                "ORG:Muster GmbH;Einkauf",
                "TITLE:Leiterin",
                "NICKNAME:Joey",
                "BDAY;VALUE=date-and-time:1604-02-29T00:00:00Z",
                "NOTE:eins\\, zwei\\n",
                "NOTE:drei",
                "URL:http://x.org",
                "CATEGORIES:Kunden,VIP\\, alt",
                "PHOTO;VALUE=uri:https://x.org/a.png",
                "X-SKYPE:ada.nord",
                "REV:20200101T000000Z",
                "GEO:1;2"));

        Contact ada = imports.only();
        assertThat(ada.customFields().asMap().keySet())
                .containsExactly(
                        "Birthday",
                        "Categories",
                        "Company",
                        "Department",
                        "IM",
                        "Job title",
                        "Middle name",
                        "Nickname",
                        "Note",
                        "Prefix",
                        "Suffix",
                        "Website");
        assertThat(custom("Birthday")).isEqualTo("--02-29");
        assertThat(custom("Note")).isEqualTo("eins, zwei\n\ndrei");
        assertThat(ada.customFields().get("Categories").orElseThrow().raw()).isEqualTo(List.of("Kunden", "VIP, alt"));
        assertThat(ada.avatarUrl()).isEqualTo("https://x.org/a.png");
        assertThat(imports.codes(1)).containsExactly("NOT_KEPT");
        assertThat(imports.outcomes.get(0).problems().get(0).excerpt()).isEqualTo("GEO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1990-12-24", "19901224", "1990-12-24T00:00:00+02:00", "24.12.1990", "12/24/1990"})
    @Tag("8.16")
    void a_birthday_loses_its_time_and_never_shifts(String date) {
        imports.run(card("N:;Ada", "BDAY:" + date));

        assertThat(custom("Birthday")).isEqualTo("1990-12-24");
    }

    @Test
    @Tag("8.18")
    void the_same_cards_again_change_nothing() {
        String file = card("N:Nord;Ada", "EMAIL:a@x.org", "EMAIL:b@x.org", "TEL:123456", "TEL:+49 1511 0000001")
                + card("N:;Bo", "BDAY:1990-12-24")
                + card("N:;Cy", "TEL:0221 5550100", "REV:1");
        imports.run(file);

        ImportReport again = imports.run(file.replace("REV:1", "REV:2"));

        assertThat(again.totals()).isEqualTo(totals(0, 0, 3, 0, 0));
        assertThat(imports.all()).extracting(Contact::version).containsOnly(1L);
    }

    @Test
    @Tag("8.21")
    void failed_cards_come_back_with_their_bytes_and_the_reason() {
        ByteArrayOutputStream failures = new ByteArrayOutputStream();

        imports.run(latin(card("N:;Ada") + card("NOTE:Grüße")), in -> in.failuresTo(failures));

        assertThat(failures.toByteArray())
                .isEqualTo(latin("BEGIN:VCARD\r\nX-IMPORT-PROBLEM:CHARSET_GUESSED NOTE, NO_NAME\r\nNOTE:Grüße\r\n"
                        + "END:VCARD\r\n"));
    }
}
