package dev.contactbook.interchange;

import static dev.contactbook.interchange.ImportOutcome.Kind.CREATED;
import static dev.contactbook.interchange.ImportOutcome.Kind.FAILED;
import static dev.contactbook.interchange.ImportOutcome.Kind.UNCHANGED;
import static dev.contactbook.interchange.ImportOutcome.Kind.UPDATED;
import static dev.contactbook.interchange.Imports.totals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.interchange.core.Bounds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plans, second imports, cancelled and continued ones. */
class AgainTest {
    private static final String FILE =
            "first_name,last_name,email,phone,Hobby\nAda,Lovelace,ada@x.org,+49 1511 0000001,Chess\n"
                    + "Bo,,,+49 1511 0000002,\nCy,Nord,,,Rowing\nDi,,nope,,\n";

    private final Imports imports = new Imports();

    @Test
    @Tag("8.18")
    void the_same_file_again_changes_nothing() {
        imports.run(FILE);
        List<Contact> before = imports.all();

        ImportReport again = imports.run(FILE);

        assertThat(again.totals()).isEqualTo(totals(0, 0, 4, 0, 0));
        assertThat(imports.all()).isEqualTo(before);
        assertThat(imports.outcomes)
                .extracting(outcome -> outcome.contactId().getAsLong())
                .containsExactlyElementsOf(before.stream().map(Contact::id).toList());
    }

    @Test
    @Tag("8.18")
    void a_changed_record_fills_and_adds_and_a_blank_clears_nothing() {
        imports.run(FILE);

        imports.run("first_name,last_name,email,phone,Hobby,City\n"
                + "Ada,Lovelace,ADA@x.org,+49 1511 0000009,,London\nBo,,bo@x.org,+49 1511 0000002,Go,\n");

        assertThat(imports.kinds()).containsExactly(UPDATED, UPDATED);
        Contact ada = imports.all().get(0);
        assertThat(ada.phone()).isEqualTo("+49 1511 0000001");
        assertThat(ada.otherPhones()).extracting(OtherPhone::phone).containsExactly("+49 1511 0000009");
        assertThat(ada.customFields().asMap()).containsOnlyKeys("City", "Hobby");
        assertThat(ada.version()).isEqualTo(2);
    }

    @Test
    @Tag("8.18")
    void what_a_user_changed_stays_unless_the_source_wins() {
        imports.run(FILE);
        imports.contacts.patch(imports.me, imports.all().get(0).id(), c -> c.customField("Hobby", "Go"));

        imports.run(FILE);
        assertThat(imports.kinds()).containsOnly(UNCHANGED);
        assertThat(imports.codes(1)).containsExactly("KEPT_LOCAL");

        imports.run(FILE, ContactImport::sourceWins);
        assertThat(imports.outcomes.get(0).kind()).isEqualTo(UPDATED);
        assertThat(imports.all()
                        .get(0)
                        .customFields()
                        .get("Hobby")
                        .orElseThrow()
                        .asText())
                .isEqualTo("Chess");
    }

    @Test
    @Tag("8.17")
    void a_family_that_shares_an_email_stays_apart_unless_the_caller_wishes() {
        imports.run("first_name,email\nAda,home@x.org\n");

        imports.run("first_name,email\nBo,home@x.org\n");
        assertThat(imports.kinds()).containsExactly(CREATED);

        imports.run("first_name,email,Hobby\nCy,HOME@x.org,Go\n", ContactImport::matchByEmail);
        assertThat(imports.kinds()).containsExactly(FAILED);
        assertThat(imports.codes(1)).containsExactly("AMBIGUOUS");
        assertThat(imports.outcomes.get(0).problems().get(0).excerpt()).startsWith("contacts [");
    }

    @Test
    @Tag("8.17")
    void an_email_alone_takes_the_contact_that_has_it_if_the_caller_wishes() {
        imports.run("first_name,email\nAda,ada@x.org\n");

        imports.run("first_name,last_name,email\nA.,Lovelace,ada@x.org\n", ContactImport::matchByEmail);

        assertThat(imports.kinds()).containsExactly(UPDATED);
        assertThat(imports.codes(1)).containsExactly("KEPT_LOCAL");
        assertThat(imports.only().firstName()).isEqualTo("Ada");
        assertThat(imports.only().lastName()).isEqualTo("Lovelace");
    }

