package dev.contactbook.interchange;

import static dev.contactbook.interchange.ImportOutcome.Kind.CREATED;
import static dev.contactbook.interchange.ImportOutcome.Kind.FAILED;
import static dev.contactbook.interchange.ImportOutcome.Kind.UNCHANGED;
import static dev.contactbook.interchange.ImportOutcome.Kind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several records of one file that are one contact. */
class RepeatedTest {
    /** Replays a run: -Dcontactbook.seed=… */
    private static final long SEED = Long.getLong("contactbook.seed", System.nanoTime());

    private static final String HEADER = "first_name,email,phone,note\n";
    private static final String FIRST = "Ada,a@x.org,+49 1511 0000001,one\n";
    private static final String SECOND = "Ada,b@x.org,+49 1511 0000002,two\n";

    private final Imports imports = new Imports();

    private void storeAda() {
        imports.contacts.create(
                imports.me, c -> c.firstName("Ada").email("a@x.org").addEmail("b@x.org"));
    }

    private static String others(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append("P").append(i).append(",p").append(i).append("@y.org,,\n");
        }
        return rows.toString();
    }

    private String note() {
        Contact ada = imports.all().get(0);
        return ada.customFields().get("Note").orElseThrow().asText();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("8.28")
    @Tag("8.19")
    void two_records_of_a_stored_contact_are_one_in_plan_and_run_and_settle(boolean isSourceWinning) {
        storeAda();
        UnaryOperator<ContactImport> options = in -> isSourceWinning ? in.sourceWins() : in;

        imports.plan(HEADER + FIRST + SECOND, options);
        assertThat(imports.kinds()).containsExactly(UPDATED, FAILED);
        assertThat(imports.codes(2)).containsExactly("REPEATED");
        assertThat(imports.outcomes.get(1).problems().get(0).excerpt()).isEqualTo("line 2");

        imports.run(HEADER + FIRST + SECOND, options);
        assertThat(imports.kinds()).containsExactly(UPDATED, FAILED);
        assertThat(imports.codes(2)).containsExactly("REPEATED");

        imports.run(HEADER + FIRST + SECOND, options);
        assertThat(imports.kinds()).containsExactly(UNCHANGED, FAILED);
        assertThat(imports.only().version()).isEqualTo(2);
        assertThat(note()).isEqualTo("one");
    }

    @Test
    @Tag("8.28")
    void it_makes_no_difference_how_far_apart_they_are() {
        storeAda();
        String file = HEADER + FIRST + others(1_200) + SECOND;

        ImportReport plan = imports.plan(file, ContactImport::sourceWins);
        ImportReport run = imports.run(file, ContactImport::sourceWins);
        ImportReport again = imports.run(file, ContactImport::sourceWins);

        assertThat(run.totals()).isEqualTo(plan.totals()).isEqualTo(Imports.totals(1_200, 1, 0, 0, 1));
        assertThat(again.totals()).isEqualTo(Imports.totals(0, 0, 1_201, 0, 1));
        assertThat(note()).isEqualTo("one");
    }

    @Test
    @Tag("8.28")
    @Tag("8.20")
    void a_continued_run_knows_the_contacts_of_the_records_before_its_token() throws IOException {
        storeAda();
        String file = HEADER + FIRST + others(1_200) + SECOND;
        List<ImportProgress> progress = new ArrayList<>();
        imports.run(file, in -> in.sourceWins().onProgress(progress::add).cancelWhen(() -> !progress.isEmpty()));

        ImportReport rest = imports.importer()
                .sourceWins()
                .resume(
                        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                        progress.get(0).token());

        assertThat(rest.totals()).isEqualTo(Imports.totals(1_200, 1, 0, 0, 1));
        assertThat(note()).isEqualTo("one");
    }

    @Test
    @Tag("8.28")
    @Tag("8.19")
    void a_contact_that_a_record_renames_is_the_same_under_both_names() {
        imports.contacts.create(
                imports.me, c -> c.firstName("Ada").email("a@x.org").phone("+49 1511 0000001"));
        String file = HEADER + "Bo,a@x.org,,\n" + others(1_000) + "Ada,,+49 1511 0000001,\nBo,,+49 1511 0000001,\n";
        UnaryOperator<ContactImport> options = in -> in.matchByEmail().sourceWins();

        ImportReport plan = imports.plan(file, options);
        ImportReport run = imports.run(file, options);

        assertThat(run.totals()).isEqualTo(plan.totals()).isEqualTo(Imports.totals(1_000, 1, 0, 0, 2));
    }

    @Test
    @Tag("8.17")
    @Tag("8.26")
    void contents_without_email_and_phone_are_the_same_only_if_each_value_is() {
        imports.contacts.create(imports.me, c -> c.firstName("Ada").customField("a", "x\nb=y"));
        imports.contacts.create(
                imports.me, c -> c.firstName("Ada").customField("a", "x").customField("b", "y"));
        imports.contacts.create(
                imports.me, c -> c.firstName("Bo").channelWhatsappWaId("12").channelInstagramUserId("3"));
        imports.contacts.create(
                imports.me, c -> c.firstName("Bo").channelWhatsappWaId("1").channelInstagramUserId("23"));
        imports.contacts.create(imports.me, c -> c.firstName("Cy").customField("n", 1));
        imports.contacts.create(imports.me, c -> c.firstName("Cy").customField("n", "1"));
        imports.contacts.create(imports.me, c -> c.firstName("Cy").customField("n", List.of("1")));
        imports.contacts.create(imports.me, c -> c.firstName("Dy").customField("l", List.of("a, b", "c")));
        imports.contacts.create(imports.me, c -> c.firstName("Dy").customField("l", List.of("a", "b, c")));
        imports.contacts.create(imports.me, c -> c.firstName("Ey").phoneCountryIso("DE"));
        imports.contacts.create(imports.me, c -> c.firstName("Ey").phoneCountryIso("FR"));
        for (ExportFormat format : ExportFormat.values()) {
            String file = ExportTest.export(
                    ContactExport.of(imports.contacts, imports.me).format(format));

            Imports into = new Imports();
            into.run(file);
            assertThat(into.kinds()).as("%s", format).hasSize(11).containsOnly(CREATED);
            assertThat(into.all())
                    .extracting(Contact::details)
                    .containsExactlyElementsOf(
                            imports.all().stream().map(Contact::details).toList());

            imports.run(file);
            assertThat(imports.kinds()).as("%s again", format).hasSize(11).containsOnly(UNCHANGED);
        }
    }

    @Test
    @Tag("8.17")
    @Tag("8.26")
    void of_stored_contacts_with_one_name_and_email_an_import_creates_the_first() {
        imports.contacts.create(
                imports.me, c -> c.firstName("Ada").email("a@x.org").customField("Hobby", "x"));
        imports.contacts.create(
                imports.me, c -> c.firstName("Ada").email("a@x.org").customField("Hobby", "y"));

        Imports into = new Imports();
        into.run(ExportTest.export(ContactExport.of(imports.contacts, imports.me)));

        assertThat(into.kinds()).containsExactly(CREATED, FAILED);
        assertThat(into.codes(2)).containsExactly("REPEATED");
        assertThat(into.only().details()).isEqualTo(imports.all().get(0).details());
    }

    @Test
    @Tag("8.18")
    void a_stored_contact_without_room_keeps_its_custom_fields_and_takes_the_rest() {
        imports.contacts.create(imports.me, c -> {
            c.firstName("Ada").email("a@x.org");
            for (int i = 0; i < 99; i++) {
                c.customField("Field " + i, "v");
            }
        });

        imports.run("first_name,email,phone,Hobby,Note,field 3\nAda,a@x.org,+49 1511 0000001,Go,x,v\n");

        assertThat(imports.kinds()).containsExactly(UPDATED);
        assertThat(imports.codes(1)).containsExactly("TOO_MANY_VALUES");
        assertThat(imports.only().phone()).isEqualTo("+49 1511 0000001");
        assertThat(imports.only().customFields().size()).isEqualTo(100);
    }

    @Test
    @Tag("8.18")
    void a_stored_contact_full_of_text_keeps_it_and_takes_what_fits() {
        imports.contacts.create(imports.me, c -> {
            c.firstName("Ada").email("a@x.org");
            for (int i = 0; i < 5; i++) {
                c.customField("F" + i, "v".repeat(3_990));
            }
        });

        imports.run("first_name,email,Note,Hobby\nAda,a@x.org," + "n".repeat(200) + ",Go\n");

        assertThat(imports.kinds()).containsExactly(UPDATED);
        assertThat(imports.codes(1)).containsExactly("TOO_MANY_VALUES");
        assertThat(imports.only().customFields().get("Hobby").orElseThrow().asText())
                .isEqualTo("Go");
    }

    @Test
    @Tag("8.18")
    @Tag("8.19")
    @Tag("8.28")
    void a_plan_is_its_run_and_the_same_file_again_changes_nothing_whatever_is_stored() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            Imports imports = new Imports();
            imports.run(file(random));
            boolean isSourceWinning = random.nextBoolean();
            boolean isByEmail = random.nextInt(4) == 0;
            UnaryOperator<ContactImport> options = in -> {
                ContactImport winning = isSourceWinning ? in.sourceWins() : in;
                return isByEmail ? winning.matchByEmail() : winning;
            };
            String file = file(random);
            String description = "file " + i + " of seed " + SEED + ": " + file;

            imports.plan(file, options);
            List<String> planned = outcomes(imports);
            ImportReport report = imports.run(file, options);

            assertThat(outcomes(imports)).as(description).isEqualTo(planned);
            assertThat(report.problems()).as(description).doesNotContainKeys("CONFLICT", "INVALID");
            if (!isByEmail) {
                ImportTotals again = imports.run(file, options).totals();
                assertThat(again.created() + again.updated()).as(description).isZero();
            }
        }
    }

    private static List<String> outcomes(Imports imports) {
        return imports.outcomes.stream()
                .map(outcome -> outcome.kind() + " " + outcome.problems())
                .toList();
    }

    private static String file(Random random) {
        StringBuilder file = new StringBuilder("first_name,email,email 2,phone,note\n");
        for (int i = random.nextInt(9); i >= 0; i--) {
            file.append(random.nextBoolean() ? "Ada" : "Bo").append(',');
            file.append(maybe(random, "a" + random.nextInt(5) + "@x.org")).append(',');
            file.append(maybe(random, "a" + random.nextInt(5) + "@x.org")).append(',');
            file.append(maybe(random, "+49 1511 000000" + random.nextInt(4))).append(',');
            file.append(maybe(random, "note " + random.nextInt(3))).append('\n');
        }
        return file.toString();
    }

    private static String maybe(Random random, String text) {
        return random.nextBoolean() ? text : "";
    }
}
