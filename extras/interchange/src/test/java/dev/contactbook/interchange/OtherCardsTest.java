package dev.contactbook.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.parameter.EmailType;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Email;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Well-formed vCards are the same to another library. */
class OtherCardsTest {
    /** Replays a run: -Dcontactbook.seed=… */
    private static final long SEED = Long.getLong("contactbook.seed", System.nanoTime());

    private static final String[] PIECES = {
        "a", "Ü", "😀", "x y", ",", ";", ":", "\\", "\"", "=", "'", "^", "é", "word", "long word that is folded "
    };

    private final Imports imports = new Imports();
    private final Random random = new Random(SEED);

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "3.0", "4.0"})
    @Tag("8.1")
    @Tag("8.4")
    void what_ez_vcard_writes_is_imported(String version) {
        List<VCard> cards = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            VCard card = new VCard();
            StructuredName name = new StructuredName();
            name.setGiven(text(version) + i);
            name.setFamily(text(version));
            card.setStructuredName(name);
            card.setFormattedName(text(version));
            card.addEmail("a" + i + "@x.org", EmailType.WORK);
            card.addEmail("b" + i + "@x.org", EmailType.HOME);
            card.addTelephoneNumber("+49 1511 " + (1_000_000 + i), TelephoneType.CELL);
            card.addNote(text(version) + "\nx" + text(version));
            cards.add(card);
        }

        imports.run(Ezvcard.write(cards)
                .version(VCardVersion.valueOfByStr(version))
                .prodId(false)
                .go());

        assertThat(imports.all()).as("seed %d: %s", SEED, imports.outcomes).hasSize(100);
        for (int i = 0; i < 100; i++) {
            VCard card = cards.get(i);
            Contact contact = imports.all().get(i);
            assertThat(contact.firstName())
                    .as("seed %d", SEED)
                    .isEqualTo(card.getStructuredName().getGiven());
            assertThat(contact.lastName())
                    .as("seed %d", SEED)
                    .isEqualTo(card.getStructuredName().getFamily());
            assertThat(contact.email()).isEqualTo("a" + i + "@x.org");
            assertThat(contact.otherEmails())
                    .containsExactly(OtherEmail.of("b" + i + "@x.org").labelled("home"));
            assertThat(contact.phone()).isEqualTo("+49 1511 " + (1_000_000 + i));
            assertThat(contact.customFields().get("Note").orElseThrow().asText().replace("\r\n", "\n"))
                    .as("seed %d", SEED)
                    .isEqualTo(card.getNotes().get(0).getValue());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VCARD_3_0", "VCARD_4_0"})
    @Tag("8.25")
    void what_is_exported_is_read_by_ez_vcard(ExportFormat format) throws IOException {
        for (int i = 0; i < 100; i++) {
            int number = i;
            imports.contacts.create(
                    imports.me,
                    c -> c.firstName(text() + number)
                            .lastName(text())
                            .email("a" + number + "@x.org")
                            .addEmail(OtherEmail.of("b" + number + "@x.org").labelled("work"))
                            .phone("+49 1511 0000001")
                            .addPhone(OtherPhone.of("0221 5550100", "DE", "+49").labelled("mobile"))
                            .customField("Note", text() + "\nx" + text())
                            .customField("Company", "C" + text())
                            .customField("Size", 38)
                            .customField(text(), text()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ContactExport.of(imports.contacts, imports.me).format(format).write(out);

        List<VCard> cards = Ezvcard.parse(out.toString(StandardCharsets.UTF_8)).all();

        List<Contact> contacts = imports.all();
        assertThat(cards).hasSize(100);
        for (int i = 0; i < 100; i++) {
            VCard card = cards.get(i);
            Contact contact = contacts.get(i);
            assertThat(card.getStructuredName().getGiven()).as("seed %d", SEED).isEqualTo(contact.firstName());
            assertThat(card.getStructuredName().getFamily()).as("seed %d", SEED).isEqualTo(contact.lastName());
            assertThat(card.getFormattedName().getValue())
                    .as("seed %d", SEED)
                    .isEqualTo(contact.firstName() + " " + contact.lastName());
            assertThat(card.getEmails())
                    .extracting(Email::getValue)
                    .containsExactly("a" + i + "@x.org", "b" + i + "@x.org");
            assertThat(card.getTelephoneNumbers())
                    .extracting(Telephone::getText)
                    .containsExactly("+49 1511 0000001", "0221 5550100");
            assertThat(card.getTelephoneNumbers().get(1).getTypes()).contains(TelephoneType.CELL);
            assertThat(card.getNotes().get(0).getValue())
                    .as("seed %d", SEED)
                    .isEqualTo(contact.customFields().get("Note").orElseThrow().asText());
            assertThat(card.getOrganization().getValues())
                    .as("seed %d", SEED)
                    .containsExactly(
                            contact.customFields().get("Company").orElseThrow().asText());
        }
    }

    /** Version 2.1 has no escape for a backslash, so what is behind one means two things. */
    private String text(String version) {
        return version.equals("2.1") ? text().replace("\\", "/") : text();
    }

    private String text() {
        StringBuilder text = new StringBuilder("t");
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.append('t').toString();
    }
}