    @Test
    @Tag("8.17")
    void the_same_person_twice_in_a_file_fails_the_second_time() {
        imports.run("first_name,email\nAda,ada@x.org\nBo,bo@x.org\nAda,ADA@x.org\n");

        assertThat(imports.kinds()).containsExactly(CREATED, CREATED, FAILED);
        assertThat(imports.codes(3)).containsExactly("REPEATED");
        assertThat(imports.outcomes.get(2).problems().get(0).excerpt()).isEqualTo("line 2");
    }

    @Test
    @Tag("8.19")
    void a_plan_has_the_outcomes_of_a_run_and_writes_nothing() {
        imports.run("first_name,last_name,Hobby\nCy,Nord,Rowing\n");
        ImportReport plan = imports.plan(FILE, in -> in);
        List<ImportOutcome.Kind> planned = imports.kinds();
        assertThat(imports.all()).hasSize(1);

        ImportReport run = imports.run(FILE);

        assertThat(planned).isEqualTo(imports.kinds());
        assertThat(plan.totals()).isEqualTo(run.totals()).isEqualTo(totals(3, 0, 1, 0, 0));
        assertThat(plan.columns()).isEqualTo(run.columns()).containsEntry("Hobby", "custom_fields_by_name.Hobby:text");
        assertThat(plan.problems()).isEqualTo(run.problems()).containsEntry("VALUE_INVALID", 1L);
    }

    @Test
    @Tag("8.20")
    void a_cancelled_run_continues_from_its_token_to_the_same_end() throws IOException {
        String file = rows(2_500);
        List<ImportProgress> progress = new ArrayList<>();
        ImportReport first =
                imports.run(file, in -> in.onProgress(progress::add).cancelWhen(() -> !progress.isEmpty()));
        assertThat(first.cancelled()).isTrue();
        assertThat(first.totals()).isEqualTo(totals(1_000, 0, 0, 0, 0));
        assertThat(progress.get(0).token()).isEqualTo(first.token());

        ImportReport rest = imports.importer().resume(bytes(file), first.token());

        assertThat(rest.cancelled()).isFalse();
        assertThat(rest.totals()).isEqualTo(totals(2_500, 0, 0, 0, 0));
        assertThat(imports.all()).hasSize(2_500);
        assertThat(rest.lines()).isEqualTo(2_501);
    }

    @Test
    @Tag("8.20")
    void a_run_that_died_after_its_last_token_continues_without_a_second_contact() throws IOException {
        String file = rows(2_500);
        List<ImportProgress> progress = new ArrayList<>();
        imports.run(file, in -> in.onProgress(progress::add).cancelWhen(() -> progress.size() == 2));

        ImportReport rest =
                imports.importer().resume(bytes(file), progress.get(0).token());

        assertThat(rest.totals()).isEqualTo(totals(1_500, 0, 1_000, 0, 0));
        assertThat(imports.all()).hasSize(2_500);
    }

    @Test
    @Tag("8.45")
    void an_import_that_is_done_is_not_cancelled() {
        List<ImportProgress> progress = new ArrayList<>();

        ImportReport report =
                imports.run(rows(1_000), in -> in.onProgress(progress::add).cancelWhen(() -> !progress.isEmpty()));

        assertThat(report.cancelled()).isFalse();
        assertThat(report.totals()).isEqualTo(totals(1_000, 0, 0, 0, 0));
        assertThat(imports.run("", in -> in.cancelWhen(() -> true)).cancelled()).isFalse();
        assertThat(imports.run(rows(1), in -> in.cancelWhen(() -> true)).cancelled())
                .isTrue();
    }

    @Test
    @Tag("8.45")
    void a_continued_run_reports_the_problems_before_its_token_too() throws IOException {
        String file = rows(2_500).replace("7@x.org", "");
        List<ImportProgress> progress = new ArrayList<>();
        ImportReport first =
                imports.run(file, in -> in.onProgress(progress::add).cancelWhen(() -> !progress.isEmpty()));
        assertThat(first.problems()).isEqualTo(Map.of("VALUE_INVALID", 100L));
        assertThat(first.bytes()).isEqualTo(progress.get(0).bytes());

        ImportReport rest = imports.importer().resume(bytes(file), first.token());

        assertThat(rest.problems()).isEqualTo(Map.of("VALUE_INVALID", 250L));
        assertThat(rest).isEqualTo(new Imports().run(file));
        assertThatThrownBy(() -> imports.importer().resume(bytes(file), first.token() + "OTHER=1,"))
                .isInstanceOfSatisfying(
                        InterchangeException.class, e -> assertThat(e.code()).isEqualTo("TOKEN"));
    }

