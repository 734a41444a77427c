package dev.contactbook.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.CustomValue;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The largest contacts that the rules allow, in files that an import reads as a whole. */
class LargestContactTest {
    /** Letters of four bytes, and signs that a format writes as two or more. */
    private static final List<String> LETTERS = List.of("😀", "\\", ";", ",", "\"", "^", "\n=", ";=", "a");

    private final Imports from = new Imports();

    private static String filled(String letters, int length) {
        int letter = letters.codePointCount(0, letters.length());
        return "x" + letters.repeat((length - 2) / letter) + "x";
    }

    private static String line(String letters, int length) {
        return filled(letters.equals("\n=") ? "=" : letters, length);
    }

    private static void largest(ContactDetails.Builder c, String letters, int number) {
        c.firstName(line(letters, 250) + number)
                .lastName(line(letters, 255))
                .email("a" + number + "@x.org")
                .phone("+49 1511 0000001")
                .channelWhatsappWaId(line(letters, 255))
                .channelInstagramUserId(line(letters, 255))
                .avatarUrl("https://x.org/" + "a".repeat(2_000));
        List<OtherEmail> emails = new ArrayList<>();
        List<OtherPhone> phones = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            emails.add(OtherEmail.of("\"o" + i + ";,\"@y" + number + ".org").labelled(line(letters, 100)));
            phones.add(OtherPhone.of("+49 1512 00000" + (10 + i), "DE", "+49").labelled(line(letters, 100)));
        }
        c.otherEmails(emails).otherPhones(phones);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("8.26")
    void one_list_may_have_all_the_text_of_a_contact(ExportFormat format) {
        int text = CustomValue.MAX_TEXT_LENGTH;
        for (String letters : LETTERS) {
            from.contacts.create(from.me, c -> {
                largest(c, letters, LETTERS.indexOf(letters));
                String name = line(letters, CustomFields.MAX_NAME_LENGTH);
                int rest = text - CustomFields.MAX_NAME_LENGTH;
                c.customField(
                        name,
                        List.of(
                                filled(letters, text),
                                filled(letters, text),
                                filled(letters, text),
                                filled(letters, text),
                                filled(letters, rest)));
            });
        }
        check(format);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("8.26")
    void as_many_fields_as_a_contact_may_have_come_back(ExportFormat format) {
        for (String letters : LETTERS) {
            from.contacts.create(from.me, c -> {
                largest(c, letters, LETTERS.indexOf(letters));
                for (int i = 0; i < CustomFields.MAX_COUNT; i++) {
                    c.customField(line(letters, 97) + (100 + i), filled(letters, 100));
                }
            });
        }
        check(format);
    }

    private void check(ExportFormat format) {
        Imports into = new Imports();
        ImportReport report = into.run(
                ExportTest.export(ContactExport.of(from.contacts, from.me).format(format)));

        assertThat(report.totals())
                .as(() -> into.outcomes + " " + report.problems())
                .isEqualTo(Imports.totals(LETTERS.size(), 0, 0, 0, 0));
        for (int i = 0; i < LETTERS.size(); i++) {
            assertThat(into.all().get(i).details())
                    .as("%s", LETTERS.get(i))
                    .isEqualTo(from.all().get(i).details());
        }
    }
}
