package dev.contactbook.interchange;

import static dev.contactbook.interchange.ImportOutcome.Kind.CREATED;
import static dev.contactbook.interchange.ImportOutcome.Kind.FAILED;
import static dev.contactbook.interchange.ImportOutcome.Kind.UNCHANGED;
import static dev.contactbook.interchange.ImportOutcome.Kind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ExternalId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records that are found by the ids of their source. */
class SourceTest {
    private static final UnaryOperator<ContactImport> CRM = in -> in.source("crm");
    private static final String ROWS =
            "external_id,first_name,phone\n17,Ada,+49 1511 0000001\n18,Ada,+49 1511 0000001\n,Bo,+49 1511 0000002\n";

    private final Imports imports = new Imports();

    private static String card(String... lines) {
        return "BEGIN:VCARD\n" + String.join("\n", lines) + "\nEND:VCARD\n";
    }

    private Contact ofId(String id) {
        return imports.contacts
                .find(imports.me, ContactKey.externalId("crm", id))
                .get(0);
    }

    @Test
    @Tag("8.31")
    void a_card_is_found_by_its_uid_whatever_else_has_changed() {
        imports.run(card("UID:urn:uuid:0A000000-0000-4000-8000-000000000001", "N:;Ada", "EMAIL:a@x.org"), CRM);
        String changed = card("UID:0a000000-0000-4000-8000-000000000001", "N:Nord;Ida", "EMAIL:new@x.org");

        imports.run(changed, CRM);
        assertThat(imports.kinds()).containsExactly(UPDATED);
        assertThat(imports.codes(1)).containsExactly("KEPT_LOCAL");
        assertThat(imports.only().lastName()).isEqualTo("Nord");

        imports.run(changed, in -> in.source("crm").sourceWins());
        assertThat(imports.only().firstName()).isEqualTo("Ida");
        assertThat(imports.only().externalIds())
                .containsExactly(new ExternalId("crm", "0a000000-0000-4000-8000-000000000001"));
        imports.run(changed, CRM);
        assertThat(imports.kinds()).containsExactly(UNCHANGED);
    }

    @Test
    @Tag("8.31")
    @Tag("8.19")
    void two_ids_are_two_contacts_and_a_record_without_one_goes_by_its_content() {
        imports.plan(ROWS, CRM);
        assertThat(imports.kinds()).containsExactly(CREATED, CREATED, CREATED);

        imports.run(ROWS, CRM);
        assertThat(imports.kinds()).containsExactly(CREATED, CREATED, CREATED);
        assertThat(imports.all())
                .extracting(Contact::externalIds)
                .extracting(List::size)
                .containsExactly(1, 1, 0);

        imports.run(ROWS, CRM);
        assertThat(imports.kinds()).containsExactly(UNCHANGED, UNCHANGED, UNCHANGED);
        assertThat(imports.outcomes.get(1).contactId().getAsLong())
                .isEqualTo(ofId("18").id());
    }

    @Test
    @Tag("8.31")
    void without_a_source_ids_are_neither_kept_nor_looked_at() {
        imports.run(ROWS);

        assertThat(imports.kinds()).containsExactly(CREATED, FAILED, CREATED);
        assertThat(imports.codes(1)).containsExactly("NOT_KEPT");
        assertThat(imports.all()).extracting(Contact::externalIds).containsOnly(List.of());
        imports.run(ROWS, CRM);
        assertThat(imports.codes(1)).isEmpty();
    }

    @Test
    @Tag("8.31")
    @Tag("8.19")
    void a_contact_without_an_id_of_the_source_gets_the_first_one_of_its_content() {
        imports.contacts.create(
                imports.me, c -> c.firstName("Ada").phone("+49 1511 0000001").externalId("shop", "1"));

        imports.plan(ROWS, CRM);
        assertThat(imports.kinds()).containsExactly(UPDATED, CREATED, CREATED);
        imports.run(ROWS, CRM);
        assertThat(imports.kinds()).containsExactly(UPDATED, CREATED, CREATED);

        assertThat(imports.all().get(0).externalIds())
                .containsExactly(new ExternalId("shop", "1"), new ExternalId("crm", "17"));
        imports.run(ROWS, CRM);
        assertThat(imports.kinds()).containsOnly(UNCHANGED);
    }

    @Test
    @Tag("8.31")
    @Tag("8.28")
    void one_id_twice_and_a_record_without_one_after_it_are_repeated() {
        imports.run("external_id,first_name,email\n17,Ada,a@x.org\n17,Bo,b@x.org\n,Ada,a@x.org\n", CRM);

        assertThat(imports.kinds()).containsExactly(CREATED, FAILED, FAILED);
        assertThat(imports.codes(2)).containsExactly("REPEATED");
        assertThat(imports.codes(3)).containsExactly("REPEATED");
    }

    @Test
    @Tag("8.31")
    void an_id_of_a_deleted_contact_is_taken() {
        imports.run(ROWS, CRM);
        imports.contacts.delete(imports.me, ofId("17").id());

        imports.run(ROWS, CRM);

        assertThat(imports.kinds()).containsExactly(FAILED, UNCHANGED, UNCHANGED);
        assertThat(imports.codes(1)).containsExactly("DUPLICATE");
    }

    @Test
    @Tag("8.31")
    @Tag("8.15")
    void an_id_that_breaks_a_rule_is_left_out_and_reported() {
        String file = "external_id,first_name,email\n" + "1".repeat(300) + ",Ada,a@x.org\n";

        imports.run(file, CRM);
        assertThat(imports.codes(1)).containsExactly("VALUE_INVALID");
        imports.run(file, CRM);

        assertThat(imports.kinds()).containsExactly(UNCHANGED);
        assertThatThrownBy(() -> imports.importer().source(" ")).isInstanceOf(ContactsException.Invalid.class);
    }

    @Test
    @Tag("8.31")
    @Tag("8.20")
    void a_continued_run_ends_like_one_run() throws IOException {
        StringBuilder rows = new StringBuilder("external_id,first_name,email\n");
        for (int i = 0; i < 2_300; i++) {
            rows.append(i % 2_200).append(",P").append(i).append(",p").append(i).append("@x.org\n");
        }
        List<ImportProgress> progress = new ArrayList<>();
        imports.run(
                rows.toString(), in -> CRM.apply(in).onProgress(progress::add).cancelWhen(() -> progress.size() == 2));

        ImportReport rest = CRM.apply(imports.importer())
                .resume(
                        new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)),
                        progress.get(0).token());

        assertThat(rest.totals()).isEqualTo(Imports.totals(1_200, 0, 1_000, 0, 100));
        assertThat(imports.all()).hasSize(2_200);
    }
}