    @Test
    @Tag("8.45")
    void a_token_belongs_to_the_columns_that_were_read() {
        String file = rows(10);
        String token = imports.run(file).token();

        for (String other : List.of("last_name,email", "first_name,phone")) {
            assertThatThrownBy(() -> imports.importer().resume(bytes(file.replace("first_name,email", other)), token))
                    .isInstanceOfSatisfying(
                            InterchangeException.class,
                            e -> assertThat(e.code()).isEqualTo("OTHER_FILE"));
        }
        assertThatThrownBy(() ->
                        imports.importer().mapping(Map.of("email", "ignore")).resume(bytes(file), token))
                .isInstanceOf(InterchangeException.class);
    }

    /** A chunk ends with the record that passes the bound. Chunks were once counted in records alone. */
    @Test
    @Tag("8.46")
    void a_chunk_of_large_records_has_fewer_of_them() throws IOException {
        int length = 100_000;
        int chunk = Bounds.CHUNK / length + 1;
        String rows = IntStream.range(0, chunk)
                .mapToObj(i -> "P" + i + ",p" + i + "@x.org," + "x".repeat(length) + "\n")
                .collect(Collectors.joining());
        List<Long> read = new ArrayList<>();
        ContactImport importer = imports.importer()
                .onProgress(progress -> read.add(progress.totals().read()));

        importer.plan(bytes("first_name,email,Note\n" + rows));
        assertThat(read).containsExactly((long) chunk);
        read.clear();
        importer.plan(bytes("first_name,email,Note\n" + rows + "Ada,a@x.org,\n"));
        assertThat(read).containsExactly((long) chunk, chunk + 1L);
    }

    @Test
    @Tag("8.20")
    void a_token_of_another_file_is_refused() {
        String token = imports.run(rows(10)).token();

        assertThatThrownBy(() -> imports.importer().resume(bytes(rows(10).replace("P3", "Q3")), token))
                .isInstanceOfSatisfying(
                        InterchangeException.class, e -> assertThat(e.code()).isEqualTo("OTHER_FILE"));
        assertThatThrownBy(() -> imports.importer().resume(bytes(rows(10)), "x"))
                .isInstanceOfSatisfying(
                        InterchangeException.class, e -> assertThat(e.code()).isEqualTo("TOKEN"));
    }

    @Test
    @Tag("8.21")
    void failed_records_come_back_as_a_file_that_can_be_mended() {
        ByteArrayOutputStream failures = new ByteArrayOutputStream();
        imports.run(
                "first_name,last_name,phone\nAda,Lovelace,\n,,;\nBo,\"Open,1\nCy,\u0001,\n\u0002,=x,\n",
                in -> in.failuresTo(failures));
        String mended = failures.toString(StandardCharsets.UTF_8);

        assertThat(mended)
                .startsWith("first_name,last_name,phone,import_problem\r\n")
                .contains("NO_NAME")
                .contains("CELL_QUOTES")
                .contains(",'=x,,INVALID first_name");
        imports.run(mended.replace("\u0002", "Fixed"));
        assertThat(imports.all()).extracting(Contact::lastName).contains("=x");
    }

    @Test
    @Tag("8.21")
    void nothing_is_written_where_nothing_failed() {
        ByteArrayOutputStream failures = new ByteArrayOutputStream();

        imports.run(FILE, in -> in.failuresTo(failures));

        assertThat(failures.size()).isZero();
    }

    @Test
    @Tag("8.7")
    void a_refusal_of_the_policy_is_the_outcome_of_its_record() throws IOException {
        Contacts guarded = Contacts.builder(new dev.contactbook.memory.InMemoryContactRepository())
                .directory(new OnlyOwner(7))
                .build();
        List<ImportOutcome> outcomes = new ArrayList<>();

        ImportReport report = ContactImport.of(guarded, imports.me)
                .onOutcome(outcomes::add)
                .run(bytes("first_name,owned_by_user_id\nAda,7\nBo,8\n"));

        assertThat(report.totals()).isEqualTo(totals(1, 0, 0, 0, 1));
        assertThat(outcomes.get(1).problems().get(0).field()).isEqualTo("owned_by_user_id");
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder("first_name,email\n");
        for (int i = 0; i < count; i++) {
            rows.append('P').append(i).append(",p").append(i).append("@x.org\n");
        }
        return rows.toString();
    }

    private static ByteArrayInputStream bytes(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }
}
