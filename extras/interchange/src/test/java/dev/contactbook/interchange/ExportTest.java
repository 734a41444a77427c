package dev.contactbook.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports, and what an import makes of them. */
class ExportTest {
    /** Replays a run: -Dcontactbook.seed=… */
    private static final long SEED = Long.getLong("contactbook.seed", System.nanoTime());

    private static final String[] PIECES = {
        "a",
        "Ä",
        "ß",
        "=1+1",
        "+",
        "-2",
        "@SUM(A1)",
        "'",
        "''=",
        "\"",
        ",",
        ";",
        "|",
        "\\",
        "\\n",
        ":",
        "^",
        "^n",
        "%",
        " ",
        "\u00A0",
        "\uFF1D",
        "\uFF0B",
        "😀",
        "é",
        "e\u0301",
        "\u200D",
        "ignore",
        "* ",
        ":::",
        "myContacts",
        "BEGIN:VCARD",
        "=C3=B6",
        "0",
        "1",
        ".",
        "/",
        "(",
        ")",
        "#",
        "text",
        "_$!<x>!$_",
        "\uFEFF",
        "\u2028",
        "\u0085x",
        "1.5",
        "true"
    };
    private static final String[] LINES = {"\n", "\r\n", "\r", "\t", "\n=", "\r\r\n", "\n\uFEFF", "\nEND:VCARD\n"};

    private final Imports from = new Imports();

    private String export(ExportFormat format) {
        return export(ContactExport.of(from.contacts, from.me).format(format));
    }

    static String export(ContactExport export) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            export.write(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Tag("8.23")
    void what_the_caller_asks_for_is_written_in_its_order_and_counted() throws IOException {
        for (int i = 0; i < 1_001; i++) {
            int number = i;
            from.contacts.create(from.me, c -> c.firstName("P" + number).lastName(number < 2 ? "First" : null));
        }
        List<Long> progress = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        long all = ContactExport.of(from.contacts, from.me)
                .onProgress(progress::add)
                .write(out);
        String some = export(ContactExport.of(from.contacts, from.me)
                .query(ContactQuery.page()
                        .where(ContactFields.LAST_NAME.is("First"))
                        .sortBy(ContactFields.ID.desc())));

        assertThat(all).isEqualTo(1_001);
        assertThat(progress).containsExactly(1_000L, 1_001L);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("\uFEFFfirst_name,last_name,email,");
        assertThat(some.lines().skip(1))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("P1,First,"),
                        row -> assertThat(row).startsWith("P0,First,"));
    }

    @Test
    @Tag("8.24")
    void cells_that_may_be_formulas_are_guarded() {
        from.contacts.create(
                from.me,
                c -> c.firstName("=1+1")
                        .lastName("@SUM(A1)")
                        .phone("+49 1511 0000001")
                        .customField("Note", "-2+a")
                        .customField("Other", "x,=1")
                        .customField("Wide", "\uFF1D1")
                        .customField("Line", "a\n=1"));

        assertThat(export(ExportFormat.CSV))
                .contains("'=1+1,'@SUM(A1),,+49 1511 0000001,")
                .contains("\"a\n'=1\",'-2+a,\"x,'=1\",'\uFF1D1");
        assertThat(export(ContactExport.of(from.contacts, from.me).guard(FormulaGuard.EVERY_SIGN)))
                .contains(",'+49 1511 0000001,");
        assertThat(export(ContactExport.of(from.contacts, from.me).guard(FormulaGuard.NONE)))
                .contains("=1+1,@SUM(A1),,+49 1511 0000001,")
                .doesNotContain("'=");
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN_PHONES", "EVERY_SIGN"})
    @Tag("8.24")
    void an_apostrophe_of_the_contact_itself_comes_back(FormulaGuard guard) {
        List<String> texts = List.of("'+49 30", "''+49 30", "'=1", "'x", "'", "a;'+1", "-1", "+1,'-2");
        from.contacts.create(from.me, c -> {
            c.firstName("Ada");
            texts.forEach(text -> c.customField("Field " + texts.indexOf(text), text));
        });

        Imports into = new Imports();
        into.run(export(ContactExport.of(from.contacts, from.me).guard(guard)));

        assertThat(into.only().details()).isEqualTo(from.only().details());
    }

    @ParameterizedTest
    @EnumSource(names = {"VCARD_3_0", "VCARD_4_0"})
    @Tag("8.25")
    void a_card_is_folded_at_75_bytes_between_letters(ExportFormat format) {
        from.contacts.create(from.me, c -> c.firstName("Ä".repeat(200)).lastName("😀".repeat(100)));

        String card = export(format);

        assertThat(card)
                .contains("VERSION:" + (format == ExportFormat.VCARD_3_0 ? "3.0" : "4.0"))
                .contains("\r\nFN:");
        assertThat(card.split("\r\n")).allSatisfy(line -> {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\uFFFD");
        });
        assertThat(card.replace("\r\n", "")).doesNotContain("\n");
    }

    @Test
    @Tag("8.27")
    void ids_of_owners_and_companies_are_written_on_wish_only() {
        from.contacts.create(from.me, c -> c.firstName("Ada").owner(101).company(102));

        for (ExportFormat format : ExportFormat.values()) {
            ContactExport export = ContactExport.of(from.contacts, from.me).format(format);
            assertThat(export(export)).doesNotContain("102");
            Imports into = new Imports();
            into.run(export(export.withIds()));
            assertThat(into.only().companyId()).isEqualTo(102);
            assertThat(into.only().ownedByUserId()).isEqualTo(101);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("8.26")
    void an_import_of_an_export_gives_the_same_contacts_also_of_hostile_values(ExportFormat format) {
        Random random = new Random(SEED);
        List<ContactDetails> hostile = new ArrayList<>();
        while (hostile.size() < 300) {
            ContactPatch patch = hostile(random, hostile.size());
            if (patch.violationsOfNew().isEmpty()) {
                hostile.add(from.contacts.create(from.me, patch).details());
            }
        }

        Imports into = new Imports();
        ImportReport report = into.run(export(format));

        assertThat(report.totals().created())
                .as(
                        "seed %d: %s",
                        SEED,
                        into.outcomes.stream()
                                .filter(outcome -> outcome.kind() != ImportOutcome.Kind.CREATED)
                                .map(outcome -> outcome + " " + outcome.problems() + " "
                                        + shown(hostile.get((int) outcome.record() - 1)))
                                .toList())
                .isEqualTo(300);
        for (int i = 0; i < hostile.size(); i++) {
            ContactDetails after = into.all().get(i).details();
            assertThat(shown(after)).as("seed %d", SEED).isEqualTo(shown(hostile.get(i)));
            assertThat(after).isEqualTo(hostile.get(i));
        }
    }

    /** More custom fields than columns, the longest lists, and cells that grow most by what is written around them. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("8.47")
    void the_widest_export_is_read(boolean withIds) {
        from.contacts.create(from.me, c -> {
            c.firstName("Ada").phone("0221 5555000").owner(7).company(8);
            for (int i = 0; i < 20; i++) {
                c.addEmail(OtherEmail.of("a" + i + "@x.org").labelled("e" + i));
                c.addPhone(
                        OtherPhone.of("+49 1511 00000" + (10 + i), "DE", "+49").labelled("p" + i));
            }
        });
        for (int contact = 0; contact < 6; contact++) {
            int number = contact;
            from.contacts.create(from.me, c -> {
                c.firstName("Bo" + number);
                IntStream.range(0, 90)
                        .forEach(
                                i -> c.customField(number + "|email|phone|first name|note|title;city;fax;url " + i, i));
            });
        }
        for (String piece : List.of("\\", ";", ";=", "\n=", "😀", "\"", "'", "\u00E9")) {
            int count = 3_900 / piece.codePointCount(0, piece.length());
            List<String> texts =
                    Stream.generate(() -> piece.repeat(count)).limit(5).toList();
            from.contacts.create(from.me, c -> c.firstName("Cy").customField("zz", texts));
        }
        ContactExport export = ContactExport.of(from.contacts, from.me);

        Imports into = new Imports();
        ImportReport report = into.run(export(withIds ? export.withIds() : export));

        assertThat(report.separator()).isEqualTo(",");
        assertThat(report.columns()).hasSize(withIds ? ContactImport.MAX_COLUMNS : ContactImport.MAX_COLUMNS - 2);
        assertThat(report.problems()).isEmpty();
        assertThat(into.all().stream().map(contact -> shown(contact.details())).toList())
                .isEqualTo(from.all().stream()
                        .map(contact -> shown(contact.details()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", ";"})
    @Tag("8.5")
    void a_name_full_of_another_separator_does_not_decide(String separator) {
        String name = "x|email|phone|name|note|url|title|fax|company|birthday|nickname|last name|city|y";
        from.contacts.create(from.me, c -> c.firstName("Ada").customField(name.replace("|", separator), "v"));

        Imports into = new Imports();

        assertThat(into.run(export(ExportFormat.CSV)).separator()).isEqualTo(",");
        assertThat(into.only().details()).isEqualTo(from.only().details());
    }

    private static String shown(ContactDetails details) {
        StringBuilder shown = new StringBuilder();
        shown.append(String.join(
                        "|",
                        details.firstName(),
                        details.lastName(),
                        details.email(),
                        details.phone(),
                        details.phoneCountryCode(),
                        details.phoneCountryIso(),
                        details.channelWhatsappWaId(),
                        details.channelInstagramUserId(),
                        details.avatarUrl()))
                .append('\n')
                .append(custom(details));
        details.otherEmails().forEach(email -> shown.append(email.email()).append(email.label()));
        details.otherPhones()
                .forEach(phone -> shown.append(phone.phone())
                        .append(phone.label())
                        .append(phone.phoneCountryCode())
                        .append(phone.phoneCountryIso()));
        return shown.toString();
    }

    private static String custom(ContactDetails details) {
        StringBuilder shown = new StringBuilder();
        details.customFields()
                .asMap()
                .forEach((name, value) -> shown.append(name)
                        .append('(')
                        .append(value)
                        .append(")=")
                        .append(value.raw())
                        .append('\n'));
        return shown.toString();
    }

    private static ContactPatch hostile(Random random, int number) {
        return ContactPatch.of(c -> {
            c.firstName(text(random, false) + number);
            c.lastName(maybe(random, text(random, false)));
            c.email(maybe(random, "p" + number + "'+=@x.org"));
            c.phone(maybe(random, phone(random)));
            c.phoneCountryCode(maybe(random, "+49"));
            c.phoneCountryIso(maybe(random, "DE"));
            c.channelWhatsappWaId(maybe(random, text(random, false)));
            c.channelInstagramUserId(maybe(random, text(random, false)));
            c.avatarUrl(maybe(random, random.nextBoolean() ? "/a,b" : "https://x.org/a;b,c"));
            List<OtherEmail> emails = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                emails.add(OtherEmail.of("\"o;,\\\\" + i + "\"@y" + number + ".org")
                        .labelled(maybe(random, label(random))));
            }
            c.otherEmails(emails);
            List<OtherPhone> phones = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                phones.add(OtherPhone.of("0" + i + "-" + random.nextInt(1_000_000), null, maybe(random, "+1"))
                        .labelled(maybe(random, label(random))));
            }
            c.otherPhones(phones);
            for (int i = random.nextInt(4); i > 0; i--) {
                c.customField(text(random, false), value(random));
            }
            for (String name : List.of(
                    "Company", "Note", "Note 2", "Birthday", "Categories", "Website", "Nickname", "Job title")) {
                if (random.nextInt(4) == 0) {
                    c.customField(name, value(random));
                }
            }
        });
    }

    private static String label(Random random) {
        String[] labels = {"work", "Work", "home", "mobile", "fax", "pager", text(random, false)};
        return labels[random.nextInt(labels.length)];
    }

    private static String phone(Random random) {
        String[] phones = {"+49 1511 0000001", "-49 1511", "0221/555", "#31#123", "123,456;7", "+1 (555) 0100 x12"};
        return phones[random.nextInt(phones.length)];
    }

    private static Object value(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(1_000) - 500;
            case 1 -> random.nextDouble() * 1e-3;
            case 2 -> random.nextBoolean();
            case 3 -> List.of(text(random, true), text(random, true), "x");
            case 4 ->
                List.of("1990-12-24", "--02-29", "1604-01-01", "24.12.1990", "1", "true")
                        .get(random.nextInt(6));
            default -> text(random, true);
        };
    }

    private static <T> T maybe(Random random, T value) {
        return random.nextBoolean() ? value : null;
    }

    private static String text(Random random, boolean hasLines) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            boolean isLine = hasLines && random.nextInt(4) == 0;
            text.append(isLine ? LINES[random.nextInt(LINES.length)] : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
